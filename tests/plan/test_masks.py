"""What is shown of a value before a plan is approved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.plan import masked

CASES = [
    ("김가온", "김**"),
    ("김", "*"),
    ("", ""),
    (" ", "*"),
    ("a.kim@example.kr", "a***@e***"),
    ("a@example.kr", "***@e***"),
    ("전화는 a@example.kr 로", "전***********"),
    ("010-0000-1234", "0***********"),
    (date(1990, 1, 1), "1*********"),
    (7, "*"),
    (1234, "1***"),
    (None, ""),
    (True, ""),
    (b"secret", ""),
]


@pytest.mark.parametrize(("value", "shown"), CASES)
def test_a_value_is_masked(value: object, shown: str) -> None:
    assert masked(value) == shown


@given(st.text(min_size=1))
def test_never_a_whole_value_and_at_most_two_letters_of_it(text: str) -> None:
    shown = masked(text)
    assert shown != text or set(text) == {"*"}
    assert len(shown.replace("*", "").replace("@", "", 1)) <= 2
    assert len(shown) <= 12
