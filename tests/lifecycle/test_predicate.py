"""Two readings of one rule: a strand explained, and a whole table compared. They agree on every row."""

import pytest
from hypothesis import given

from jikim.lifecycle import (
    AllOf,
    AnyOf,
    Before,
    Keeping,
    Occurrences,
    Place,
    all_over,
    holds,
    justify,
    known,
    live_over,
)
from jikim.period import Instant, instant_of_text
from tests.lifecycle.lives import COLLECTED_AT, histories, keepings, later
from tests.lifecycle.said import CALENDAR, keeping


@given(keepings(), histories, later)
def test_the_table_and_the_strand_agree_where_it_rests(keeping: Keeping, history: Occurrences, now: Instant) -> None:
    found = justify(keeping, COLLECTED_AT, history, now, CALENDAR)

    gone = holds(all_over(keeping, now, CALENDAR), found.known.at)
    moved = holds(live_over(keeping, now, CALENDAR), found.known.at)

    assert gone == (found.place is Place.NOWHERE)
    assert moved == (found.place is not Place.LIVE)


@given(keepings(), histories, later, later)
def test_instants_kept_with_a_row_answer_on_every_later_day(
    keeping: Keeping, history: Occurrences, one: Instant, two: Instant
) -> None:
    written, now = sorted((one, two))
    past = {event: [instant for instant in instants if instant <= written] for event, instants in history.items()}
    kept = known(keeping, COLLECTED_AT, past, written, CALENDAR).at

    found = justify(keeping, COLLECTED_AT, past, now, CALENDAR)

    assert holds(all_over(keeping, now, CALENDAR), kept) == (found.place is Place.NOWHERE)
    assert holds(live_over(keeping, now, CALENDAR), kept) == (found.place is not Place.LIVE)


@given(histories, later)
def test_what_no_rule_speaks_of_is_never_planned(history: Occurrences, now: Instant) -> None:
    unruled = Keeping((), ())
    found = justify(unruled, COLLECTED_AT, history, now, CALENDAR)

    assert not holds(all_over(unruled, now, CALENDAR), found.known.at)
    assert not holds(live_over(unruled, now, CALENDAR), found.known.at)
    assert found.place is Place.LIVE


@pytest.mark.parametrize(("at", "answer"), [({}, True), ({"left": 9}, True), ({"left": 10}, False)])
def test_before_means_strictly_before_and_says_what_an_absent_event_means(at: dict[str, int], answer: bool) -> None:
    assert holds(Before("left", 10, unknown=True), at) is answer
    assert holds(Before("left", 10), at) is (answer and bool(at))


def test_no_part_holds_of_nothing_and_every_part_of_nothing_holds() -> None:
    assert not holds(AnyOf(()), {})
    assert holds(AllOf(()), {})


def test_a_rule_becomes_plain_comparisons() -> None:
    order = keeping("live promise: left | 5 years after paid+", "separate promise: 1 year after left")
    now = instant_of_text("2023-11-22")

    assert all_over(order, now, CALENDAR) == AllOf(
        (
            AnyOf((Before("left", now + 1), Before("paid+", instant_of_text("2018-11-23")))),
            AnyOf((Before("left", instant_of_text("2022-11-23"), unknown=True),)),
        )
    )
