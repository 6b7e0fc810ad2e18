"""Which of two lives is longer: never said of one that is shorter for anybody."""

from hypothesis import given
from hypothesis import strategies as st

from jikim.change.reach import Reach, compared, crosses
from jikim.lifecycle import Bound, Keeping, Occurs, Place, Rule, Term, justify
from jikim.period import NEVER, Period, instant_of_text
from tests.lifecycle.said import CALENDAR

COLLECTED = instant_of_text("2020-01-01")
DAY = 86_400_000_000
EVENTS = (Occurs("left", True), Occurs("paid", False))
TERMS = st.builds(Term, st.sampled_from(["left", "paid", "collected"]),
                  st.sampled_from([Period(), Period(months=1), Period(months=12), Period(days=10)]))  # fmt: skip
RULES = st.builds(
    Rule,
    st.sampled_from([Place.LIVE, Place.SEPARATE]),
    st.lists(TERMS, min_size=1, max_size=2).map(tuple),
    st.sampled_from([Bound.PROMISE, Bound.FLOOR, Bound.CEILING]),
    st.just("x"),
)
KEEPINGS = st.builds(Keeping, st.lists(RULES, min_size=1, max_size=3).map(tuple), st.just(EVENTS))
OCCURRENCES = st.fixed_dictionaries(
    {}, optional={name: st.integers(0, 900).map(lambda day: (COLLECTED + day * DAY,)) for name in ("left", "paid")}
)


@given(KEEPINGS, KEEPINGS, OCCURRENCES)
def test_a_longer_life_is_longer_for_nobody_shorter(
    one: Keeping, other: Keeping, occurrences: dict[str, tuple[int, ...]]
) -> None:
    reach = compared(one, other)
    old, new = (justify(each, COLLECTED, occurrences, NEVER - 1, CALENDAR).dead for each in (one, other))
    if reach in (Reach.LONGER, Reach.SAME):
        assert new >= old
    if reach in (Reach.SHORTER, Reach.SAME):
        assert new <= old


@given(KEEPINGS)
def test_a_life_is_as_long_as_itself(one: Keeping) -> None:
    assert compared(one, one) is Reach.SAME


def test_two_statutes_that_contradict_each_other_cross() -> None:
    floor = Rule(Place.LIVE, (Term("paid", Period(months=60)),), Bound.FLOOR, "ecommerce/payment")
    ceiling = Rule(Place.LIVE, (Term("paid"),), Bound.CEILING, "location/data")
    assert crosses(Keeping((floor, ceiling), EVENTS))
    assert not crosses(Keeping((floor,), EVENTS))


def test_statutes_cross_where_one_counts_on_a_clock_that_collecting_bounds() -> None:
    floor = Rule(Place.SEPARATE, (Term("paid+", Period(months=60)),), Bound.FLOOR, "ecommerce/payment")
    ceiling = Rule(Place.SEPARATE, (Term("paid"),), Bound.CEILING, "location/data")
    assert crosses(Keeping((floor, ceiling), EVENTS))
