"""The way into a service's database, on which nothing can be written.

Each product is told so in its own words, for every statement of every connection: SQLite opens the file read only
(and `query_only`, for what else it is told to open), PostgreSQL gets `default_transaction_read_only`, MariaDB and
MySQL `SET SESSION TRANSACTION READ ONLY`, which holds for MyISAM as well. Instants are spoken in UTC. Beside a SQLite
file in WAL mode stand its two side files while somebody reads it, and SQLite may leave them there, empty, with the
owner and the rights of the file itself.

Credentials come from the address that was handed in and from nowhere else: libpq would take a password out of the
environment or of somebody's home, so it is told that there is none. Nothing that is read is logged, whatever the
program around us logs: its rows are personal.
"""

import logging
import math
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from jikim.connect.refusal import missing_driver, no_address, no_file, refusal, unknown_product
from jikim.tables import Product

_TOGETHER = 5000  # rows that are held at once
_LOG = "jikim.connect"
_DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
    "sqlite": "sqlite",
}
_CONNECT_SECONDS = 10
_STEPS = 1000  # SQLite looks at the clock so often: after this many steps of its machine
_NO_PASSWORD_FILE = os.path.join(os.devnull, "none")  # cannot exist, so libpq does not warn of it either

logging.getLogger(f"sqlalchemy.engine.Engine.{_LOG}").setLevel(logging.CRITICAL)


def open_read_only(name: str, url: str, *, statement_seconds: float = 30) -> Engine:
    """Open the database that people call `name` by SQLAlchemy URL, reached once to see that it can be.

    A statement that takes longer than `statement_seconds` is ended by the product, and raises. Raises OperatorError,
    in whose words the password does not stand.
    """
    return reached(name, url, _OPEN, statement_seconds)


def reached(name: str, url: str, ways: Mapping[str, Callable[[URL, float], Engine]], seconds: float) -> Engine:
    """Open a database in the way of its product (`ways`), and see that it can be reached. Raises OperatorError."""
    address = _address(name, url)
    try:
        engine = ways[address.get_backend_name()](address, seconds)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise missing_driver(name, address.get_backend_name()) from None
    try:
        with asked(name), engine.connect():
            return engine
    except BaseException:
        engine.dispose()
        raise


@contextmanager
def asked(name: str) -> Iterator[None]:
    """Turn what the product refuses into an OperatorError; what it was asked, and its values, stay out of it."""
    try:
        yield
    except (DBAPIError, UnicodeError) as error:
        raise refusal(name, error) from None


def streamed(connection: Connection, name: str, statement: sa.Executable) -> Iterator[sa.Row[Any]]:
    """Yield rows without ever holding all of them; until the last, the connection serves nothing else."""
    with asked(name):
        result = connection.execute(statement, execution_options={"yield_per": _TOGETHER})
        for some in result.partitions():
            yield from some


def product_of(connection: Connection) -> Product:
    """Return which product is at the other end."""
    if connection.dialect.name in {"mysql", "mariadb"}:
        return Product.MARIADB if getattr(connection.dialect, "is_mariadb", False) else Product.MYSQL
    return Product(connection.dialect.name)


def _address(name: str, url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise no_address(name) from None
    product = address.get_backend_name()
    if product not in _DRIVERS:
        raise unknown_product(name, product)
    if product == "sqlite" and not Path(address.database or "").is_file():
        raise no_file(name)
    return address.set(drivername=_DRIVERS[product]) if "+" not in address.drivername else address


def _sqlite(address: URL, seconds: float) -> Engine:
    return sqlite(address, seconds, "ro", ["PRAGMA query_only=ON"])


def sqlite(address: URL, seconds: float, mode: str, settings: Sequence[str]) -> Engine:
    """Open a SQLite file; `mode` is that of its URI."""
    file = Path(address.database or "").resolve().as_uri() + f"?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, uri=True, timeout=seconds, check_same_thread=False)
        connection.text_factory = _text
        for setting in settings:
            connection.execute(setting)
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, **_quiet(poolclass=sa.pool.QueuePool))

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _limit(_: Connection, cursor: Any, *__: object) -> None:  # noqa: ANN401  (a cursor of SQLite)
        end = time.monotonic() + seconds
        cursor.connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)

    return engine


def _text(data: bytes) -> str:
    """Return text; SQLite keeps what it is given, and bytes that are no UTF-8 become signs that say so."""
    return data.decode("utf-8", "replace")


def _postgresql(address: URL, seconds: float) -> Engine:
    return postgresql(address, seconds, {"default_transaction_read_only": "on"})


def postgresql(address: URL, seconds: float, more: Mapping[str, object]) -> Engine:
    """Open a PostgreSQL database; `more` are settings of the session."""
    milliseconds = max(1, math.ceil(seconds * 1000))
    settings = {
        **more,
        "statement_timeout": milliseconds,
        "lock_timeout": milliseconds,
        "timezone": "UTC",
        "client_encoding": "UTF8",
    }
    handed = str(address.query.get("options", ""))
    options = " ".join([handed, *(f"-c {name}={value}" for name, value in settings.items())]).strip()
    arguments = {"options": options, "passfile": _NO_PASSWORD_FILE, "connect_timeout": _CONNECT_SECONDS}
    if address.password is None and "password" not in address.query:
        arguments["password"] = ""
    plain = address.difference_update_query(["options", "passfile"])
    return sa.create_engine(plain, connect_args=arguments, **_quiet())


def _mysql(address: URL, seconds: float) -> Engine:
    return mysql(address, seconds, ["SET SESSION TRANSACTION READ ONLY"])


def mysql(address: URL, seconds: float, more: Sequence[str]) -> Engine:
    """Open a MariaDB or MySQL database; `more` are statements that set the session."""
    arguments = {"connect_timeout": _CONNECT_SECONDS, "read_timeout": math.ceil(seconds) + _CONNECT_SECONDS}
    if "charset" not in address.query:
        address = address.update_query_dict({"charset": "utf8mb4"})
    engine = sa.create_engine(address, connect_args=arguments, **_quiet())

    @sa.event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:  # noqa: ANN401  (a connection of the driver)
        mariadb = "mariadb" in str(connection.get_server_info()).lower()
        cursor = connection.cursor()
        for statement in more:
            cursor.execute(statement)
        cursor.execute("SET SESSION time_zone='+00:00'")
        cursor.execute("SET SESSION lock_wait_timeout=%s", (max(1, math.ceil(seconds)),))
        if mariadb:
            cursor.execute("SET SESSION max_statement_time=%s", (seconds,))
        else:
            cursor.execute("SET SESSION max_execution_time=%s", (max(1, math.ceil(seconds * 1000)),))
        cursor.close()

    return engine


def _quiet(**more: Any) -> dict[str, Any]:  # noqa: ANN401  (as create_engine takes them)
    """Return what every engine is made with: few connections, and neither values nor rows in any log."""
    return {"hide_parameters": True, "logging_name": _LOG, "pool_size": 1, "max_overflow": 4} | more


_OPEN = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql, "mariadb": _mysql}
