"""What the study of the law found in the five documents, clause by clause, and which rule finds it at which line.

seeds.csv is read by people. `agree` means that the clause is as the law has it: there nothing is found, unless it is
about something else (`beside`: how a statute is called, what an exemption does not lift). What is missed says why.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
import yaml

from jikim.check import RULES
from tests.check.judged import HERE, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = tuple(csv.DictReader((HERE / "seeds.csv").read_text(encoding="utf-8").splitlines()))
EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['policy']}-{row['line'].replace(' ', '+')}")


@cache
def told(policy: str, line: int) -> frozenset[str]:
    """Return the rules that find something at a line of an example."""
    found = judged_file(EXAMPLES / policy / "policy.yaml")
    return frozenset(finding.rule for finding in found if finding.place.line == line)


@EVERY
def test_each_clause_is_found_or_agreed_with_or_its_miss_explained(row: dict[str, str]) -> None:
    rules, beside = set(row["rule"].split()), set(row["beside"].split())
    for line in map(int, row["line"].split()):
        found = told(row["policy"], line)
        assert rules <= found
        if not rules:
            assert found <= beside
    assert (rules | beside) <= set(RULES)


@EVERY
def test_a_row_is_one_of_three(row: dict[str, str]) -> None:
    agreed, found, missed = row["verdict"] == "agree", bool(row["rule"]), bool(row["missed"])
    assert [agreed, found, missed].count(True) == 1
    assert agreed or not row["beside"]


def test_no_more_is_missed_than_was_looked_at() -> None:
    assert [row["clause"] for row in ROWS if row["missed"]] == [
        "안심번호 녹취 1개월", "탈퇴 즉시 삭제 + 탈퇴 DB 1년(CI)", "해지 후 6개월 보관",
    ]  # fmt: skip


@pytest.mark.reference
def test_the_table_holds_every_finding_of_the_study(reference: Path) -> None:
    study = yaml.safe_load((reference / "law" / "law.yaml").read_text(encoding="utf-8"))["seed_findings"]
    ours = [(row["seed"], row["clause"], row["verdict"]) for row in ROWS]
    assert ours == [(each["seed"], each["clause"], each["verdict"]) for each in study]
    assert len(ours) == 28
