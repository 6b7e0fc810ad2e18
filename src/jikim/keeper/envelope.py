"""Seal what a record holds, bound to the one place where it may be opened.

A sealed value is worth nothing elsewhere: copied to another person, another record, another store, or put back
after it was changed, it does not open. `Context` says what it is bound to. Only what never changes is bound:
the policy version *at collection* is, the version in force today is not (a new policy would strand all data).
A move between stores or classes is opening and sealing anew under the other place's key, never a copy.

Read `cipher.py` for the construction itself and `sealed_file.py` for files.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct

from jikim.keeper.cipher import SALT_BYTES, header_of, lock, unlock
from jikim.keeper.fresh import ID_BYTES, draws

_REVISIONS = 2**64
_PARTS = 2**32
_TAIL = Struct(">QI?")
_ID_FIELD = ID_BYTES.to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sealed value belongs; a change of any field and it no longer opens.

    service:  the service (tenant) whose data this is
    place:    the store, e.g. `live` or `separate`
    person:   the data subject's random id, 16 bytes; not a login, a phone number or a CI
    record:   the record's id, 16 bytes
    strand:   the part of the record that lives and dies together
    version:  the policy version under which it was collected
    revision: counts up with each change of the record (64 bits)
    part:     0 for a record; the parts of a file count from 1, and `last` marks the final one
    """

    service: str
    place: str
    person: bytes
    record: bytes
    strand: str
    version: str
    revision: int
    part: int = 0
    last: bool = True

    def __post_init__(self) -> None:
        if len(self.person) != ID_BYTES or len(self.record) != ID_BYTES:
            raise ValueError("the ids of a person and of a record have 16 bytes")
        if not (0 <= self.revision < _REVISIONS and 0 <= self.part < _PARTS):
            raise ValueError("a revision has 64 bits, a part number 32, neither a sign")


def place_bytes(context: Context) -> bytes:
    """Return `context` as bytes; every field is length-prefixed or fixed, so no two contexts give the same."""
    strand = context.strand.encode()
    return b"".join(
        (
            _name(context.service),
            _name(context.place),
            _ID_FIELD,
            context.person,
            _ID_FIELD,
            context.record,
            len(strand).to_bytes(4, "big"),
            strand,
            _name(context.version),
            _TAIL.pack(context.revision, context.part, context.last),
        )
    )


@lru_cache(maxsize=256)
def _name(text: str) -> bytes:
    # Services, places and versions: few, repeated for every record, and nobody's data. A strand's id is none of these.
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


def seal(key: bytes, key_id: int, context: Context, plaintext: bytes) -> bytes:
    """Return `plaintext` sealed: 97 bytes longer, and padded to a multiple of 16 so that lengths say less.

    `key` has 32 bytes, `key_id` at most 128 bits. Sealing the same twice gives two different values.
    """
    return lock(key, header_of(key_id), place_bytes(context), plaintext, os.urandom(SALT_BYTES))


def seal_many(messages: Iterable[tuple[bytes, int, Context, bytes]]) -> list[bytes]:
    """Return each `(key, key_id, context, plaintext)` sealed, in order: `seal` for bulk."""
    return [
        lock(key, header_of(key_id), place_bytes(context), plaintext, salt)
        for (key, key_id, context, plaintext), salt in zip(messages, draws(SALT_BYTES), strict=False)
    ]


def open_sealed(key: bytes, context: Context, sealed: bytes) -> bytes:
    """Return what was sealed; any failure is one and the same `TamperedError`."""
    return unlock(key, place_bytes(context), sealed)
