"""Refuse keys that were typed, copied from an example or counted up instead of drawn.

A key that anybody can guess keeps nothing, and looks exactly like one that does. A key drawn at random fails
these tests less than once in 10^13, so nobody is refused by accident.
"""

from itertools import pairwise

from jikim.errors import OperatorError
from jikim.keeper.fresh import KEY_BYTES
from jikim.messages import Message, msg

# The AES-256 keys of the standards' own examples, and patterns of bytes people make up from them. Whatever our
# own documents print as a key is text in base64, so it needs no row here.
_PRINTED = frozenset(
    bytes.fromhex(key)
    for key in (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
        "000102030405060708090a0b0c0d0e0f00112233445566778899aabbccddeeff",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    )
)
# 32 random bytes have 30 different values on average, and 12 or fewer once in 10^30.
_FEWEST_VALUES = 13


def refuse_weak(key: bytes, where: str | Message) -> None:
    """Raise if `key` is not 32 bytes, or could be guessed; `where` says which source to look at, never the key."""
    if len(key) != KEY_BYTES:
        raise OperatorError(
            msg("the key in '{where}' has '{size}' bytes", where=where, size=len(key)),
            msg("a key-encryption key has '{size}' bytes; a shorter one can be searched for", size=KEY_BYTES),
            msg("draw a new one, e.g. with `openssl rand -base64 32`, or have jikim write a key file"),
        )
    if key in _PRINTED or len(set(key)) < _FEWEST_VALUES or _is_counted(key) or _is_text(key):
        raise OperatorError(
            msg("the key in '{where}' is an example or a pattern", where=where),
            msg("whoever knows the example opens everything that is sealed; there is no default key"),
            msg("draw a new one, e.g. with `openssl rand -base64 32`, or have jikim write a key file"),
        )


def _is_counted(key: bytes) -> bool:
    return len({(after - before) % 256 for before, after in pairwise(key)}) == 1


def _is_text(key: bytes) -> bool:
    return all(0x20 <= byte < 0x7F for byte in key)
