"""The full re-verification of a stored log: every entry, every tile, the head.

The bundles are read once, in order; the tiles are built anew from them and held against the stored ones;
the root is folded from the tiles and held against the head. Only the right edge is kept in memory, so the
cost in memory does not grow with the log. Nothing may stand beyond the edge either: an entry that the head
does not count was never sequenced.

This shows that the storage agrees with its head. That the head is the one once signed is shown by the
signature (`checkpoint.py`) and by the witnesses.
"""

from dataclasses import dataclass

from jikim.ledger.merkle import HASH_SIZE, leaf_hash, root_of
from jikim.ledger.storage import Head, Storage
from jikim.ledger.tiles import TILE_SIZE, WIDTH, damaged, entries_of, nodes, tile_path, tile_root, whole_tile
from jikim.messages import msg


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found to hold: a log of `size` leaves with this root (32 bytes)."""

    size: int
    root: bytes


def audit(storage: Storage, minimum: int = 0) -> Audit:
    """Verify everything that is stored, from leaf `minimum` on, and return the size and root it adds up to.

    `minimum` is the first leaf of a pruned log that is still kept, a multiple of 256; the tiles that straddle
    it stay, and are bound by the root. Raises TamperedError naming the first place that does not verify.
    """
    head = storage.head()
    size = head.size
    if not 0 <= minimum <= size or minimum % WIDTH:
        raise damaged(msg("a log of {size} leaves cannot begin at leaf {minimum}", size=size, minimum=minimum))
    rebuilt = _Rebuilt(storage, head, minimum)
    for index in range(minimum // WIDTH, -(-size // WIDTH)):
        hashes = b"".join([leaf_hash(entry) for entry in entries_of(size, storage.bundle(index), index)])
        rebuilt.add(0, hashes)
    rebuilt.close()
    if root_of(size, nodes(size, storage.tile)) != head.root:
        raise damaged(msg("the root in the head is not the root of its {size} leaves", size=size))
    return Audit(size, head.root)


class _Rebuilt:
    """The right edge of the tree, built again from the leaves; each tile is compared when it is finished."""

    def __init__(self, storage: Storage, head: Head, minimum: int) -> None:
        self.storage = storage
        self.size = head.size
        levels = [level for level in range(64) if head.size >> 8 * level]
        self.index = [minimum >> 8 * level + 8 for level in levels]
        self.row = [self._kept(level, minimum >> 8 * level) for level in levels]

    def _kept(self, level: int, first: int) -> bytes:
        """Return the hashes left of `first` in its tile: what a pruned log keeps of the leaves it dropped."""
        index, width = divmod(first, WIDTH)
        return whole_tile(self.size, self.storage.tile, level, index)[: width * HASH_SIZE] if width else b""

    def add(self, level: int, hashes: bytes) -> None:
        self.row[level] += hashes
        if len(self.row[level]) == TILE_SIZE:
            self._compare(level)
            root = tile_root(self.row[level])
            self.row[level] = b""
            self.index[level] += 1
            self.add(level + 1, root)

    def close(self) -> None:
        for level, row in enumerate(self.row):
            if row:
                self._compare(level)
            self._nothing_after(level, self.index[level] + bool(row))
        self._nothing_after(len(self.row), 0)
        if self.storage.bundle(-(-self.size // WIDTH)):
            raise damaged(msg("entries stand beyond the head of {size} leaves", size=self.size))

    def _compare(self, level: int) -> None:
        index, row = self.index[level], self.row[level]
        stored = whole_tile(self.size, self.storage.tile, level, index)
        if stored == row:
            return
        width = len(row) // HASH_SIZE
        at = next(n for n in range(width) if _hash(stored, n) != _hash(row, n))
        path = tile_path(level, index, width)
        if level:
            raise damaged(msg("hash {at} of tile '{path}' does not follow from the tile below it", at=at, path=path))
        leaf = index * WIDTH + at
        raise damaged(msg("leaf {leaf} and its hash in tile '{path}' do not agree", leaf=leaf, path=path))

    def _nothing_after(self, level: int, index: int) -> None:
        if self.storage.tile(level, index):
            path = tile_path(level, index)
            raise damaged(msg("tile '{path}' stands beyond the head of {size} leaves", path=path, size=self.size))


def _hash(row: bytes, at: int) -> bytes:
    return row[at * HASH_SIZE : (at + 1) * HASH_SIZE]
