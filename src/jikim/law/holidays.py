"""Korean public holidays with their substitutes (Civil Act Art. 161), as one table.

kr/holidays.toml is made by tools/holidays.py; kr/holidays_overrides.toml adds and removes days by hand, each with
its source (a temporary holiday is announced weeks before). Beyond the last year only weekends are known:
`Holidays.knows` tells, and whoever shows such a day says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from jikim.law.tables import Row, rows, whole
from jikim.period import Holidays


class Change(Enum):
    """What an override does to the generated table."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Override:
    """A day on which the generated table is wrong, and who says so."""

    day: date
    change: Change
    ko: str
    source: str
    checked: date
    note: str


def overridden(days: frozenset[date], overrides: Sequence[Override]) -> frozenset[date]:
    """Return `days` with each override carried out."""
    added, removed = (
        {each.day for each in overrides if each.change is change} for change in (Change.ADDED, Change.REMOVED)
    )
    return (days | added) - removed


@cache
def holidays() -> Holidays:
    """Return the table of public holidays; read once."""
    overrides = [_override_of(row) for row in rows("holidays_overrides", "override")]
    years = Row(whole("holidays"))
    last_year = years.cells["last_year"]
    if not isinstance(last_year, int):
        raise TypeError("last_year is no year")
    return Holidays(overridden(frozenset(_generated(years)), overrides), last_year)


def _generated(table: Row) -> Iterable[date]:
    for year, days in table.leaves("days"):
        if isinstance(days, tuple):
            yield from (date.fromisoformat(f"{year}-{day}") for day in days)


def _override_of(row: Row) -> Override:
    return Override(
        day=row.day("day"),
        change=Change(row.text("change")),
        ko=row.text("ko"),
        source=row.text("source"),
        checked=row.day("checked"),
        note=row.text("note"),
    )
