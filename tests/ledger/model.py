"""The tree as RFC 6962 section 2.1 defines it, word for word: slow, and nothing to get wrong."""

from functools import cache
from hashlib import sha256


@cache
def root(leaves: tuple[bytes, ...]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def inclusion(m: int, leaves: tuple[bytes, ...]) -> tuple[bytes, ...]:
    if len(leaves) == 1:
        return ()
    k = split(len(leaves))
    if m < k:
        return (*inclusion(m, leaves[:k]), root(leaves[k:]))
    return (*inclusion(m - k, leaves[k:]), root(leaves[:k]))


def consistency(m: int, leaves: tuple[bytes, ...], whole: bool = True) -> tuple[bytes, ...]:
    if m == len(leaves):
        return () if whole else (root(leaves),)
    k = split(len(leaves))
    if m <= k:
        return (*consistency(m, leaves[:k], whole), root(leaves[k:]))
    return (*consistency(m - k, leaves[k:], False), root(leaves[:k]))


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k
