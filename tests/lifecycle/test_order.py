"""The order in which rules, terms and events are written down means nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jikim.lifecycle import Keeping, gather, justify
from jikim.period import Instant
from tests.lifecycle.lives import COLLECTED_AT, keepings, later, pairs_of
from tests.lifecycle.said import CALENDAR


@given(keepings(), pairs_of(), later, st.data())
def test_the_order_of_rules_terms_and_events_does_not_matter(
    keeping: Keeping, pairs: list[tuple[str, Instant]], now: Instant, data: st.DataObject
) -> None:
    rules = [replace(rule, terms=tuple(data.draw(st.permutations(rule.terms)))) for rule in keeping.rules]
    other = replace(
        keeping,
        rules=tuple(data.draw(st.permutations(rules))),
        events=tuple(data.draw(st.permutations(keeping.events))),
    )

    one = justify(keeping, COLLECTED_AT, gather(pairs), now, CALENDAR)
    two = justify(other, COLLECTED_AT, gather(data.draw(st.permutations(pairs))), now, CALENDAR)

    assert one.known.at == two.known.at
    assert (one.place, one.live_end, one.dead, one.due, one.next_change) == (
        two.place,
        two.live_end,
        two.dead,
        two.due,
        two.next_change,
    )
