"""Every text of a table, page by page in the order of its key: no page asks for long, and none is kept.

A table without a key (or with one that may be NULL) is read through once by a cursor, a page at a time.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.names import place_of
from jikim.connect.rows import bound
from jikim.plan import Key
from jikim.tables import Column, Product, Shape, Sort

_FIRST, _MOST = 200, 5000
_SECONDS = 0.15  # what a page should take
_CHARACTERS = 4_000_000  # of a page
_READ = frozenset((Sort.TEXT, Sort.JSON, Sort.BYTES, Sort.ARRAY, Sort.OTHER))
_AS_THEY_ARE = frozenset((Sort.TEXT, Sort.BYTES))


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows: their keys, their texts column by column, and what stands in the columns that hold keys of people."""

    keys: Sequence[Key]
    texts: Sequence[Sequence[str]]
    whose: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of one table: columns of text, and columns that hold keys of people."""

    shape: Shape
    product: Product
    key: tuple[str, ...]
    texts: tuple[str, ...]
    whose: tuple[str, ...]

    def pages(self, connection: Connection) -> Iterator[Page]:
        """Yield all rows. Ends the transaction that `connection` is in between two pages."""
        return self._by_key(connection) if self.is_ordered else self._through(connection)

    @property
    def is_ordered(self) -> bool:
        """Whether the rows have a key in whose order they can be read."""
        keys = [self.shape.column(name) for name in self.shape.primary]
        number = len(keys) == 1 and keys[0] is not None and keys[0].sort is Sort.INTEGER
        return (
            bool(keys)
            and self.key == self.shape.primary
            and (number or all(key is not None and not key.nullable for key in keys))
        )

    @property
    def _table(self) -> sa.TableClause:
        schema, name = place_of(self.shape.name)
        columns: list[sa.ColumnClause[Any]] = [sa.column(column.name) for column in self.shape.columns]
        return sa.table(name, *columns, schema=schema)

    def _select(self, table: sa.TableClause) -> sa.Select[*tuple[Any, ...]]:
        cells = [table.c[name] for name in (*self.key, *self.whose)]
        texts = [_cell(table.c[name], self.shape.column(name), self.product) for name in self.texts]
        return sa.select(*[cell.label(f"c{at}") for at, cell in enumerate([*cells, *texts])]).select_from(table)

    def _by_key(self, connection: Connection) -> Iterator[Page]:
        table, size, last = self._table, _FIRST, None
        keys = [table.c[name] for name in self.shape.primary]
        statement = self._select(table).order_by(*keys)
        while True:
            began = time.monotonic()
            further = statement if last is None else statement.where(_after(keys, last))
            rows = connection.execute(further.limit(size)).all()
            connection.rollback()
            if not rows:
                return
            last = tuple(rows[-1][: len(keys)])
            page = self._page(rows)
            yield page
            if len(rows) < size:
                return
            size = _next(size, time.monotonic() - began, sum(map(len, (text for each in page.texts for text in each))))

    def _through(self, connection: Connection) -> Iterator[Page]:
        options = {"stream_results": True, "yield_per": _FIRST * 5}
        with connection.execution_options(**options).execute(self._select(self._table)) as result:
            for rows in result.partitions():
                yield self._page(rows)
        connection.rollback()

    def _page(self, rows: Sequence[sa.Row[Any]]) -> Page:
        columns = list(zip(*rows, strict=True))
        first = len(self.key)
        then = first + len(self.whose)
        keys = list(zip(*columns[:first], strict=True)) if first else [()] * len(rows)
        return Page(keys, [_texts(column) for column in columns[then:]], columns[first:then])


def searched(shape: Shape, product: Product) -> tuple[str, ...]:
    """Return the columns of a table in which a text can stand; on SQLite that is every one not meant for numbers."""
    sorts = {*_READ, Sort.NAIVE, Sort.DATE} if product is Product.SQLITE else _READ
    return tuple(column.name for column in shape.columns if column.sort in sorts and not column.generated)


def _cell(cell: sa.ColumnElement[Any], column: Column | None, product: Product) -> sa.ColumnElement[Any]:
    """Return a column so that the driver hands out text or bytes."""
    if product is Product.SQLITE or (column is not None and column.sort in _AS_THEY_ARE):
        return cell
    return sa.cast(cell, sa.Text if product is Product.POSTGRESQL else sa.CHAR)


def _after(keys: Sequence[sa.ColumnElement[Any]], last: Key) -> sa.ColumnElement[bool]:
    """Return that a row comes after the last one; written so that every product uses the index of the key."""
    said: sa.ColumnElement[bool] = keys[-1] > bound(last[-1])
    for cell, value in reversed(list(zip(keys[:-1], last[:-1], strict=True))):
        said = sa.and_(cell >= bound(value), sa.or_(cell > bound(value), said))
    return said


def _texts(column: Sequence[object]) -> list[str]:
    return [value if type(value) is str else _text(value) for value in column]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def _next(size: int, took: float, characters: int) -> int:
    """Return how many rows the next page has: more while pages are quick and small."""
    if took > _SECONDS or characters > _CHARACTERS:
        return max(1, size // 2)
    return min(_MOST, size * 2)
