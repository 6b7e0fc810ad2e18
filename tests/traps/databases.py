"""The shop with the traps, built on each product: the fixture `trap_database`.

A test room takes it by importing it in its conftest.py. It is made once a module, and only to be read; a test that
writes makes its own with `fill`.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from jikim.tables import Product
from tests import mariadb
from tests.traps.shop import rows

HERE = Path(__file__).parent
PRODUCTS = (
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgres),
    pytest.param("mariadb", marks=pytest.mark.mariadb),
)


@dataclass(frozen=True, slots=True)
class TrapDatabase:
    """The shop; `owner` may do everything, `reader` has SELECT and nothing else (SQLite knows no logins)."""

    product: Product
    owner: str
    reader: str


@pytest.fixture(scope="module", params=PRODUCTS)
def trap_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrapDatabase]:
    """The shop with its people, on each product in turn."""
    product = Product(request.param)
    if product is Product.SQLITE:
        url = f"sqlite:///{tmp_path_factory.mktemp('traps') / 'shop.db'}"
        fill(product, url)
        yield TrapDatabase(product, url, url)
    elif product is Product.POSTGRESQL:
        [url] = request.getfixturevalue("postgres_databases")(1)
        fill(product, url)
        yield from _with_postgresql_reader(url, request.getfixturevalue("postgres_url"))
    else:
        [url] = request.getfixturevalue("mariadb_databases")(1)
        fill(product, url)
        yield from _with_mariadb_reader(url, request.getfixturevalue("mariadb_url"))


def fill(product: Product, url: str) -> None:
    """Make the tables in an empty database, and the people."""
    text = (HERE / f"{product.value}.sql").read_text(encoding="utf-8")
    if product is Product.SQLITE:
        with sqlite3.connect(make_url(url).database or "") as connection:
            connection.executescript(text)
        connection.close()
    elif product is Product.POSTGRESQL:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(text.encode())
    else:
        mariadb.run_sql(url, text)
    _people(product, url)


def _people(product: Product, url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        if product is Product.MARIADB:
            connection.execute(sa.text("SET SESSION sql_mode = ''"))
        for name, some in rows(product).items():
            schema, _, plain = name.rpartition(".") if name == "audit.access_log" else (None, "", name)
            table = sa.table(plain, *(sa.column(key) for key in some[0]), schema=schema or None)
            connection.execute(sa.insert(table), some)
        connection.execute(sa.text("UPDATE members SET default_address_id = id WHERE id % 3 = 0"))
        # What the trigger kept of the line above, today.
        connection.execute(sa.text("DELETE FROM member_history WHERE changed_at > '2025-12-31'"))
        if product is Product.SQLITE:
            connection.execute(sa.text("UPDATE imports SET line = CAST(line AS TEXT)"))
        if product is Product.POSTGRESQL:
            connection.execute(sa.text("REFRESH MATERIALIZED VIEW member_phone"))
    engine.dispose()


def _with_postgresql_reader(owner: str, superuser: str) -> Iterator[TrapDatabase]:
    parts, login, password = make_url(owner), f"r{secrets.token_hex(6)}", secrets.token_hex(12)
    there = make_url(superuser).set(database=parts.database).render_as_string(hide_password=False)
    with psycopg.connect(there.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(
            f"CREATE ROLE {login} LOGIN PASSWORD '{password}'; GRANT CONNECT ON DATABASE {parts.database} TO {login};"
            f"GRANT USAGE ON SCHEMA public, audit TO {login};"
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public, audit TO {login}".encode()
        )
        reader = parts.set(username=login, password=password).render_as_string(hide_password=False)
        yield TrapDatabase(Product.POSTGRESQL, owner, reader)
        server.execute(f"DROP OWNED BY {login}; DROP ROLE {login}".encode())


def _with_mariadb_reader(owner: str, superuser: str) -> Iterator[TrapDatabase]:
    parts, login, password = make_url(owner), f"r{secrets.token_hex(6)}", secrets.token_hex(12)
    mariadb.run_sql(
        superuser, f"CREATE USER {login} IDENTIFIED BY '{password}'; GRANT SELECT ON {parts.database}.* TO {login};"
    )
    reader = parts.set(username=login, password=password).render_as_string(hide_password=False)
    yield TrapDatabase(Product.MARIADB, owner, reader)
    mariadb.run_sql(superuser, f"DROP USER {login};")
