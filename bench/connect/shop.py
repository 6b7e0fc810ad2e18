"""One table of a million orders, of which every tenth, scattered, is due: for what acts, and the DELETE by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bench.connect.ground import question
from jikim.carry import Carrying
from jikim.connect import CHUNK
from jikim.engine.parts import parts
from jikim.find import Question, find
from jikim.period import instant_of
from jikim.plan import Part

TODAY = date(2026, 1, 2)
POLICY = """
jikim: 1
service:    {id: shop, name: 도매상회, url: https://shop.example.kr}
controller: {name: 도매상회}
version:    {id: "2020-1", announced: 2020-01-01, effective: 2020-01-08}
roles: {member: 회원}
events:
  paid: {label: 대금 결제, of: record, else: collected}
activities:
  order:
    label: 주문
    roles: member
    purposes: {deliver: 상품의 배송과 대금 결제}
    basis: contract
    collect: [{required: [이름, 주소]}]
    keep: [{until: 6 months after paid}]
""".encode()
DATA = b"""
jikim: 1
timezone: Asia/Seoul
databases:
  shop: {url: env:SHOP_DB}
  separate: {url: env:SEPARATE_DB, role: separate}
people: {table: members, key: id, role: member}
records:
  orders:
    activity: order
    person: member_id
    collected: ordered_on
    events: {paid: paid_on}
    items: {name: name, address: address}
"""
ROWS = 1_000_000
_FILL = {
    "postgresql": "(SELECT generate_series(1, {rows}) AS n) AS s",
    "mysql": "(SELECT seq AS n FROM seq_1_to_{rows}) AS s",
}


def fill(engine: Engine, rows: int = ROWS) -> None:
    """Make the table anew, with a primary key and two indexes."""
    tail = " ENGINE=InnoDB" if engine.dialect.name != "postgresql" else ""
    numbers = _FILL["postgresql" if engine.dialect.name == "postgresql" else "mysql"].format(rows=rows)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS orders")
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS members (id bigint PRIMARY KEY){tail}")
        connection.exec_driver_sql(
            "CREATE TABLE orders (id bigint PRIMARY KEY, member_id bigint, name varchar(40), address varchar(80), "
            f"memo varchar(80), ordered_on date NOT NULL, paid_on date){tail}"
        )
        many = "%%"
        connection.exec_driver_sql(
            f"INSERT INTO orders SELECT n, 1 + n {many} 1000, concat('시험', n), concat('서울 가온길 ', n), "
            f"repeat('x', 40), date '2024-01-01', "
            f"CASE WHEN n {many} 10 = 3 THEN date '2024-02-01' ELSE date '2025-12-01' END "
            f"FROM {numbers}"
        )
        connection.exec_driver_sql("CREATE INDEX orders_paid ON orders (paid_on)")
        connection.exec_driver_sql("CREATE INDEX orders_member ON orders (member_id)")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE orders" if not tail else "ANALYZE TABLE orders")


def planned(engine: Engine, url: str, policy: bytes = POLICY) -> tuple[Question, Part]:
    """Return what is due, as one part."""
    asked = question(url, policy, DATA, instant_of(TODAY))
    with engine.connect() as connection:
        [part] = parts(find(connection, asked), asked.kinds())
    return asked, part


class Slowest:
    """The slowest statement of a connection so far, in seconds."""

    def __init__(self, engine: Engine) -> None:
        self.seconds, self._began = 0.0, 0.0
        sa.event.listen(engine, "before_cursor_execute", self._begin)
        sa.event.listen(engine, "after_cursor_execute", self._end)

    def _begin(self, *_: object) -> None:
        self._began = perf_counter()

    def _end(self, *_: object) -> None:
        self.seconds = max(self.seconds, perf_counter() - self._began)


def carried(engine: Engine, carrying: Carrying, part: Part, chunk: int | None = None) -> float:
    """Carry a part out, chunk by chunk, each in a transaction; return the seconds."""
    size = chunk or carrying.chunk or CHUNK
    began = perf_counter()
    done = 0
    for at in range(0, len(part.keys), size):
        with engine.begin() as live:
            done += len(carrying.carry(live, part.keys[at : at + size]).done)
    took = perf_counter() - began
    assert done == len(part.keys), "every row was due"
    return took


def timed(engine: Engine, work: Callable[[Connection], Sequence[object] | None]) -> float:
    """Return the seconds of one transaction."""
    began = perf_counter()
    with engine.begin() as live:
        work(live)
    return perf_counter() - began
