"""A witness: looks into the databases with its own eyes (plain sqlite3) while the days go by, and keeps copies.

It sees every strand when it is born and when the engine says that it moved or ended, counts everything once a
month, and keeps each ciphertext with the number of the key that opened it: if any key of a destroyed one is found
later, in whatever byte of the vault, the copy shows that it opens.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jikim.demo.diary import Done
from jikim.keeper import Context
from jikim.period import Instant

LIVE, SEPARATE, NOWHERE = "live", "separate", "nowhere"
PLACES = (LIVE, SEPARATE)
_ENDING = ("destroy", "anonymise")
_TO = {"preserve": SEPARATE, "return": LIVE, "destroy": NOWHERE, "anonymise": NOWHERE}
_NOBODY = bytes(16)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """A ciphertext as it stood in a database, what it is bound to, and the number of its key."""

    key: int
    context: Context
    body: bytes


@dataclass(slots=True)
class Seen:
    """One strand: its record, its items, where it was from when on, and its ciphertext of today."""

    record: bytes
    items: tuple[str, ...]
    places: list[tuple[Instant, str]]
    copy: Copy | None

    @property
    def place(self) -> str:
        """Return where it was last seen."""
        return self.places[-1][1]


@dataclass(slots=True)
class Month:
    """What a vault held on one day."""

    people: int
    live: int
    separate: int
    held: int


@dataclass(slots=True)
class Witness:
    """Watches the vault of one service; `faults` are what should not have been seen, in words for a developer."""

    folder: Path
    service: str
    strands: dict[bytes, Seen] = field(default_factory=dict)
    people: dict[bytes, Copy] = field(default_factory=dict)
    retired: list[Copy] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _kinds: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _open: dict[str, sqlite3.Connection] = field(default_factory=dict)

    def ask(self, place: str, sql: str, values: Sequence[bytes | int] = ()) -> list[sqlite3.Row]:
        """Return the rows of a database; nothing stays open behind them."""
        if place not in self._open:
            self._open[place] = sqlite3.connect(f"{(self.folder / place).absolute().as_uri()}.db?mode=ro", uri=True)
            self._open[place].row_factory = sqlite3.Row
        rows: list[sqlite3.Row] = self._open[place].execute(sql, values).fetchall()
        return rows

    def ids(self, place: str, sql: str) -> set[bytes]:
        """Return the ids that a statement asks for."""
        return {bytes(row[0]) for row in self.ask(place, sql)}

    def numbers(self, place: str, sql: str, values: Sequence[bytes | int] = ()) -> list[int]:
        """Return the numbers that a statement asks for."""
        return [int(row[0]) for row in self.ask(place, sql, values)]

    def close(self) -> None:
        """Close what was opened."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def born(self, records: list[bytes], at: Instant) -> None:
        """Look at the strands and people of records that were just collected."""
        for strand, record, kind, copy in self._look(LIVE, "record", records):
            self.strands[strand] = Seen(record, self._items(kind), [(at, LIVE)], copy)
        for chunk in _chunks(records):
            people = self.ask(LIVE, f"SELECT id, key, sealed FROM person WHERE id IN "
                              f"(SELECT person FROM record WHERE id IN ({_marks(chunk)}))", chunk)  # fmt: skip
            for person, key, sealed in people:
                context = Context(self.service, "person", bytes(person), _NOBODY, "reference", "", 0)
                self.people[bytes(person)] = Copy(int(key), context, bytes(sealed))

    def moved(self, done: list[Done]) -> None:
        """Look where strands are of which the engine says that they moved or ended."""
        for act, target in _TO.items():
            acts = {each.strand: each for each in done if each.act == act}
            if acts:
                self._moved(acts, act, target)

    def _moved(self, acts: dict[bytes, Done], act: str, target: str) -> None:
        copies = {strand: copy for strand, _, _, copy in self._look(target, "id", acts)} if target in PLACES else {}
        for place in PLACES:
            left = self._look(place, "id", acts) if place != target else ()
            self.faults += [f"{strand.hex()} is said to have left {place}" for strand, _, _, _ in left]
        for strand, each in acts.items():
            seen = self.strands.get(strand)
            if seen is None or (target in PLACES and strand not in copies):
                self.faults.append(f"{strand.hex()} was never there, or did not arrive ({act})")
                continue
            if seen.copy is not None:
                self.retired.append(seen.copy)
            seen.copy = copies.get(strand)
            seen.places.append((each.at, target))

    def month(self, at: Instant) -> None:
        """Count everything, and hold each strand against the place where it was last seen."""
        for place in PLACES:
            here = self.ids(place, "SELECT id FROM strand")
            known = {strand for strand, seen in self.strands.items() if seen.place == place}
            self.faults += [f"{strand.hex()} is in {place}, or is not, against the word" for strand in here ^ known]
        held = sum(self._count(place, "strand WHERE held > 0") for place in PLACES)
        live, separate = (self._count(place, "strand") for place in PLACES)
        self.months.append(Month(self._count(LIVE, "person"), live, separate, held))

    def _count(self, place: str, what: str) -> int:
        return self.numbers(place, f"SELECT COUNT(*) FROM {what}")[0]

    def _look(self, place: str, column: str, ids: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, int, Copy]]:
        for chunk in _chunks(list(ids)):
            rows = self.ask(place,
                            "SELECT strand.id, record, person, kind, key, version, revision, body FROM strand"
                            " LEFT JOIN sealed ON sealed.strand = strand.id AND part = 0"
                            f" WHERE strand.{column} IN ({_marks(chunk)})", chunk)  # fmt: skip
            for strand, record, person, kind, key, version, revision, body in rows:
                context = Context(self.service, place, person, record, strand.hex(), version, revision)
                yield strand, record, kind, Copy(key, context, body or b"")

    def _items(self, kind: int) -> tuple[str, ...]:
        if kind not in self._kinds:
            rows = self.ask(LIVE, "SELECT id, items FROM kind")
            self._kinds = {int(number): tuple(json.loads(items)) for number, items in rows}
        return self._kinds[kind]


def _chunks(ids: list[bytes]) -> Iterator[list[bytes]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))


def _marks(ids: list[bytes]) -> str:
    return ",".join("?" * len(ids))
