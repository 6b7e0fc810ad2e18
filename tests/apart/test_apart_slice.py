"""What goes into the separate database of a table of keys and values: each row by its key."""

import sqlalchemy as sa

from jikim.apart.slice import Slicing
from jikim.connect import describe
from jikim.connect.rows import rows_of
from jikim.mapping import parse_data
from tests.connect.small import Small

DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP, apart: {url: env:APART, role: separate}}
records:
  orders:
    activity: order
    unowned: true
    children:
      order_values:
        by: order_id -> id
        items:
          address: {column: value, where: {name: [street, city]}}
          mobile: {column: value, where: {name: phone}}
"""
TABLES = """
CREATE TABLE orders (id integer PRIMARY KEY);
CREATE TABLE order_values (id integer PRIMARY KEY, order_id integer, name varchar(20), value varchar(255));
INSERT INTO orders VALUES (1);
INSERT INTO order_values VALUES (1, 1, 'street', '가람로 1'), (2, 1, 'city', '서울'), (3, 1, 'phone', '010-0000-0001'),
    (4, 1, 'total', '9900')
"""


def test_a_value_goes_where_its_key_says_that_it_is_kept(small: Small) -> None:
    engine = small.made(TABLES)
    data, schema = parse_data({"d": DATA.encode()}, "d"), describe(engine)
    [record] = data.records
    slicing = Slicing(data, {"orders": (record,)}, lambda _: frozenset({"address"}))
    rows = rows_of(schema, "order_values", "t1", record.place)
    cells = {piece.column.name: piece.cell for piece in slicing.of(rows, ("id",))}
    with engine.connect() as connection:
        found = connection.execute(sa.select(cells["id"], cells["value"]).order_by(cells["id"])).all()
    assert [tuple(row) for row in found] == [(1, "가람로 1"), (2, "서울"), (3, None), (4, "9900")]
