"""What a plan is made of: parts, each with rows of one table for which exactly the same is due.

A part freezes the keys of its rows: no other row is ever touched by it, and each is asked about once more when its
turn comes. Rows of a part share everything but the key, so that what is done to them is said once and for the set.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain
from uuid import UUID

from jikim.period import Instant

Scalar = int | str | bytes | UUID | Decimal | datetime | date | None
"""One column of a key, as the driver of the database gives it."""

Key = tuple[Scalar, ...]
_TOGETHER = 10_000
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a strand is due: its name, what is due for it (destroy or preserve), and the statute or purpose behind it."""

    strand: str
    act: str
    basis: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One row as a person sees it before approving: its number in the part, and its columns masked."""

    row: int
    masked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table, all due for the same; the names of strands as in `connect.DueRow`.

    `ends`: nothing of the rows stays in use, so they meet the ending of their record, with their children. Otherwise
    only `columns` (table, column) are emptied. `owned` counts whose they are (member, guest, orphan, unowned).
    """

    database: str
    table: str
    record: str
    destroy: tuple[str, ...]
    preserve: tuple[str, ...]
    remaining: tuple[str, ...]
    ends: bool
    columns: tuple[tuple[str, str], ...]
    keys: tuple[Key, ...] = field(repr=False)
    owned: tuple[tuple[str, int], ...] = ()
    reasons: tuple[Reason, ...] = ()
    samples: tuple[Sample, ...] = field(default=(), repr=False)

    @property
    def kind(self) -> tuple[object, ...]:
        """What all rows of the part share: equal for two parts exactly when the same is due for their rows."""
        return (self.database, self.table, self.record, self.destroy, self.preserve, self.remaining, self.ends,
                self.columns)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What is due at `now`, frozen until `expires`.

    `policy` and `data` are digests (hex) of the documents it was made from; `schemas` are the fingerprints of the
    databases by name. A plan is carried out only while all three still hold.
    """

    service: str
    now: Instant
    made: Instant
    expires: Instant
    policy: str
    data: str
    schemas: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many rows the plan names."""
        return sum(len(part.keys) for part in self.parts)

    def schema(self, database: str) -> str | None:
        """Return the fingerprint of a database."""
        return dict(self.schemas).get(database)

    @cached_property
    def digest(self) -> bytes:
        """A SHA-256 that names exactly these rows and acts, under these documents; samples are not part of it."""
        digest = hashlib.sha256(b"jikim plan of tables 1")
        head = [self.service, self.now, self.made, self.expires, self.policy, self.data, self.schemas]
        digest.update(_canonical(head))
        for part in self.parts:
            reasons = [[reason.strand, reason.act, reason.basis] for reason in part.reasons]
            digest.update(_canonical([*part.kind, reasons]))
            for at in range(0, len(part.keys), _TOGETHER):
                digest.update(_canonical_keys(part.keys[at : at + _TOGETHER]))
        return digest.digest()


def written(value: Scalar) -> object:
    """Return one column of a key as JSON: numbers and texts as they are, everything else with its kind."""
    if value is None or isinstance(value, int | str):
        return value
    kinds: Mapping[type, str] = {bytes: "bytes", UUID: "uuid", Decimal: "decimal", datetime: "instant", date: "day"}
    text = value.hex() if isinstance(value, bytes) else value.isoformat() if isinstance(value, date) else str(value)
    return {kinds[type(value)]: text}


def _canonical(value: object) -> bytes:
    return _ENCODED(value).encode() + b"\n"


def _canonical_keys(keys: Sequence[Key]) -> bytes:
    """Return keys as `_canonical` writes each; single numbers, as most are, together."""
    if {tuple(map(type, key)) for key in keys} == {(int,)}:
        return (b"[%d]\n" * len(keys)) % tuple(chain.from_iterable(keys))
    return b"".join(map(_canonical_key, keys))


def _canonical_key(key: Key) -> bytes:
    """Return a key as `_canonical` writes it; a single number, as most are, without the detour."""
    if len(key) == 1 and type(key[0]) is int:
        return b"[%d]\n" % key[0]
    return _canonical([written(value) for value in key])
