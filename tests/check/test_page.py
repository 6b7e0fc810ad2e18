"""The page of a rule says what its docstring and the catalogue say, in both languages, and is the one in docs/rules."""

import re

import pytest

from jikim.check import RULES, Rule, page_of, parts_of, severity_of
from jikim.errors import Severity
from jikim.law import catalogue
from jikim.messages import Language, say
from tools import rules as pages

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)


def test_the_pages_in_the_docs_are_those_of_today() -> None:
    assert pages.differing(pages.pages()) == [], "run python -m tools.rules"


def test_every_rule_stands_in_the_index_once() -> None:
    index = pages.pages()["README.md"]
    assert re.findall(r"^\| \[([a-z-]+)\]", index, re.MULTILINE) == [rule.code for rule in _by_group()]


def _by_group() -> list[Rule]:
    return [rule for group in pages.GROUPS for rule in RULES.values() if rule.group is group]


@EVERY
def test_a_page_stands_in_korean(rule: Rule) -> None:
    for sentence in page_of(rule).what:
        assert re.search("[가-힣]", say(sentence, Language.KOREAN))
        assert say(sentence, Language.KOREAN) != say(sentence, Language.ENGLISH)
    words = [say(line, Language.KOREAN) for part in parts_of(rule, catalogue(), Language.KOREAN) for line in part.lines]
    assert all(words)


@EVERY
def test_a_page_cites_every_fact_with_its_day(rule: Rule) -> None:
    law = next(part for part in parts_of(rule, catalogue(), Language.ENGLISH) if str(part.title) == "the law behind it")
    for name in rule.law:
        fact = catalogue().fact(name)
        line = next(line for line in map(str, law.lines) if line.startswith(f"{name}: {catalogue().cite(fact)}"))
        assert fact.in_force is None or fact.in_force.isoformat() in line
        assert catalogue().verified(fact) or "unverified" in line


@pytest.mark.parametrize(
    ("code", "severity", "said"),
    [
        ("resident-number-consent", Severity.ERROR, "PN-12: PIPA Art. 75 (2)"),
        ("items-missing", Severity.ERROR, "in an excerpt what is missing cannot be known"),
        ("open-words", Severity.WARNING, "warning"),
    ],
)
def test_a_page_says_how_grave_and_what_sanction_stands_behind_it(code: str, severity: Severity, said: str) -> None:
    parts = parts_of(RULES[code], catalogue(), Language.ENGLISH)
    grave = next(part for part in parts if str(part.title) == "how grave")
    assert severity_of(RULES[code], catalogue()) is severity
    assert any(str(line).startswith(said) for line in grave.lines)


@EVERY
def test_a_page_says_how_to_waive_or_that_nobody_may(rule: Rule) -> None:
    waive = parts_of(rule, catalogue(), Language.ENGLISH)[-1]
    line = str(waive.lines[0])
    assert (f"rule: {rule.code}," in line and "until:" in line) or rule.code.startswith("waiver-")
