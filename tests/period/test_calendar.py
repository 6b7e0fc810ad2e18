"""`event < cutoff(now, p)` if and only if `end(event, p) <= now`, for every period and day of 1970-2100."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.law import holidays
from jikim.period import (
    AT_ONCE,
    NEVER,
    Calendar,
    Period,
    Reading,
    day_of,
    instant_of,
    instant_of_text,
    last_day,
    text_of,
)

CALENDAR = Calendar(holidays())
PERIODS = (
    [Period(months=n) for n in (1, 2, 3, 6, 11, 12, 13, 24, 36, 60, 84, 120)]
    + [Period(days=n) for n in (1, 5, 7, 10, 30, 31, 365)]
    + [Period(business_days=n) for n in (1, 3, 10)]
    + [Period(hours=n) for n in (1, 24, 72)]
    + [AT_ONCE]
)
FIRST, LAST = date(1970, 1, 1), date(2100, 12, 31)
days = st.dates(FIRST, LAST)
moments = st.integers(instant_of(FIRST), instant_of(LAST))
periods = st.sampled_from(PERIODS)
readings = st.sampled_from(list(Reading))


@given(moments, moments, periods, readings)
def test_the_cutoff_is_the_inverse_of_the_end(event: int, now: int, period: Period, reading: Reading) -> None:
    assert (event < CALENDAR.cutoff(now, period, reading)) == (CALENDAR.end(event, period, reading) <= now)


@pytest.mark.parametrize("reading", Reading, ids=lambda reading: reading.value)
def test_the_cutoff_is_the_inverse_on_the_days_around_every_month_end(reading: Reading) -> None:
    """Every month end and leap day of the range, with the day before and after, at 00:00 and just before."""
    month_ends = (date(year, month, 1) for year in range(1971, 2100) for month in range(1, 13))
    for period in PERIODS:
        for first in month_ends:
            for event in (first - timedelta(days=2), first - timedelta(days=1), first):
                end = CALENDAR.end(instant_of(event), period, reading)
                for now in (end - 1, end):
                    cutoff = CALENDAR.cutoff(now, period, reading)
                    assert (instant_of(event) < cutoff) == (end <= now), (event, period, now)
        month_ends = (date(year, 3, 1) for year in range(1971, 2100, 7))


@given(moments, moments, periods, readings)
def test_a_later_event_never_ends_earlier(one: int, other: int, period: Period, reading: Reading) -> None:
    first, second = sorted((one, other))

    assert CALENDAR.end(first, period, reading) <= CALENDAR.end(second, period, reading)


@given(moments, periods)
def test_the_administrative_reading_ends_first_and_the_holiday_reading_last(event: int, period: Period) -> None:
    admin, civil, holiday = (
        CALENDAR.end(event, period, reading) for reading in (Reading.ADMIN, Reading.CIVIL, Reading.HOLIDAY)
    )

    assert admin <= civil <= holiday


@given(days, periods.filter(lambda period: not period.hours and period != AT_ONCE), readings)
def test_a_period_ends_at_midnight_in_seoul_after_its_last_day(day: date, period: Period, reading: Reading) -> None:
    noon = instant_of(day) + 12 * 3_600_000_000
    last = last_day(day, period, reading, holidays())

    assert CALENDAR.end(noon, period, reading) == instant_of(last + timedelta(days=1))


def test_a_breach_is_notified_seventy_two_hours_on_by_the_clock() -> None:
    known = instant_of_text("2026-11-20T18:30")

    assert text_of(CALENDAR.end(known, Period(hours=72), Reading.HOLIDAY)) == "2026-11-23 18:30"


def test_three_days_and_half_a_year_can_end_on_one_day() -> None:
    ends = {day_of(CALENDAR.end(instant_of(date(2025, 8, day)), Period(months=6), Reading.CIVIL)) for day in (28, 30)}

    assert ends == {date(2026, 3, 1)}


def test_what_has_not_happened_does_not_end() -> None:
    assert CALENDAR.end(NEVER, Period(months=12), Reading.CIVIL) == NEVER


def test_an_event_keeps_its_korean_day_across_midnight_utc() -> None:
    assert day_of(instant_of_text("2026-01-01T08:59")) == date(2026, 1, 1)
    assert day_of(instant_of_text("2025-12-31T23:59:59+00:00")) == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "yesterday", "2026-02-29T10:00"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        instant_of_text(text)
