"""What people ask for of a service's own tables: their data, and its erasure as far as the law allows."""

import pytest

from jikim.engine import Running, ask_erasure, find_people, hand_out, plan_erasure
from jikim.engine.carrying import carry_plan
from jikim.errors import RefusedError
from jikim.ledger import Act
from jikim.seek import Alike, Held
from jikim.tables import Product
from tests.connect.small import Small
from tests.engine.shop import notes
from tests.engine.tables import DATA_OF_TABLES, TODAY, Shop, policy, shop

FOUND_BY = DATA_OF_TABLES.replace("  key: id\n", "  key: id\n  find_by: {email: email}\n", 1)
OTHERS = FOUND_BY.replace(
    "delivery_memo: memo, email: guest_email}", "email: guest_email}\n    others: {recipient: memo}"
)


def own(it: Shop) -> None:
    """Give the second member, who is still here, mail and an order of their own, and a guest the same mail."""
    it.run("UPDATE members SET email = 'Two@example.kr' WHERE id = 2")
    it.run("UPDATE orders SET member_id = 2 WHERE id = 3")
    it.run("UPDATE orders SET guest_email = 'two@EXAMPLE.kr' WHERE id = 2")


def test_what_is_held_is_handed_out_and_written_down_before_the_first_row(running: Running, small: Small) -> None:
    it = shop(running, small)
    own(it)
    with it.connected(FOUND_BY) as connected:
        people = find_people(connected, [{"email": "TWO@example.kr"}])
        found = hand_out(connected, people, TODAY)
        first = next(found)
        assert [each.leaf.act for each in notes(running)][-1] is Act.EXPORT
        rows = [first, *found]

    assert people == (2,)
    held = {(each.table, each.key) for each in rows if isinstance(each, Held)}
    assert held == {("members", (2,)), ("orders", (3,)), ("payments", (2,)), ("swaps", (1,))}
    assert [(each.table, each.key, each.item) for each in rows if isinstance(each, Alike)] == [
        ("orders", (2,), "email")
    ]


def test_what_is_somebody_elses_is_counted_and_not_handed_out(running: Running, small: Small) -> None:
    it = shop(running, small)
    own(it)
    with it.connected(OTHERS) as connected:
        [order] = [
            each for each in hand_out(connected, [2], TODAY) if isinstance(each, Held) and each.table == "orders"
        ]
    assert order.others == 1
    assert "memo" not in {column for _, column, _ in order.items}


def test_a_contract_that_still_runs_is_not_erased_unless_the_person_leaves(running: Running, small: Small) -> None:
    it = shop(running, small)
    own(it)
    with it.connected(FOUND_BY) as connected:
        with pytest.raises(RefusedError):
            plan_erasure(connected, [2], TODAY, TODAY)
        found = plan_erasure(connected, [2], TODAY, TODAY, leaving=True)

    assert {(part.table, key) for part in found.plan.parts for key in part.keys} >= {
        ("members", (2,)),
        ("orders", (3,)),
    }
    assert [(each.table, each.apart, each.bases) for each in found.stays if each.table == "orders"] == [
        ("orders", True, ("ecommerce/payment",))
    ]
    assert [(each.table, each.key) for each in found.alike] == [("orders", (2,))]


def test_an_erasure_takes_the_rows_of_those_who_asked_and_no_other(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    own(it)
    with it.connected(FOUND_BY) as connected:
        found = plan_erasure(connected, [2], TODAY, TODAY, leaving=True)
        ask_erasure(connected, found, TODAY)
        work = carry_plan(connected, found.plan, TODAY)

    left = it.rows()
    assert [row[0] for row in left["members"]] == [1]
    assert [row[0] for row in left["orders"]] == [1, 2, 4]
    assert work.skipped == []
    assert [each.leaf.act for each in notes(running) if each.leaf.act is Act.ERASE] == [Act.ERASE]


def test_planning_an_erasure_writes_nothing(running: Running, small: Small) -> None:
    it = shop(running, small)
    before, said = it.rows(), len(notes(running))
    with it.connected(FOUND_BY) as connected:
        plan_erasure(connected, [1, 2], TODAY, TODAY, leaving=True)
    assert (it.rows(), len(notes(running))) == (before, said)


def test_what_is_handed_out_is_of_one_moment(running: Running, small: Small) -> None:
    it = shop(running, small)
    own(it)
    if small.product is Product.SQLITE:
        it.run("PRAGMA journal_mode=WAL")  # else nobody could write while it is read
    with it.connected(FOUND_BY) as connected:
        found = hand_out(connected, [2], TODAY)
        rows = [next(found)]
        it.run("UPDATE orders SET member_id = 2 WHERE id = 1")
        it.run("DELETE FROM swaps WHERE id = 1")
        rows += found

    held = {(each.table, each.key) for each in rows if isinstance(each, Held)}
    assert held == {("members", (2,)), ("orders", (3,)), ("payments", (2,)), ("swaps", (1,))}
