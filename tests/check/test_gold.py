"""The labels of a careful reader, and the rule that finds each in the example, at which line; or why none does.

gold.csv holds every label of the five documents. What is missed was decided otherwise when the example was written (its
DECISIONS.md says why), is about the form of the source, or cannot be read in a policy.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.check.judged import HERE, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = tuple(csv.DictReader((HERE / "gold.csv").read_text(encoding="utf-8").splitlines()))
FOUND = tuple(row for row in ROWS if row["rule"])


@cache
def told(policy: str) -> set[tuple[str, str]]:
    findings = judged_file(EXAMPLES / policy / "policy.yaml")
    return {(finding.rule, str(finding.place.line)) for finding in findings}


@pytest.mark.parametrize("row", FOUND, ids=lambda row: f"{row['policy']}-{row['label']}")
def test_what_a_careful_reader_found_is_found_at_its_line(row: dict[str, str]) -> None:
    assert (row["rule"], row["line"]) in told(row["policy"])


def test_what_is_missed_has_a_reason() -> None:
    assert [row for row in ROWS if bool(row["rule"]) == bool(row["missed"])] == []
    assert len(FOUND) >= 0.6 * len(ROWS)


@pytest.mark.reference
@pytest.mark.parametrize("policy", sorted({row["policy"] for row in ROWS}))
def test_the_table_holds_every_label_of_a_document(policy: str, reference: Path) -> None:
    labels = yaml.safe_load((reference / "gold" / f"{policy}.yaml").read_text(encoding="utf-8"))["law_findings"]
    ours = [(row["label"], row["gold"]) for row in ROWS if row["policy"] == policy]
    assert ours == [(label["id"], label["rule"]) for label in labels]
