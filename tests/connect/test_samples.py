"""A few rows of each table come as text, whatever stands in them, and from every part of the table."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url
from sqlalchemy.engine import Connection

from jikim.connect import describe, open_read_only, overlap, sample
from jikim.connect.samples import _tried
from jikim.tables import Product, Sample, Schema
from tests.traps.databases import TrapDatabase

Found = Mapping[tuple[str, str], Sample]


@pytest.fixture(scope="module")
def reading(trap_database: TrapDatabase) -> Iterator[Connection]:
    """A connection of the login that may only read."""
    engine = open_read_only("shop", trap_database.reader)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def shop(reading: Connection) -> Schema:
    return describe(reading)


@pytest.fixture(scope="module")
def found(reading: Connection, shop: Schema) -> Found:
    return {(one.table, one.column): one for one in sample(reading, shop)}


def test_every_column_of_every_table_gives_something_and_views_nothing(shop: Schema, found: Found) -> None:
    tables = [shape for shape in shop.tables if not shape.view or shape.engine]
    assert set(found) == {(shape.name, column.name) for shape in tables for column in shape.columns}
    assert [key for key, one in found.items() if not one.rows] == []


def test_values_are_distinct_and_nulls_are_counted(found: Found) -> None:
    mobile = found["members", "mobile"]
    assert (mobile.rows, mobile.nulls, len(mobile.values)) == (40, 5, 35)
    assert set(found["boards", "code"].values) == {"free", "qa"}
    assert found["admin_log", "staff"].values == ("staff01",)


def test_dates_that_are_none_come_as_they_stand(found: Found) -> None:
    assert "0000-00-00" in found["members", "left_on"].values
    assert "" in found["inquiries", "written_on"].values
    assert "2024-01-16 09:30:00" in {value.removesuffix("+00") for value in found["orders", "paid_at"].values}


def test_json_comes_as_its_text_in_every_shape(found: Found) -> None:
    receipts = found["orders", "receipt"]
    assert receipts.nulls == 8
    assert {value[0] for value in receipts.values} == {"{", "["}
    assert any('"buyerName"' in value for value in receipts.values)


def test_lists_of_ids_come_as_their_text(found: Found) -> None:
    for value in found["campaigns", "member_ids"].values:
        assert len(value.strip("{}").split(",")) == 6


def test_bytes_do_not_come_and_text_that_is_no_utf8_comes_marked(found: Found, shop: Schema) -> None:
    photo = found["members", "photo"]
    assert (photo.values, photo.rows, photo.nulls) == ((), 40, 20)
    lines = found["imports", "line"]
    if shop.product is Product.SQLITE:
        assert "\ufffd" in lines.values[0]
    if shop.product is Product.MARIADB:
        assert lines.values[0].encode("latin1").decode("euc-kr") == "홍보용 명단"


def test_a_long_value_is_cut(found: Found) -> None:
    assert max(len(value) for value in found["inquiries", "body"].values) == 2000


def test_only_the_tables_asked_for_are_read(reading: Connection, shop: Schema) -> None:
    assert {one.table for one in sample(reading, shop, ["boards", "members"])} == {"boards", "members"}


def test_a_sample_shows_no_value_by_repr(found: Found) -> None:
    assert "010-0000" not in repr(found["members", "mobile"])


def test_few_rows_are_spread_over_the_table(reading: Connection, shop: Schema) -> None:
    numbers = next(one for one in sample(reading, shop, ["members"], most=6) if one.column == "id")
    ids = sorted(map(int, numbers.values))
    assert numbers.rows == 6
    assert (ids[0], ids[-1]) == (1, 40)
    assert any(5 < number < 36 for number in ids)


def test_the_values_of_a_column_are_found_in_another(reading: Connection, shop: Schema, found: Found) -> None:
    logins, ids = found["members", "login_id"].values, found["members", "id"].values
    assert overlap(reading, shop, "login_log", "login_key", logins) == 40
    assert overlap(reading, shop, "inquiries", "login_id", logins) == 21
    assert overlap(reading, shop, "member_meta", "member_id", ids) == 40
    assert overlap(reading, shop, '"point.log"', "회원 번호", ids) == 40
    assert overlap(reading, shop, "orders", "member_id", found["orders", "number"].values) == 0
    assert overlap(reading, shop, "boards", "code", ids) == 0
    assert overlap(reading, shop, "members", "id", [*ids, "9" * 19, "9" * 40, "-1", "1.0", "\0", "٣"]) == 40
    assert overlap(reading, shop, "login_log", "login_key", logins, most=10) == 10


def test_what_cannot_be_compared_is_not_looked_up(reading: Connection, shop: Schema, found: Found) -> None:
    logins = found["members", "login_id"].values
    assert overlap(reading, shop, "members", "photo", logins) is None
    assert overlap(reading, shop, "orders", "receipt", logins) is None
    assert overlap(reading, shop, "members", "none", logins) is None
    assert overlap(reading, shop, "none", "id", logins) is None


def test_a_uuid_is_found_by_its_text(reading: Connection, shop: Schema, found: Found) -> None:
    if shop.product is Product.POSTGRESQL:
        ids = found["audit.access_log", "id"].values
        assert overlap(reading, shop, "audit.access_log", "id", [*ids, "no uuid"]) == 20
    else:
        assert ("audit.access_log", "id") not in found


def test_no_lock_waits_for_the_next_table(reading: Connection, shop: Schema) -> None:
    sample(reading, shop, ["members"])
    assert not reading.in_transaction()
    overlap(reading, shop, "members", "id", ["1"])
    assert not reading.in_transaction()


def test_a_statement_that_fails_gives_nothing_and_stops_nothing(reading: Connection) -> None:
    assert _tried(reading, sa.text("SELECT nothing FROM nowhere")) is None
    assert _tried(reading, sa.text("SELECT 1")) is not None


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Connection]:
    """A table of 200,001 rows, of which one column has no index."""
    with sqlite3.connect(tmp_path / "large.db") as connection:
        connection.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, who text, also text)")
        connection.execute("CREATE INDEX seen_who ON seen (who)")
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
            " INSERT INTO seen SELECT i, 'm' || i, 'm' || i FROM n"
        )
    connection.close()
    engine = open_read_only("large", f"sqlite:///{tmp_path / 'large.db'}")
    with engine.connect() as connected:
        yield connected
    engine.dispose()


def test_a_large_table_is_not_searched_without_an_index(large: Connection) -> None:
    schema = describe(large)
    assert overlap(large, schema, "seen", "who", ["m7", "m8", "x"]) == 2
    assert overlap(large, schema, "seen", "also", ["m7", "m8", "x"]) is None


def test_a_large_table_gives_its_ends_and_its_middle(large: Connection) -> None:
    ids = sorted(int(value) for value in sample(large, describe(large))[0].values)
    assert len(ids) == 200
    assert (ids[0], ids[-1]) == (0, 200_000)
    assert 100_000 in ids


@pytest.mark.postgres
def test_pages_are_taken_at_random_from_a_large_table_of_postgresql(
    postgres_databases: Callable[[int], tuple[str, ...]],
) -> None:
    [url] = postgres_databases(1)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute("CREATE TABLE seen (code text PRIMARY KEY, n int)")
        server.execute("INSERT INTO seen SELECT md5(i::text), i FROM generate_series(1, 100000) i")
        server.execute("ANALYZE seen")
    engine = open_read_only("large", url)
    with engine.connect() as connection:
        schema = describe(connection)
        first, second = (sample(connection, schema)[1] for _ in range(2))
    engine.dispose()
    assert schema.tables[0].rows == 100_000
    assert 190 <= first.rows <= 200
    assert first.values == second.values


@pytest.mark.postgres
def test_text_of_no_encoding_comes_marked_and_a_table_that_may_not_be_read_has_no_rows(postgres_url: str) -> None:
    name = f"t{secrets.token_hex(6)}"
    superuser = postgres_url.replace("+psycopg", "")
    there = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(superuser, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0".encode())
        server.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'".encode())
    try:
        with psycopg.connect(there.replace("+psycopg", ""), autocommit=True) as server:
            server.execute("CREATE TABLE letters (id int PRIMARY KEY, body text)")
            server.execute("INSERT INTO letters VALUES (1, E'\\xB1\\xE6'), (2, '길동')".encode())
            server.execute("CREATE TABLE locked (id int PRIMARY KEY)")
            server.execute(f"GRANT SELECT ON letters TO {name}".encode())
        reader = make_url(there).set(username=name, password=name).render_as_string(hide_password=False)
        engine = open_read_only("old", reader)
        with engine.connect() as connection:
            found = {(one.table, one.column): one for one in sample(connection, describe(connection))}
        engine.dispose()
    finally:
        with psycopg.connect(superuser, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
            server.execute(f"DROP ROLE {name}".encode())
    assert found["letters", "body"].values[1] == "길동"
    assert "\ufffd" in found["letters", "body"].values[0]
    assert found["locked", "id"].rows == 0
