"""One database, opened so that what is committed is on disk.

SQLite: WAL with synchronous=FULL, secure_delete and foreign keys on; every write transaction takes its lock at
the start. WAL with synchronous=NORMAL loses committed rows in a power cut, and ATTACH across two WAL files can
lose a row from both: neither is ever used. PostgreSQL: fsync, full_page_writes and synchronous_commit are
asserted. A setting that is not as it must be is refused, never silently accepted.

`alone` lets one at a time change what rests in a vault, whatever the product: a lock that ends with its holder,
also with one that was killed.
"""

import fcntl
import os
import select
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from jikim.database.dialect import Dialect
from jikim.database.refusal import refusal
from jikim.errors import OperatorError
from jikim.messages import msg

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "temp_store": 2,
}
_ALONE = 0x6A696B696D  # the number of our advisory lock: "jikim"
_TRUSTED_SECONDS = 10
_SERVER_SETTINGS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class Database:
    """A database and the way to it; `name` is what people call it (live, separate, keys, ledger)."""

    def __init__(self, name: str, engine: Engine, dialect: Dialect) -> None:
        self.name = name
        self.engine = engine
        self.dialect = dialect
        self._idle: deque[tuple[float, Connection]] = deque()  # each with the second since when nobody uses it

    @classmethod
    def open(cls, name: str, url: str | Path, *, durable: bool = True) -> Self:
        """Open a database by SQLAlchemy URL, or a SQLite file by path.

        `durable=False` skips the assertion of a server's settings and SQLite's FULL: for negative controls
        and benches only. Raises OperatorError when it cannot be reached or is not set up safely.
        """
        address = URL.create("sqlite", database=str(url)) if isinstance(url, Path) else _address(name, url)
        dialect = _dialect(name, address)
        engine = _sqlite(address, durable=durable) if dialect is Dialect.SQLITE else _postgresql(address)
        database = cls(name, engine, dialect)
        if durable and dialect is Dialect.POSTGRESQL:
            try:
                with database._asked():
                    database._assert_server_settings()
            except OperatorError:
                database.close()
                raise
        return database

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Yield a connection inside a transaction that may write; committed at the end, or rolled back.

        The driver itself begins and ends it: a daily run is made of small transactions, and SQLAlchemy's own
        bookkeeping of them would cost more than they do.
        """
        with self._asked():
            connection = self._take()
            driver = connection.connection.dbapi_connection
            try:
                self._begin(driver)
                yield connection
                self._end(connection, driver)
            except BaseException as error:
                self._undo(connection, driver, broken=isinstance(error, DBAPIError))
                raise
            self._give_back(connection)

    def _begin(self, driver: Any) -> None:  # noqa: ANN401  (a connection of either driver)
        """Take SQLite's lock for writing at the start; PostgreSQL begins by itself."""
        if self.dialect is Dialect.SQLITE:
            with self._as_sqlalchemy_says():
                driver.execute("BEGIN IMMEDIATE")

    def _end(self, connection: Connection, driver: Any) -> None:  # noqa: ANN401  (a connection of either driver)
        with self._as_sqlalchemy_says():
            if connection.in_transaction():
                connection.commit()
            else:
                driver.commit()

    def _undo(self, connection: Connection, driver: Any, *, broken: bool) -> None:  # noqa: ANN401  (of either driver)
        """Roll back; a connection that the database refused something on is not used again."""
        with suppress(Exception):
            connection.rollback()
            driver.rollback()
        if broken:
            _drop(connection)
        else:
            self._give_back(connection)

    @contextmanager
    def _as_sqlalchemy_says(self) -> Iterator[None]:
        """Give the driver's own errors the one shape that `_asked` knows."""
        driver = self.engine.dialect.loaded_dbapi
        try:
            yield
        except driver.Error as error:
            raise DBAPIError(None, None, error) from error

    def _take(self) -> Connection:
        """Return a connection that nobody uses; it is kept for the next transaction, which costs less than a pool."""
        while self._idle:
            since, connection = self._idle.pop()
            if self.dialect is Dialect.SQLITE or self._still_answers(connection, time.monotonic() - since):
                return connection
            _drop(connection)
        return self.engine.connect()

    def _give_back(self, connection: Connection) -> None:
        self._idle.append((time.monotonic(), connection))

    def _still_answers(self, connection: Connection, idle_seconds: float) -> bool:
        """Tell whether a server has kept a connection; it is asked only where that is in doubt.

        A server that restarts says goodbye, and the goodbye waits to be read. One that lost its power says nothing,
        nor does a firewall that forgets: so after some seconds the server is asked in any case.
        """
        driver: Any = connection.connection.dbapi_connection
        try:
            waiting = select.poll()
            waiting.register(driver.fileno(), select.POLLIN)
            return (idle_seconds < _TRUSTED_SECONDS and not waiting.poll(0)) or self.engine.dialect.do_ping(driver)
        except self.engine.dialect.loaded_dbapi.Error:
            return False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else holds this database's one lock, and hold it; not to be taken twice."""
        with self._alone_on_server() if self.dialect is Dialect.POSTGRESQL else self._alone_by_file():
            yield

    @contextmanager
    def _alone_on_server(self) -> Iterator[None]:
        with self._asked(), self.engine.connect() as connection:
            try:
                connection.execute(sa.text("SELECT pg_advisory_lock(:number)"), {"number": _ALONE})
                connection.commit()  # the lock is the session's; an open transaction would only keep old rows alive
                yield
            finally:
                connection.rollback()
                connection.execute(sa.text("SELECT pg_advisory_unlock(:number)"), {"number": _ALONE})
                connection.commit()

    @contextmanager
    def _alone_by_file(self) -> Iterator[None]:
        """A file of its own: closing a second descriptor of the database would drop SQLite's own locks."""
        try:
            descriptor = os.open(f"{self.engine.url.database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OperatorError(
                msg("database '{name}' cannot be used", name=self.name),
                msg("its lock cannot be taken: {reason}", reason=error.strerror or error),
                msg("give the user of this command write access to its folder")) from None  # fmt: skip
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Put the database's own refusals into words a person can act on."""
        try:
            yield
        except DBAPIError as error:
            raise refusal(self.name, error) from None  # what it was asked may be personal

    def checkpoint(self) -> None:
        """Empty SQLite's write-ahead log into the file, so that nothing overwritten stays in it."""
        if self.dialect is Dialect.SQLITE:
            with self._asked():
                raw = self.engine.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    raw.close()

    def rewrite(self, table: str) -> None:
        """Write a table anew, without its dead rows: a plain VACUUM of PostgreSQL leaves their bytes in the pages.

        SQLite, which zeroes a row that goes and not what it copied from page to page, writes its whole file anew.
        """
        name = self.engine.dialect.identifier_preparer.quote(table)
        statement = f"VACUUM (FULL) {name}" if self.dialect is Dialect.POSTGRESQL else "VACUUM"
        with self._asked(), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(statement)

    def close(self) -> None:
        """Give back every connection."""
        while self._idle:
            self._idle.pop()[1].close()
        self.engine.dispose()

    def _assert_server_settings(self) -> None:
        with self.engine.connect() as connection:
            for setting, wanted in _SERVER_SETTINGS.items():
                found = connection.execute(
                    sa.text("SELECT current_setting(:setting)"), {"setting": setting}
                ).scalar_one()
                if found != wanted:
                    raise OperatorError(
                        msg("the server of database '{name}' runs with {setting} = {found}",
                            name=self.name, setting=setting, found=found),
                        msg("what was committed could be lost, and a record be in neither place"),
                        msg("set {setting} = {wanted} and restart the server", setting=setting, wanted=wanted),
                    )  # fmt: skip


def _drop(connection: Connection) -> None:
    """Give up a connection of which nobody knows what state it is in."""
    with suppress(Exception):
        connection.invalidate()
    connection.close()


def _address(name: str, url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise OperatorError(
            msg("the address of database '{name}' is not a URL", name=name),
            msg("it must name the product, the host and the database"),
            msg("write it as postgresql://user@host/database, or leave it out for SQLite files")) from None  # fmt: skip
    return address.set(drivername="postgresql+psycopg") if address.drivername == "postgresql" else address


def _dialect(name: str, address: URL) -> Dialect:
    try:
        return Dialect(address.get_backend_name())
    except ValueError:
        raise OperatorError(
            msg("database '{name}' is of a product that cannot hold a vault: {product}",
                name=name, product=address.get_backend_name()),
            msg("moves and destruction are tested on SQLite and PostgreSQL"),
            msg("use one of the two")) from None  # fmt: skip


def _sqlite(address: URL, *, durable: bool) -> Engine:
    # The finder's statement has some hundred branches: it must not be pushed out by lists of other lengths.
    settled = {"timeout": 30, "isolation_level": None, "cached_statements": 512}
    engine = sa.create_engine(address, connect_args=settled, hide_parameters=True)
    pragmas = _PRAGMAS if durable else {**_PRAGMAS, "synchronous": 0}

    @sa.event.listens_for(engine, "connect")
    def _set(connection: "sa.engine.interfaces.DBAPIConnection", _: object) -> None:
        cursor = connection.cursor()
        for pragma, value in pragmas.items():
            cursor.execute(f"PRAGMA {pragma}={value}")
        cursor.close()

    return engine


def _postgresql(address: URL) -> Engine:
    try:
        return sa.create_engine(address, pool_pre_ping=True, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise OperatorError(
            msg("the driver for PostgreSQL is not installed"),
            msg("the base install reads and writes SQLite only"),
            msg("install jikim[postgres]")) from None  # fmt: skip
