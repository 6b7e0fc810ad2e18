"""Holds and events of people whom only the tables know: what is held stays, what happened counts."""

from collections.abc import Callable

import pytest

from jikim.engine import (
    Connected,
    Drawn,
    Running,
    Work,
    approve_tables,
    carry_plan,
    happen_tables,
    hold_tables,
    open_holds,
    plan_tables,
    prepare_separate,
    release_tables,
    remember,
)
from jikim.errors import RefusedError
from jikim.lifecycle import ERASURE
from jikim.period import Instant
from tests.connect.small import Small
from tests.engine.tables import DAY, OFFICER, TODAY, Shop, policy, shop

HOLDS = OFFICER + "holds: {lawsuit: {label: 소송, of: [account, order]}}\n"
ONE = {"key": "1"}
There = Callable[[], Connected]


@pytest.fixture
def it(running: Running, small: Small) -> Shop:
    """The shop with a hold in its policy: three orders are due, and the member who left."""
    return shop(running, small, source=policy(floor=False, more=HOLDS), orders=3)


@pytest.fixture
def there(it: Shop, small: Small) -> There:
    """The service with its separate database, made ready; opened anew at every call."""
    url = small.url()
    with it.connected(apart=url) as connected:
        prepare_separate(connected, TODAY)
    return lambda: it.connected(apart=url)


def drawn(there: There, now: Instant = TODAY) -> Drawn:
    with there() as connected:
        found = plan_tables(connected, now, now)
        remember(connected, found)
        approve_tables(connected, found.plan, "cpo", now)
    return found


def carried(there: There, plan: Drawn, now: Instant = TODAY) -> Work:
    with there() as connected:
        return carry_plan(connected, plan.plan, now)


def numbers(it: Shop, table: str) -> set[object]:
    return {row[0] for row in it.rows()[table]}


def destroyed(plan: Drawn) -> set[tuple[str, object]]:
    return {(part.table, key[0]) for part in plan.plan.parts if part.destroy and not part.preserve for key in part.keys}


def test_a_plan_made_before_a_hold_skips_the_rows_of_the_person(it: Shop, there: There) -> None:
    plan = drawn(there)
    assert destroyed(plan) == {("members", 1), ("orders", 1), ("orders", 2), ("orders", 3)}
    with there() as connected:
        hold_tables(connected, ONE, "lawsuit", TODAY)
    work = carried(there, plan)
    assert set(work.skipped) == {("members", (1,)), ("orders", (1,)), ("orders", (3,))}
    assert (numbers(it, "members"), numbers(it, "orders")) == ({1, 2}, {1, 3})


def test_a_plan_made_after_a_hold_destroys_nothing_of_the_person_until_it_ends(it: Shop, there: There) -> None:
    with there() as connected:
        number = hold_tables(connected, ONE, "lawsuit", TODAY)
    held = drawn(there)
    assert destroyed(held) == {("orders", 2)}
    with there() as connected:
        release_tables(connected, number, TODAY)
    assert open_holds(it.running) == []
    assert destroyed(drawn(there, TODAY + 1)) == {("members", 1), ("orders", 1), ("orders", 2), ("orders", 3)}


def test_what_was_moved_apart_for_a_hold_is_held_there_and_let_go_with_it(it: Shop, there: There) -> None:
    with there() as connected:
        number = hold_tables(connected, ONE, "lawsuit", TODAY)
    carried(there, drawn(there))
    assert (numbers(it, "members"), numbers(it, "orders")) == ({2}, set())
    assert destroyed(drawn(there, TODAY + DAY)) == set()

    with there() as connected:
        again = hold_tables(connected, ONE, "lawsuit", TODAY + DAY)
        release_tables(connected, number, TODAY + DAY)
    assert destroyed(drawn(there, TODAY + 2 * DAY)) == set()
    with there() as connected:
        release_tables(connected, again, TODAY + 2 * DAY)
    assert {table for table, _ in destroyed(drawn(there, TODAY + 3 * DAY))} == {"members", "orders"}


def test_two_days_after_a_plan_a_hold_counts_and_what_was_told_since_makes_no_more_rows_due(
    it: Shop, there: There
) -> None:
    plan, later = drawn(there), TODAY + 2 * DAY
    with there() as connected:
        happen_tables(connected, {"key": "2"}, "left", TODAY - 3 * DAY, later)
        hold_tables(connected, ONE, "lawsuit", later)
    work = carried(there, plan, later)
    assert (work.done, set(work.skipped)) == (1, {("members", (1,)), ("orders", (1,)), ("orders", (3,))})
    assert (numbers(it, "members"), numbers(it, "orders"), numbers(it, "swaps")) == ({1, 2}, {1, 3}, {1})


def test_nobody_is_held_whom_neither_the_tables_nor_the_vault_know(it: Shop, there: There) -> None:
    with there() as connected, pytest.raises(RefusedError, match="nobody is found"):
        hold_tables(connected, {"key": "77"}, "lawsuit", TODAY)
    with there() as connected, pytest.raises(RefusedError, match="no hold called"):
        hold_tables(connected, ONE, "whim", TODAY)
    assert open_holds(it.running) == []


def test_what_is_told_of_a_person_counts_in_the_next_plan_and_outlives_a_hold(it: Shop, there: There) -> None:
    two = {"key": "2"}
    with there() as connected:
        happen_tables(connected, two, "left", TODAY - DAY, TODAY)
        number = hold_tables(connected, two, "lawsuit", TODAY)
        release_tables(connected, number, TODAY)
    assert ("members", 2) in destroyed(drawn(there))


@pytest.mark.parametrize("name", [ERASURE, "paid", "never"])
def test_what_is_no_event_of_a_person_is_refused_and_nobody_becomes_known(it: Shop, there: There, name: str) -> None:
    with there() as connected, pytest.raises(RefusedError):
        happen_tables(connected, {"key": "2"}, name, TODAY, TODAY)
    with it.running.vault.live.transaction() as connection:
        assert it.running.people.find(connection, ["2"]) == {}
