"""A sound policy in which one thing is wrong: nearly always somebody is told.

A mutation is caught by any finding, since the sound policies have none, or by a fault of the document. What is missed
stands in missed.csv with the reason why it may be; run with `-s` to see it printed.
"""

import csv
from functools import cache

import pytest
import yaml

from jikim.check import check
from jikim.errors import DocumentError
from jikim.law import catalogue
from jikim.policy import parse
from tests.check.judged import HERE, TODAY
from tests.check.mutations import Mutation, mutations

SOUND = ("sound", "sound_large")
ACCEPTED = tuple(csv.DictReader((HERE / "missed.csv").read_text(encoding="utf-8").splitlines()))
CAUGHT_AT_LEAST = 0.95


def told(document: str) -> set[str]:
    """Return the rules, or the faults, that are told of a document."""
    try:
        return {finding.rule for finding in check(parse(document.encode()), catalogue(), TODAY)}
    except DocumentError as error:
        return {fault.rule for fault in error.faults}


@cache
def mutated(policy: str) -> tuple[tuple[Mutation, frozenset[str]], ...]:
    text = (HERE / f"{policy}.yaml").read_text(encoding="utf-8")
    return tuple((mutation, frozenset(told(mutation.document))) for mutation in mutations(text))


def test_of_a_hundred_mutations_ninety_five_are_caught() -> None:
    every = [(policy, mutation, rules) for policy in SOUND for mutation, rules in mutated(policy)]
    missed = [f"{policy}: {mutation.name}" for policy, mutation, rules in every if not rules]
    print(f"\ncaught {len(every) - len(missed)} of {len(every)}; missed:", *missed, sep="\n  ")
    assert len(every) > 300
    assert len(missed) <= (1 - CAUGHT_AT_LEAST) * len(every)


@pytest.mark.parametrize("policy", SOUND)
def test_what_is_missed_is_what_the_table_gives_a_reason_for(policy: str) -> None:
    missed = {mutation.name for mutation, rules in mutated(policy) if not rules}
    assert missed == {row["mutation"] for row in ACCEPTED if row["policy"] == policy}
    assert all(row["why it may be missed"] for row in ACCEPTED)


@pytest.mark.parametrize("policy", SOUND)
def test_no_mutation_leaves_the_document_as_it_was(policy: str) -> None:
    text = (HERE / f"{policy}.yaml").read_text(encoding="utf-8")
    whole = yaml.compose(text)
    assert whole is not None
    assert told(yaml.serialize(whole, allow_unicode=True, width=100000)) == set()
    before = yaml.safe_load(text)
    assert [one.name for one, _ in mutated(policy) if yaml.safe_load(one.document) == before] == []


@pytest.mark.parametrize(
    ("mutation", "rule"),
    [
        ("drop rights", "rights-missing"),
        ("drop safeguards", "safeguards-missing"),
        ("drop overseas", "overseas-missing"),
        ("halve statutory.0.for", "retention-below-floor"),
        ("treble statutory.0.for", "statute-figure-other"),
        ("halve activities.invoice.keep.0.until", "retention-below-floor"),
        ("treble destruction.within", "destruction-deadline-long"),
        ("treble rights.within", "rights-deadline-long"),
        ("drop activities.health.purposes.diet", "purpose-missing"),
        ("drop activities.order.collect", "items-missing"),
        ("drop activities.signup.keep", "retention-missing"),
        ("drop activities.order.keep", "use-period-missing"),
        ("drop statutory.0.of", "statutory-unbound"),
        ("move 주소 of activities.order.collect.0 to activities.invoice.collect.0", "purpose-without-its-item"),
        ("move 주민등록번호 of activities.invoice.collect.0 to activities.health.collect.0", "resident-number-consent"),
        ("move 건강정보 of activities.health.collect.0 to activities.news.collect.0", "sensitive-consent"),
        ("make 비밀번호 of activities.signup.collect.0 optional", "password-optional"),
        ("make 접속 IP of automatic.collect.0 optional", "automatic-optional"),
        ("drop activities.order.roles member", "activity-of-nobody"),
        ("drop roles.member", "role-unknown"),
        ("drop officers.0.phone", "officer-contact-missing"),
        ("drop entrusted.0.work", "entrusted-missing"),
    ],
)
def test_a_mutation_is_caught_for_what_was_done(mutation: str, rule: str) -> None:
    (rules,) = (rules for one, rules in mutated("sound") if one.name == mutation)
    assert rule in rules
