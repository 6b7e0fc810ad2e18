"""What a page says to avoid is found, and what it says to prefer is not: each piece stands in a sound policy here.

pieces.yaml holds what a page takes for granted. A new rule whose page shows no piece that can be judged is listed
below, with the reason.
"""

import pytest
import yaml

from jikim.check import RULES, Rule, page_of
from tests.check.judged import HERE
from tests.check.pieces import is_prose, trips

MORE = yaml.safe_load((HERE / "pieces.yaml").read_text("utf-8"))
NOT_YET = {"floor-above-ceiling": "two statutes on one item do not fit on a line; most_faults.yaml has them"}
# What is preferred is that nothing of the kind stands there, or takes two activities: the sound policy stands for it.
TOLD = {"floor-above-ceiling", "statute-repealed", "statute-of-another-trade", "grounds-mixed", "need-twofold",
        "waiver-ended", "waiver-unused", "dormancy-repealed", "statutory-unbound"}  # fmt: skip


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_page_of_a_rule_shows_what_trips_it_and_what_does_not(rule: Rule) -> None:
    page = page_of(rule)
    said = trips(rule.code, page.avoid, page.prefer, MORE.get(rule.code))
    assert bool(said) is (rule.code in NOT_YET), said


def test_a_page_shows_what_to_prefer_unless_there_is_nothing_to_show() -> None:
    assert {rule.code for rule in RULES.values() if is_prose(page_of(rule).prefer)} <= TOLD


def test_nothing_is_taken_for_granted_by_a_page_that_is_gone() -> None:
    assert set(MORE) | set(NOT_YET) | TOLD <= set(RULES)
