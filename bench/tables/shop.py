"""A shop of four tables at any size: `members`, `orders` with `order_lines`, `history`; filled by set, without chance.

Row n looks the same on every product and every day: members join day by day over eight years, every fifth has left
(some of them not long ago), each has three orders with two lines, and so many lines of history. Nothing in it is
anybody's: 010-0000-xxxx and @example.kr.
"""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

HERE = Path(__file__).parent
POLICY = (HERE / "policy.yaml").read_bytes()
DATA = (HERE / "data.yaml").read_bytes()
FIRST = "2018-01-01 09:00:00"
_DAYS = 2900

_SERIAL = {"postgresql": "bigint", "mysql": "bigint", "sqlite": "integer"}
_TIME = {"postgresql": "timestamp", "mysql": "datetime", "sqlite": "datetime"}
_TABLES = """
CREATE TABLE members (id {serial} PRIMARY KEY, email varchar(80) NOT NULL, phone varchar(20), name varchar(40),
                      joined_at {time} NOT NULL, left_at {time}){tail};
CREATE TABLE orders (id {serial} PRIMARY KEY, member_id {serial}, phone varchar(20), address varchar(200),
                     receipt varchar(60), amount integer NOT NULL, ordered_at {time} NOT NULL, paid_at {time}){tail};
CREATE TABLE order_lines (id {serial} PRIMARY KEY, order_id {serial} NOT NULL, title varchar(60), amount integer){tail};
CREATE TABLE history (id {serial} PRIMARY KEY, member_id {serial}, at {time} NOT NULL, detail varchar(120)){tail};
CREATE INDEX members_left ON members (left_at);
CREATE INDEX orders_paid ON orders (paid_at);
CREATE INDEX orders_ordered ON orders (ordered_at);
CREATE INDEX orders_member ON orders (member_id);
CREATE INDEX lines_order ON order_lines (order_id);
CREATE INDEX history_at ON history (at);
CREATE INDEX history_member ON history (member_id)
"""
_NUMBERS = {
    "postgresql": "(SELECT generate_series(1, {count}) AS n) AS s",
    "mysql": "(SELECT seq AS n FROM seq_1_to_{count}) AS s",
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c) s",
}
_DAY = {
    "postgresql": "timestamp '{first}' + ({days}) * interval '1 day'",
    "mysql": "timestamp '{first}' + INTERVAL ({days}) DAY",
    "sqlite": "datetime('{first}', '+' || ({days}) || ' days')",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows: members, orders of each, lines of each order, lines of history of each member."""

    members: int
    orders: int = 3
    lines: int = 2
    history: int = 20


def build(engine: Engine, size: Size, *, storage: str = "") -> None:
    """Make the tables and fill them; `storage` is MariaDB's word (InnoDB, MyISAM)."""
    product = _product(engine)
    made = table_of(engine, _TABLES, storage=storage)
    with engine.begin() as connection:
        for statement in made.split(";"):
            connection.exec_driver_sql(statement)
    for statement in _filling(product, size):
        with engine.begin() as connection:
            connection.exec_driver_sql(statement.replace("%", "%%") if product != "sqlite" else statement)
    with engine.begin() as connection:
        if product != "mysql":
            connection.execute(sa.text("ANALYZE"))


def table_of(engine: Engine, made: str, *, storage: str = "") -> str:
    """Return the words that make a table, as a product says them."""
    product, tail = _product(engine), f" ENGINE={storage}" if storage else ""
    return made.format(serial=_SERIAL[product], time=_TIME[product], tail=tail)


def filled_by(engine: Engine) -> "Words":
    """Return how a product says what rows are made of."""
    return Words(_product(engine))


def _product(engine: Engine) -> str:
    return engine.dialect.name if engine.dialect.name != "mariadb" else "mysql"


def _filling(product: str, size: Size) -> list[str]:
    """Return one INSERT a table."""
    say = Words(product)
    orders = size.members * size.orders
    member = f"1 + ((n - 1) {say.div} {size.orders})"
    left = say.day(f"{_DAYS} + n % 340")
    return [
        f"INSERT INTO members SELECT n, {say.joined('m', 'n', '@example.kr')}, {say.phone('n')}, "
        f"{say.joined('시험', 'n')}, {say.day(f'n * 7 % {_DAYS}')}, "
        f"CASE WHEN n % 5 = 0 THEN {left} ELSE NULL END FROM {say.numbers(size.members)}",
        f"INSERT INTO orders SELECT n, {member}, {say.phone(member)}, {say.joined('서울 가온길 ', 'n')}, "
        f"{say.joined('영수증 ', 'n')}, n % 1000, {say.day(f'n * 11 % {_DAYS}')}, "
        f"CASE WHEN n % 10 = 9 THEN NULL ELSE {say.day(f'n * 11 % {_DAYS} + 1')} END FROM {say.numbers(orders)}",
        f"INSERT INTO order_lines SELECT n, 1 + ((n - 1) {say.div} {size.lines}), {say.joined('상품 ', 'n % 100')}, "
        f"n % 1000 FROM {say.numbers(orders * size.lines)}",
        f"INSERT INTO history SELECT n, 1 + ((n - 1) {say.div} {size.history}), {say.day(f'{_DAYS} + n * 13 % 340')}, "
        f"{say.joined('열람 ', 'n')} FROM {say.numbers(size.members * size.history)}",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """How a product says what the rows are made of; `n` is the number of the row."""

    product: str

    @property
    def div(self) -> str:
        return "DIV" if self.product == "mysql" else "/"

    def numbers(self, count: int) -> str:
        return _NUMBERS[self.product].format(count=count)

    def day(self, days: str) -> str:
        return _DAY[self.product].format(first=FIRST, days=days)

    def joined(self, before: str, number: str, after: str = "") -> str:
        parts = [f"'{before}'", f"CAST({number} AS {'char' if self.product == 'mysql' else 'text'})", f"'{after}'"]
        return f"concat({', '.join(parts)})" if self.product == "mysql" else f"({' || '.join(parts)})"

    def phone(self, number: str) -> str:
        digits = self.joined("000", f"({number}) % 10000")
        last = f"right({digits}, 4)" if self.product == "postgresql" else f"substr({digits}, -4)"
        return f"concat('010-0000-', {last})" if self.product == "mysql" else f"('010-0000-' || {last})"
