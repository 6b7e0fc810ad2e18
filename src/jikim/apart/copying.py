"""Rows on their way from one database to another: read in a form that loses nothing, written, and read again.

A row is read as texts (`told`), except for what every product gives alike: integers, booleans and bytes. PostgreSQL
hands whole chunks to PostgreSQL by COPY (`copying_postgresql.py`); this is the way between all others, and for the
rows of which something was kept before.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.mirror_types import MYSQL, kind_of, quoted
from jikim.connect.rows import Cell, Said
from jikim.plan import Key, Scalar
from jikim.tables import Column, Product, Sort

Value = str | int | float | bytes | None
Copy = tuple[Value, ...]
_AS_IS = {
    Product.POSTGRESQL: frozenset[Sort](),
    Product.MARIADB: frozenset({Sort.TEXT, Sort.INTEGER, Sort.BOOLEAN, Sort.DECIMAL, Sort.BYTES}),
    Product.MYSQL: frozenset({Sort.TEXT, Sort.INTEGER, Sort.BOOLEAN, Sort.DECIMAL, Sort.BYTES}),
    Product.SQLITE: frozenset(Sort),
}
_SESSION = {
    "postgresql": ("SET LOCAL timezone='UTC'; SET LOCAL datestyle='ISO'; SET LOCAL intervalstyle='postgres'; "
                   "SET LOCAL extra_float_digits=1; SET LOCAL bytea_output='hex'",),  # all on one way there and back
    "mysql": ("SET time_zone='+00:00'",),
    "sqlite": (),
}  # fmt: skip
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Way:
    """From one product to another."""

    live: Product
    there: Product

    def told(self, cell: Cell, column: Column) -> sa.ColumnElement[object]:
        """Return a live column as it is read."""
        return cell if column.sort in _AS_IS[self.live] else sa.cast(cell, sa.Text)

    def told_there(self, cell: Cell, column: Column) -> sa.ColumnElement[object]:
        """Return the same column as it is read in the separate database."""
        kind = kind_of(column, self.live, self.there)
        if kind is Sort.OTHER:
            return self.told(cell, column)
        return cell

    def given(self, value: object, column: Column) -> Value:
        """Return a value as it is written in the separate database."""
        kind = kind_of(column, self.live, self.there)
        if value is None or kind is Sort.OTHER:
            return value if isinstance(value, str | int | float | bytes) or value is None else str(value)
        if kind is Sort.INTEGER:
            return int({"true": 1, "false": 0}.get(str(value), str(value)))
        if kind is Sort.BYTES:
            return bytes.fromhex(value[2:]) if isinstance(value, str) else bytes(value)  # type: ignore[call-overload]  # bytes of a driver
        return value.hex() if isinstance(value, bytes) else str(value)

    def again(self, value: object, column: Column) -> Value:
        """Return a value that was read in the separate database as it was written."""
        kind = kind_of(column, self.live, self.there)
        if value is None or kind is Sort.OTHER:
            return self.given(value, column)
        if kind is Sort.INTEGER:
            return int(str(value))
        return bytes(value) if isinstance(value, bytes | memoryview) else str(value)

    def keys(self, keys: Sequence[Key], columns: Sequence[Column | None]) -> list[Key]:
        """Return keys as they stand in the separate database."""
        if self.live is self.there or {self.live, self.there} <= MYSQL:
            return list(keys)
        return [
            tuple(self._key(value, column) if column else value for value, column in zip(key, columns, strict=True))
            for key in keys
        ]

    def _key(self, value: Scalar, column: Column) -> Scalar:
        given = self.given(value, column)
        return str(given) if isinstance(given, float) else given


def speak_alike(connection: Connection) -> None:
    """Let the session write moments, numbers and bytes in the one form that both sides share."""
    for statement in _SESSION[connection.dialect.name if connection.dialect.name != "mariadb" else "mysql"]:
        connection.exec_driver_sql(statement)


def write_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]], there: Product
) -> None:
    """Insert rows, some hundred a statement; a value is taken in the kind of its column."""
    names = ", ".join(quoted(name, there) for name in columns)
    head = f"INSERT INTO {quoted(table, there)} ({names}) VALUES "
    sign = "?" if there is Product.SQLITE else "%s"
    if there is not Product.SQLITE:
        head = head.replace("%", "%%")
    one = "(" + ", ".join([sign] * len(columns)) + ")"
    if there in MYSQL:
        for at in range(0, len(rows), _ROWS):
            some = rows[at : at + _ROWS]
            statement = head + ", ".join([one] * len(some))
            connection.exec_driver_sql(statement, tuple(value for row in some for value in row))
    elif rows:
        connection.exec_driver_sql(head + one, [tuple(row) for row in rows])


def digest(rows: Iterable[Sequence[object]]) -> str:
    """Return a SHA-256 over rows, whatever their order."""
    found = hashlib.sha256()
    for line in sorted(json.dumps([_form(value) for value in row], ensure_ascii=True) for row in rows):
        found.update(line.encode() + b"\n")
    return found.hexdigest()


def _form(value: object) -> object:
    if value is None:
        return None
    if isinstance(value, bytes | bytearray | memoryview):
        return {"bytes": bytes(value).hex()}
    return str(int(value)) if isinstance(value, bool) else str(value)


def read_rows(
    connection: Connection, cells: Sequence[sa.ColumnElement[object]], said: Said
) -> list[tuple[object, ...]]:
    """Return rows that meet a condition."""
    labelled = [cell.label(f"c{at}") for at, cell in enumerate(cells)]
    return [tuple(row) for row in connection.execute(sa.select(*labelled).where(said)).all()]


def as_text(value: object) -> str | None:
    """Return a value that was read, to be taken apart."""
    return (
        None if value is None else value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)
    )
