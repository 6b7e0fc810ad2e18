"""A plan held against the one before it; and what a part does, in one word."""

from dataclasses import replace

import pytest

from jikim.plan import Change, Count, Doing, Part, changes, counts, doing, expiry, has_expired
from tests.plan.test_written import plan


def test_only_what_differs_is_told() -> None:
    before = [Count("shop", "members", "destroy", 3), Count("shop", "orders", "preserve", 5)]
    now = [Count("shop", "members", "destroy", 3), Count("shop", "orders", "destroy", 5)]
    assert changes(before, now) == (
        Change("shop", "orders", "destroy", 0, 5),
        Change("shop", "orders", "preserve", 5, 0),
    )


PARTS = [
    ((), True, Doing.DESTROY),
    ((), False, Doing.CLEAR),
    (("order/member/1",), True, Doing.PRESERVE),
    (("order/member/1",), False, Doing.PRESERVE),
]


@pytest.mark.parametrize(("preserve", "ends", "what"), PARTS)
def test_what_a_part_does(preserve: tuple[str, ...], ends: bool, what: Doing) -> None:
    part = replace(plan((1,)).parts[0], preserve=preserve, ends=ends)
    assert doing(part) is what


def test_rows_of_a_table_are_counted_by_act() -> None:
    one: Part = plan((1,), (2,)).parts[0]
    assert counts([one, replace(one, keys=((3,),)), replace(one, ends=False)]) == (
        Count("shop", "members", "clear", 2),
        Count("shop", "members", "destroy", 3),
    )


def test_a_plan_holds_for_fourteen_days() -> None:
    assert expiry(0) == 14 * 86_400_000_000
    made = plan((1,))
    assert [has_expired(made, made.expires + after) for after in (-1, 0)] == [False, True]
