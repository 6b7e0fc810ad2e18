"""A database goes on after its server ended a connection; what was under way then is refused, and nothing is kept."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy.engine import Connection

from jikim.database import Database
from jikim.errors import OperatorError

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def url(postgres_databases: Callable[[int], tuple[str, ...]]) -> str:
    """One empty database."""
    return postgres_databases(1)[0]


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """It, opened, with one connection that waits to be used."""
    found = Database.open("live", url, durable=False)
    with found.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS kept (name text)")
        connection.exec_driver_sql("TRUNCATE kept")
    yield found
    found.close()


def backend(connection: Connection) -> int:
    """The number of the server's process at the other end."""
    return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def backends(database: Database, count: int) -> set[int]:
    """So many connections at once, each given back afterwards."""
    with ExitStack() as stack:
        return {backend(stack.enter_context(database.transaction())) for _ in range(count)}


def end(url: str, *numbers: int) -> None:
    """Let the server end connections as it does when it restarts, and wait until they are gone."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as other:
        for number in numbers:
            assert other.execute("SELECT pg_terminate_backend(%s, 10000)", [number]).fetchone() == (True,)


def test_a_connection_is_used_again(database: Database) -> None:
    assert backends(database, 1) == backends(database, 1)


def test_a_connection_that_the_server_ended_is_replaced_unnoticed(database: Database, url: str) -> None:
    before = backends(database, 1)
    end(url, *before)

    assert not backends(database, 1) & before


def test_every_connection_that_waited_is_replaced(database: Database, url: str) -> None:
    before = backends(database, 3)
    assert len(before) == 3
    end(url, *before)

    assert not backends(database, 3) & before


def test_the_lock_of_a_vault_is_taken_over_a_new_connection(database: Database, url: str) -> None:
    with database.alone():
        pass
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as other:
        others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        waiting = [int(row[0]) for row in other.execute(others)]
    assert len(waiting) == 2
    end(url, *waiting)

    with database.alone(), database.transaction() as connection:
        assert backend(connection) not in waiting


def test_what_waits_to_be_read_is_no_reason_to_give_a_connection_up(database: Database, url: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("LISTEN news")
        before = backend(connection)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("NOTIFY news")

    with database.transaction() as connection:
        assert backend(connection) == before


def test_what_was_under_way_is_refused_and_nothing_of_it_is_kept(database: Database, url: str) -> None:
    def interrupted() -> None:
        with database.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO kept VALUES ('half')")
            end(url, backend(connection))
            connection.exec_driver_sql("INSERT INTO kept VALUES ('whole')")

    with pytest.raises(OperatorError, match="database 'live' cannot be used"):
        interrupted()
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT name FROM kept").all() == []
