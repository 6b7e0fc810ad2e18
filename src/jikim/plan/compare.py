"""A plan held against the one before it: what has become more, what less."""

from collections.abc import Iterable
from dataclasses import dataclass

from jikim.plan.acts import Count


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows of a table were named for an act by the plan before, and are now."""

    database: str
    table: str
    act: str
    before: int
    now: int


def changes(before: Iterable[Count], now: Iterable[Count]) -> tuple[Change, ...]:
    """Return where two plans differ, in order of database, table and act."""
    old = {(each.database, each.table, each.act): each.rows for each in before}
    new = {(each.database, each.table, each.act): each.rows for each in now}
    both = ((*where, old.get(where, 0), new.get(where, 0)) for where in sorted({*old, *new}))
    return tuple(Change(*each) for each in both if each[3] != each[4])
