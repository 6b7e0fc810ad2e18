"""The five examples, and what is found in them: examples.csv is read by people and extended by hand.

Each row is a finding that was held against the line of the policy, its source and the article, by somebody who did
not write the rule: `confirmed`, and in a few words why. A finding that is new or has moved fails until it is read. What
was found once and was no fault stands in withdrawn.csv, and is not found again.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import dates, sampled_from

from jikim.check import RULES
from tests.check.judged import HERE, TODAY, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
WITHDRAWN = tuple(csv.DictReader((HERE / "withdrawn.csv").read_text(encoding="utf-8").splitlines()))
POLICIES = (*sorted(EXAMPLES.glob("*/policy.yaml")), HERE / "most_faults.yaml", HERE / "sound.yaml")
ROWS = tuple(csv.DictReader((HERE / "examples.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("policy", sorted(path.parent.name for path in EXAMPLES.glob("*/policy.yaml")))
def test_an_example_has_the_findings_that_people_have_read(policy: str) -> None:
    expected = [(int(row["line"]), row["rule"], row["severity"]) for row in ROWS if row["policy"] == policy]
    found = judged_file(EXAMPLES / policy / "policy.yaml")
    assert [(one.place.line, one.rule, one.severity.value) for one in found] == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['policy']}:{row['line']}")
def test_a_line_of_the_table_holds_the_words_that_were_seen_there(row: dict[str, str]) -> None:
    lines = (EXAMPLES / row["policy"] / "policy.yaml").read_text(encoding="utf-8").splitlines()
    assert row["seen"] in lines[int(row["line"]) - 1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['policy']}:{row['line']}:{row['rule']}")
def test_a_finding_was_confirmed_by_a_second_reader(row: dict[str, str]) -> None:
    assert row["verdict"] == "confirmed"
    assert row["why"]


@pytest.mark.parametrize("row", WITHDRAWN, ids=lambda row: f"{row['policy']}:{row['line']}:{row['rule']}")
def test_what_was_no_fault_is_not_found_again(row: dict[str, str]) -> None:
    found = judged_file(EXAMPLES / row["policy"] / "policy.yaml")
    assert (row["rule"], int(row["line"])) not in {(one.rule, one.place.line) for one in found}
    assert row["why"]


def test_the_dormancy_of_an_example_was_a_duty_once() -> None:
    def repealed(on: date) -> list[int]:
        found = judged_file(EXAMPLES / "aicallback" / "policy.yaml", on)
        return [one.place.line for one in found if one.rule == "statute-repealed"]

    assert repealed(date(2022, 1, 1)) == []
    assert repealed(date(2024, 8, 10)) == repealed(TODAY) != []


@given(on=dates(date(2011, 9, 30), date(2035, 12, 31)), policy=sampled_from(POLICIES))
def test_a_policy_can_be_judged_on_any_day(on: date, policy: Path) -> None:
    """Whatever stood that day, every finding is of a rule of the table and says where, what, why and how to mend it."""
    for finding in judged_file(policy, on):
        assert finding.rule in RULES
        assert finding.place.line >= 1
        assert "" not in (str(finding.what), str(finding.why), str(finding.fix))
