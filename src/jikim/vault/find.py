"""What is due in a place, found by set: one statement for all the rules of a vault.

Each rule has been turned into comparisons with cutoffs; the strands that share a keeping are asked with one branch
of a UNION ALL, each branch answered from an index on the keeping and an event's instant. The statement is compiled
once and asked with new cutoffs every day, so that a day on which nothing is due costs next to nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from jikim.database import Bind, Database, Dialect, compile_predicate, cutoffs
from jikim.lifecycle import Keeping, Predicate, all_over, live_over, may_return
from jikim.period import Calendar, Instant
from jikim.vault.rows import SLOT_NAMES


class Act(Enum):
    """What can be done to a strand at rest."""

    PRESERVE = "preserve"
    RETURN = "return"
    DESTROY = "destroy"
    ANONYMISE = "anonymise"


@dataclass(frozen=True, slots=True)
class Due:
    """A strand and what is due for it; `key` and `kind` are numbers of the vault."""

    strand: bytes
    person: bytes
    record: bytes
    kind: int
    keeping: int
    key: int
    act: Act
    not_before: Instant


_STRAND = sa.table("strand", *[sa.column(name, sa.BigInteger) for name in
                               ("id", "record", "person", "kind", "keeping", "key", "collected", "held", "state",
                                "not_before", *SLOT_NAMES)])  # fmt: skip
_CHOSEN = [_STRAND.c[name] for name in ("id", "person", "record", "kind", "keeping", "key", "held", "not_before")]


class Finder:
    """Asks one place what is due; made anew when the vault learns new keepings."""

    def __init__(self, database: Database, keepings: Mapping[int, Keeping], calendar: Calendar, *, live: bool) -> None:
        self._database = database
        self._calendar = calendar
        self._live = live
        ruled = {number: keeping for number, keeping in keepings.items() if keeping.rules}
        self._keepings = keepings
        self._branches = [
            (number, keeping, which) for number, keeping in ruled.items() for which in self._ways(keeping)
        ]
        self._statement = self._compile() if self._branches else ""

    def due(self, connection: Connection, now: Instant) -> Iterator[Due]:
        """Yield what is due at `now`; a strand at rest once, one that is being moved not at all."""
        if not self._statement:
            return
        values = [value for _, keeping, which in self._branches for value in self._values(keeping, which, now)]
        binds: dict[str, int] = {f"c{number}": value for number, value in enumerate(values)}
        for row in connection.exec_driver_sql(self._statement, binds):
            act = self._act(self._keepings[row.keeping], bool(row.dead), row.held)
            if act is not None:
                yield Due(bytes(row.id), bytes(row.person), bytes(row.record), row.kind, row.keeping, row.key, act,
                          row.not_before)  # fmt: skip

    def _act(self, keeping: Keeping, dead: bool, held: int) -> Act | None:
        """Return what follows: what is over moves or dies; what is held is never destroyed."""
        if dead and not held:
            return Act.ANONYMISE if keeping.anonymise else Act.DESTROY
        if self._live:
            return Act.PRESERVE
        return None if dead else Act.RETURN

    def _ways(self, keeping: Keeping) -> tuple[str, ...]:
        if self._live:
            return ("live",)
        return ("dead", "back") if may_return(keeping) else ("dead",)

    def _parts(self, keeping: Keeping, which: str, now: Instant) -> tuple[Predicate, ...]:
        """Return the predicates of a branch in the order of its parameters."""
        if which == "live":
            return all_over(keeping, now, self._calendar), live_over(keeping, now, self._calendar)
        over = all_over if which == "dead" else live_over
        return (over(keeping, now, self._calendar),)

    def _values(self, keeping: Keeping, which: str, now: Instant) -> Iterator[int]:
        for predicate in self._parts(keeping, which, now):
            yield from cutoffs(predicate)

    def _compile(self) -> str:
        counter = iter(range(1_000_000))

        def bind(_: int) -> sa.ColumnElement[int]:
            return sa.bindparam(f"c{next(counter)}", 0, sa.BigInteger)

        branches = [self._branch(number, keeping, which, bind) for number, keeping, which in self._branches]
        statement = sa.union_all(*branches) if len(branches) > 1 else branches[0]
        return _as_text(statement, self._database)

    def _branch(self, number: int, keeping: Keeping, which: str, bind: Bind) -> "sa.Select[tuple[object, ...]]":
        columns = {occurs.event: _STRAND.c[slot] for occurs, slot in zip(keeping.events, SLOT_NAMES, strict=False)}
        columns["collected"] = _STRAND.c.collected
        predicates = [compile_predicate(part, columns, bind) for part in self._parts(keeping, which, 0)]
        resting = sa.and_(
            _STRAND.c.keeping == sa.literal_column(str(number)), _STRAND.c.state == sa.literal_column("0")
        )
        if which == "live":
            dead, over = predicates
            dead_column = sa.case((dead, sa.literal_column("1")), else_=sa.literal_column("0"))
            return sa.select(*_CHOSEN, dead_column.label("dead")).where(resting, over)
        if which == "dead":
            unheld = _STRAND.c.held == sa.literal_column("0")
            return sa.select(*_CHOSEN, sa.literal_column("1").label("dead")).where(resting, unheld, predicates[0])
        return sa.select(*_CHOSEN, sa.literal_column("0").label("dead")).where(resting, sa.not_(predicates[0]))


def _as_text(
    statement: sa.CompoundSelect[tuple[object, ...]] | sa.Select[tuple[object, ...]], database: Database
) -> str:
    """Return the statement in the driver's own words, its parameters by name."""
    if database.dialect is Dialect.SQLITE:
        return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))
    return str(statement.compile(dialect=database.engine.dialect))
