"""Rows from PostgreSQL to PostgreSQL: COPY out, COPY in, COPY out again; what is compared is what COPY wrote.

A row is one line of COPY's text form, in which a line break inside a value is written as two signs; so lines can be
sorted, and two sets of rows compared whatever their order.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.mirror_types import quoted
from jikim.tables import Product

Asked = sa.Select[*tuple[Any, ...]]  # whatever it reads
_SIGNS = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def copied_out(connection: Connection, asked: Asked) -> bytes:
    """Return the rows of a question as COPY writes them."""
    compiled = asked.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    with _cursor(connection) as cursor, cursor.copy(f"COPY ({compiled}) TO STDOUT", compiled.params) as copy:
        return b"".join(bytes(block) for block in copy)


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
