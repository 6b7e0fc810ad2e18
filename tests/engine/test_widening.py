"""When destruction has widened: whatever was done to a row before counts against what is done to it now."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.engine import Running, approve_tables
from jikim.engine.widening import _covers, _grown, _wider
from jikim.law import Catalogue, Retention
from jikim.mapping import parse_data
from jikim.plan import Part
from tests.connect.small import Small
from tests.engine.tables import TODAY, shop

COLUMNS = (("members", "name"), ("members", "email"))


def part(
    *keys: int, ends: bool = True, preserve: tuple[str, ...] = (), columns: tuple[tuple[str, str], ...] = COLUMNS
) -> Part:
    return Part("shop", "members", "members", ("a/1",), preserve, (), ends, columns, tuple((key,) for key in keys))


PARTS = st.builds(
    part,
    ends=st.booleans(),
    preserve=st.sampled_from([(), ("a/2",)]),
    columns=st.sampled_from([(), COLUMNS[:1], COLUMNS]),
)


@given(PARTS)
def test_the_same_is_never_wider(one: Part) -> None:
    assert _covers(one, one)


WIDER = {
    "the row ends": (part(ends=False), part()),
    "a column more": (part(ends=False, columns=COLUMNS[:1]), part(ends=False)),
    "what was kept apart is not": (part(preserve=("a/2",)), part()),
}


@pytest.mark.parametrize("why", WIDER)
def test_it_is_wider_where(why: str) -> None:
    then, now = WIDER[why]
    assert not _covers(then, now)
    assert _covers(now, then)


def test_rows_that_were_not_due_are_counted_and_others_are_not() -> None:
    assert _wider(part(1, 2, 3), [part(2), part(3, ends=False)]) == 2
    assert _wider(part(1), []) == 1


BEFORE = """
jikim: 1
databases: {shop: env:SHOP}
people: {table: members, key: id}
records:
  members:
    activity: account
    person: id
    items: {name: name}
    destroy: clear
    children: {notes: {by: member_id, items: {name: words}}}
"""
REACHES = {
    "a row that goes": ("destroy: clear", "destroy: delete"),
    "one column more": ("{name: name}", "{name: [name, nick]}"),
    "one child more": ("children: {", "children: {letters: {by: member_id, items: {name: text}}, "),
    "a child's column by its row": ("{name: words}}", "{name: words}, columns: {words: delete}}"),
}


@pytest.mark.parametrize("why", REACHES)
def test_a_record_reaches_further_by(why: str) -> None:
    before = parse_data({"data.yaml": BEFORE.encode()}, "data.yaml")
    now = parse_data({"data.yaml": BEFORE.replace(*REACHES[why]).encode()}, "data.yaml")
    assert _grown(before, now) == {"members"}
    assert _grown(now, before) == frozenset()


# The law


@dataclass(frozen=True)
class OfAnotherYear(Catalogue):
    """A catalogue in which one period has another length, or is gone."""

    length: str | None = None

    def find_retention(self, name: str) -> Retention | None:
        found = super().find_retention(name)
        if found is None or found.alias != "ecommerce/payment":
            return found
        return None if self.length is None else replace(found, duration=self.length)


@pytest.mark.parametrize("length", ["P3Y", None])
def test_a_statute_that_says_something_else_widens_by_the_rows_it_speaks_of(
    running: Running, small: Small, length: str | None
) -> None:
    it = shop(running, small)
    with it.connected() as connected:
        approve_tables(connected, it.drawn().plan, "cpo", TODAY)
    assert (it.drawn(now=TODAY + 1).widened, it.drawn(now=TODAY + 1).by_law) == (0, 0)

    before, running.law = running.law, OfAnotherYear(length)
    try:
        drawn = it.drawn(now=TODAY + 2)
        orders = sum(len(part.keys) for part in drawn.plan.parts if part.record == "orders")
        assert (drawn.widened, drawn.by_law, drawn.waits) == (orders, orders, True)
        with it.connected() as connected:
            approve_tables(connected, drawn.plan, "cpo", TODAY + 2)
        assert it.drawn(now=TODAY + 3).by_law == 0
    finally:
        running.law = before
