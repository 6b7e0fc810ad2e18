"""docs/language.md is true: its policies parse, its tables are the parser's, its refusals and days are as it says."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from jikim.check import check
from jikim.errors import Finding
from jikim.law import catalogue, holidays
from jikim.messages import Language, say
from jikim.period import Reading, last_day
from jikim.policy import parse
from jikim.policy.until import read_length, read_term
from tests.policy.faults import REST, refused
from tests.policy.test_schema import READ_BY, VALIDATOR, load, part

PAGE = (Path(__file__).parents[2] / "docs/language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(.*)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
POLICIES = [text for kind, text in BLOCKS if kind == "yaml"]
BROKEN = next(text for kind, text in BLOCKS if kind == "yaml refused")
SHOWN = next(text for kind, text in BLOCKS if kind == "text")


def is_whole(text: str) -> bool:
    """Return whether a block is a whole policy; the others say no more than what they are about."""
    return text.startswith("jikim:")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading (`## ...`), without its head."""
    section = re.split(r"^#{2,3} ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if "---" not in line]


def code(cell: str) -> str:
    return cell.strip(" `")


def in_words(fault: Finding) -> str:
    what, why, fix = (say(message, Language.ENGLISH) for message in (fault.what, fault.why, fault.fix))
    return f"{fault.place}  {fault.severity.value}  {fault.rule}  {what}\n  why  {why}\n  fix  {fix}\n"


@pytest.mark.parametrize("text", POLICIES, ids=range(len(POLICIES)))
def test_each_policy_of_the_page_is_read(text: str) -> None:
    whole = text if is_whole(text) else text + REST
    assert parse(whole.encode()).activities
    assert VALIDATOR.is_valid(load(whole))


def test_nothing_is_wrong_with_the_whole_policy() -> None:
    whole = [text for text in POLICIES if is_whole(text)]
    assert len(whole) == 1
    assert check(parse(whole[0].encode()), catalogue(), date(2026, 12, 1)) == ()


@pytest.mark.parametrize("table", READ_BY)
def test_each_table_of_the_page_has_the_keys_of_the_language(table: str) -> None:
    heading = "The whole file: `root`" if table == "root" else f"`{table}`"
    assert [code(row[0]) for row in rows(heading)[1:]] == list(part(table))


def test_each_until_of_the_page_is_read() -> None:
    shown = [code(row[0]) for row in rows("Until when: `until`")[1:] if row[0].startswith("`")]
    terms = [term for text in shown for term in ([text] if not text.startswith("[") else yaml.safe_load(text))]
    assert len(terms) > len(shown)
    assert all(read_term(term).event for term in terms)


def test_each_last_day_of_the_page_is_computed() -> None:
    days = [row for row in rows("Until when: `until`") if re.match(r"\d{4}-", row[0])]
    assert len(days) == 5
    for event, period, promise, duty, _ in days:
        length = read_length(period).period
        found = [last_day(date.fromisoformat(event), length, reading, holidays()).isoformat()
                 for reading in (Reading.ADMIN, Reading.HOLIDAY)]  # fmt: skip
        assert found == [promise, duty], event


@pytest.mark.parametrize("row", rows("What is refused, and why")[1:], ids=lambda row: code(row[1]))
def test_what_the_page_says_is_refused_is_refused(row: list[str]) -> None:
    assert [fault.rule for fault in refused((code(row[0]) + REST).encode())] == [code(row[1])]


def test_the_faults_of_the_page_are_those_of_the_program() -> None:
    assert "".join(map(in_words, refused(BROKEN.encode()))) == SHOWN
