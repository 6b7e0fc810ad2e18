"""Lives that Hypothesis makes up: rules, and what happened to a record collected on one day and to its person."""

from hypothesis import strategies as st

from jikim.lifecycle import Bound, Keeping, Occurrences, Place, Rule, Stay, Term, gather, known
from jikim.period import AT_ONCE, NEVER, Instant, Period, instant_of_text
from tests.lifecycle.said import CALENDAR, PAIRS, keeping_of

A_DAY = 86_400_000_000
COLLECTED_AT = instant_of_text("2023-11-22")
FAR = instant_of_text("2060-01-01")
ERASED = "erasure_requested"
OF_PERSON = ("left", "withdrew", "contract_ended", "left+")
OF_RECORD = ("paid", "closed", "paid+", "closed+", ERASED)
EVENTS = (*OF_PERSON, *OF_RECORD, "last_active", "collected")
PERIODS = (
    AT_ONCE,
    *(Period(days=days) for days in (1, 30, 100)),
    *(Period(months=months) for months in (1, 6, 12, 24)),
    Period(business_days=5),
    Period(hours=72),
)

terms = st.builds(Term, st.sampled_from(EVENTS), st.sampled_from(PERIODS))


@st.composite
def rules(draw: st.DrawFn, *bounds: Bound, of: st.SearchStrategy[Term] = terms) -> Rule:
    """Rules of some bounds (of all, if none is named); only a promise to keep apart may wait for its event."""
    bound = draw(st.sampled_from(bounds or tuple(Bound)))
    place = Place.SEPARATE if bound is Bound.CEILING else draw(st.sampled_from([Place.LIVE, Place.SEPARATE]))
    waits = place is Place.SEPARATE and bound is Bound.PROMISE and draw(st.booleans())
    return Rule(place, tuple(draw(st.lists(of, min_size=1, max_size=3))), bound, "reason", from_event=waits)


keep_rules = rules(Bound.FLOOR, Bound.PROMISE)
promises = rules(Bound.PROMISE)
floors = rules(Bound.FLOOR)
ceilings = rules(Bound.CEILING)
ANY = rules()


def keepings(of: st.SearchStrategy[Rule] = ANY) -> st.SearchStrategy[Keeping]:
    """Keepings of one to four rules; the request for erasure ends what is more than a bare duty."""
    return st.lists(of, min_size=1, max_size=4).map(lambda each: keeping_of(tuple(each), (ERASED,)))


def with_rule(keeping: Keeping, *more: Rule) -> Keeping:
    return keeping_of((*keeping.rules, *more), keeping.endings)


REPORTED = ("left", "withdrew", "contract_ended", "paid", "closed", ERASED, "last_active", *PAIRS.values())
on_days = st.integers(-400, 1200).map(lambda day: COLLECTED_AT + day * A_DAY)
moments = st.one_of(on_days, st.integers(-400 * 24, 1200 * 24).map(lambda hour: COLLECTED_AT + hour * A_DAY // 24))
later = st.integers(0, 2000 * 24).map(lambda hour: COLLECTED_AT + hour * A_DAY // 24)


def pairs_of(
    events: tuple[str, ...] = REPORTED, at: st.SearchStrategy[Instant] = moments
) -> st.SearchStrategy[list[tuple[str, Instant]]]:
    return st.lists(st.tuples(st.sampled_from(events), at), max_size=7)


histories = pairs_of().map(gather)
stays = st.lists(
    st.tuples(later, st.one_of(st.just(NEVER), later)).filter(lambda span: span[0] < span[1]).map(lambda s: Stay(*s)),
    max_size=3,
)


def dead(keeping: Keeping, history: Occurrences, now: Instant = FAR) -> Instant:
    """When the strand dies, as far as is known at `now`."""
    return known(keeping, COLLECTED_AT, history, now, CALENDAR).dead
