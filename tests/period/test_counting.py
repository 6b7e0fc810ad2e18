"""How long is a period? The table beside this file is for lawyers to extend."""

import csv
from datetime import date
from pathlib import Path

import pytest

from jikim.law import holidays
from jikim.period import Period, Reading, last_day, turns

TABLE = list(csv.DictReader((Path(__file__).parent / "last_day.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['event']} {row['period']}")
@pytest.mark.parametrize("reading", Reading, ids=lambda reading: reading.value)
def test_a_period_ends_on_the_day_the_table_says(row: dict[str, str], reading: Reading) -> None:
    event, period = date.fromisoformat(row["event"]), Period.from_iso(row["period"])

    assert last_day(event, period, reading, holidays()) == date.fromisoformat(row[reading.value])


def test_business_days_pass_over_weekends_and_holidays() -> None:
    friday_before_chuseok = date(2026, 9, 18)

    assert last_day(friday_before_chuseok, Period(business_days=5), Reading.CIVIL, holidays()) == date(2026, 9, 29)


def test_under_fourteen_ends_with_the_birthday() -> None:
    assert turns(date(2012, 11, 22), 14) == date(2026, 11, 22)


def test_hours_have_no_last_day() -> None:
    with pytest.raises(ValueError, match="clock"):
        last_day(date(2026, 1, 1), Period(hours=72), Reading.CIVIL, holidays())


@pytest.mark.parametrize("text", ["", "P", "PT", "5Y", "P1Y2", "P-1Y"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"duration"):
        Period.from_iso(text)


def test_a_period_of_two_units_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="one unit"):
        Period(months=1, days=3)
    with pytest.raises(ValueError, match="one unit"):
        Period.from_iso("P1M3D")
