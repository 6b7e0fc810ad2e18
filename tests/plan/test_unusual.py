"""What makes a plan unusual: the author's ceilings, and ten times the usual where the author names none."""

import csv
from pathlib import Path

import pytest

from jikim.mapping import Ceilings
from jikim.plan import Count, Usual, unusual

CASES = list(csv.DictReader((Path(__file__).parent / "unusual.csv").read_text(encoding="utf-8").splitlines()))


def number(text: str) -> int | None:
    return int(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_each_line_of_the_table(case: dict[str, str]) -> None:
    now = [Count("shop", "orders", "destroy", int(case["due"]))]
    past = [[Count("shop", "orders", "destroy", int(rows))] for rows in case["past"].split()]
    ceilings = Ceilings(number(case["rows"]), number(case["share"]), number(case["average"]))
    found = unusual(now, Usual({("shop", "orders"): int(case["size"])}, past), ceilings)
    assert len(found) == int(case["reasons"])


def test_a_table_that_grows_under_a_whole_that_does_not_is_told() -> None:
    past = [[Count("shop", "orders", "destroy", 5000), Count("shop", "members", "destroy", 20)]]
    now = [Count("shop", "orders", "destroy", 0), Count("shop", "members", "destroy", 900)]
    [reason] = unusual(now, Usual({}, past), Ceilings())
    assert str(reason) == "of 'members' in 'shop' 900 rows are due; the last 1 plans had 20"


def test_acts_of_one_table_are_counted_together() -> None:
    now = [Count("shop", "orders", "destroy", 6), Count("shop", "orders", "preserve", 6)]
    [reason] = unusual(now, Usual({("shop", "orders"): 100}), Ceilings(share=10))
    assert str(reason) == "of 'orders' in 'shop' 12 of 100 rows are due; the mapping's ceiling is 10%"
