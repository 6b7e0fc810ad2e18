"""What is asked of one database on one day, and what comes back: the rows for which something is due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from jikim.find.clocks import Told
from jikim.find.lens import Owned
from jikim.law import catalogue
from jikim.lifecycle import Strand, strands
from jikim.mapping import Data, Record
from jikim.mapping.spread import spread
from jikim.period import Calendar, Instant, day_of
from jikim.plan import Key
from jikim.policy import Policy
from jikim.tables import Schema

Held = Mapping[str, Collection[Key]]
"""Table -> keys of rows that a hold covers."""
Stays = Mapping[str, Collection[object]]
"""Activity -> keys of people whose records of it a hold covers."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A row and what is due for it: names of strands to destroy, to preserve (move apart), and that stay in use.

    `ends`: nothing of it stays in use, so the row meets the ending of its record. Otherwise only `columns` (table,
    column), which nothing that stays in use shares, are cleared. `record` is the first of the records it is of.
    """

    record: str
    database: str
    table: str
    key: Key
    owned: Owned
    destroy: tuple[str, ...]
    preserve: tuple[str, ...]
    remaining: tuple[str, ...]
    ends: bool
    columns: tuple[tuple[str, str], ...]

    def of(self, key: Key) -> "DueRow":
        """Return another row for which the same is due."""
        return DueRow(self.record, self.database, self.table, key, self.owned, self.destroy, self.preserve,
                      self.remaining, self.ends, self.columns)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one database on one day.

    `told` are instants of people that no table holds (event -> person's key -> instants); rows named in `held`, and
    those of an activity and a person named in `stays`, are never destroyed, and what is over in them is to be
    preserved. `known` is the last instant of which anything is known, where that is later than `now`: what is due is
    what was due at `now`, and a row to which something happened since is judged with it.
    """

    data: Data
    policy: Policy
    schema: Schema
    database: str
    now: Instant
    calendar: Calendar
    told: Told = field(default_factory=dict)
    held: Held = field(default_factory=dict)
    stays: Stays = field(default_factory=dict)
    known: Instant | None = None

    @property
    def until(self) -> Instant:
        """Until when anything that is dated has happened."""
        return self.now if self.known is None else max(self.now, self.known)

    def tables(self) -> Mapping[str, tuple[Record, ...]]:
        """Return the records of each table of the database, in the order of the document."""
        names = [shape.name for shape in self.schema.tables if not shape.view]
        found: dict[str, list[Record]] = {}
        for record in self.data.records:
            if record.table.database == self.database:
                for one in spread(record, names):
                    found.setdefault(one.table.name, []).append(one)
        return {name: tuple(records) for name, records in found.items()}

    def kinds(self) -> tuple[Strand, ...]:
        """Return every kind of strand of the policy, under the law of the day."""
        return strands(self.policy, catalogue(), day_of(self.now))
