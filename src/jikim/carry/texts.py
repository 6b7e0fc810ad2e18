"""A column as the text that stands in it, on each product: read to the last byte, and compared to the last byte.

What a product would make equal (letters large and small, blanks at the end, JSON written otherwise) is not the same
here: a value is written over only where exactly what was read still stands. SQLite's text comes as bytes, because
what stands there may be no UTF-8.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from jikim.connect.rows import Cell, Rows, Said, bound
from jikim.tables import Product, Sort
from jikim.wipe.paths import UnreadableBlob


def as_text(rows: Rows, name: str) -> Cell:
    """Return a column as its text; bytes stay bytes, and so does SQLite's text."""
    cell = rows.cell(name)
    if _is_bytes(rows, name):
        return cell
    if rows.product is Product.SQLITE:
        return sa.cast(cell, sa.LargeBinary)
    if rows.product is Product.POSTGRESQL:
        return sa.cast(cell, sa.Text)
    return sa.cast(cell, mysql.CHAR(charset="utf8mb4"))


def is_still(rows: Rows, name: str, old: str | bytes) -> Said:
    """Return that a column holds exactly what `as_text` gave."""
    if _is_bytes(rows, name):
        return rows.cell(name) == sa.bindparam(None, old, sa.LargeBinary())
    text = as_text(rows, name)
    if rows.product in {Product.MARIADB, Product.MYSQL}:
        return sa.cast(text, sa.BINARY) == sa.cast(bound(old), sa.BINARY)
    return text == (bound(old) if isinstance(old, str) else sa.bindparam(None, old, sa.LargeBinary()))


def read_text(value: str | bytes) -> str:
    """Return a value as text; raises UnreadableBlob for bytes that are none."""
    if isinstance(value, str):
        return value
    try:
        return bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableBlob("no text") from None


def _is_bytes(rows: Rows, name: str) -> bool:
    column = rows.shape.column(name)
    return column is not None and column.sort is Sort.BYTES
