"""A table as it stands in a statement: its columns, the rows meant, and the rows of others that go with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.selectable import NamedFromClause

from jikim.connect.names import place_of
from jikim.errors import DocumentError, Place
from jikim.mapping import Condition, Given
from jikim.messages import msg
from jikim.tables import Column, Product, Schema, Shape, Sort

Said = sa.ColumnElement[bool]
Cell = sa.ColumnElement[object]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table under a name of their own in the statement."""

    source: NamedFromClause
    shape: Shape
    product: Product

    def sort(self, name: str, place: Place) -> Column:
        """Return what the column looks like; raises DocumentError when it is not there."""
        column = self.shape.column(name)
        if column is None:
            raise DocumentError(
                msg("{place}: the table '{table}' has no column '{column}'",
                    place=str(place), table=self.shape.name, column=name),
                msg("what is mapped must be there before anything is planned"),
                msg("run jikim check, and mend the name"))  # fmt: skip
        return column

    def cell(self, name: str) -> Cell:
        """Return a column of these rows."""
        return self.source.c[name]

    def meets(self, conditions: Iterable[Condition]) -> Said:
        """Return that a row meets every condition; NULL is a value like any other."""
        return sa.and_(sa.true(), *[self._meets(each) for each in conditions])

    def _meets(self, condition: Condition) -> Said:
        cell, column = self.cell(condition.column), self.sort(condition.column, condition.place)
        given = [value for value in condition.values if value is not None]
        null = len(given) < len(condition.values)
        found = cell.in_([bound(self.value(value, column)) for value in given]) if given else sa.false()
        if not condition.negated:
            return sa.or_(found, cell.is_(None)) if null else found
        if not given:
            return cell.is_not(None)
        return sa.and_(cell.is_not(None), sa.not_(found)) if null else sa.or_(cell.is_(None), sa.not_(found))

    def value(self, given: Given, column: Column) -> object:
        """Return a value as the author wrote it in the kind that the column has."""
        if column.sort is Sort.BOOLEAN:
            return bool(given) if self.product is Product.POSTGRESQL else int(bool(given))
        if column.sort is Sort.INTEGER:
            return int(given or 0) if str(given).lstrip("-").isdecimal() or isinstance(given, bool) else given
        return str(given) if column.sort is Sort.TEXT else given


@dataclass(frozen=True, slots=True)
class Link:
    """`near` of the rows before equals `far` of `rows`, in those that meet `where`."""

    near: str
    before: Rows
    rows: Rows
    far: str
    where: Said

    @property
    def ends(self) -> tuple[tuple[str, str], ...]:
        """Table and column of both ends."""
        return (self.before.shape.name, str(self.near)), (self.rows.shape.name, str(self.far))

    @property
    def on(self) -> Said:
        """That two rows go together."""
        return sa.and_(same(self.before, self.near, self.rows, self.far), self.where)


def rows_of(schema: Schema, name: str, called: str, place: Place) -> Rows:
    """Return the rows of a table under the name `called`; raises DocumentError when there is no such table."""
    shape = schema.table(name)
    if shape is None:
        raise DocumentError(
            msg("{place}: the database has no table '{table}'", place=str(place), table=name),
            msg("what is mapped must be there before anything is planned"),
            msg("run jikim check, and mend the name"))  # fmt: skip
    schema_name, table = place_of(name)
    columns: list[sa.ColumnClause[object]] = [sa.column(column.name) for column in shape.columns]
    return Rows(sa.table(table, *columns, schema=schema_name).alias(called), shape, schema.product)


def bound(value: object) -> sa.BindParameter[object]:
    """Return a parameter in the kind that the products compare with a column without converting the column."""
    if isinstance(value, datetime):
        return sa.bindparam(None, value, sa.DateTime(timezone=value.tzinfo is not None))
    if isinstance(value, date):
        return sa.bindparam(None, value, sa.Date())
    if isinstance(value, int) and not isinstance(value, bool):
        return sa.bindparam(None, value, sa.BigInteger())
    return sa.bindparam(None, value, sa.Boolean() if isinstance(value, bool) else sa.types.NullType())


def one_of(cells: Sequence[Cell], keys: Sequence[Sequence[object]]) -> Said:
    """Return that the columns hold one of these keys; of numbers the first says nothing of how large the others are."""
    if not keys:
        return sa.false()
    kinds = [_kind([key[at] for key in keys]) for at in range(len(cells))]
    if len(cells) == 1:
        values = [key[0] for key in keys]
        known = isinstance(kinds[0], sa.BigInteger)
        return cells[0].in_(sa.bindparam(None, values, kinds[0], expanding=True) if known else values)
    return sa.tuple_(*cells, types=kinds).in_(keys)


def _kind(values: Iterable[object]) -> sa.types.TypeEngine[Any]:
    numbers = all(isinstance(one, int) and not isinstance(one, bool) for one in values)
    return sa.BigInteger() if numbers else sa.types.NullType()


def same(one: Rows, near: str, other: Rows, far: str) -> Said:
    """Return that two columns are equal; a number that is compared with a text is written out first.

    MariaDB would read the text as a number, and take 'abc' for 0.
    """
    text = is_text(one, near), is_text(other, far)
    if text[0] == text[1]:
        return one.cell(near) == other.cell(far)
    number, name, cell = (one, near, other.cell(far)) if text[1] else (other, far, one.cell(near))
    return sa.and_(_read_as_number(number, name, cell), as_text(number, name) == cell)


def is_key(rows: Rows, name: str) -> bool:
    """Return whether a column alone tells the rows apart; a unique index may be one of some rows only."""
    return rows.shape.primary == (name,)


def is_text(rows: Rows, name: str) -> bool:
    """Return whether a column holds text."""
    column = rows.shape.column(name)
    return column is not None and column.sort is Sort.TEXT


def as_text(rows: Rows, name: str) -> sa.ColumnElement[Any]:
    """Return a number written out, to be compared with a text."""
    if rows.product in {Product.MARIADB, Product.MYSQL}:
        return sa.func.concat(rows.cell(name))  # a CAST insists on the collation of the connection
    return sa.cast(rows.cell(name), sa.Text)


def _read_as_number(rows: Rows, name: str, text: Cell) -> Said:
    """Return what follows from a number written out being that text, and finds the number by its index."""
    column = rows.shape.column(name)
    if column is None or column.sort is not Sort.INTEGER or rows.product is Product.POSTGRESQL:
        return sa.true()  # PostgreSQL hashes what is written out
    if rows.product is Product.SQLITE:
        return rows.cell(name) == sa.cast(text, sa.BigInteger)
    read = sa.cast(text, sa.Numeric(20, 0))  # of a text that is no number it would be an error in a DELETE
    return rows.cell(name) == sa.case((text.regexp_match("^-?[0-9]{1,20}$"), read))
