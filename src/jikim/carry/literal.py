"""A statement written out with its values, to be read by people and run by another program.

What is compared with a value names it by the kind that the product gives a value written without one, as our own
statements do. The signs of a text are those of `SETTINGS`: quotes are doubled, and backslashes where the product
reads them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.dialects.mysql.base import MySQLCompiler
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import SQLCompiler

from jikim.connect.writing import MODES
from jikim.find.steps import MYSQL, AsksFirst
from jikim.tables import Product

_MYSQL = (
    "SET NAMES utf8mb4",
    "SET SESSION time_zone = '+00:00'",
    f"SET SESSION sql_mode = '{MODES}'",
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
)
SETTINGS: Mapping[Product, tuple[str, ...]] = {
    Product.SQLITE: ("PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON"),
    Product.POSTGRESQL: (
        "SET client_encoding = 'UTF8'", "SET standard_conforming_strings = on", "SET timezone = 'UTC'",
        "SET default_transaction_isolation = 'read committed'",
    ),
    Product.MARIADB: _MYSQL,
    Product.MYSQL: _MYSQL,
}  # fmt: skip
"""What a session must be set to before it runs statements that were written out."""


def written_out(statement: sa.Executable, product: Product) -> str:
    """Return a statement as text. Raises AsksFirst for a value that no text can say."""
    dialect = _dialect(product)
    dialect.statement_compiler = _COMPILERS[product]
    compiled = _element(statement).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return str(compiled)


def _element(statement: sa.Executable) -> sa.ClauseElement:
    if not isinstance(statement, sa.ClauseElement):
        raise TypeError("statements are made of clauses")
    return statement


def _dialect(product: Product) -> DefaultDialect:
    """Return the product's own way of writing, whose signs need no doubling for a driver."""
    made: DefaultDialect = _DIALECTS[product](paramstyle="named")
    return made


class _WritesOut(SQLCompiler):
    """Writes values out; `doubled` are signs of a text that are doubled."""

    doubled = "'"
    octets = "X'{hex}'"
    yes_no = ("1", "0")

    def render_literal_value(self, value: Any, type_: Any) -> str:  # noqa: ANN401  (as SQLAlchemy calls it)
        """Return a value as the product reads it."""
        if value is None:
            return "NULL"
        if isinstance(value, bool):
            return self.yes_no[0] if value else self.yes_no[1]
        if isinstance(value, int | Decimal):
            return str(value)
        if isinstance(value, bytes):
            return self.octets.format(hex=value.hex())
        return self._text(value.isoformat(" ") if hasattr(value, "hour") else _said(value))

    def _text(self, value: str) -> str:
        if "\0" in value:
            raise AsksFirst
        for sign in self.doubled:
            value = value.replace(sign, sign * 2)
        return f"'{value}'"


def _said(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | UUID):
        return str(value)
    raise AsksFirst


class _Sqlite(_WritesOut, SQLiteCompiler):
    """SQLite."""


class _Postgresql(_WritesOut, PGCompiler):
    """PostgreSQL, with standard strings."""

    octets = "'\\x{hex}'::bytea"
    yes_no = ("true", "false")


class _Mysql(_WritesOut, MySQLCompiler):
    """MariaDB and MySQL, which read backslashes."""

    doubled = "\\'"


_DIALECTS: Mapping[Product, Callable[..., Any]] = {
    Product.SQLITE: sqlite.dialect, Product.POSTGRESQL: postgresql.dialect, **dict.fromkeys(MYSQL, mysql.dialect)
}  # fmt: skip
_COMPILERS: Mapping[Product, type[SQLCompiler]] = {
    Product.SQLITE: _Sqlite, Product.POSTGRESQL: _Postgresql, **dict.fromkeys(MYSQL, _Mysql)
}  # fmt: skip
