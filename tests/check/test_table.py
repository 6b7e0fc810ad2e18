"""The table of rules: each has a page, a law that exists, and a policy that breaks it."""

import re

import pytest

from jikim.check import RULES, Rule
from jikim.check.table import ROWS
from jikim.errors import Severity
from jikim.law import catalogue
from tests.check.judged import HERE, judged_file

# What is missing in the one is there in the other, and wrong.
FOUND = (*judged_file(HERE / "most_faults.yaml"), *judged_file(HERE / "more_faults.yaml"))
EVERY = pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.code)


def test_every_rule_is_broken_by_one_policy_or_the_other() -> None:
    assert {finding.rule for finding in FOUND} == set(RULES)


def test_nothing_is_found_in_the_sound_policy() -> None:
    assert judged_file(HERE / "sound.yaml") == ()


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
        "statute-repealed", "floor-above-ceiling",
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
    without = {finding.rule for finding in FOUND if finding.rule not in own and " Art. " not in str(finding.why)}
    assert without == set()
