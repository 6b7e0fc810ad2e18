"""What a CHECK says of a value, in the spellings of the three products: yes, no, or it cannot be known."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.mapping.preflight_conditions import passes, speaks_of

TABLE = Path(__file__).with_name("passes.csv")
ROWS = list(csv.reader(TABLE.read_text("utf-8").splitlines()[1:], delimiter=";", quoting=csv.QUOTE_NONE))
WORDS = [
    "name",
    "'x'",
    "1",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "IS",
    "NULL",
    "=",
    "<",
    "LIKE",
    "IN",
    ",",
    "::text",
    "[",
    "-",
]


@pytest.mark.parametrize(("condition", "column", "value", "expected"), ROWS)
def test_a_value_passes_a_check(condition: str, column: str, value: str, expected: str) -> None:
    assert passes(condition, column, json.loads(value)) is {"yes": True, "no": False, "unknown": None}[expected]


def test_a_check_speaks_of_its_columns_and_a_domains_of_one() -> None:
    assert speaks_of("`Amount` >= 0", "amount")
    assert speaks_of("length(trim(name)) > 0", "name")
    assert not speaks_of("label = 'name'", "name")
    assert speaks_of("mobile: CHECK (VALUE ~~ '01%')", "mobile")
    assert not speaks_of("mobile: CHECK (VALUE ~~ '01%')", "value")


@given(st.lists(st.sampled_from(WORDS)))
def test_no_condition_makes_it_fall_over(words: list[str]) -> None:
    assert passes(" ".join(words), "name", "x") in {True, False, None}
