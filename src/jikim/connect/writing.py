"""The way into a service's database on which what is due is carried out.

As in `address.py`, but it may write. A statement waits no longer for a lock than it may take itself; instants are
spoken in UTC; what is committed is on the disk (a chunk is written down as done on its word). SQLite judges foreign
keys, overwrites what it frees, and begins each transaction as a writer, so that what was read still stands when it is
written. PostgreSQL and MariaDB see what others commit in between, so that a row can be asked about again.
"""

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from jikim.connect.address import mysql, postgresql, reached, sqlite
from jikim.connect.refusal import refusal
from jikim.errors import OperatorError
from jikim.messages import msg

_SQLITE = ("PRAGMA foreign_keys=ON", "PRAGMA secure_delete=ON", "PRAGMA synchronous=FULL")
_POSTGRESQL = {"default_transaction_isolation": "read\\ committed", "synchronous_commit": "on"}
MODES = "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"


def open_to_write(name: str, url: str, *, statement_seconds: float = 30.0) -> Engine:
    """Open the database that people call `name` by SQLAlchemy URL, so that rows can be destroyed in it.

    Raises OperatorError, in whose words the password does not stand.
    """
    return reached(name, url, _OPEN, statement_seconds)


class Unsure(OperatorError):
    """The way to a database was lost while it was told to commit: what was written may stand, or may not."""


@contextmanager
def committed(name: str, engine: Engine) -> Iterator[Connection]:
    """Give a transaction that is committed at the end; what is refused even then is an OperatorError as well.

    Raises Unsure where nobody knows whether it was committed.
    """
    ended = False
    try:
        with engine.begin() as connection:
            yield connection
            ended = True
    except DBAPIError as error:
        found = _refused(name, error)
        if ended and error.connection_invalidated:
            raise Unsure(found.what, found.why, found.fix) from None
        raise found from None


@contextmanager
def written(name: str) -> Iterator[None]:
    """Turn what the product refuses to write into an OperatorError; what it was told, and its values, stay out."""
    try:
        yield
    except (DBAPIError, UnicodeError) as error:
        raise _refused(name, error) from None


@contextmanager
def unsure(name: str, *, when: Callable[[DBAPIError], bool] = lambda error: True) -> Iterator[None]:
    """Raise Unsure for what the product refuses once something may stand there; of other errors it says nothing."""
    try:
        yield
    except DBAPIError as error:
        if not when(error):
            raise
        found = _refused(name, error)
        raise Unsure(found.what, found.why, found.fix) from None


def _refused(name: str, error: Exception) -> OperatorError:
    orig = error.orig if isinstance(error, DBAPIError) else error
    rule = getattr(getattr(orig, "diag", None), "constraint_name", None)
    if isinstance(error, sa.exc.IntegrityError):
        return OperatorError(
            msg("the connected database '{name}' refused a change", name=name),
            msg("a rule of its own stands against it: {rule}", rule=rule or type(orig).__name__),
            msg("run jikim check, which names what stands in the way"))  # fmt: skip
    found = refusal(name, error)
    return OperatorError(msg("the connected database '{name}' refused a change", name=name), found.why, found.fix)


def _sqlite(address: URL, seconds: float) -> Engine:
    engine = sqlite(address, seconds, "rw", _SQLITE)

    @sa.event.listens_for(engine, "connect")
    def _by_hand(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late, and as a reader's

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(address: URL, seconds: float) -> Engine:
    return postgresql(address, seconds, _POSTGRESQL)


def _mysql(address: URL, seconds: float) -> Engine:
    wait = f"SET SESSION innodb_lock_wait_timeout={max(1, math.ceil(seconds))}"
    engine = mysql(address, seconds, [wait, f"SET SESSION sql_mode='{MODES}'"])

    @sa.event.listens_for(engine, "connect")
    def _isolated(connection: Any, _: object) -> None:  # noqa: ANN401  (a connection of the driver)
        cursor = connection.cursor()
        cursor.execute("SELECT @@log_bin AND @@binlog_format = 'STATEMENT'")
        if not cursor.fetchone()[0]:  # such a server refuses what it could not repeat from its log
            cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        cursor.close()

    return engine


_OPEN = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql, "mariadb": _mysql}
