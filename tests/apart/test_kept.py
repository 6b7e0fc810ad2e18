"""What stands apart, until its day: five years after paying, longer under a hold, otherwise under another policy."""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from jikim.apart.kept import due_apart, of_person, reckon, set_held, tell
from jikim.apart.kept_sweep import Swept, sweep_apart
from jikim.find.due import Question
from jikim.period import Instant
from jikim.policy import parse
from tests.connect.apart_shop import MOVED, Pair, asked_at, carried, pair, parts, rows
from tests.connect.shop import PLAIN, POLICY, at

__all__ = ["pair"]
LAST_DAY, THE_DAY = at(date(2025, 3, 5)) - 1, at(date(2025, 3, 5))
TWO = "[{until: 6 months after paid}, {in: separate, until: 2 years after paid, items: [배송 메모]}]"


def moved(pair: Pair, **keeps: str) -> tuple[Question, sa.Engine]:
    """A shop whose orders have moved apart."""
    live = pair.shop()
    asked = asked_at(live, MOVED, **keeps)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    carried(live, separate, asked, part)
    return asked, separate


def swept(separate: sa.Engine, asked: Question, now: Instant) -> Swept:
    """What a sweep does."""
    with separate.begin() as connection:
        return sweep_apart(connection, replace(asked, now=now), now)


def test_a_payment_kept_for_five_years_is_destroyed_on_the_day(pair: Pair) -> None:
    asked, separate = moved(pair)
    assert swept(separate, asked, LAST_DAY) == Swept(0, (), ())
    assert len(rows(separate, "orders")) == 7
    assert swept(separate, asked, THE_DAY) == Swept(7, (("orders", 7), ("payments", 7)), ())
    assert rows(separate, "orders") == rows(separate, "payments") == rows(separate, "jikim_kept", "row_id") == []
    assert swept(separate, asked, THE_DAY) == Swept(0, (), ())


def test_of_two_strands_the_first_is_emptied_and_the_row_goes_with_the_last(pair: Pair) -> None:
    asked, separate = moved(pair, order=TWO)
    assert {(row["address"], row["memo"]) for row in rows(separate, "orders")} == {("가온구 가온로 1", "문 앞")}
    first = swept(separate, asked, at(datetime(2022, 6, 1)))
    assert (first.strands, first.rows, first.emptied) == (7, (), (("orders", 7),))
    assert {(row["address"], row["memo"]) for row in rows(separate, "orders")} == {("가온구 가온로 1", None)}
    assert len(rows(separate, "payments")) == 7
    assert swept(separate, asked, THE_DAY).rows == (("orders", 7), ("payments", 7))


def test_what_is_held_stays_past_its_day_until_it_is_let_go(pair: Pair) -> None:
    asked, separate = moved(pair)
    with separate.begin() as connection:
        assert set_held(connection, 1, ["order"], held=True) == 3
    assert swept(separate, asked, THE_DAY).strands == 4
    assert [row["id"] for row in rows(separate, "orders")] == [2, 4, 6]
    with separate.begin() as connection:
        assert set_held(connection, 1, ["order"], held=False) == 3
    assert swept(separate, asked, THE_DAY).strands == 3


def test_what_is_due_is_told_in_order_and_no_more_than_asked_for(pair: Pair) -> None:
    _, separate = moved(pair)
    with separate.connect() as connection:
        assert [one.key for one in due_apart(connection, LAST_DAY)] == []
        assert len(due_apart(connection, THE_DAY, 3)) == 3
        assert {one.table for one in of_person(connection, 2)} == {"orders"}


def test_another_policy_reckons_again_what_it_speaks_of(pair: Pair) -> None:
    asked, separate = moved(pair, order=TWO)
    longer_keep = TWO.replace("2 years", "3 years")
    longer = replace(asked, policy=parse(POLICY.format(**{**PLAIN, "order": longer_keep}).encode()))
    before = {row["strand"]: row["due_at"] for row in rows(separate, "jikim_kept", "row_id")}
    with separate.begin() as connection:
        assert reckon(connection, longer, "p2") == 7
        assert reckon(connection, longer, "p2") == 0
    after = {row["strand"]: row["due_at"] for row in rows(separate, "jikim_kept", "row_id")}
    assert len(before) == len(after) == 2
    assert max(after.values()) == max(before.values()) == THE_DAY
    assert min(after.values()) > min(before.values())


def test_a_later_event_reaches_what_is_kept_and_counts_once(pair: Pair) -> None:
    asked, separate = moved(pair, order=TWO)
    later = at(datetime(2021, 6, 1))
    with separate.begin() as connection:
        told = tell(connection, replace(asked, now=later), 1, "erasure_requested", later)
        again = tell(connection, replace(asked, now=later), 1, "erasure_requested", later)
    assert (told, again) == (6, 0)  # the memo is only promised; the payment is a duty
    assert swept(separate, asked, later).emptied == (("orders", 3),)
