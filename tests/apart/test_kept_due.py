"""What is due of what stands apart, row by row: named without writing, carried out once, judged again as it goes."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from jikim.apart.kept_carry import CarryingApart, left_apart
from jikim.apart.kept_due import DueApart, rows_due_apart, unspoken
from jikim.carry.carry import Carried
from jikim.find.due import Question
from jikim.period import Instant
from jikim.plan import Part
from tests.apart.test_kept import LAST_DAY, THE_DAY, TWO, moved
from tests.connect.apart_shop import Pair, pair, rows
from tests.connect.shop import at

__all__ = ["pair"]
MEMO_OVER = at(datetime(2022, 6, 1))


def due(separate: sa.Engine, asked: Question, now: Instant) -> tuple[DueApart, ...]:
    with separate.connect() as connection:
        return rows_due_apart(connection, replace(asked, now=now), "p1")


def part_of(one: DueApart) -> Part:
    return Part("apart", one.table, one.record, one.destroy, (), one.remaining, one.ends, one.columns, one.keys)


def carried(separate: sa.Engine, asked: Question, part: Part, now: Instant) -> Carried:
    with separate.begin() as connection:
        return CarryingApart(replace(asked, now=now), part, policy="p1").carry(connection, part.keys)


def test_what_is_due_is_named_on_its_day_and_nothing_is_written(pair: Pair) -> None:
    asked, separate = moved(pair)
    before = rows(separate, "jikim_kept", "row_id")
    assert due(separate, asked, LAST_DAY) == ()
    [one] = due(separate, asked, THE_DAY)
    assert (one.table, one.ends, one.owned, sorted(one.keys)) == ("orders", True, 7, [(n,) for n in range(1, 8)])
    assert rows(separate, "jikim_kept", "row_id") == before


def test_of_two_strands_the_first_is_emptied_and_carrying_that_out_twice_does_nothing_more(pair: Pair) -> None:
    asked, separate = moved(pair, order=TWO)
    [one] = due(separate, asked, MEMO_OVER)
    assert (one.ends, one.columns) == (False, (("orders", "memo"),))
    first = carried(separate, asked, part_of(one), MEMO_OVER)
    assert (len(first.done), first.rows) == (7, (("orders", 7),))
    assert {(row["address"], row["memo"]) for row in rows(separate, "orders")} == {("가온구 가온로 1", None)}

    again = carried(separate, asked, part_of(one), MEMO_OVER)
    assert (len(again.done), again.skipped, again.missing, again.rows) == (7, (), (), ())
    [rest] = due(separate, asked, THE_DAY)
    assert carried(separate, asked, part_of(rest), THE_DAY).rows == (("orders", 7), ("payments", 7))
    assert rows(separate, "jikim_kept", "row_id") == []


def test_rows_that_went_are_missing_when_it_is_carried_out_again(pair: Pair) -> None:
    asked, separate = moved(pair)
    [one] = due(separate, asked, THE_DAY)
    part = replace(part_of(one), keys=one.keys[:3])
    assert len(carried(separate, asked, part, THE_DAY).done) == 3
    assert set(carried(separate, asked, part, THE_DAY).missing) == set(part.keys)
    with separate.connect() as connection:
        assert left_apart(connection, asked, part) == 0
        assert left_apart(connection, asked, part_of(one)) == 4


def test_what_is_held_by_now_or_due_later_is_skipped(pair: Pair) -> None:
    asked, separate = moved(pair)
    [one] = due(separate, asked, THE_DAY)
    held = replace(asked, stays={"order": {1}})
    assert sorted(carried(separate, held, part_of(one), THE_DAY).skipped) == [(2,), (4,), (6,)]
    assert carried(separate, asked, part_of(one), LAST_DAY).done == ()
    assert [row["id"] for row in rows(separate, "orders")] == [2, 4, 6]


def test_a_table_of_which_the_mapping_no_longer_speaks_is_told_and_never_due(pair: Pair) -> None:
    asked, separate = moved(pair)
    records = tuple(record for record in asked.data.records if record.name != "orders")
    less = replace(asked, data=replace(asked.data, records=records))
    with separate.connect() as connection:
        assert unspoken(connection, less) == {"orders": 7}
    assert due(separate, less, THE_DAY) == ()
