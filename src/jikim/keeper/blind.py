"""Keyed digests: find a sealed value without opening it, and name a person in a log without saying who.

An `Index` answers "which record has this e-mail address?" over sealed records. It leaks equality: who reads the
database sees that two records hold the same value, and whoever steals the index key can try all phone numbers.
So only items of high entropy are indexed; which those are is the policy's affair, not decided here.
A `Reference` stands for a person in the log. Its key lasts a month: the same person can be recognised within the
month, not beyond it, and by nobody without the key.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from jikim.keeper.fresh import KEY_BYTES

DIGEST_BYTES = 16

Kind = Literal["actor", "subject"]

_BETWEEN_DIGITS = re.compile(r"[\s().\-‐-―−·]+")
_LIKE_A_NUMBER = re.compile(r"[+0-9\s().\-‐-―−·]+")
# Korean numbers of 9 to 11 digits: mobile, Seoul, other regions, internet and personal numbers; with or without
# +82, and with the 0 that is often left standing behind it: +82 (0)10-0000-0000.
_PHONE = re.compile(
    r"(?:(?:\+|00)82\+?0?|0)((?:1[016789]|2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8]?)[0-9]{7,8})", re.ASCII
)


class Index:
    """The blind index of one item class in one store, under a key of its own (32 bytes)."""

    __slots__ = ("_keyed",)

    def __init__(self, key: bytes) -> None:
        self._keyed = _keyed(key)

    def __repr__(self) -> str:
        return "Index(***)"

    def digest(self, item: str, value: str) -> bytes:
        """Return 16 bytes, equal for values of `item` that `normal` makes equal."""
        hasher = self._keyed.copy()
        hasher.update(_field(item.encode()) + normal(value).encode())
        return hasher.finalize()[:DIGEST_BYTES]


class Reference:
    """The references of one tenant for one month, under that month's key (32 bytes)."""

    __slots__ = ("_kinds",)

    def __init__(self, key: bytes, tenant: str) -> None:
        self._kinds = {
            "actor": _begun(key, b"actor", tenant),
            "subject": _begun(key, b"subject", tenant),
        }

    def __repr__(self) -> str:
        return "Reference(***)"

    def of(self, kind: Kind, internal: bytes) -> bytes:
        """Return 16 bytes for a person's internal id (random, never a login or a phone number)."""
        hasher = self._kinds[kind].copy()
        hasher.update(internal)
        return hasher.finalize()[:DIGEST_BYTES]

    def of_many(self, kind: Kind, internals: Iterable[bytes]) -> list[bytes]:
        """Return the reference of each, in order."""
        return [self.of(kind, internal) for internal in internals]


def normal(value: str) -> str:
    """Return the form in which two ways of writing the same value are equal.

    >>> normal(" Ａ  b "), normal("Kim@Example.KR "), normal("010-0000-1234"), normal("+82 (0)10 0000 1234")
    ('a b', 'kim@example.kr', '+821000001234', '+821000001234')
    """
    text = " ".join(unicodedata.normalize("NFKC", value).split())
    if "@" in text:
        # Lower case and not case folding: `ß` and `ss` are two mailboxes.
        return text.lower()
    if _LIKE_A_NUMBER.fullmatch(text) and (phone := _PHONE.fullmatch(_BETWEEN_DIGITS.sub("", text))):
        return f"+82{phone[1]}"
    return unicodedata.normalize("NFKC", text.casefold())


def _keyed(key: bytes) -> HMAC:
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return HMAC(key, SHA256())


def _begun(key: bytes, kind: bytes, tenant: str) -> HMAC:
    hasher = _keyed(key)
    hasher.update(_field(kind) + _field(tenant.encode()))
    return hasher


def _field(raw: bytes) -> bytes:
    return len(raw).to_bytes(4, "big") + raw
