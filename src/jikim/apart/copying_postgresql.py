"""Rows from PostgreSQL to PostgreSQL: COPY out, COPY in, COPY out again; what is compared is what COPY wrote.

A row is one line of COPY's text form, in which a line break inside a value is written as two signs; so lines can be
sorted, and two sets of rows compared whatever their order.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.mirror_types import quoted
from jikim.tables import Product

Asked = sa.Select[*tuple[Any, ...]]  # whatever it reads
_SIGNS = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def copied_out(connection: Connection, asked: Asked) -> bytes:
    """Return the rows of a question as COPY writes them."""
    with lines_out(connection, asked) as lines:
        return b"".join(lines)


@contextmanager
def lines_out(connection: Connection, asked: Asked) -> Iterator[Iterator[bytes]]:
    """Give the rows of a question as COPY writes them, each a line, as they come; in a transaction that has begun.

    Read from libpq itself: the driver waits for each row anew, which takes longer than all the rest.
    """
    compiled = asked.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    with _cursor(connection) as cursor:
        written = psycopg.ClientCursor(cursor.connection).mogrify(f"COPY ({compiled}) TO STDOUT", compiled.params)
        libpq, encoding = cursor.connection.pgconn, cursor.connection.info.encoding
        _judge([libpq.exec_(written.encode(encoding))], psycopg.pq.ExecStatus.COPY_OUT, encoding)
        lines = _lines(libpq)
        try:
            yield lines
        finally:
            deque(lines, maxlen=0)  # whatever the caller left
            results = list(iter(libpq.get_result, None))
        _judge(results, psycopg.pq.ExecStatus.COMMAND_OK, encoding)


def _lines(libpq: psycopg.pq.abc.PGconn) -> Iterator[bytes]:
    while True:
        size, line = libpq.get_copy_data(0)
        if size < 0:
            return
        yield bytes(line)


def _judge(results: list[psycopg.pq.abc.PGresult], wanted: psycopg.pq.ExecStatus, encoding: str) -> None:
    """Raise the driver's error where the server refused."""
    for result in results:
        if result.status != wanted:
            raise psycopg.errors.error_from_result(result, encoding)


def copy_in(connection: Connection, table: str, columns: Sequence[str], data: bytes) -> None:
    """Insert rows as COPY wrote them."""
    names = ", ".join(quoted(name, Product.POSTGRESQL) for name in columns)
    statement = f"COPY {quoted(table, Product.POSTGRESQL)} ({names}) FROM STDIN"
    with _cursor(connection) as cursor, cursor.copy(statement) as copy:
        copy.write(data)


def signs(row: Iterable[object]) -> str:
    """Return numbers and texts as COPY reads them in a line."""
    return "\t".join(map(_sign, row))


def text(value: str) -> str:
    """Return a text as COPY reads it."""
    return value if value.isalnum() else value.translate(_SIGNS)


def digest(data: bytes) -> str:
    """Return a SHA-256 over rows as COPY wrote them, whatever their order."""
    return hashlib.sha256(b"\n".join(sorted(data.split(b"\n")))).hexdigest()


def alike(one: bytes, other: bytes) -> bool:
    """Return whether rows as COPY wrote them are the same, whatever their order."""
    return one == other or digest(one) == digest(other)


def once(data: bytes) -> bytes:
    """Return the rows, each once."""
    return b"".join(dict.fromkeys(data.splitlines(keepends=True)))


def count(data: bytes) -> int:
    """Return how many rows there are."""
    return data.count(b"\n")


def _sign(value: object) -> str:
    return "\\N" if value is None else str(value) if isinstance(value, int) else text(str(value))


@contextmanager
def _cursor(connection: Connection) -> Iterator[Any]:
    """Yield a cursor of the driver, which alone knows COPY; its errors come as those of every other statement."""
    cursor, driver = connection.connection.cursor(), connection.dialect.loaded_dbapi
    try:
        yield cursor
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(None, None, error, driver.Error) from error
    finally:
        cursor.close()
