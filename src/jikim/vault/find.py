"""What is due in a place, found by set: one statement for all the rules of a vault.

Each rule has been turned into comparisons with cutoffs; the strands that share a keeping are asked with one branch
of a UNION ALL for each way in which they can be due, answered from the index on the keeping and one event's instant:
the cost grows with what is due, not with what is held. The statement is compiled once and asked with new cutoffs
every day. What was kept apart comes back into use only after an event has stirred it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from jikim.database import Database, Dialect, Query, compile_predicate
from jikim.lifecycle import COLLECTED, MISSING, Count, Keeping, Predicate, Way, all_over, live_over, may_return, ways
from jikim.period import Calendar, Instant
from jikim.vault.rows import SLOT_NAMES


class Act(Enum):
    """What can be done to a strand at rest."""

    PRESERVE = "preserve"
    RETURN = "return"
    DESTROY = "destroy"
    ANONYMISE = "anonymise"
    SPLIT = "split"


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


_ALL = 2**62
_BRANCHES = 400  # SQLite joins at most 500
_ZERO, _ONE = sa.literal_column("0", sa.BigInteger), sa.literal_column("1", sa.BigInteger)
_Branch = sa.Select[tuple[object, ...]]
_Columns = Mapping[str, sa.ColumnElement[int]]
_STRAND = sa.table("strand", *[sa.column(name, sa.BigInteger) for name in
                               ("id", "record", "person", "kind", "keeping", "key", "collected", "held", "state",
                                "not_before", "stirred", "by_age", *SLOT_NAMES)])  # fmt: skip
_CHOSEN = [_STRAND.c[name] for name in ("id", "person", "record", "kind", "keeping", "key", "held", "not_before")]


class Finder:
    """Asks one place what is due; made anew when the vault learns new keepings."""

    def __init__(self, database: Database, keepings: Mapping[int, Keeping], calendar: Calendar, *, live: bool) -> None:
        self._database = database
        self._calendar = calendar
        self._live = live
        self._keepings = keepings
        self._counts: dict[frozenset[Count], str] = {}
        branches = [
            branch
            for number, keeping in keepings.items()
            if keeping.rules
            for branch in self._branches(number, keeping)
        ]
        self._statements = [self._compile(branches[at : at + _BRANCHES]) for at in range(0, len(branches), _BRANCHES)]

    def due(self, connection: Connection, now: Instant, most: int = _ALL) -> Iterator[Due]:
        """Yield what is due at `now`, at most so many; a strand at rest once, one that is being moved not at all."""
        seen: set[bytes] = set()
        binds = self._cutoffs(now) | {"most": most}
        for row in (row for statement in self._statements for row in connection.execute(statement, binds)):
            strand, person, record, kind, keeping, key, held, not_before, dead = row
            act = self._act(self._keepings[keeping], bool(dead), held)
            if act is not None and strand not in seen:
                seen.add(strand)
                yield Due(bytes(strand), bytes(person), bytes(record), kind, keeping, key, act, not_before)

    def _act(self, keeping: Keeping, dead: bool, held: int) -> Act | None:
        """Return what follows: what is over moves or dies; what is held is never destroyed."""
        if dead and not held:
            return Act.ANONYMISE if keeping.anonymise else Act.DESTROY
        if self._live:
            return Act.PRESERVE
        return None if dead else Act.RETURN

    def _cutoffs(self, now: Instant) -> dict[str, int]:
        """Return the cutoffs of the day by name; a conjunction of several takes the earliest."""
        return {
            name: min(self._calendar.cutoff(now, period, reading) for period, reading in counts)
            for counts, name in self._counts.items()
        }

    def _bind(self, counts: frozenset[Count]) -> sa.ColumnElement[int]:
        name = self._counts.setdefault(counts, f"c{len(self._counts)}")
        return sa.bindparam(name, 0, sa.BigInteger)

    def _compile(self, branches: Sequence[_Branch]) -> Query:
        statement = sa.union_all(*branches) if len(branches) > 1 else branches[0]
        return _as_query(statement, self._database.dialect)

    def _branches(self, number: int, keeping: Keeping) -> Iterator[_Branch]:
        """Yield one branch for each way in which a strand of this keeping can be due."""
        columns = {occurs.event: _STRAND.c[slot] for occurs, slot in zip(keeping.events, SLOT_NAMES, strict=False)}
        columns["collected"] = _STRAND.c.collected
        resting = sa.and_(_STRAND.c.keeping == sa.literal_column(str(number)), _STRAND.c.state == _ZERO)
        over, dead = live_over(keeping, 0, self._calendar), all_over(keeping, 0, self._calendar)
        begun = {occurs.event for occurs in keeping.events if occurs.begins}
        if self._live:
            is_dead = sa.case((self._said(dead, columns), _ONE), else_=_ZERO).label("dead")
            for way in ways(over, begun):
                yield sa.select(*_CHOSEN, is_dead).where(resting, self._conjunction(way, columns))
            return
        for way in ways(dead, begun):
            unheld = _STRAND.c.held == _ZERO
            yield sa.select(*_CHOSEN, _ONE.label("dead")).where(resting, unheld, self._conjunction(way, columns))
        if may_return(keeping):
            # An event that has not come makes the comparison unknown, and the opposite of unknown is unknown too.
            back = sa.not_(sa.func.coalesce(self._said(over, columns), sa.false()))
            stirred = _STRAND.c.stirred == _ONE
            yield sa.select(*_CHOSEN, _ZERO.label("dead")).where(resting, stirred, back)

    def _said(self, predicate: Predicate, columns: _Columns) -> sa.ColumnElement[bool]:
        return compile_predicate(predicate, columns, lambda before: self._bind(frozenset([before.count])))

    def _conjunction(self, way: Way, columns: _Columns) -> sa.ColumnElement[bool]:
        """Return a way as comparisons; only the driver's may use an index (`+ 0` keeps the others from it)."""
        driver = way.driver()
        aged = [_STRAND.c.by_age == _ONE] if driver == COLLECTED else []
        parts = [
            columns[event].is_(None) if counts is MISSING or not counts
            else (columns[event] if event == driver else columns[event] + _ZERO) < self._bind(counts)
            for event, counts in way.events.items()
        ]  # fmt: skip
        return sa.and_(sa.true(), *aged, *parts)


def _as_query(statement: sa.CompoundSelect[tuple[object, ...]] | _Branch, dialect: Dialect) -> Query:
    """Return the statement in the product's own words, with room for how many at most."""
    words = sqlite.dialect if dialect is Dialect.SQLITE else postgresql.dialect
    return Query(f"{statement.compile(dialect=words(paramstyle='named'))} LIMIT :most", dialect)
