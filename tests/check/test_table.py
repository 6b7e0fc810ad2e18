"""The table of rules: each has a page, a law that exists, and a policy that breaks it."""

import re

import pytest

from jikim.check import RULES, Rule
from jikim.check.table import ROWS
from jikim.errors import Severity
from jikim.law import catalogue
from tests.check.judged import HERE, judged_file

# What is missing in one is there in another, and wrong.
FOUND = tuple(finding for file in sorted(HERE.glob("*_faults.yaml")) for finding in judged_file(file))
CITED = re.compile(r" Art\. |Writing Guideline \d")
EVERY = pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.code)


def test_every_rule_is_broken_by_one_policy_or_another() -> None:
    assert {finding.rule for finding in FOUND} == set(RULES)


@pytest.mark.parametrize("policy", ["sound.yaml", "sound_large.yaml"])
def test_nothing_is_found_in_a_sound_policy(policy: str) -> None:
    assert judged_file(HERE / policy) == ()


def test_no_code_stands_twice() -> None:
    assert len(RULES) == len(ROWS)


@EVERY
def test_a_rule_has_a_page(rule: Rule) -> None:
    first, _, rest = rule.page.partition("\n")
    assert first.endswith(".")
    assert re.search(r"^Source: .+\n\nAvoid:  .+\nPrefer: .+$", rest, re.MULTILINE)


@EVERY
def test_a_rule_rests_on_facts_that_the_catalogue_has(rule: Rule) -> None:
    facts = [*rule.law, *([rule.severity] if isinstance(rule.severity, str) else [])]
    assert [name for name in facts if catalogue().find(name) is None] == []


def test_an_error_is_a_mandatory_item_a_penalty_or_a_contradiction() -> None:
    errors = {rule.code for rule in ROWS if rule.severity is Severity.ERROR}
    assert errors == {
        "purpose-missing", "items-missing", "destruction-missing", "rights-missing", "rights-method-missing",
        "officer-missing", "officer-contact-missing", "safeguards-missing", "refusal-missing", "overseas-missing",
        "entrusted-missing", "retention-missing", "automatic-retention-missing", "statutory-unbound",
        "statute-repealed", "floor-above-ceiling", "overseas-incomplete", "overseas-refusal-missing",
        "overseas-ground-missing",
    }  # fmt: skip


def test_every_finding_says_what_why_and_fix() -> None:
    for finding in FOUND:
        sentences = [str(finding.what), str(finding.why), str(finding.fix)]
        assert all(sentences), finding.rule
        assert not any(sentence.endswith(".") for sentence in sentences), finding.rule
        assert "{" not in sentences[0] + sentences[1], finding.rule


def test_a_finding_of_law_cites_its_article() -> None:
    own = {
        "event-unused", "waiver-ended", "waiver-endless", "waiver-unused", "item-unused", "role-unused", "case-unused",
        "spelling-varies", "said-twice",
    }  # fmt: skip
    without = {finding.rule for finding in FOUND if finding.rule not in own and not CITED.search(str(finding.why))}
    assert without == set()
