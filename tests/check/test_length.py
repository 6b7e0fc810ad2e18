"""Which of two lengths is surely the longer."""

import pytest

from jikim.check.length import is_longer, is_within, told
from jikim.period import Period
from jikim.policy.until import read_length


@pytest.mark.parametrize(
    ("one", "other", "within", "longer"),
    [
        ("3 months", "1 year", True, False),
        ("1 year", "12 months", True, False),
        ("1 year", "3 months", False, True),
        ("30 days", "1 month", False, False),
        ("27 days", "1 month", True, False),
        ("32 days", "1 month", False, True),
        ("at once", "1 day", True, False),
        ("1 hour", "at once", False, True),
        ("10 business days", "1 year", False, False),
        ("2 weeks", "14 days", True, False),
    ],
)
def test_lengths_are_compared_where_the_answer_is_sure(one: str, other: str, within: bool, longer: bool) -> None:
    first, second = read_length(one).period, read_length(other).period
    assert (is_within(first, second), is_longer(first, second)) == (within, longer)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(months=60), "5 years"),
        (Period(months=12), "one year"),
        (Period(months=1), "one month"),
        (Period(days=30), "30 days"),
        (Period(business_days=3), "3 business days"),
        (Period(hours=72), "72 hours"),
        (Period(), "no time at all"),
    ],
)
def test_a_length_is_told_in_words(period: Period, words: str) -> None:
    assert str(told(period)) == words
