"""Fresh randomness: keys, salts, nonces and ids, drawn in blocks because one system call serves many.

A block lives only as long as the call that drew it. There is no pool shared between calls: after a fork both
processes would hand out the same bytes.
"""

import os
from collections.abc import Iterator, Sequence

KEY_BYTES = 32
ID_BYTES = 16

# Few at first, for most ask for few; up to 32 KiB a system call, beyond which the cost a draw no longer falls.
_FIRST_DRAWS = 16
_BLOCK_DRAWS = 1024


def draws(size: int) -> Iterator[bytes]:
    """Yield random strings of `size` bytes without end; each iterator draws its own blocks."""
    count = _FIRST_DRAWS
    while True:
        yield from _drawn(size, count)
        count = min(2 * count, _BLOCK_DRAWS)


def new_keys(n: int) -> list[bytes]:
    """Return `n` random keys of 32 bytes."""
    return _drawn(KEY_BYTES, n)


def new_id() -> bytes:
    """Return a random id of 16 bytes: for a person, a record, a request. It says nothing about its bearer."""
    return os.urandom(ID_BYTES)


def new_ids(n: int) -> list[bytes]:
    """Return `n` ids: `new_id` for bulk."""
    return _drawn(ID_BYTES, n)


def new_id_beside(person: bytes) -> bytes:
    """Return an id of 16 bytes that begins like the person's, so that what is theirs lies together on disk.

    For strands only: whoever sees two such ids knows that they are of one person, so no such id is given out.
    """
    return new_ids_beside([person])[0]


def new_ids_beside(people: Sequence[bytes]) -> list[bytes]:
    """Return an id for each, in order: `new_id_beside` for bulk."""
    half = ID_BYTES // 2
    return [person[:half] + own for person, own in zip(people, _drawn(half, len(people)), strict=True)]


def _drawn(size: int, count: int) -> list[bytes]:
    block = os.urandom(size * count)
    return [block[start : start + size] for start in range(0, len(block), size)]
