from datetime import date

import pytest

from jikim.errors import OperatorError
from tests.timeline.years import decade


def test_a_month_is_named_by_its_number() -> None:
    assert [decade().month(index) for index in (0, 1, 2, 13)] == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 12, 1),
    ]


def test_what_is_gone_is_destroyed_or_anonymised() -> None:
    short = decade(destroyed=(0, 3, 7), anonymised=(1, 0, 2))
    assert short.gone == (1, 4, 10)
    assert short.destroyed_in == (0, 3, 4)


def test_series_of_unequal_length_are_refused() -> None:
    with pytest.raises(OperatorError, match="not equally long"):
        decade(live=(1, 2), destroyed=(0, 0, 0))
