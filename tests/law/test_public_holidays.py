"""Public holidays: spot days, and the table as the generator makes it."""

from datetime import date
from pathlib import Path

import pytest

from jikim.law.holidays import Change, Override, holidays, overridden
from jikim.law.tables import whole
from tools.holidays import TABLE, table

HOLIDAYS = [
    ("2026-01-01", "New Year"),
    ("2026-02-17", "Korean New Year"),
    ("2026-03-02", "substitute for 1 March, a Sunday"),
    ("2026-05-01", "Labour Day, public since 2026"),
    ("2026-05-25", "substitute for Buddha's Birthday, a Sunday"),
    ("2026-06-03", "local elections"),
    ("2026-07-17", "Constitution Day, back since 2026"),
    ("2026-08-17", "substitute for 15 August, a Saturday"),
    ("2026-09-24", "the day before Chuseok"),
    ("2026-09-25", "Chuseok"),
    ("2026-09-26", "the day after Chuseok"),
    ("2026-10-05", "substitute for 3 October, a Saturday"),
    ("2025-01-27", "temporary holiday"),
    ("2025-06-03", "presidential election"),
    ("2024-10-01", "temporary holiday"),
    ("2007-07-17", "Constitution Day, for the last time then"),
    ("2027-05-03", "substitute for Labour Day, a Saturday"),
]
WORKDAYS = [
    ("2026-09-28", "the Monday after Chuseok: its Saturday has no substitute"),
    ("2025-05-01", "Labour Day, not yet a public holiday"),
    ("2025-07-17", "Constitution Day, not a holiday from 2008 to 2025"),
    ("2008-07-17", "the first year without Constitution Day"),
    ("2026-06-08", "Memorial Day on a Saturday has no substitute"),
    ("2012-10-09", "Hangul Day, not a holiday from 1991 to 2012"),
]


@pytest.mark.parametrize(("day", "why"), HOLIDAYS)
def test_a_public_holiday_is_in_the_table(day: str, why: str) -> None:
    assert date.fromisoformat(day) in holidays().days, why


@pytest.mark.parametrize(("day", "why"), WORKDAYS)
def test_a_working_day_is_not(day: str, why: str) -> None:
    assert not holidays().is_rest(date.fromisoformat(day)), why


def test_the_table_is_what_the_generator_makes_today() -> None:
    assert Path(TABLE).read_text(encoding="utf-8") == table()


def test_the_table_says_where_it_ends() -> None:
    assert holidays().last_year == 2040
    assert max(holidays().days).year == 2040
    assert min(holidays().days) == date(1970, 1, 1)
    assert not holidays().knows(date(2041, 1, 1))


def test_every_year_has_its_days_in_order() -> None:
    days = whole("holidays")["days"]
    assert isinstance(days, dict)
    assert [int(year) for year in days] == list(range(1970, 2041))
    assert all(list(each) == sorted(set(each)) and len(each) >= 10 for each in days.values())


def _override(day: date, change: Change) -> Override:
    return Override(day, change, "임시공휴일", "gazette", date(2031, 1, 1), "announced late")


def test_an_override_adds_a_day_and_takes_one_away() -> None:
    day, other = date(2031, 10, 4), date(2031, 10, 3)
    days = overridden(frozenset({other}), [_override(day, Change.ADDED), _override(other, Change.REMOVED)])
    assert days == {day}


def test_no_override_changes_nothing() -> None:
    assert overridden(frozenset({date(2031, 10, 3)}), []) == {date(2031, 10, 3)}
