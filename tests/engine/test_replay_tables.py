"""A service's database put back from a backup: what had been destroyed since goes again, and nothing else."""

import pytest

from jikim.engine import Running, approve_tables, carry_plan, replay
from jikim.period import instant_of_text
from tests.connect.small import Small
from tests.engine.tables import DATA_OF_TABLES, TODAY, Shop, policy, shop

HOUR = 3_600_000_000


@pytest.fixture
def it(running: Running, small: Small) -> Shop:
    """The shop, whose six orders and one member have been destroyed."""
    made = shop(running, small, source=policy(floor=False), orders=6)
    drawn = made.drawn()
    with made.connected() as connected:
        approve_tables(connected, drawn.plan, "cpo", TODAY)
        carry_plan(connected, drawn.plan, TODAY)
    return made


def put_back(it: Shop) -> None:
    """The member is back as they were before they left, and so is one order."""
    it.run("INSERT INTO members VALUES (1, '김가온', 'gaon@example.kr', '2020-03-01 10:00:00', '', NULL)")
    it.run("INSERT INTO orders VALUES (3, 1, '', '2024-01-05 09:00:00', '가온길 1', '문 앞')")
    it.run("INSERT INTO payments VALUES (9, 3, '2024-01-06')")


def numbers(it: Shop, table: str) -> set[object]:
    return {row[0] for row in it.rows()[table]}


def test_what_is_back_goes_again_though_it_has_not_left_in_the_backup(it: Shop) -> None:
    put_back(it)
    with it.connected() as connected:
        found = replay(connected, TODAY + HOUR)

    assert found.looked == 7
    assert dict(found.back) == {"members": 1, "orders": 1}
    assert (numbers(it, "members"), numbers(it, "orders"), it.rows()["payments"]) == ({2}, set(), [])
    assert dict(found.rows) == {"members": 1, "orders": 1, "payments": 1}


def test_looking_first_changes_nothing(it: Shop) -> None:
    put_back(it)
    before = it.rows()
    with it.connected() as connected:
        found = replay(connected, TODAY + HOUR, dry=True)

    assert dict(found.back) == {"members": 1, "orders": 1}
    assert it.rows() == before


def test_once_more_finds_nothing(it: Shop) -> None:
    put_back(it)
    with it.connected() as connected:
        replay(connected, TODAY + HOUR)
        found = replay(connected, TODAY + 2 * HOUR)

    assert (found.back.total(), found.rows.total(), found.looked) == (0, 0, 7)


def test_a_new_row_under_a_number_that_was_given_again_stays(it: Shop) -> None:
    it.run("INSERT INTO orders VALUES (4, 2, '', '2026-01-06 09:00:00', '새길 4', '')")
    with it.connected() as connected:
        found = replay(connected, TODAY + 48 * HOUR)

    assert numbers(it, "orders") == {4}
    assert found.back.total() == 0


def test_only_what_went_from_a_day_on_is_looked_at(it: Shop) -> None:
    put_back(it)
    with it.connected(DATA_OF_TABLES) as connected:
        found = replay(connected, TODAY + HOUR, instant_of_text("2026-01-06"))

    assert found.looked == 0
    assert numbers(it, "orders") == {3}


def test_what_was_given_anew_after_it_had_been_emptied_stays(running: Running, small: Small) -> None:
    keep = "[{until: 6 months after paid}, {until: 10 years after paid, except: 배송 메모}]"
    it = shop(running, small, source=policy(floor=False, order=keep), orders=2)
    it.run("UPDATE members SET left_on = ''")
    drawn = it.drawn()
    with it.connected() as connected:
        approve_tables(connected, drawn.plan, "cpo", TODAY)
        carry_plan(connected, drawn.plan, TODAY)
    it.run("UPDATE orders SET memo = '새 메모'")
    it.run("INSERT INTO payments VALUES (50, 1, '2026-01-06')")
    with it.connected() as connected:
        replay(connected, TODAY + 72 * HOUR)

    assert [(row[0], row[-1]) for row in it.rows()["orders"]] == [(1, "새 메모"), (2, "")]
