"""The rows of a place as values: a strand, and what it holds when it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from jikim.keeper import Context
from jikim.lifecycle import Keeping, Known
from jikim.period import Instant

SLOTS = 8
SLOT_NAMES = tuple(f"e{number}" for number in range(1, SLOTS + 1))
NOBODY = bytes(16)
Clock = tuple[Instant | None, ...]


@dataclass(frozen=True, slots=True)
class StrandRow:
    """One strand at rest; `clock` holds the instants of the events its keeping counts, in the keeping's order."""

    id: bytes
    record: bytes
    person: bytes
    kind: int
    keeping: int
    version: str
    revision: int
    key: int
    collected: Instant
    since: Instant
    not_before: Instant
    held: int
    frozen: int
    state: int
    clock: Clock

    def context(self, service: str, place: str, part: int = 0) -> Context:
        """Return what its ciphertext is bound to in a place."""
        return Context(service, place, self.person, self.record, self.id.hex(), self.version, self.revision, part)

    def at(self, key: int, since: Instant) -> "StrandRow":
        """Return the same strand under another key, resting since then."""
        return StrandRow(
            self.id, self.record, self.person, self.kind, self.keeping, self.version, self.revision, key,
            self.collected, since, self.not_before, self.held, self.frozen, 0, self.clock,
        )  # fmt: skip

    def binds(self) -> dict[str, object]:
        """Return the row as bound values."""
        return dict(zip(_COLUMNS, (*_fixed(self), *self.clock), strict=True))


_FIXED = tuple(name for name in StrandRow.__slots__ if name != "clock")
_COLUMNS = (*_FIXED, *SLOT_NAMES)
_fixed = attrgetter(*_FIXED)


def strand_row(row: Sequence[Any]) -> StrandRow:
    """Return a row of the table, whose types the database keeps, as a value."""
    strand, record, person, kind, keeping, version, revision, key, collected, since, not_before, *rest = row
    held, frozen, state, *clock = rest
    ids = bytes(strand), bytes(record), bytes(person)
    return StrandRow(
        *ids, kind, keeping, version, revision, key, collected, since, not_before, held, frozen, state, tuple(clock)
    )


def clock_of(keeping: Keeping, known: Known) -> Clock:
    """Return the instants that count, in the order of the keeping's events, filled up with None."""
    slots = [known.at.get(occurs.event) for occurs in keeping.events]
    return tuple(slots + [None] * (SLOTS - len(slots)))


@dataclass(frozen=True, slots=True)
class Content:
    """What an open strand holds: texts by item, files by item. Never shown by repr."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Content({len(self.texts)} texts, {len(self.files)} files)"
