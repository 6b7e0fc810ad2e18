"""How a SQLite file looks, for tests that hold a mapping against a real application without the room that connects."""

import sqlite3
from pathlib import Path

from jikim.tables import Column, ForeignKey, Index, Product, Schema, Shape, Sort

_SORTS = (
    ("bool", Sort.BOOLEAN),
    ("datetime", Sort.NAIVE),
    ("date", Sort.DATE),
    ("int", Sort.INTEGER),
    ("decimal", Sort.DECIMAL),
    ("real", Sort.DECIMAL),
)


def schema_of(file: Path) -> Schema:
    """Return the look of every table of a SQLite file."""
    with sqlite3.connect(file) as connection:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        names = [name for (name,) in connection.execute(tables)]
        shapes = tuple(_shape(connection, name) for name in sorted(names))
    connection.close()
    return Schema(Product.SQLITE, sqlite3.sqlite_version, shapes)


def _shape(connection: sqlite3.Connection, name: str) -> Shape:
    columns = connection.execute(f"PRAGMA table_info('{name}')").fetchall()
    foreign = connection.execute(f"PRAGMA foreign_key_list('{name}')").fetchall()
    indexes = connection.execute(f"PRAGMA index_list('{name}')").fetchall()
    return Shape(
        name,
        tuple(Column(row[1], _sort(row[2]), row[2], nullable=not row[3]) for row in columns),
        primary=tuple(row[1] for row in columns if row[5]),
        foreign=tuple(ForeignKey((row[3],), row[2], (row[4] or "id",)) for row in foreign),
        indexes=tuple(Index(_columns(connection, row[1]), row[1], bool(row[2])) for row in indexes),
    )


def _columns(connection: sqlite3.Connection, index: str) -> tuple[str, ...]:
    return tuple(row[2] for row in connection.execute(f"PRAGMA index_info('{index}')"))


def _sort(declared: str) -> Sort:
    lower = declared.lower()
    return next((sort for sign, sort in _SORTS if sign in lower), Sort.TEXT)
