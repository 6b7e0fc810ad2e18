"""A newer version of the policy applies to a record where it is shorter, or a statute demands it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.lifecycle import Bound, Keeping, Occurrences, Place, Term, all_over, holds, justify, known, live_over
from jikim.lifecycle.ends import cut, dead_at, end_of, live_end
from jikim.lifecycle.versions import Later, Stage, not_before, shorter, stage_at, stages
from jikim.period import NEVER, Instant, instant_of_text
from tests.lifecycle.lives import (
    COLLECTED_AT,
    ERASED,
    EVENTS,
    PERIODS,
    ceilings,
    dead,
    histories,
    keepings,
    later,
    moments,
    promises,
    rules,
)
from tests.lifecycle.said import CALENDAR, happened, keeping, keeping_of

facts = st.dictionaries(st.sampled_from(EVENTS), moments).map(lambda at: {**at, "collected": COLLECTED_AT})
At = Mapping[str, Instant]


def death(keeping: Keeping, at: At) -> Instant:
    return dead_at(keeping, ends(keeping, at), at)


def leaving_use(keeping: Keeping, at: At) -> Instant:
    return min(live_end(keeping, ends(keeping, at), at), cut(keeping, ends(keeping, at)))


def ends(keeping: Keeping, at: At) -> list[Instant]:
    return [end_of(rule, at, CALENDAR) for rule in keeping.rules]


def floor(keeping: Keeping, at: At) -> Instant:
    return max((end_of(rule, at, CALENDAR) for rule in keeping.of(Bound.FLOOR)), default=0)


# Laws


@given(keepings(), keepings(st.one_of(promises, ceilings)), histories, later)
def test_a_later_version_never_lengthens_a_life(
    own: Keeping, newer: Keeping, history: Occurrences, now: Instant
) -> None:
    assert dead(shorter(own, newer), history, now) <= dead(own, history, now)


@given(keepings(), keepings(), facts)
def test_only_a_statute_lengthens_a_life(own: Keeping, newer: Keeping, at: At) -> None:
    assert death(shorter(own, newer), at) <= max(death(own, at), floor(newer, at))


@given(keepings(), keepings(), facts)
def test_the_earlier_death_counts_and_every_floor_holds(own: Keeping, newer: Keeping, at: At) -> None:
    earlier = min(death(own, at), death(newer, at))

    assert death(shorter(own, newer), at) == max(earlier, floor(own, at), floor(newer, at))


@given(keepings(), keepings(), facts)
def test_a_strand_leaves_use_no_later_than_under_either_version(own: Keeping, newer: Keeping, at: At) -> None:
    """From now on, that is: what a request ended has left use at the request, or was never in use."""
    now = max(at.values())
    leaves = max(now, leaving_use(shorter(own, newer), at))
    least = max(now, min(leaving_use(own, at), leaving_use(newer, at)))

    if not own.of(Bound.CEILING) + newer.of(Bound.CEILING):
        assert leaves <= least
        assert leaves == least or own.of(Bound.FLOOR, Place.LIVE) or newer.of(Bound.FLOOR, Place.LIVE)


@given(keepings(), keepings(), facts)
def test_it_does_not_matter_which_of_two_versions_came_first(one: Keeping, other: Keeping, at: At) -> None:
    assert death(shorter(one, other), at) == death(shorter(other, one), at)


@given(keepings(), keepings(), keepings(), facts)
def test_three_versions_bound_a_life_as_each_pair_of_them(a: Keeping, b: Keeping, c: Keeping, at: At) -> None:
    assert death(shorter(shorter(a, b), c), at) == death(shorter(a, shorter(b, c)), at)


@given(keepings(), facts)
def test_the_same_version_again_changes_nothing(own: Keeping, at: At) -> None:
    again = shorter(own, replace(own, rules=own.rules[::-1]))

    assert shorter(own, own) == own
    assert (death(again, at), leaving_use(again, at)) == (death(own, at), leaving_use(own, at))


@given(keepings(), keepings(), histories, later)
def test_the_table_and_the_strand_agree_under_two_versions(
    own: Keeping, newer: Keeping, history: Occurrences, now: Instant
) -> None:
    both = shorter(own, newer)
    found = justify(both, COLLECTED_AT, history, now, CALENDAR)

    assert holds(all_over(both, now, CALENDAR), found.known.at) == (found.place is Place.NOWHERE)
    assert holds(live_over(both, now, CALENDAR), found.known.at) == (found.place is not Place.LIVE)


LACKING = ("contract_ended", "closed")
of_lacking = st.builds(Term, st.sampled_from([*LACKING, "closed+"]), st.sampled_from(PERIODS))
of_others = st.builds(Term, st.sampled_from(["left", "paid", "paid+", "last_active"]), st.sampled_from(PERIODS))


def keeps(keeping: Keeping) -> bool:
    return any(rule.bound is not Bound.CEILING for rule in keeping.rules)


@given(keepings(rules(of=of_others)), keepings(rules(of=of_lacking)).filter(keeps), facts)
def test_an_event_that_old_rows_lack_makes_no_newer_rule_apply(own: Keeping, newer: Keeping, at: At) -> None:
    heard = {event: instant for event, instant in at.items() if event.removesuffix("+") not in LACKING}
    applying = stages(own, [Later(COLLECTED_AT, newer)])[-1]

    assert set(applying.lacks) <= set(LACKING)
    assert death(applying.keeping, heard) == death(own, heard)
    if not own.of(Bound.FLOOR, Place.LIVE):
        assert leaving_use(applying.keeping, heard) == leaving_use(own, heard)


@given(keepings(rules(of=of_others)), keepings(), facts)
def test_an_event_that_came_after_all_applies_like_any_other(own: Keeping, newer: Keeping, at: At) -> None:
    heard = dict.fromkeys(EVENTS, COLLECTED_AT) | dict(at)

    assert death(shorter(own, newer, LACKING), heard) == death(shorter(own, newer), heard)


@given(keepings(), st.lists(st.tuples(later, keepings()), max_size=3), histories, later)
def test_nothing_is_due_before_a_version_that_says_so_takes_effect(
    own: Keeping, versions: list[tuple[Instant, Keeping]], history: Occurrences, now: Instant
) -> None:
    found = stages(own, [Later(effective, newer) for effective, newer in versions], EVENTS)
    stage = stage_at(found, now)
    known_from = not_before(found, COLLECTED_AT, history, now, CALENDAR)

    judged = justify(stage.keeping, COLLECTED_AT, history, now, CALENDAR, not_before=known_from)

    assert stage.effective <= now
    if judged.place is Place.NOWHERE:
        assert judged.dead <= judged.due <= now
        sooner = [
            known(each.keeping, COLLECTED_AT, history, now, CALENDAR).dead for each in found[: found.index(stage)]
        ]
        assert judged.due >= min([*sooner, max(judged.dead, stage.effective)])


# Stories

LONG = keeping("live promise: left", "separate promise: 5 years after left")
SHORT = keeping("live promise: left", "separate promise: 1 year after left")
EFFECTIVE = instant_of_text("2023-12-20")


def day(keeping: Keeping, events: str) -> Instant:
    return known(keeping, instant_of_text("2018-01-01"), happened(events), instant_of_text("2040-01-01"), CALENDAR).dead


def test_one_year_after_leaving_takes_the_place_of_five() -> None:
    both = shorter(LONG, SHORT)

    assert day(both, "left 2020-01-01") == instant_of_text("2021-01-01")
    assert day(shorter(SHORT, LONG), "left 2020-01-01") == instant_of_text("2021-01-01")
    assert day(both, "") == NEVER, "a store of leavers keeps nothing of a member, who is in use"


def test_what_a_version_shortened_is_due_from_its_day_of_effect() -> None:
    found = stages(LONG, [Later(EFFECTIVE, SHORT)])
    left = happened("left 2020-01-01")
    joined, now = instant_of_text("2018-01-01"), instant_of_text("2024-01-01")

    assert not_before(found, joined, left, now, CALENDAR) == EFFECTIVE
    assert stage_at(found, EFFECTIVE - 1) == Stage(0, LONG)


def test_what_was_over_under_its_own_version_stays_overdue() -> None:
    found = stages(SHORT, [Later(EFFECTIVE, LONG), Later(EFFECTIVE + 1, keeping("live promise: left"))])
    left = happened("left 2020-01-01")
    joined, now = instant_of_text("2018-01-01"), instant_of_text("2024-01-01")

    assert not_before(found, joined, left, now, CALENDAR) == instant_of_text("2021-01-01")


def test_a_statute_lengthens_and_a_new_consent_replaces() -> None:
    duty = keeping("live promise: left", "separate floor: 3 years after left")

    assert day(shorter(SHORT, duty), "left 2020-01-01") == instant_of_text("2023-01-03"), "1 and 2 January are no ends"
    assert stages(SHORT, [Later(EFFECTIVE, LONG, agreed=True)])[-1].keeping == LONG


def test_a_renamed_event_is_reported_and_does_not_empty_the_leaver_store() -> None:
    renamed = keeping("live promise: left", "separate promise: 1 year after contract_ended")

    stage = stages(SHORT, [Later(EFFECTIVE, renamed)])[-1]

    assert stage.lacks == ("contract_ended",)
    assert day(stage.keeping, "left 2020-01-01") == instant_of_text("2021-01-01")
    assert day(shorter(SHORT, renamed), "left 2020-01-01") == instant_of_text("2020-01-01"), "what it would have done"


def test_one_event_counted_in_two_ways_has_two_clocks() -> None:
    first = keeping("live promise: 1 year after left")
    last = replace(first, events=(replace(first.events[0], personal=False, pair=None, last=True),))

    both = shorter(last, first)

    assert {occurs.event: occurs.source for occurs in both.events} == {"left": "left", "left+": "left"}
    assert day(both, "left 2020-01-01, left 2020-06-01") == instant_of_text("2021-01-01")
    assert day(last, "left 2020-01-01, left 2020-06-01") == instant_of_text("2021-06-01")


@pytest.mark.parametrize(("one", "other", "kept"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_promise_to_destroy_is_not_watered_down_to_anonymising(one: bool, other: bool, kept: bool) -> None:
    assert shorter(replace(LONG, anonymise=one), replace(SHORT, anonymise=other)).anonymise is kept


def test_a_version_that_says_nothing_shortens_nothing() -> None:
    assert shorter(LONG, keeping()) == LONG
    assert day(shorter(keeping(), SHORT), "left 2020-01-01") == instant_of_text("2021-01-01")


def test_crossing_keeps_no_rule_that_another_makes_needless() -> None:
    both = shorter(LONG, keeping_of((*SHORT.rules, *LONG.rules), (ERASED,)))

    assert sorted(rule.place.value for rule in both.rules) == ["live", "separate"]
