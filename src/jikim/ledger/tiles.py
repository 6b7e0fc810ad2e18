"""The tree in tiles of 256 hashes, and the entries in bundles of 256: the C2SP tlog-tiles layout.

A tile of level 0 holds the hashes of up to 256 leaves. A tile of level L holds the roots of up to 256 full
tiles of level L - 1. Between two tile levels lie eight levels of the tree, which are hashed again when they
are needed. The last tile of a level is partial until it is full; an empty tile does not exist.

    level 1              [ root of tile 0, root of tile 1 ]
    level 0    [ 256 leaf hashes ] [ 256 leaf hashes ] [ 88 leaf hashes ]       a log of 600 leaves

A bundle holds the entries of one tile of level 0, each behind its length (two bytes, big-endian).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias

from jikim.errors import TamperedError
from jikim.ledger.merkle import HASH_SIZE, NodeReader
from jikim.messages import Message, msg

WIDTH = 256
TILE_SIZE = WIDTH * HASH_SIZE
MAX_ENTRY = 65_535

# (level, index) -> the stored bytes of that tile; empty when there is none
TileReader: TypeAlias = Callable[[int, int], bytes]


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Return where a tile of `width` hashes stands in an exported log.

    >>> tile_path(0, 1234067)
    'tile/0/x001/x234/067'
    >>> tile_path(1, 0, 17)
    'tile/1/000.p/17'
    """
    return f"tile/{level}/{_numbered(index, width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """Return where a bundle of `width` entries stands in an exported log.

    >>> bundle_path(0, 3)
    'tile/entries/000.p/3'
    """
    return f"tile/entries/{_numbered(index, width)}"


def _numbered(index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *folders, name = (digits[at : at + 3] for at in range(0, len(digits), 3))
    path = "/".join([*(f"x{folder}" for folder in folders), name])
    return path if width == WIDTH else f"{path}.p/{width}"


def tile_width(size: int, level: int, index: int) -> int:
    """Return how many hashes a tile holds in a log of `size` leaves; 0 when it does not exist yet."""
    return max(0, min(WIDTH, (size >> 8 * level) - index * WIDTH))


def tile_root(tile: bytes) -> bytes:
    """Return the hash over a full tile, as the tile above holds it."""
    return _rows(tile)[8]


def nodes(size: int, tile: TileReader) -> NodeReader:
    """Return a reader of perfect subtrees, for a log of `size` leaves kept in tiles.

    The reader raises TamperedError when a tile it needs is missing or has the wrong length.
    """

    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, 8)
        tile_index, first = divmod(index << height, WIDTH)
        stored = whole_tile(size, tile, tile_level, tile_index)
        at = (first >> height) * HASH_SIZE
        return _cached_rows(stored)[height][at : at + HASH_SIZE]

    return node


def whole_tile(size: int, tile: TileReader, level: int, index: int) -> bytes:
    """Return a stored tile; raises TamperedError unless it is as wide as a log of `size` leaves makes it."""
    width = tile_width(size, level, index)
    stored = tile(level, index)
    if len(stored) != width * HASH_SIZE:
        path = tile_path(level, index, width)
        raise damaged(msg("tile '{path}' is missing or has the wrong length", path=path))
    return stored


def _rows(tile: bytes) -> tuple[bytes, ...]:
    """Return the hashes of each height 0 to 8 within a tile, each height joined; incomplete pairs have none."""
    rows = [tile]
    for _ in range(8):
        row = rows[-1]
        pairs = range(0, len(row) - 2 * HASH_SIZE + 1, 2 * HASH_SIZE)
        rows.append(b"".join([sha256(b"\x01" + row[at : at + 2 * HASH_SIZE]).digest() for at in pairs]))
    return tuple(rows)


# Keyed by the tile's own bytes: what is remembered can never be out of date. About 5 MB when full.
_cached_rows = lru_cache(maxsize=256)(_rows)


def bundle_of(entries: Sequence[bytes]) -> bytes:
    """Return the bundle of up to 256 entries, each at most 65,535 bytes."""
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def entries_of(size: int, bundle: bytes, index: int) -> Iterator[bytes]:
    """Yield the entries of bundle `index` in a log of `size` leaves.

    Raises TamperedError, naming the leaf, where the bundle ends early or holds more than its entries.
    """
    at = 0
    first = index * WIDTH
    for leaf in range(first, first + tile_width(size, 0, index)):
        start = at + 2
        at = start + int.from_bytes(bundle[at:start], "big")
        if at > len(bundle):
            raise _cut(index, leaf)
        yield bundle[start:at]
    if at != len(bundle):
        raise _cut(index, first + tile_width(size, 0, index))


def _cut(index: int, leaf: int) -> TamperedError:
    path = bundle_path(index)
    return damaged(msg("bundle '{path}' does not hold whole entries at leaf {leaf}", path=path, leaf=leaf))


def damaged(what: Message) -> TamperedError:
    """Return the error for a place of the stored log that is not what was once written."""
    return TamperedError(
        what,
        why=msg("every entry, tile and root of a log must follow from its leaves"),
        fix=msg("stop writing to this log, keep the storage as it is, and compare it with checkpoints kept elsewhere"),
    )
