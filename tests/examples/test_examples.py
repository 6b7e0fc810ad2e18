"""The examples run: they parse, every strand has an end, and what they decided is written beside them."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from jikim.law import catalogue
from jikim.lifecycle import Strand, strands
from jikim.policy import Policy, parse

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
MOST_LINES, MOST_COLUMNS = 260, 120
IDS = ("aicallback", "kmong", "mkyu", "somoon", "soogong")
TODAY = date(2026, 11, 22)


def text_of(name: str) -> str:
    return (EXAMPLES / name / "policy.yaml").read_text(encoding="utf-8")


def columns(line: str) -> int:
    """Return the width of a line on a screen, where a Korean letter takes two columns."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


@cache
def policy_of(name: str) -> Policy:
    return parse(text_of(name).encode(), f"{name}/policy.yaml")


@cache
def strands_of(name: str) -> tuple[Strand, ...]:
    return strands(policy_of(name), catalogue(), TODAY)


def test_each_folder_is_an_example() -> None:
    assert {path.parent.name for path in EXAMPLES.glob("*/policy.yaml")} == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_an_example_is_called_what_its_folder_is_called(name: str) -> None:
    assert policy_of(name).service.id == name
    assert str(policy_of(name).service.url) == f"https://{name}.example"


@pytest.mark.parametrize("name", IDS)
def test_no_strand_is_without_a_rule(name: str) -> None:
    unruled = [strand.name for strand in strands_of(name) if not strand.keeping.rules]
    assert strands_of(name)
    assert not unruled, unruled


@pytest.mark.parametrize("name", IDS)
def test_a_policy_is_read_in_one_sitting(name: str) -> None:
    lines = text_of(name).splitlines()
    wide = [number for number, line in enumerate(lines, 1) if columns(line) > MOST_COLUMNS]
    assert not wide, f"{name}: lines {wide} have more than {MOST_COLUMNS} columns"
    assert len(lines) <= MOST_LINES, f"{name}: {len(lines)} lines"


@pytest.mark.parametrize("name", IDS)
def test_a_decision_that_is_cited_stands_written(name: str) -> None:
    table = (EXAMPLES / name / "DECISIONS.md").read_text(encoding="utf-8")
    written = re.findall(r"^\| (\d+) \|", table, re.MULTILINE)
    cited = {number for group in re.findall(r"결정 (\d+(?:, ?\d+)*)", text_of(name)) for number in group.split(", ")}
    assert cited
    assert cited <= set(written), sorted(cited - set(written))
    assert written == [str(number) for number in range(1, len(written) + 1)], "decisions are numbered from 1 in order"


@pytest.mark.parametrize("name", IDS)
def test_no_real_person_can_be_reached(name: str) -> None:
    for officer in policy_of(name).officers:
        assert officer.name is None
        assert str(officer.email).endswith(f"@{name}.example")
        assert officer.phone in (None, "02-0000-0000")


def test_a_client_who_left_keeps_an_order_apart_by_law_only_where_the_law_says_so() -> None:
    order = {item: strand for strand in strands_of("kmong") if strand.activity == "order" for item in strand.items}
    reasons = {item: {rule.reason for rule in strand.keeping.rules} for item, strand in order.items()}
    assert "ecommerce/payment" in reasons["card_info"]
    assert "ecommerce/payment" not in reasons["card_no"]


def test_the_resident_number_of_an_expert_stands_on_a_statute() -> None:
    activity = policy_of("kmong").activity("expert_identity_tax")
    assert activity is not None
    assert activity.basis is not None
    assert activity.basis.law == "vat/32"
