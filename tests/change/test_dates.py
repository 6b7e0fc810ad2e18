"""A version has two days, in this order, and as far apart as was promised."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.change import dates_of, earliest, latest_announcement
from jikim.errors import RefusedError
from jikim.period import Period
from tests.change.shops import policy

DAYS = "announced: 2026-01-01, effective: 2026-01-08"
REFUSED = {
    "neither day": ("", "when it is announced, nor from which day"),
    "no announcement": ("effective: 2026-01-08", "does not say when it is announced"),
    "no day of effect": ("announced: 2026-01-01", "does not say from which day it is effective"),
    "the wrong order": ("announced: 2026-01-09, effective: 2026-01-08", "effective on 2026-01-08, before"),
    "six days": ("announced: 2026-01-02, effective: 2026-01-08", "6 days, and '7 days' is promised"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_version_is_refused_with(why: str) -> None:
    days, told = REFUSED[why]
    new = policy((f", {DAYS}", f", {days}" if days else ""), version="2")
    with pytest.raises(RefusedError, match=told):
        dates_of(new, before=policy())


def test_a_first_version_changes_nothing_and_needs_no_notice() -> None:
    found = dates_of(policy((DAYS, "announced: 2026-01-08, effective: 2026-01-08")))
    assert found.announced == found.effective


def test_days_that_are_named_stand_for_those_of_the_policy() -> None:
    found = dates_of(policy((DAYS, "")), date(2026, 2, 1), date(2026, 3, 1))
    assert (found.announced, found.effective) == (date(2026, 2, 1), date(2026, 3, 1))


def test_the_new_version_cannot_shorten_the_notice_of_itself() -> None:
    new = policy((DAYS, "announced: 2026-01-05, effective: 2026-01-08"), ("7 days", "3 days"), version="2")
    with pytest.raises(RefusedError, match="'7 days' is promised"):
        dates_of(new, before=policy())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_last_day_to_announce_is_just_early_enough(effective: date, days: int) -> None:
    notice = Period(days=days)
    last = latest_announcement(effective, notice)
    assert last is not None
    assert earliest(last, notice) <= effective < earliest(last + timedelta(days=1), notice)
