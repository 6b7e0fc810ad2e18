"""Rows that are copied again: what stands there of each, and is empty in use by now, stays."""

from jikim.apart.copying import Copy, Value
from jikim.apart.tables import Copying
from jikim.find.cells import HASHED
from jikim.mapping import How


def over(table: Copying, live: list[Copy], there: list[Copy]) -> list[Copy]:
    """Return live rows, with what stands there of each where the live value is empty; rows that only stand there stay.

    Of a table without a key nobody can tell which row is which: what is live replaces what stands there.
    """
    places = [table.names.index(name) for name in table.mirror.key]
    if not places:
        return live or there
    before = {tuple(row[at] for at in places): row for row in there}
    empty = [_marks(table, name) for name in table.names]
    found = []
    for row in live:
        old = before.pop(tuple(row[at] for at in places), row)
        found.append(tuple(was if _is_empty(value, marks) else value
                           for value, was, marks in zip(row, old, empty, strict=True)))  # fmt: skip
    return [*found, *before.values()]


def _marks(table: Copying, column: str) -> frozenset[str]:
    """Return what clearing leaves in a column."""
    ways = [reach.contents.strategy(column) for reach in table.reaches]
    return frozenset(str(way.value) for way in ways if way is not None and way.how is How.PLACEHOLDER)


def _is_empty(value: Value, marks: frozenset[str]) -> bool:
    return value is None or value == "" or str(value) in marks or str(value).startswith(HASHED)
