"""What stands in the tables of a service: some rows of each, spread over it, in one statement a table.

The oldest rows and the newest are taken by the primary key, and some between: what was written in another year has
another shape. Each value comes as text, cut by the product, before it travels; bytes do not come at all. A table
that takes too long, or that has nothing to order its rows by, gives fewer rows, never a longer search. Each table is
read in a transaction of its own, so that no lock waits for the next.

Views are not read: their rows stand elsewhere. Nothing that is read here is logged.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.connect.names import place_of
from jikim.tables import Column, Product, Sample, Schema, Shape, Sort

_MOST_CHARACTERS = 2000
_LARGE = 10_000  # rows, by the product's own estimate
_SCANNED = 100_000  # rows that may be gone through to look a value up without an index
_BIGGEST = 2**63
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ENCODING: sa.ColumnClause[str] = sa.literal_column(
    "CASE getdatabaseencoding() WHEN 'SQL_ASCII' THEN 'SQL_ASCII' ELSE 'UTF8' END"
)
_COPIES = {"", "materialized view"}

Row = tuple[str | None, ...]


def sample(
    connection: Connection, schema: Schema, tables: Collection[str] | None = None, *, most: int = 200
) -> tuple[Sample, ...]:
    """Return what stands in every column of `tables` (all of them, unless named), by up to `most` rows of each.

    In the order of the schema. Values are distinct, at most 2,000 characters each, and in the order met; instants
    are in UTC. A column of bytes has no values, and tells how many were NULL. A table that could not be read, or not
    in time, has 0 rows. Ends the transaction that `connection` is in.
    """
    found: list[Sample] = []
    for shape in schema.tables:
        if (tables is None or shape.name in tables) and keeps_rows(shape, schema.product):
            rows = _rows(connection, shape, schema.product, most)
            found += [_sample(shape.name, column, at, rows) for at, column in enumerate(shape.columns)]
    return tuple(found)


def overlap(
    connection: Connection, schema: Schema, table: str, column: str, values: Iterable[str], *, most: int = 200
) -> int | None:
    """Return how many of the first `most` distinct `values` stand in a column; None when that was not looked up.

    It is not where there is no index and the table is large, where it would take too long, and for JSON, bytes and
    lists. Ends the transaction that `connection` is in.
    """
    shape = schema.table(table)
    target = shape.column(column) if shape else None
    if shape is None or target is None or (shape.rows > _SCANNED and not _is_indexed(shape, column)):
        return None
    asked = _comparable(target, list(dict.fromkeys(values))[:most])
    if asked is None:
        return None
    if not asked:
        return 0
    cell: sa.ColumnClause[object] = sa.column(column, asked[0].type)
    count = sa.select(sa.func.count(sa.distinct(cell))).select_from(_from(shape)).where(cell.in_(asked))
    found = _tried(connection, count)
    return None if found is None else min(int(found[0][0] or 0), len(asked))


def keeps_rows(shape: Shape, product: Product) -> bool:
    """Return whether rows stand in it, and not elsewhere as those of a view do."""
    if product is Product.POSTGRESQL:
        return shape.engine in _COPIES and (not shape.view or bool(shape.engine))
    return not shape.view


def _sample(table: str, column: Column, at: int, rows: Sequence[Row]) -> Sample:
    values = [row[at] for row in rows]
    nulls = sum(value is None for value in values)
    kept = () if column.sort is Sort.BYTES else dict.fromkeys(value for value in values if value is not None)
    return Sample(table, column.name, tuple(kept), len(rows), nulls)


def _rows(connection: Connection, shape: Shape, product: Product, most: int) -> Sequence[Row]:
    """Return distinct rows; the first, the last and those between meet in a small table."""
    if not shape.columns:
        return ()
    found = _tried(connection, _spread(shape, product, most))
    rows = dict.fromkeys(tuple(_text(value) for value in row) for row in found or ())
    return tuple(rows)[:most]


def _tried(connection: Connection, statement: sa.Executable) -> Sequence[sa.Row[Any]] | None:
    """Return the rows, or None when the product would not or could not; the transaction is over either way."""
    with suppress(DBAPIError, UnicodeError):
        try:
            return connection.execute(statement).all()
        finally:
            connection.rollback()
    return None


def _spread(shape: Shape, product: Product, most: int) -> sa.Executable:
    """Return one statement for the rows: a third from each end, a third from between; from anywhere without a key."""
    cells = [_cell(column, product).label(f"c{at}") for at, column in enumerate(shape.columns)]
    source = _from(shape)
    keys: list[sa.ColumnClause[Any]] = [sa.column(name) for name in shape.primary]
    if not keys:
        return sa.select(*cells).select_from(source).limit(most)
    third = -(-most // 3)
    ends = [
        sa.select(*cells).select_from(source).order_by(*keys).limit(most - third if shape.rows <= most else third),
        sa.select(*cells).select_from(source).order_by(*(key.desc() for key in keys)).limit(third),
    ]
    between = _between(shape, product, cells, third)
    parts = ends if between is None else [*ends, between]
    every: sa.ColumnClause[Any] = sa.literal_column("*")
    return sa.union_all(*(sa.select(every).select_from(part.subquery(f"p{at}")) for at, part in enumerate(parts)))


def _between(
    shape: Shape, product: Product, cells: Sequence[sa.Label[str]], count: int
) -> sa.Select[*tuple[Any, ...]] | None:
    """Return rows from the middle: pages at random on PostgreSQL, else from half way along a number that is key."""
    source = _from(shape)
    if product is Product.POSTGRESQL and shape.rows > _LARGE:
        share = min(100.0, 100.0 * 4 * count / shape.rows)
        pages = sa.tablesample(source, sa.func.system(share), name="pages", seed=sa.literal_column("1"))
        return sa.select(*cells).select_from(pages).limit(count)
    key = shape.column(shape.primary[0])
    if len(shape.primary) == 1 and key is not None and key.sort is Sort.INTEGER:
        number: sa.ColumnClause[int] = sa.column(key.name, sa.BigInteger)
        first = sa.select(sa.func.min(number)).select_from(source).scalar_subquery()
        last = sa.select(sa.func.max(number)).select_from(source).scalar_subquery()
        middle = first + (last - first) * sa.literal_column("0.5")
        return sa.select(*cells).select_from(source).where(number >= middle).order_by(number).limit(count)
    return None


def _from(shape: Shape) -> sa.TableClause:
    schema, name = place_of(shape.name)
    return sa.table(name, schema=schema)


def _cell(column: Column, product: Product) -> sa.ColumnElement[str]:
    """Return a column as text, cut; of bytes only whether there are any."""
    plain: sa.ColumnClause[str] = sa.column(column.name)
    if column.sort is Sort.BYTES:
        return sa.case((plain.is_(None), sa.null()), else_=sa.literal_column("''"))
    if product is Product.SQLITE:
        return sa.func.substr(sa.cast(plain, sa.Text), 1, _MOST_CHARACTERS)
    if product is Product.POSTGRESQL:
        # As bytes: what a database of no encoding (SQL_ASCII) holds can be handed out in no other way.
        return sa.func.convert_to(sa.func.left(sa.cast(plain, sa.Text), _MOST_CHARACTERS), _ENCODING)
    return sa.func.left(sa.cast(plain, mysql.CHAR(charset="utf8mb4")), _MOST_CHARACTERS)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def _is_indexed(shape: Shape, column: str) -> bool:
    leading = chain([shape.primary], (index.columns for index in shape.indexes))
    return any(columns[:1] == (column,) for columns in leading)


def _comparable(column: Column, values: Sequence[str]) -> list[sa.BindParameter[object]] | None:
    """Return those of the values that such a column could hold, so that its index can be used."""
    if column.sort is Sort.INTEGER:
        numbers = {int(value) for value in values if re.fullmatch(r"-?\d{1,19}", value, re.ASCII)}
        return [sa.bindparam(None, one, sa.BigInteger) for one in sorted(numbers) if -_BIGGEST <= one < _BIGGEST]
    if column.declared == "uuid":
        return [sa.bindparam(None, one, sa.Uuid(as_uuid=False)) for one in values if _UUID.fullmatch(one)]
    if column.sort in {Sort.TEXT, Sort.OTHER}:
        return [sa.bindparam(None, one, sa.Text) for one in values if "\0" not in one]
    return None
