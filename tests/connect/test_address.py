"""A service's database is opened so that nothing can be written, with what was handed in and nothing else."""

import hashlib
import logging
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.connect import asked, describe, open_read_only, sample
from jikim.connect.address import product_of
from jikim.errors import OperatorError
from jikim.messages import Language, say
from tests.traps.databases import TrapDatabase

WRITES = (
    "UPDATE members SET name = 'x'",
    "DELETE FROM write_free",  # MyISAM on MariaDB, which knows no transactions
    "INSERT INTO boards VALUES ('new', 'new')",
    "CREATE TABLE intruder (a int)",
    "DROP TABLE login_log",
    "ALTER TABLE boards ADD COLUMN intruder int",
)


@pytest.fixture
def owner(trap_database: TrapDatabase) -> Iterator[Connection]:
    """A connection of a login that may do everything."""
    engine = open_read_only("shop", trap_database.owner)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("write", WRITES)
def test_not_even_the_owner_can_write(owner: Connection, write: str) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?\s?only"):
        owner.execute(sa.text(write))


@pytest.mark.parametrize("write", WRITES)
def test_not_even_outside_a_transaction(owner: Connection, write: str) -> None:
    owner.execution_options(isolation_level="AUTOCOMMIT")
    with pytest.raises(DBAPIError, match=r"(?i)read-?\s?only"):
        owner.execute(sa.text(write))


def test_a_write_that_was_tried_says_so_without_its_values(owner: Connection) -> None:
    with pytest.raises(OperatorError) as raised, asked("shop"):
        owner.execute(sa.text("UPDATE members SET name = :name"), {"name": "홍길동"})
    assert str(raised.value.why) == "it was opened to be read only"
    assert "홍길동" not in "".join(map(str, (raised.value, raised.value.why, raised.value.fix)))
    assert raised.value.__cause__ is None


UNKNOWN = "the connected database 'shop' is of a product that jikim does not read: oracle"
NO_DRIVER = "the driver for the connected database 'shop' is not installed"
SLOW = {
    "sqlite": "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
    "mariadb": "SELECT SLEEP(60)",
}


def test_a_statement_that_takes_too_long_is_ended_and_the_next_one_works(trap_database: TrapDatabase) -> None:
    engine = open_read_only("shop", trap_database.reader, statement_seconds=0.2)
    with engine.connect() as connection:
        with pytest.raises(OperatorError) as raised, asked("shop"):
            connection.execute(sa.text(SLOW[trap_database.product.value])).all()
        connection.rollback()
        assert connection.execute(sa.text("SELECT count(*) FROM members")).scalar_one() == 40
    engine.dispose()
    assert str(raised.value.why) == "a statement took longer than it may"


def test_the_product_is_known(owner: Connection, trap_database: TrapDatabase) -> None:
    assert product_of(owner) is trap_database.product


def test_nothing_that_was_read_is_logged(trap_database: TrapDatabase, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    engine = open_read_only("shop", trap_database.reader)
    with engine.connect() as connection:
        found = sample(connection, describe(connection))
    engine.dispose()
    said = caplog.text
    assert not [one.table for one in found for value in one.values if len(value) > 4 and value in said]
    assert str(make_url(trap_database.reader).password) not in said


def test_a_wrong_password_is_refused_and_not_repeated(trap_database: TrapDatabase) -> None:
    url = make_url(trap_database.owner)
    if url.password is None:
        url = url.set(database=f"{url.database}-missing")
    with pytest.raises(OperatorError) as raised:
        open_read_only("shop", url.set(password="secret-7").render_as_string(hide_password=False))
    told = "".join(map(str, (raised.value, raised.value.why, raised.value.fix)))
    assert "'shop'" in told
    assert "secret-7" not in told


@pytest.mark.postgres
def test_a_password_is_not_taken_from_the_surroundings(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = make_url(postgres_url)
    note = tmp_path / "pgpass"
    note.write_text(f"*:*:*:*:{url.password}\n")
    note.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(note))
    monkeypatch.setenv("PGPASSWORD", str(url.password))
    with pytest.raises(OperatorError) as raised:
        open_read_only("shop", url._replace(password=None).render_as_string(hide_password=False))
    assert str(raised.value.why) == "the server refused the login"


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="the connected database 'shop' is not there"):
        open_read_only("shop", f"sqlite:///{tmp_path}/none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is a letter and no database" * 40)
    engine = open_read_only("shop", f"sqlite:///{tmp_path}/text.db")
    with pytest.raises(OperatorError) as raised:
        describe(engine, "shop")
    engine.dispose()
    assert str(raised.value.why) == "the file is no SQLite database"


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_file_is_the_same_after_it_was_read(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "a shop?#%.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE members (id INTEGER PRIMARY KEY, name text)")
        connection.execute("INSERT INTO members (name) VALUES ('가람')")
    connection.close()
    file.chmod(0o640)
    before = hashlib.sha256(file.read_bytes()).digest()
    engine = open_read_only("shop", str(sa.URL.create("sqlite", database=str(file))))
    with engine.connect() as reading:
        found = sample(reading, describe(reading))
    engine.dispose()
    assert found[1].values == ("가람",)
    assert hashlib.sha256(file.read_bytes()).digest() == before
    left = {other.name.removeprefix(file.name): other.stat() for other in tmp_path.iterdir() if other != file}
    assert set(left) == ({"-shm", "-wal"} if mode == "wal" else set())
    if left:
        assert left["-wal"].st_size == 0
    assert {(one.st_uid, one.st_mode) for one in left.values()} <= {(file.stat().st_uid, file.stat().st_mode)}


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("nonsense", "the address of the connected database 'shop' is not a URL"),
        ("env:SHOP_DB", "the address of the connected database 'shop' is not a URL"),
        (
            "oracle://u:secret-7@host/db",
            UNKNOWN,
        ),
        ("postgresql://u:secret-7@127.0.0.1:1/db", "the connected database 'shop' cannot be read"),
        ("mysql://u:secret-7@127.0.0.1:1/db", "the connected database 'shop' cannot be read"),
        ("sqlite://", "the connected database 'shop' is not there"),
        (
            "postgresql+asyncpg://u:secret-7@127.0.0.1/db",
            NO_DRIVER,
        ),
    ],
)
def test_an_address_that_leads_nowhere_says_what_to_do(url: str, what: str) -> None:
    with pytest.raises(OperatorError) as raised:
        open_read_only("shop", url)
    assert str(raised.value) == what
    told = "".join(say(part, Language.KOREAN) for part in (raised.value.what, raised.value.why, raised.value.fix))
    assert "secret-7" not in told


@pytest.mark.parametrize(("product", "driver"), [("postgresql", "psycopg"), ("mysql", "pymysql")])
def test_a_missing_driver_says_what_to_install(product: str, driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(OperatorError) as raised:
        open_read_only("shop", f"{product}://u@127.0.0.1:1/db")
    extra = {"postgresql": "postgres", "mysql": "mysql"}[product]
    assert str(raised.value.fix) == f"run pip install 'jikim[{extra}]'"
