"""Fresh randomness: keys, salts, nonces and ids, drawn in blocks because one system call serves many.

A block lives only as long as the call that drew it. There is no pool shared between calls: after a fork both
processes would hand out the same bytes.
"""

import os
from collections.abc import Iterator

KEY_BYTES = 32
ID_BYTES = 16

# 32 KiB a system call: beyond this the cost a draw no longer falls.
_BLOCK_DRAWS = 1024


def draws(size: int) -> Iterator[bytes]:
    """Yield random strings of `size` bytes without end; each iterator draws its own blocks."""
    while True:
        block = os.urandom(size * _BLOCK_DRAWS)
        for start in range(0, len(block), size):
            yield block[start : start + size]


def new_keys(n: int) -> list[bytes]:
    """Return `n` random keys of 32 bytes."""
    block = os.urandom(KEY_BYTES * n)
    return [block[start : start + KEY_BYTES] for start in range(0, len(block), KEY_BYTES)]


def new_id() -> bytes:
    """Return a random id of 16 bytes: for a person, a record, a request. It says nothing about its bearer."""
    return os.urandom(ID_BYTES)


def new_id_beside(person: bytes) -> bytes:
    """Return an id of 16 bytes that begins like the person's, so that what is theirs lies together on disk.

    For strands only: whoever sees two such ids knows that they are of one person, so no such id is given out.
    """
    return person[: ID_BYTES // 2] + os.urandom(ID_BYTES // 2)
