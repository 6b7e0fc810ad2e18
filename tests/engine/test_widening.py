"""When destruction has widened: whatever was done to a row before counts against what is done to it now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.engine.widening import _covers, _grown, _wider
from jikim.mapping import parse_data
from jikim.plan import Part

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
