"""A person who is reached by one key of a table of keys and values, of which no index says that there is only one."""

from datetime import datetime

import pytest
from sqlalchemy.engine import Engine

from jikim.connect import describe
from jikim.find import DueRow, Inquiry, Owned, Question, find, missing_indexes
from jikim.mapping import parse_data
from jikim.period import instant_of
from jikim.policy import parse
from jikim.tables import Product
from tests.connect.shop import CALENDAR, SEOUL
from tests.connect.small import Small

POLICY = """
jikim: 1
service: {id: shop}
version: {id: "1", announced: 2019-01-01, effective: 2019-01-08}
roles: {member: 회원, guest: 비회원}
events: {left: {label: 탈퇴, of: person}}
activities:
  account: {label: 회원, roles: member, basis: contract, purposes: {join: 회원 관리}, keep: [{until: left}],
            collect: [{required: [이름]}]}
  order: {label: 주문, roles: [member, guest], basis: contract, purposes: {deliver: 배송},
          collect: [{required: [주소]}],
          keep: [{roles: member, until: left}, {roles: guest, until: 1 year after collected}]}
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id, role: member, events: {left: left_at}}
records:
  members: {activity: account, person: id, items: {name: name}}
  orders:
    activity: order
    via: {join: id -> order_values.order_id, where: {name: member}}
    person: {column: value, none: ["0", ""]}
    guest: {address: address}
    collected: ordered
    items: {address: address}
"""
# The texts are in another collation than the connection speaks in, as on a real site.
TABLES = """
CREATE TABLE members (id integer PRIMARY KEY, name varchar(20), left_at timestamp NULL);
CREATE TABLE orders (id integer PRIMARY KEY, address varchar(80), ordered timestamp NULL);
CREATE TABLE order_values (id integer PRIMARY KEY, order_id integer, name varchar(20), value varchar(255) {collation});
CREATE INDEX by_order ON order_values (order_id);
INSERT INTO members VALUES (1, '김가람', '2025-01-01 00:00:00'), (2, '이나래', NULL),
    (3, '박다솜', '2025-01-01 00:00:00');
INSERT INTO orders VALUES (1, '가람로 1', '2020-01-01 00:00:00'), (2, '나래로 2', '2020-01-01 00:00:00'),
    (3, '다솜로 3', '2020-01-01 00:00:00'), (4, '라온로 4', '2020-01-01 00:00:00'),
    (5, '마루로 5', '2025-12-31 00:00:00'), (6, '바다로 6', '2020-01-01 00:00:00'),
    (7, '사랑로 7', '2020-01-01 00:00:00');
INSERT INTO order_values VALUES (1, 1, 'member', '1'), (2, 2, 'member', '2'), (3, 3, 'member', '3'),
    (4, 3, 'member', '1'), (5, 4, 'member', '0'), (6, 5, 'member', '0'), (7, 1, 'total', '3'), (8, 6, 'member', '1'),
    (9, 6, 'member', '2'), (10, 7, 'member', '1a'), (11, 2, 'seen', '1')
"""


@pytest.fixture
def shop(small: Small) -> Engine:
    """Orders of 1 (gone), 2 (here), 3 and 1 at once (both gone), guests (old and new), 1 and 2 at once, no number."""
    other = "COLLATE utf8mb4_unicode_520_ci" if small.product is Product.MARIADB else ""
    return small.made(TABLES.replace("{collation}", other))


def question(engine: Engine, data: str = DATA) -> Question:
    """What is asked of the shop on the first of June 2026."""
    now = instant_of(datetime(2026, 6, 1, 9, tzinfo=SEOUL))
    return Question(
        parse_data({"d": data.encode()}, "d"), parse(POLICY.encode()), describe(engine), "shop", now, CALENDAR
    )


def orders(engine: Engine) -> dict[int, DueRow]:
    """The orders that are due."""
    with engine.connect() as connection:
        found = [row for row in find(connection, question(engine)) if row.table == "orders"]
    assert len({row.key for row in found}) == len(found)
    return {int(str(row.key[0])): row for row in found}


def test_a_row_that_leads_to_several_people_is_never_due(shop: Engine) -> None:
    assert sorted(orders(shop)) == [1, 4, 7]


def test_what_is_no_number_of_anybody_is_a_guests(shop: Engine) -> None:
    assert {key: row.owned for key, row in orders(shop).items()} == {
        1: Owned.MEMBER, 4: Owned.GUEST, 7: Owned.GUEST,
    }  # fmt: skip


def test_it_is_asked_again_before_a_row_is_taken(shop: Engine) -> None:
    asked = question(shop)
    inquiry = Inquiry(asked, "orders", asked.tables()["orders"], asked.kinds())
    keys = [(number,) for number in range(1, 8)]
    with shop.connect() as connection:
        again = inquiry.again(connection, keys)
        still = {row[0] for row in connection.execute(inquiry.still(keys))}
    assert {key[0] for key, row in again.items() if row is not None} == {1, 4, 7}
    assert set(again) == set(keys)
    assert {1, 4, 7} <= still
    assert not {3, 6} & still


def test_rows_that_lead_to_several_are_counted(shop: Engine) -> None:
    asked = question(shop)
    with shop.connect() as connection:
        found = {name: Inquiry(asked, name, records, asked.kinds()).several(connection)
                 for name, records in asked.tables().items()}  # fmt: skip
    assert found == {"members": 0, "orders": 2}


def test_nothing_is_missing_where_the_column_of_the_key_is_indexed(shop: Engine) -> None:
    assert ("order_values", "order_id") not in missing_indexes(question(shop))
