"""Nothing is kept without a justification, and nothing justified is destroyed."""

from hypothesis import given

from jikim.lifecycle import Bound, Keeping, Occurrences, Place, Stay, justify
from jikim.period import NEVER, Instant
from tests.lifecycle.lives import COLLECTED_AT, histories, keepings, later, stays
from tests.lifecycle.said import CALENDAR


@given(keepings(), histories, later, stays)
def test_what_is_kept_is_kept_by_a_rule_that_has_not_ended_or_by_a_hold(
    keeping: Keeping, history: Occurrences, now: Instant, holds: list[Stay]
) -> None:
    found = justify(keeping, COLLECTED_AT, history, now, CALENDAR, holds)

    if found.place is not Place.NOWHERE:
        assert found.held or found.carrier is not None
        assert found.due == NEVER, "nothing that is justified is ever due"
    if found.carrier is not None:
        ends = {each.rule: each.end for each in found.rules}
        assert ends[found.carrier] > now
        assert found.carrier.bound is not Bound.CEILING, "a ceiling caps and never keeps"


@given(keepings(), histories, later, stays)
def test_what_is_due_has_outlived_every_rule_or_a_ceiling_that_no_floor_holds_against(
    keeping: Keeping, history: Occurrences, now: Instant, holds: list[Stay]
) -> None:
    found = justify(keeping, COLLECTED_AT, history, now, CALENDAR, holds)

    if found.place is Place.NOWHERE:
        assert found.due <= now, "from its end on, destruction is owed, and overdue after the deadline"
        assert not any(stay.opened <= now < stay.closed for stay in holds)
        running = {each.rule.bound for each in found.rules if each.end > now}
        capped = any(each.rule.bound is Bound.CEILING and each.end <= now for each in found.rules)
        assert Bound.FLOOR not in running
        assert Bound.PROMISE not in running or capped


@given(keepings(), histories, later)
def test_nothing_changes_before_the_next_change_if_nothing_happens(
    keeping: Keeping, history: Occurrences, now: Instant
) -> None:
    past = {event: [instant for instant in instants if instant <= now] for event, instants in history.items()}
    found = justify(keeping, COLLECTED_AT, past, now, CALENDAR)

    if found.next_change < NEVER:
        before = justify(keeping, COLLECTED_AT, past, found.next_change - 1, CALENDAR)
        after = justify(keeping, COLLECTED_AT, past, found.next_change, CALENDAR)
        assert before.place is found.place
        assert after.place is not found.place
