"""A survey bounds what it asks of somebody else's database, and keeps nothing of what it saw there."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.engine import Survey, survey
from jikim.engine.survey import _MOST_PAIRS
from jikim.tables import Product
from tests.testapps.people import Person
from tests.traps.databases import fill


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the shop with the traps."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}"
    fill(Product.SQLITE, url)
    return url


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What was asked of any database."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


def test_progress_is_told_table_by_table(shop: str) -> None:
    told: list[tuple[int, int]] = []
    found = survey(shop, "env:SHOP_DB", reached=lambda done, total: told.append((done, total)))
    tables = len(found.detected.schema.tables)
    assert told == [(done, tables) for done in range(1, tables + 1)]


def test_fewer_rows_are_looked_at_where_fewer_were_asked_for(shop: str, statements: list[str]) -> None:
    survey(shop, "env:SHOP_DB", rows=6)
    assert sum("LIMIT" in statement for statement in statements) > 10
    assert all(statement.startswith(("SELECT", "WITH", "PRAGMA")) for statement in map(str.strip, statements))


def test_a_database_of_a_thousand_alike_columns_is_asked_no_more_than_so_often(
    tmp_path: Path, statements: list[str]
) -> None:
    with sqlite3.connect(tmp_path / "wide.db") as database:
        database.execute(
            "CREATE TABLE members (id integer PRIMARY KEY, login_id varchar(20) UNIQUE, email varchar(90))"
        )
        columns = ", ".join(f"c{number} varchar(20)" for number in range(1500))
        marks = ", ".join("?" * 1500)
        for table in ("wide_a", "wide_b"):
            database.execute(f"CREATE TABLE {table} (id integer PRIMARY KEY, {columns})")
            database.execute(f"INSERT INTO {table} VALUES (1, {marks})", ["x"] * 1500)
    database.close()
    survey(f"sqlite:///{tmp_path / 'wide.db'}", "env:WIDE_DB")
    assert sum("count(distinct" in statement.lower() for statement in statements) == _MOST_PAIRS


def test_what_it_returns_holds_no_value_of_a_row(shop: str) -> None:
    found: Survey = survey(shop, "env:SHOP_DB")
    people = [Person(number) for number in range(1, 41)]
    said = repr(found)
    assert [one.number for one in people if one.name in said or one.email in said or one.mobile in said] == []


@pytest.mark.postgres
def test_a_table_that_may_not_be_read_is_named_and_the_others_are_proposed(
    postgres_databases: Callable[[int], tuple[str, ...]],
) -> None:
    [url] = postgres_databases(1)
    fill(Product.POSTGRESQL, url)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("ANALYZE"))
        connection.execute(sa.text("REVOKE SELECT ON inquiries FROM CURRENT_USER"))
    engine.dispose()
    found = survey(url, "env:SHOP_DB")
    assert found.unread == ("inquiries",)
    assert {"members", "orders"} <= {one.table for one in found.detected.columns}
