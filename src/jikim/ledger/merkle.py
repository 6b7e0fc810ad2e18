"""A Merkle tree over leaves that only grows: its root, and the two proofs about it (RFC 6962, section 2.1).

An inclusion proof shows that a leaf stands at an index of the tree with this root. A consistency proof shows
that a later tree begins with every leaf of an earlier one: nothing was changed, moved or taken out.

Hashes are SHA-256, 32 bytes. A leaf is hashed behind the byte 0x00 and an inner node behind 0x01, so that
neither can pose as the other. Making a proof needs the hashes of perfect subtrees, asked for by a
`NodeReader`; where they are kept is not known here (see `tiles.py`). Checking a proof needs nothing else
(RFC 9162, sections 2.1.3.2 and 2.1.4.2).
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TypeAlias

from jikim.errors import TamperedError
from jikim.messages import Message, msg

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

# (level, index) -> hash of the perfect subtree over the leaves index * 2**level up to (index + 1) * 2**level
NodeReader: TypeAlias = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf holding `entry`."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above `left` and `right`."""
    return sha256(b"\x01" + left + right).digest()


def root_of(size: int, node: NodeReader) -> bytes:
    """Return the root of the tree over the first `size` leaves."""
    return _range_hash(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """Return the proof that leaf `index` is in the tree of `size` leaves, nearest sibling first; 0 <= index < size."""
    begin, end, siblings = 0, size, []
    while end - begin > 1:
        middle = _middle(begin, end)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((begin, middle))
            begin = middle
    return tuple(_range_hash(first, last, node) for first, last in reversed(siblings))


def consistency_proof(size1: int, size2: int, node: NodeReader) -> tuple[bytes, ...]:
    """Return the proof that the tree of `size2` leaves begins with the tree of `size1`; 0 < size1 <= size2."""
    begin, end, parts = 0, size2, []
    while end != size1:
        middle = _middle(begin, end)
        if size1 <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((begin, middle))
            begin = middle
    if begin:  # from 0 the part is the earlier tree itself, whose root the verifier holds
        parts.append((begin, end))
    return tuple(_range_hash(first, last, node) for first, last in reversed(parts))


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Hold a proof against the root of the tree of `size` leaves; `leaf` is the leaf's hash, not its entry.

    Raises TamperedError unless the leaf stands at `index`.
    """
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        raise _not_included(index, size)
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if not last:
            raise _not_included(index, size)
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            place, last = _climb(place, last)
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last or found != root:
        raise _not_included(index, size)


def verify_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Hold a proof against the roots of an earlier and a later tree.

    An earlier tree without leaves is refused: everything extends it, so a proof would say nothing.
    Raises TamperedError unless the later tree begins with the earlier one.
    """
    if not 0 < size1 <= size2:
        raise _not_consistent(size1, size2)
    if size1 == size2:
        # The same tree twice: equal roots are all there is to show. Their length is a checkpoint's concern.
        if proof or root1 != root2:
            raise _not_consistent(size1, size2)
        return
    if not proof or not _are_hashes(root1, root2, *proof) or not _extends(size1, size2, root1, root2, proof):
        raise _not_consistent(size1, size2)


def _extends(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> bool:
    path = iter(proof)
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    # A perfect earlier tree is a node of the later one, and the proof does not repeat its root.
    earlier = later = next(path) if place else root1
    for sibling in path:
        if not last:
            return False
        if place & 1 or place == last:
            earlier, later = node_hash(sibling, earlier), node_hash(sibling, later)
            place, last = _climb(place, last)
        else:
            later = node_hash(later, sibling)
        place, last = place >> 1, last >> 1
    return not last and earlier == root1 and later == root2


def _climb(place: int, last: int) -> tuple[int, int]:
    """Skip the levels where the node at the right edge has no sibling and rises unhashed."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _middle(begin: int, end: int) -> int:
    """Return where the tree over [begin, end) splits: the left side is the largest power of two that fits."""
    return begin + (1 << ((end - begin - 1).bit_length() - 1))


def _range_hash(begin: int, end: int, node: NodeReader) -> bytes:
    """Return the hash of the subtree over [begin, end), folded from its perfect parts, right to left."""
    *parts, found = (node(level, index) for level, index in _perfect_parts(begin, end))
    for part in reversed(parts):
        found = node_hash(part, found)
    return found


def _perfect_parts(begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield level, begin >> level
        begin += 1 << level


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def _not_included(index: int, size: int) -> TamperedError:
    return _refusal(msg("leaf {index} is not shown to be in the tree of {size} leaves", index=index, size=size))


def _not_consistent(size1: int, size2: int) -> TamperedError:
    what = msg("the tree of {later} leaves is not shown to begin with that of {earlier}", later=size2, earlier=size1)
    return _refusal(what)


def _refusal(what: Message) -> TamperedError:
    return TamperedError(
        what,
        why=msg("a proof must lead to the signed root, hash by hash"),
        fix=msg("ask for the proof again, and keep both copies if it fails twice: they are evidence"),
    )
