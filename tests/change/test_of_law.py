"""What a change of law does to a policy that stands still."""

from datetime import date
from pathlib import Path

import pytest

from jikim.change import Law, LawChange, law_change
from jikim.law import catalogue
from jikim.policy import Policy, parse
from tests.change.shops import policy

EXAMPLES = Path(__file__).parents[2] / "examples"


def changes(of: Policy, before: str, after: str) -> LawChange:
    return law_change(of, *(Law(catalogue(), date.fromisoformat(day)) for day in (before, after)))


def example(name: str) -> Policy:
    return parse((EXAMPLES / name / "policy.yaml").read_bytes(), "policy.yaml")


def test_the_dormancy_of_an_example_was_repealed() -> None:
    found = changes(example("aicallback"), "2022-01-01", "2024-08-10")
    assert "RT-DORM" in {fact.id for fact in found.ceased}
    assert {"statute-repealed", "dormancy-repealed"} <= {finding.rule for finding in found.appeared}


def test_facts_that_begin_to_bind_are_told_with_the_amendment() -> None:
    found = changes(policy(), "2026-09-10", "2026-09-11")
    assert [str(one.day) for one in found.amendments] == ["2026-09-11"]
    assert {"CPO-02", "CEO-01", "BR-02"} <= {fact.id for fact in found.begun}
    assert found.ceased == ()


def test_the_same_day_changes_nothing() -> None:
    found = changes(example("kmong"), "2026-09-11", "2026-09-11")
    assert found.is_empty
    assert found.begun == found.ceased == ()


@pytest.mark.parametrize("days", [("2022-01-01", "2024-08-10"), ("2026-10-30", "2026-10-31")])
def test_the_way_back_is_the_mirror(days: tuple[str, str]) -> None:
    there, back = (changes(example("mkyu"), *pair) for pair in (days, days[::-1]))
    assert there.begun == back.ceased
    assert there.rules_begun == back.rules_ceased
    assert [one.rule for one in there.appeared] == [one.rule for one in back.vanished]


def test_a_floor_that_is_repealed_shows_in_the_lives_that_it_bound() -> None:
    quoted = "statutory: [{record: 휴면, for: 1 year, law: LAW, of: [signup], after: left}]\nholds:"
    dated = next(one for one in catalogue().retentions(date(2022, 1, 1)) if one.fact.repealed is not None)
    bound = policy(("holds:", quoted.replace("LAW", dated.alias)))
    repealed = dated.fact.repealed
    assert repealed is not None
    found = changes(bound, "2022-01-01", repealed.isoformat())
    assert dated.id in {fact.id for fact in found.ceased}
