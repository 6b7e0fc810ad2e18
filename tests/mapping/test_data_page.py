"""docs/data.md is true: its example is read, its tables are the schema's, its refusals are as it says."""

import re
from pathlib import Path

import pytest

from jikim.mapping import parse_data
from tests.mapping.faults import refused
from tests.mapping.test_schema import READ_BY, VALIDATOR, load, part

PAGE = (Path(__file__).parents[2] / "docs/data.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"^```yaml\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
LIVE = "\njikim: 1\n{}people: {{table: members, key: id}}\n"


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    section = re.split(r"^#{2,3} ", re.split(rf"^#+ .*{heading}\n", PAGE, maxsplit=1, flags=re.M)[1], flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in lines if "---" not in line][1:]


def test_the_example_of_the_page_is_read() -> None:
    found = parse_data({"data.yaml": EXAMPLE.encode()}, "data.yaml")
    assert [str(record.activity) for record in found.records] == ["signup", "order", "inquiry", "deal", "post"]
    assert VALIDATOR.is_valid(load(EXAMPLE))


@pytest.mark.parametrize("table", READ_BY)
def test_each_table_of_the_page_has_the_keys_of_the_language(table: str) -> None:
    assert [row[0] for row in rows(f"`{table}`")] == list(part(table))


@pytest.mark.parametrize("row", rows("What is refused, and why"), ids=lambda row: row[1])
def test_what_the_page_says_is_refused_is_refused(row: list[str]) -> None:
    rest = LIVE.format("" if row[0].startswith("databases") else "databases: {shop: env:SHOP_DB}\n")
    assert [fault.rule for fault in refused({"data.yaml": row[0] + rest})] == [row[1]]
