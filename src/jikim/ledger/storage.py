"""What a log needs of the place it is kept in, and nothing about that place.

Two exist: the relational one in `store/`, and the one in memory that the tests use.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Head(NamedTuple):
    """How many leaves a log holds, and the root over them (32 bytes)."""

    size: int
    root: bytes


class Storage(Protocol):
    """Where a log's tiles, bundles and head are kept.

    Only the newest width of a tile or bundle is kept: a partial one is replaced as it grows. A log has one
    writer at a time; the implementer holds the lock around `Log.append`.
    """

    def head(self) -> Head:
        """Return the head last written; `Head(0, EMPTY_ROOT)` for a new log."""

    def tile(self, level: int, index: int) -> bytes:
        """Return a tile's hashes, joined; empty when there is no such tile."""

    def bundle(self, index: int) -> bytes:
        """Return a bundle in its C2SP form; empty when there is no such bundle."""

    def write(self, tiles: Mapping[tuple[int, int], bytes], bundles: Mapping[int, bytes], head: Head) -> None:
        """Keep all of it, in one transaction, or nothing: `tiles` by (level, index), `bundles` by index."""
