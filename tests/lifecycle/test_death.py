"""What is gone stays gone; what moved is in one place; a hold stays an execution and revives nothing."""

from hypothesis import given

from jikim.lifecycle import Keeping, Occurrences, Place, Stay, justify, may_return
from jikim.period import NEVER, Instant, instant_of_text
from tests.lifecycle.lives import COLLECTED_AT, FAR, dead, histories, keepings, later, stays
from tests.lifecycle.said import CALENDAR, happened, keeping


@given(keepings(), histories, later, later)
def test_a_destroyed_strand_never_returns(keeping: Keeping, history: Occurrences, one: Instant, two: Instant) -> None:
    first, second = sorted((one, two))
    before = justify(keeping, COLLECTED_AT, history, first, CALENDAR)
    after = justify(keeping, COLLECTED_AT, history, second, CALENDAR)

    if before.place is Place.NOWHERE:
        assert (after.place, after.dead, after.due) == (Place.NOWHERE, before.dead, before.due)


@given(keepings(), histories, stays)
def test_a_hold_released_late_never_resurrects(keeping: Keeping, history: Occurrences, holds: list[Stay]) -> None:
    held = [stay for stay in holds if stay.closed < NEVER]

    found = justify(keeping, COLLECTED_AT, history, FAR, CALENDAR, held)

    assert found.dead == dead(keeping, history), "a hold is no rule: it puts off the execution, not the end"
    assert (found.place is Place.NOWHERE) == (found.dead <= FAR)
    if found.place is Place.NOWHERE:
        assert found.due == max([found.dead, *(stay.closed for stay in held)]), "a closing gives a fresh deadline"


@given(keepings(), histories, later, stays)
def test_an_open_hold_keeps_what_is_dead_apart(
    keeping: Keeping, history: Occurrences, now: Instant, holds: list[Stay]
) -> None:
    found = justify(keeping, COLLECTED_AT, history, now, CALENDAR, holds)

    if found.held and found.dead <= now:
        assert (found.place, found.due) == (Place.SEPARATE, NEVER)


@given(keepings(), histories, later, later)
def test_only_a_clock_that_can_be_reset_brings_a_strand_back_into_use(
    keeping: Keeping, history: Occurrences, one: Instant, two: Instant
) -> None:
    first, second = sorted((one, two))
    before = justify(keeping, COLLECTED_AT, history, first, CALENDAR)
    after = justify(keeping, COLLECTED_AT, history, second, CALENDAR)

    if (before.place, after.place) == (Place.SEPARATE, Place.LIVE):
        assert may_return(keeping)
        assert any(first < instant <= second for instants in history.values() for instant in instants)


def test_a_sleeper_comes_back_with_the_next_login_and_a_leaver_does_not() -> None:
    sleeper = keeping("live promise: left | 1 year after last_active", "separate promise: left")
    leaver = keeping("live promise: left", "separate promise: 1 year after left")
    left_late = keeping("live promise: 1 month after left+", "separate floor: 1 year after collected")
    left = happened("left 2024-03-01")

    assert may_return(sleeper)
    assert not may_return(leaver)
    assert may_return(left_late), "collecting stood in for leaving until it came"
    assert [
        justify(left_late, COLLECTED_AT, left, instant_of_text(day), CALENDAR).place
        for day in ("2023-12-01", "2024-01-01", "2024-03-02")
    ] == [Place.LIVE, Place.SEPARATE, Place.LIVE]


def test_a_login_at_the_very_instant_of_the_end_is_in_time_and_one_later_is_not() -> None:
    sleeper = keeping("live promise: 1 year after last_active")
    end = instant_of_text("2024-11-22")

    assert dead(sleeper, {"last_active": [end]}) == instant_of_text("2025-11-22")
    assert dead(sleeper, {"last_active": [end + 1]}) == end
