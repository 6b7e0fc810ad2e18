"""The five examples, and what is found in them: examples.csv is read by people and extended by hand.

Each row is a finding that a lawyer would agree with. When the check learns a rule, the rows that it adds are read
one by one before they are written down.
"""

import csv
from pathlib import Path

import pytest

from tests.check.judged import HERE, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = tuple(csv.DictReader((HERE / "examples.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("policy", sorted(path.parent.name for path in EXAMPLES.glob("*/policy.yaml")))
def test_an_example_has_the_findings_that_people_have_read(policy: str) -> None:
    expected = [(int(row["line"]), row["rule"], row["severity"]) for row in ROWS if row["policy"] == policy]
    found = judged_file(EXAMPLES / policy / "policy.yaml")
    assert [(one.place.line, one.rule, one.severity.value) for one in found] == expected
