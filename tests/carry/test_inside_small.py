"""Blobs in bytes, in narrow columns, in tables without a key, and in people's own words: one trap a test."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry import Inside, Unread
from jikim.connect import describe
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.plan import Part
from jikim.policy import parse
from jikim.tables import Product, Schema
from tests.connect.small import Small
from tests.find.test_find_traps import POLICY

BYTES = {Product.SQLITE: "blob", Product.POSTGRESQL: "bytea", Product.MARIADB: "longblob"}
TABLES = """
CREATE TABLE members (id integer NOT NULL PRIMARY KEY, first_name varchar(20), last_name varchar(20), mail varchar(80));
CREATE TABLE carts (id integer NOT NULL PRIMARY KEY, member_id integer, body BYTES, whole varchar(80) NOT NULL,
    memo varchar(6), agent BYTES);
CREATE TABLE words (cart_id integer NOT NULL, said varchar(200) NOT NULL);
INSERT INTO members VALUES (1, '하늘', '김', 'sky@example.kr'), (2, '바다', '이', 'sea@example.kr');
INSERT INTO words VALUES (1, '김하늘 드림'), (1, '이바다 드림'), (1, 'SKY@example.kr'), (2, '김하늘 드림')
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id, find_by: {email: mail}}
records:
  members: {activity: account, person: id, items: {name: [last_name, first_name], email: mail}}
  carts:
    activity: order
    person: member_id
    destroy: clear
    blobs:
      - {column: body, item: name, serialized: php, path: $.name}
      - {column: whole, item: name, serialized: php}
      - {column: memo, search: name}
      - {column: agent, item: name, path: $.name}
    children:
      words: {by: cart_id, blobs: [{column: said, search: [name, email]}]}
"""


@pytest.fixture(scope="module")
def shop(small: Small) -> Iterator[tuple[Connection, Schema]]:
    """Two members with a cart each; the connection may write."""
    engine = small.made(TABLES.replace("BYTES", BYTES[small.product]))
    schema = describe(engine)
    writing = sa.create_engine(_url(engine), poolclass=sa.NullPool)
    with writing.begin() as connection:
        _fill(connection)
    with writing.connect() as connection:
        yield connection, schema
        connection.rollback()
    writing.dispose()


def _url(engine: sa.Engine) -> sa.URL | str:
    if engine.dialect.name != "sqlite":
        return engine.url
    with engine.connect() as connection:
        [(_, _, file)] = connection.exec_driver_sql("PRAGMA database_list").all()
    return f"sqlite:///{file}"


def _fill(connection: Connection) -> None:
    names = [sa.column(name) for name in ("id", "member_id", "body", "whole", "memo", "agent")]
    body = 'a:2:{s:4:"name";s:9:"김하늘";s:1:"n";s:2:"'.encode() + b"\xff\xfe" + b'";}'
    rows = [(1, 1, body, "s:1:x", "김하늘님", '{"name": "김하늘"}'.encode()), (2, 2, b"\xff", "", None, b"\xff\xfe")]
    table = sa.table("carts", *names)
    for row in rows:
        connection.execute(sa.insert(table).values(dict(zip([one.name for one in names], row, strict=True))))


def empty(shop: tuple[Connection, Schema], number: int) -> Inside:
    connection, schema = shop
    data, policy = parse_data({"data.yaml": DATA.encode()}, "data.yaml"), parse(POLICY.encode())
    asked = Question(data, policy, schema, "shop", instant_of(date(2026, 1, 2)), Calendar(holidays()))
    inside = Inside(asked, Part("shop", "carts", "carts", (), (), (), True, (), ((number,),)))
    inside.empty(connection, [(number,)])
    return inside


def cart(shop: tuple[Connection, Schema], number: int) -> tuple[object, ...]:
    row = shop[0].exec_driver_sql(f"SELECT body, whole, memo, agent FROM carts WHERE id = {number}").one()
    return tuple(row)


def said(shop: tuple[Connection, Schema], number: int) -> set[str]:
    rows = shop[0].exec_driver_sql(f"SELECT said FROM words WHERE cart_id = {number}")
    return {text for (text,) in rows}


def test_bytes_that_are_no_text_around_a_name_stay(shop: tuple[Connection, Schema]) -> None:
    assert empty(shop, 1).unreadable == ()
    body, _, _, agent = cart(shop, 1)
    assert body == b'a:2:{s:4:"name";N;s:1:"n";s:2:"\xff\xfe";}'
    assert agent == b'{"name": null}'


def test_a_whole_value_is_emptied_as_its_column_allows(shop: tuple[Connection, Schema]) -> None:
    empty(shop, 1)
    assert cart(shop, 1)[1] == ""


def test_a_text_that_would_not_fit_loses_the_name_without_a_mark(shop: tuple[Connection, Schema]) -> None:
    empty(shop, 1)
    assert cart(shop, 1)[2] in {"[삭제]님", "님"}


def test_rows_without_a_key_are_found_by_what_stands_in_them(shop: tuple[Connection, Schema]) -> None:
    empty(shop, 1)
    assert said(shop, 1) == {"[삭제] 드림", "이바다 드림", "[삭제]"}
    assert said(shop, 2) == {"김하늘 드림"}


def test_what_is_no_text_is_named_and_left(shop: tuple[Connection, Schema]) -> None:
    assert empty(shop, 2).unreadable == (Unread("carts", "body", (2,)), Unread("carts", "agent", (2,)))
    assert cart(shop, 2)[0] == b"\xff"
