"""Who leaves and joins again starts anew: neither membership touches the other's records."""

from hypothesis import given
from hypothesis import strategies as st

from jikim.lifecycle import Keeping, gather, known
from jikim.period import Instant, Period
from tests.lifecycle.lives import A_DAY, COLLECTED_AT, FAR, Term, keepings, rules
from tests.lifecycle.said import CALENDAR

OF_MEMBERSHIP = st.builds(Term, st.just("left"), st.sampled_from([Period(), Period(days=30), Period(months=12)]))
memberships = keepings(rules(of=OF_MEMBERSHIP))
REJOINED = COLLECTED_AT + 400 * A_DAY
before = st.lists(st.tuples(st.just("left"), st.integers(COLLECTED_AT, REJOINED - 1)), min_size=1, max_size=3)
after = st.lists(st.tuples(st.just("left"), st.integers(REJOINED, FAR)), max_size=3)
JOINED = [("joined", COLLECTED_AT), ("joined", REJOINED)]
Pairs = list[tuple[str, Instant]]


@given(memberships, before, after)
def test_nothing_of_the_old_membership_is_renewed_by_the_new_one(keeping: Keeping, old: Pairs, new: Pairs) -> None:
    alone = known(keeping, COLLECTED_AT, gather(JOINED[:1] + old), FAR, CALENDAR)
    both = known(keeping, COLLECTED_AT, gather(JOINED + old + new), FAR, CALENDAR)

    assert both == alone


@given(memberships, before, after)
def test_nothing_of_the_new_membership_is_due_because_of_the_old(keeping: Keeping, old: Pairs, new: Pairs) -> None:
    alone = known(keeping, REJOINED, gather(JOINED[1:] + new), FAR, CALENDAR)
    both = known(keeping, REJOINED, gather(JOINED + old + new), FAR, CALENDAR)

    assert both == alone
