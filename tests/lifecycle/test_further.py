"""What one more rule, term, floor or ceiling can do to a life, and what it never does."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jikim.lifecycle import Keeping, Occurrences, Rule, Term, known
from jikim.period import Instant
from tests.lifecycle.lives import (
    COLLECTED_AT,
    ERASED,
    FAR,
    ceilings,
    dead,
    floors,
    histories,
    keep_rules,
    keepings,
    later,
    terms,
    with_rule,
)
from tests.lifecycle.said import CALENDAR, keeping_of


@given(keepings(), keep_rules, histories)
def test_a_further_keep_rule_never_brings_destruction_forward(
    keeping: Keeping, further: Rule, history: Occurrences
) -> None:
    assert dead(with_rule(keeping, further), history) >= dead(keeping, history)


@given(keepings(), terms, st.data(), histories)
def test_a_further_term_never_puts_the_end_off(
    keeping: Keeping, further: Term, data: st.DataObject, history: Occurrences
) -> None:
    which = data.draw(st.integers(0, len(keeping.rules) - 1))
    rules = list(keeping.rules)
    rules[which] = replace(rules[which], terms=(*rules[which].terms, further))

    assert dead(keeping_of(tuple(rules), keeping.endings), history) <= dead(keeping, history)


@given(keepings(), floors, histories, later)
def test_a_further_floor_never_allows_earlier_erasure(
    keeping: Keeping, further: Rule, history: Occurrences, asked: Instant
) -> None:
    history = {**history, ERASED: [asked]}
    bound = with_rule(keeping, further)

    found = known(bound, COLLECTED_AT, history, FAR, CALENDAR)

    assert found.dead >= dead(keeping, history)
    assert found.dead >= found.ends[-1], "the floor itself holds against every ceiling and request"


@given(keepings(), ceilings, histories)
def test_a_further_ceiling_never_allows_later_keeping(keeping: Keeping, further: Rule, history: Occurrences) -> None:
    assert dead(with_rule(keeping, further), history) <= dead(keeping, history)
