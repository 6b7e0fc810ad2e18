"""A log that only grows: entries in, indices and proofs out.

The log holds bytes and does not read them (`leaf.py` says what may be in them). It reads and writes the
right edge alone when it grows, and first verifies that edge: a log that was tampered with is not extended,
so no new root ever covers up an old change.

What is not here: signing (`checkpoint.py`, with a `Signer` handed in) and keeping (`Storage`, handed in).
"""

from collections.abc import Iterator, Mapping, Sequence

from jikim.errors import OperatorError, TamperedError
from jikim.ledger.audit import Audit, audit
from jikim.ledger.checkpoint import Checkpoint
from jikim.ledger.merkle import consistency_proof, inclusion_proof, leaf_hash, root_of, verify_consistency
from jikim.ledger.storage import Head, Storage
from jikim.ledger.tiles import (
    MAX_ENTRY,
    TILE_SIZE,
    WIDTH,
    TileReader,
    bundle_of,
    damaged,
    entries_of,
    nodes,
    tile_root,
    tile_width,
    whole_tile,
)
from jikim.messages import msg


class Log:
    """One append-only log, named by its origin (`shop.example.kr/access`)."""

    def __init__(self, origin: str, storage: Storage) -> None:
        self.origin = origin
        self.storage = storage

    @property
    def size(self) -> int:
        """Return how many leaves the log holds."""
        return self.storage.head().size

    @property
    def root(self) -> bytes:
        """Return the root over all leaves, 32 bytes, as the head states it."""
        return self.storage.head().root

    def append(self, entries: Sequence[bytes]) -> range:
        """Add entries, in order and in one transaction, and return their indices.

        An entry is at most 65,535 bytes. Raises TamperedError, with nothing written, when the right edge of
        the log does not verify.
        """
        for entry in entries:
            if len(entry) > MAX_ENTRY:
                raise _too_long(len(entry))
        head = self.storage.head()
        if not entries:
            return range(head.size, head.size)
        grown = head.size + len(entries)
        bundles = _grown_bundles(self.storage, head, entries)
        tiles = _grown_tiles(self.storage, head, b"".join([leaf_hash(entry) for entry in entries]))
        root = root_of(grown, nodes(grown, _newest(tiles, self.storage.tile)))
        self.storage.write(tiles, bundles, Head(grown, root))
        return range(head.size, grown)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the entries of the leaves `start` up to `stop` (the end of the log), one bundle in memory at a time.

        They are not verified against the root: `audit` does so for all, an inclusion proof for one.
        """
        size = self.size
        stop = size if stop is None else min(stop, size)
        for index in range(start // WIDTH, -(-stop // WIDTH)):
            first = index * WIDTH
            bundle = tuple(entries_of(size, self.storage.bundle(index), index))
            yield from bundle[max(0, start - first) : stop - first]

    def prove_inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that leaf `index` is in the tree of `size` leaves (the whole log).

        Raises OperatorError when the log has no such leaf or size, TamperedError when a tile is not whole.
        """
        now = self.size
        size = now if size is None else size
        if not 0 <= index < size <= now:
            raise _not_there(self.origin, now)
        return inclusion_proof(index, size, nodes(now, self.storage.tile))

    def prove_consistency(self, size1: int, size2: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the tree of `size2` leaves (the whole log) begins with that of `size1`.

        Raises OperatorError when the log has no such sizes, TamperedError when a tile is not whole.
        """
        now = self.size
        size2 = now if size2 is None else size2
        if not 0 < size1 <= size2 <= now:
            raise _not_there(self.origin, now)
        return consistency_proof(size1, size2, nodes(now, self.storage.tile))

    def audit(self, minimum: int = 0) -> Audit:
        """Verify every entry, tile and the head (see `audit.py`); raises TamperedError naming the place."""
        return audit(self.storage, minimum)

    def extend_checkpoint(self, last: Checkpoint | None) -> Checkpoint:
        """Return the checkpoint of the log as it stands, which may be signed after `last`, the newest known one.

        `last` is the newest that was signed here or cosigned by a witness; None only for a log never signed.
        Raises TamperedError when the log does not begin with `last`: signing then would be to tell two stories.
        """
        head = self.storage.head()
        if last is not None:
            self._must_begin_with(last, head)
        return Checkpoint(self.origin, head.size, head.root)

    def _must_begin_with(self, last: Checkpoint, head: Head) -> None:
        if last.origin != self.origin or last.size > head.size:
            raise _another_story(self.origin, last.size)
        if not last.size:  # everything begins with the empty tree; Checkpoint has seen to its root
            return
        proof = consistency_proof(last.size, head.size, nodes(head.size, self.storage.tile))
        try:
            verify_consistency(last.size, head.size, last.root, head.root, proof)
        except TamperedError as refusal:
            raise _another_story(self.origin, last.size) from refusal


def _grown_tiles(storage: Storage, head: Head, hashes: bytes) -> dict[tuple[int, int], bytes]:
    """Return the tiles that change when leaf `hashes` (joined) follow the log at `head`."""
    _verify_edge(storage, head)
    tiles: dict[tuple[int, int], bytes] = {}
    level = 0
    while hashes:
        index, width = divmod(head.size >> 8 * level, WIDTH)
        row = (storage.tile(level, index) if width else b"") + hashes
        changed = [row[at : at + TILE_SIZE] for at in range(0, len(row), TILE_SIZE)]
        tiles.update(((level, index + n), tile) for n, tile in enumerate(changed))
        hashes = b"".join([tile_root(tile) for tile in changed if len(tile) == TILE_SIZE])
        level += 1
    return tiles


def _verify_edge(storage: Storage, head: Head) -> None:
    """Every tile whose hashes the next root will lean on must add up to the root before it."""
    if root_of(head.size, nodes(head.size, storage.tile)) != head.root:
        raise damaged(msg("the root in the head is not the root of its {size} leaves", size=head.size))


def _grown_bundles(storage: Storage, head: Head, entries: Sequence[bytes]) -> dict[int, bytes]:
    """Return the bundles that change when `entries` follow the log at `head`."""
    index, width = divmod(head.size, WIDTH)
    begun = _begun_bundle(storage, head) if width else b""
    room = WIDTH - width
    bundles = {index: begun + bundle_of(entries[:room])}
    for at in range(room, len(entries), WIDTH):
        index += 1
        bundles[index] = bundle_of(entries[at : at + WIDTH])
    return bundles


def _begun_bundle(storage: Storage, head: Head) -> bytes:
    """Return the partial bundle at the edge, once its entries agree with their tile."""
    index = head.size // WIDTH
    bundle = storage.bundle(index)
    hashes = b"".join([leaf_hash(entry) for entry in entries_of(head.size, bundle, index)])
    if hashes != whole_tile(head.size, storage.tile, 0, index):
        raise damaged(msg("the last {count} leaves and their tile do not agree", count=tile_width(head.size, 0, index)))
    return bundle


def _newest(tiles: Mapping[tuple[int, int], bytes], stored: TileReader) -> TileReader:
    """Read a tile as it will be, and as it is where it does not change."""

    def tile(level: int, index: int) -> bytes:
        return tiles.get((level, index)) or stored(level, index)

    return tile


def _too_long(length: int) -> OperatorError:
    return OperatorError(
        msg("an entry of {length} bytes is too long for the log", length=length),
        why=msg("a bundle states the length of an entry in two bytes, at most 65,535"),
        fix=msg("split the act into several leaves with the same request id"),
    )


def _not_there(origin: str, size: int) -> OperatorError:
    return OperatorError(
        msg("log '{origin}' holds {size} leaves, and not the one asked for", origin=origin, size=size),
        why=msg("a proof can speak only of leaves and sizes the log has reached"),
        fix=msg("ask for an index below the size, and for a size the log has reached"),
    )


def _another_story(origin: str, size: int) -> TamperedError:
    return TamperedError(
        msg("log '{origin}' does not begin with its last checkpoint of {size} leaves", origin=origin, size=size),
        why=msg("a log must never sign a checkpoint that contradicts one it has signed before"),
        fix=msg("begin a new log under a new origin, whose first leaf carries the last cosigned checkpoint"),
    )
