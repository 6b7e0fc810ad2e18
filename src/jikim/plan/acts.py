"""What a part does to its rows, in one word; and how many rows of each table meet it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from jikim.plan.model import Part


class Doing(Enum):
    """What becomes of the rows of a part: PRESERVE moves what a rule keeps apart, CLEAR empties some columns only."""

    PRESERVE = "preserve"
    DESTROY = "destroy"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table a plan names for one act."""

    database: str
    table: str
    act: str
    rows: int


def doing(part: Part) -> Doing:
    """Return what a part does."""
    if part.preserve:
        return Doing.PRESERVE
    return Doing.DESTROY if part.ends else Doing.CLEAR


def counts(parts: Iterable[Part]) -> tuple[Count, ...]:
    """Return how many rows of each table meet which act, in order of database, table and act."""
    found: Counter[tuple[str, str, str]] = Counter()
    for part in parts:
        found[part.database, part.table, doing(part).value] += len(part.keys)
    return tuple(Count(*where, rows) for where, rows in sorted(found.items()))
