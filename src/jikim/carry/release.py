"""Rows of other tables that refer to what goes, and stay: the column by which they refer is emptied before.

Only where the database would refuse otherwise (NO ACTION, RESTRICT) and the column may be empty; what it does by itself
(SET NULL, CASCADE) is left to it. A key that is judged at commit stops nobody who goes in the same transaction.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from jikim.connect.rows import Link, Rows, Said
from jikim.errors import Place
from jikim.find.links import Aliases
from jikim.find.steps import MYSQL, Scope, Step, among, update
from jikim.mapping import TableName
from jikim.tables import ForeignKey, OnDelete, Shape

_STOPS = {OnDelete.NOTHING, OnDelete.RESTRICT}
_NOWHERE = Place("", 1, 1)


def released(names: Aliases, scope: Scope, links: Sequence[Link], said: Said) -> Iterator[Step]:
    """Yield what empties the references to the rows to which links lead from rows in scope that meet `said`."""
    rows = links[-1].rows if links else scope.root
    for other in names.schema.tables:
        for key in () if other.view else other.foreign:
            if key.table == rows.shape.name and key.on_delete in _STOPS and (columns := _nullable(other, key)):
                yield _emptied(names, scope, links, said, other, key, columns)


def _nullable(shape: Shape, key: ForeignKey) -> tuple[str, ...]:
    columns = [shape.column(name) for name in key.columns]
    return tuple(column.name for column in columns if column is not None and column.nullable and not column.generated)


def _emptied(
    names: Aliases,
    scope: Scope,
    links: Sequence[Link],
    said: Said,
    other: Shape,
    key: ForeignKey,
    columns: tuple[str, ...],
) -> Step:
    rows = names.rows(TableName("", other.name, _NOWHERE))
    gone = links[-1].rows if links else scope.root
    where = links[-1].where if links else sa.true()
    asked = scope.reached(links, [gone.cell(name) for name in key.referred], sa.and_(said, where))
    found, also = among(rows, [rows.cell(name) for name in key.columns], asked)
    mine = other.name == scope.root.shape.name
    if mine and rows.product not in MYSQL and (key.deferred or not links):
        also = sa.and_(also, _stays(scope, rows))
    empty: dict[str, sa.ColumnElement[object]] = {name: sa.literal_column("NULL") for name in columns}
    return Step(other.name, update(rows, empty, found, also))


def _stays(scope: Scope, rows: Rows) -> Said:
    """Return that a row does not go itself: emptying it as well would only wake the triggers."""
    cells = [rows.cell(name) for name in scope.key]
    going = scope.reached((), [scope.root.cell(name) for name in scope.key], sa.true())
    return (cells[0] if len(cells) == 1 else sa.tuple_(*cells)).not_in(going)
