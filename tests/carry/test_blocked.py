"""Rows of other tables that keep a row from going are counted before anything is tried."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.engine import Connection

from jikim.carry.blocked import Blocked, blocked
from jikim.connect import describe
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.plan import Key, Part
from jikim.policy import parse
from jikim.tables import Schema
from tests.connect.small import Small
from tests.find.test_find_traps import POLICY

TABLES = """
CREATE TABLE members (id integer NOT NULL PRIMARY KEY, name varchar(20));
CREATE TABLE orders (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL, FOREIGN KEY (member_id) REFERENCES members (id));
CREATE TABLE parcels (id integer NOT NULL PRIMARY KEY, order_id integer NOT NULL, FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, member_id integer, FOREIGN KEY (member_id) REFERENCES members (id));
INSERT INTO members VALUES (1, 'a'), (2, 'b'), (3, 'c');
INSERT INTO orders VALUES (10, 1), (11, 1), (12, 2);
INSERT INTO parcels VALUES (20, 12);
INSERT INTO notes VALUES (30, 3)
"""  # noqa: E501
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id}
records:
  members: {activity: account, person: id, items: {name: name}CHILDREN}
unmanaged: [parcels, notes]
"""
KEYS: tuple[Key, ...] = ((1,), (2,), (3,))


@pytest.fixture(scope="module")
def shop(small: Small) -> Iterator[tuple[Connection, Schema]]:
    """Three members, of whom two ordered."""
    engine = small.made(TABLES)
    with engine.connect() as connection:
        yield connection, describe(engine)


def asked(schema: Schema, children: str = "") -> Question:
    data = parse_data({"data.yaml": DATA.replace("CHILDREN", children).encode()}, "data.yaml")
    return Question(data, parse(POLICY.encode()), schema, "shop", instant_of(date(2026, 1, 2)), Calendar(holidays()))


def part(*, ends: bool = True) -> Part:
    return Part("shop", "members", "members", (), (), (), ends, (), KEYS)


def test_rows_that_must_name_somebody_keep_them(shop: tuple[Connection, Schema]) -> None:
    connection, schema = shop
    [found] = blocked(connection, asked(schema), part())
    assert (found.table, found.columns, found.gone, found.rows) == ("orders", ("member_id",), "members", 3)
    assert set(found.keys) == {(1,), (2,)}


def test_rows_that_the_plan_destroys_before_are_no_hindrance(shop: tuple[Connection, Schema]) -> None:
    connection, schema = shop
    [found] = blocked(connection, asked(schema), part(), {"orders": [(10,), (11,)]})
    assert (found.rows, found.keys) == (1, ((2,),))
    assert blocked(connection, asked(schema), part(), {"orders": [(10,), (11,), (12,)]}) == ()


def test_what_hangs_on_a_child_keeps_the_row_as_well(shop: tuple[Connection, Schema]) -> None:
    connection, schema = shop
    assert blocked(connection, asked(schema, ", children: [orders]"), part()) == (
        Blocked("parcels", ("order_id",), "orders", 1, ((2,),)),
    )


def test_rows_that_stay_are_stopped_by_nothing(shop: tuple[Connection, Schema]) -> None:
    connection, schema = shop
    assert blocked(connection, asked(schema), part(ends=False)) == ()
    cleared = asked(schema, ", destroy: clear")
    assert blocked(connection, cleared, part()) == ()
