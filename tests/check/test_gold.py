"""The labels of a careful reader, and the rule that finds each in the example: gold.csv says which is which.

Not in the table: labels that the reader of the example decided otherwise about (its DECISIONS.md), that are about
words rather than matter, and that belong to parties, rights and staleness.
"""

import csv
from pathlib import Path

import pytest
import yaml

from tests.check.judged import HERE, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = tuple(csv.DictReader((HERE / "gold.csv").read_text(encoding="utf-8").splitlines()))
EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['policy']}-{row['label']}")


@EVERY
def test_what_a_careful_reader_found_is_found(row: dict[str, str]) -> None:
    assert row["rule"] in {finding.rule for finding in judged_file(EXAMPLES / row["policy"] / "policy.yaml")}


@pytest.mark.reference
@EVERY
def test_the_table_quotes_the_labels_rightly(row: dict[str, str], reference: Path) -> None:
    labels = yaml.safe_load((reference / "gold" / f"{row['policy']}.yaml").read_text(encoding="utf-8"))
    assert {"id": row["label"], "rule": row["gold"]}.items() <= next(
        one for one in labels["law_findings"] if one["id"] == row["label"]
    ).items()
