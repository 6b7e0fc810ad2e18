"""Rows that are due, put together: the same parts whether each row comes by itself or with one that stands for it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jikim.engine.parts import parts, parts_of
from jikim.find import DueRow, Owned

FIRST = DueRow("orders", "shop", "orders", (0,), Owned.MEMBER, (), (), (), True, ())
KINDS = [replace(FIRST, owned=owned, ends=ends) for owned in Owned for ends in (True, False)]


@given(chosen=st.lists(st.sampled_from(KINDS)))
def test_one_row_may_stand_for_all_of_which_the_same_is_due(chosen: list[DueRow]) -> None:
    by_key = [((number,), row) for number, row in enumerate(chosen)]
    assert parts_of(by_key, ()) == parts((row.of(key) for key, row in by_key), ())


@given(chosen=st.lists(st.sampled_from(KINDS)))
def test_each_key_is_in_its_part_in_order_and_counted_as_whose_it_is(chosen: list[DueRow]) -> None:
    for part in parts_of((((number,), row) for number, row in enumerate(chosen)), ()):
        mine = [number for number, row in enumerate(chosen) if row.ends == part.ends]
        assert part.keys == tuple((number,) for number in mine)
        assert dict(part.owned) == {
            owned.value: count for owned in Owned if (count := sum(chosen[number].owned is owned for number in mine))
        }
