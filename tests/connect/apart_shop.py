"""A live shop that may be written and a separate database beside it, on every pair of products: `pair`."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.apart.apart import Apart
from jikim.apart.mirror import mirrors, prepare
from jikim.carry.carry import Carried, Carrying
from jikim.connect.writing import open_to_write
from jikim.find import Inquiry, Question, find
from jikim.period import Instant
from jikim.plan import Part
from jikim.tables import Product
from tests.connect.shop import Member, Order, at, filled, question
from tests.connect.small import Small

PAIRS = [
    pytest.param(("sqlite", "sqlite"), id="sqlite-sqlite"),
    pytest.param(("postgresql", "postgresql"), id="postgresql-postgresql", marks=pytest.mark.postgres),
    pytest.param(("postgresql", "sqlite"), id="postgresql-sqlite", marks=pytest.mark.postgres),
    pytest.param(("sqlite", "postgresql"), id="sqlite-postgresql", marks=pytest.mark.postgres),
    pytest.param(("mariadb", "mariadb"), id="mariadb-mariadb", marks=pytest.mark.mariadb),
    pytest.param(("mariadb", "sqlite"), id="mariadb-sqlite", marks=pytest.mark.mariadb),
    pytest.param(("sqlite", "mariadb"), id="sqlite-mariadb", marks=pytest.mark.mariadb),
]
SERVERS = {"postgresql": "postgres_databases", "mariadb": "mariadb_databases"}
MOVED = at(datetime(2021, 1, 1))
PAID = date(2020, 3, 2)
MEMBERS = [Member(1, datetime(2019, 5, 1, 9)), Member(2, datetime(2019, 6, 1, 9))]
ORDERS = [Order(number, datetime(2020, 3, 1, 12), 1 + number % 2, (PAID,), guest=True) for number in range(1, 8)]


class Writable(Small):
    """Fills a database, and opens it to be written."""

    def made(self, statements: str) -> Engine:
        super().made(statements)
        engine = open_to_write("shop", self.last[0])
        self.opened.append(engine)
        return engine

    @property
    def last(self) -> tuple[str, ...]:
        """The address of the database that was made."""
        return tuple(URLS[-1:])


URLS: list[str] = []


@dataclass(slots=True)
class Pair:
    """Makes shops with a separate database each."""

    live: Product
    there: Product
    url: Callable[[Product], str]
    opened: list[Engine] = field(default_factory=list)

    def shop(self, orders: list[Order] | None = None, members: list[Member] | None = None) -> Engine:
        """Return a live shop, open to be written."""

        def url() -> str:
            URLS.append(self.url(self.live))
            return URLS[-1]

        made = Writable(self.live, url, self.opened)
        return filled(made, MEMBERS if members is None else members, ORDERS if orders is None else orders, [])

    def separate(self, asked: Question, *, prepared: bool = True) -> Engine:
        """Return the separate database of a shop."""
        engine = open_to_write("apart", self.url(self.there))
        self.opened.append(engine)
        if prepared:
            with engine.begin() as connection:
                prepare(connection, mirrors(asked.data, asked.policy, asked.schema, "shop"))
        return engine


@pytest.fixture(scope="module", params=PAIRS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Shops with their separate databases, on each pair of products in turn."""

    def url(product: Product) -> str:
        if product is Product.SQLITE:
            file: Path = tmp_path_factory.mktemp("pair") / "shop.db"
            sqlite3.connect(file).close()
            return f"sqlite:///{file}"
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue(SERVERS[product.value])
        return make(1)[0]

    live, there = map(Product, request.param)
    made = Pair(live, there, url)
    yield made
    for engine in made.opened:
        engine.dispose()


def parts(engine: Engine, asked: Question, table: str = "orders") -> list[Part]:
    """Return what is due in a table, gathered."""
    found: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    first = {}
    with engine.connect() as connection:
        for row in find(connection, asked):
            if row.table == table:
                kind = (row.record, row.destroy, row.preserve, row.remaining, row.ends, row.columns)
                found.setdefault(kind, []).append(row.key)
                first[kind] = row
    return [
        Part("shop", table, row.record, row.destroy, row.preserve, row.remaining, row.ends, row.columns,
             tuple(found[kind]))  # type: ignore[arg-type]
        for kind, row in first.items()
    ]  # fmt: skip


def carried(live: Engine, separate: Engine, asked: Question, part: Part) -> Carried:
    """Carry a part out."""
    carrying = Carrying(asked, part, apart=Apart(asked, part, separate, policy="p1"))
    with live.begin() as connection:
        return carrying.carry(connection, part.keys)


def rows(engine: Engine, table: str, order: str = "id") -> list[dict[str, object]]:
    """Return everything in a table."""
    with engine.connect() as connection:
        found = connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY {order}"))
        return [dict(row) for row in found.mappings()]


def asked_at(engine: Engine, now: Instant, **keeps: str) -> Question:
    """Return what is asked of the shop at an instant."""
    return question(engine, now, **keeps)


__all__ = ["MOVED", "PAID", "Inquiry", "Pair", "asked_at", "carried", "pair", "parts", "rows"]
