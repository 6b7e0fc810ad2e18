"""The order of the parts of a plan: what refers before what it refers to, the people last."""

from itertools import permutations

import pytest

from jikim.carry import ordered
from jikim.errors import RefusedError
from jikim.mapping import Data, parse_data
from jikim.plan import Part
from jikim.tables import Column, ForeignKey, Product, Schema, Shape, Sort

TEXT = """
jikim: 1
databases: {shop: env:SHOP}
people: {table: members, key: id, role: member}
records:
  members: {activity: account, person: id, items: {name: name}}
  orders: {activity: order, person: member_id, items: {name: name}, children: {lines: {by: order_id}}}
  notes: {activity: note, via: order_id -> orders.id, items: {memo: memo}}
  labels: {activity: order, person: member_id, items: {name: name}}
"""


def data() -> Data:
    return parse_data({"data.yaml": TEXT.encode()}, "data.yaml")


def shape(name: str, *columns: str, refers: tuple[ForeignKey, ...] = ()) -> Shape:
    empty = {column for key in refers for column in key.columns if key.name == "may be empty"}
    made = tuple(Column(each, Sort.INTEGER, "integer", nullable=each in empty) for each in ("id", *columns))
    return Shape(name, made, ("id",), refers)


def key(column: str, table: str, *, empty: bool = False, deferred: bool = False) -> ForeignKey:
    return ForeignKey((column,), table, ("id",), "may be empty" if empty else "", deferred=deferred)


def part(table: str) -> Part:
    return Part("shop", table, table, ("x",), (), (), True, (), ((1,),))


def order(*shapes: Shape) -> set[tuple[str, ...]]:
    """Return the orders that come of every order in which the parts could be written down."""
    schema = Schema(Product.POSTGRESQL, "18", shapes)
    found = permutations([part(each.name) for each in shapes if each.name != "lines"])
    return {tuple(one.table for one in ordered(some, data(), {"shop": schema})) for some in found}


def test_people_go_last_and_what_is_found_by_a_path_before_what_the_path_leads_to() -> None:
    assert order(shape("members"), shape("orders", "member_id"), shape("notes", "order_id")) == {
        ("notes", "orders", "members")
    }


def test_rows_that_refer_to_a_child_go_before_the_row_that_the_child_goes_with() -> None:
    lines = shape("lines", "order_id", refers=(key("order_id", "orders"),))
    labels = shape("labels", "line_id", refers=(key("line_id", "lines"),))
    assert order(shape("orders"), lines, labels) == {("labels", "orders")}


@pytest.mark.parametrize("weak", [key("order_id", "orders", empty=True), key("order_id", "orders", deferred=True)])
def test_in_a_circle_the_key_gives_way_that_can(weak: ForeignKey) -> None:
    labels = shape("labels", "order_id", refers=(weak,))
    orders = shape("orders", "label_id", refers=(key("label_id", "labels"),))
    assert order(labels, orders) == {("orders", "labels")}


def test_people_who_must_refer_to_something_go_before_it() -> None:
    assert order(shape("members", "label_id", refers=(key("label_id", "labels"),)), shape("labels")) == {
        ("members", "labels")
    }


def test_a_circle_of_keys_of_which_none_can_be_empty_is_refused_by_name() -> None:
    labels = shape("labels", "order_id", refers=(key("order_id", "orders"),))
    orders = shape("orders", "label_id", refers=(key("label_id", "labels"),))
    with pytest.raises(RefusedError, match="'labels', 'orders' refer to each other"):
        order(labels, orders)
