"""The statements that empty columns of rows that stay, each column in the way its author chose.

What is empty already is left as it is, so that a repetition changes nothing and no trigger of the service copies a row
once more. A column that is cleared by taking its row takes the child's row, with everything below it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.hashing import hashed, unhashed
from jikim.connect.rows import Cell, Rows, Said, bound
from jikim.find.steps import AsksFirst, Branch, Scope, Step, delete, of_child, of_row, takes_row, update
from jikim.mapping import Condition, Contents, Ending, Given, How, Record, Strategy
from jikim.tables import Sort

Columns = frozenset[tuple[str, str]]
"""Table and column of everything that is to be emptied."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """A column, what is to stand in it (None: a hash, which differs from row to row), and whether it does not yet."""

    name: str
    value: sa.ColumnElement[object] | None
    filled: Said


@dataclass(frozen=True, slots=True)
class Hashing:
    """What it takes to hash: the way into the database (None: there is none), and the key."""

    live: Connection | None
    secret: bytes


def of_children(
    scope: Scope, branches: Sequence[Branch], columns: Columns, said: Said, hashing: Hashing
) -> Iterator[Step]:
    """Yield what empties the children of the rows in scope that meet `said`, the deepest first."""
    for branch in branches:
        for meant, names in _groups(branch.contents, branch.rows, columns):
            if any(takes_row(branch.contents, name) for name in names):
                yield from _taken(scope, branches, branch, said, meant)
            else:
                reached = sa.and_(of_child(scope, branch, said), meant)
                emptied = [_emptied(branch.contents.strategy(name), branch.rows, name) for name in names]
                key = tuple(map(str, branch.contents.key)) or branch.rows.shape.primary
                yield from _update(branch.rows, emptied, reached, key, hashing)


def _taken(scope: Scope, branches: Sequence[Branch], branch: Branch, stays: Said, own: Said) -> Iterator[Step]:
    """Yield what takes the rows of a child, and what is below them."""
    depth = len(branch.links)
    said = sa.and_(stays, own)
    for other in branches:
        if len(other.links) > depth and other.links[depth - 1] is branch.links[-1]:
            yield Step(other.rows.shape.name, delete(other.rows, of_child(scope, other, said)))
    yield Step(branch.rows.shape.name, delete(branch.rows, of_child(scope, branch, stays), own))


def of_rows(
    scope: Scope, target: Rows, record: Record, columns: Columns, said: Said, hashing: Hashing, *, ends: bool
) -> Iterator[Step]:
    """Yield what empties the rows in scope themselves; where they end, with the values of their ending."""
    values = dict(record.destroy.values) if ends and record.destroy.ending is Ending.ANONYMISE else {}
    reached = of_row(scope, target, said)
    written = [_written(target, name, value) for name, value in values.items() if target.shape.column(name)]
    for meant, names in _groups(record.contents, target, columns):
        emptied = [_emptied(record.contents.strategy(name), target, name) for name in names if name not in values]
        yield from _update(target, emptied, sa.and_(reached, meant), scope.key, hashing)
    yield from _update(target, written, reached, scope.key, hashing)


def _groups(contents: Contents, rows: Rows, columns: Columns) -> Iterator[tuple[Said, list[str]]]:
    """Yield the columns that are emptied, together where they hold their items in the same rows."""
    found: dict[tuple[Condition, ...], list[str]] = {}
    for holding in contents.holdings:
        names = [str(name) for name in holding.columns if (rows.shape.name, name) in columns]
        if names:
            found.setdefault(holding.where, []).extend(names)
    for where, names in found.items():
        yield rows.meets(where), list(dict.fromkeys(names))


def _update(
    rows: Rows, emptied: Sequence[Emptied], reached: Said, key: Sequence[str], hashing: Hashing
) -> Iterator[Step]:
    """Yield what writes into rows in which something is left; a row is counted once."""
    to_hash = [one.name for one in emptied if one.value is None]
    given = {one.name: (one.filled, one.value) for one in emptied if one.value is not None}
    filled = sa.or_(sa.false(), *[one.filled for one in emptied])
    if given:
        values: Mapping[str, sa.ColumnElement[object]] = {
            name: sa.case((said, value), else_=rows.cell(name)) if len(emptied) > 1 else value
            for name, (said, value) in given.items()
        }
        yield Step(rows.shape.name, update(rows, values, reached, filled))
    if to_hash:
        if hashing.live is None:
            raise AsksFirst
        for step in hashed(hashing.live, hashing.secret, rows, key, to_hash, reached):
            yield replace(step, counts=not given)


def _emptied(strategy: Strategy | None, rows: Rows, name: str) -> Emptied:
    cell, how = rows.cell(name), strategy.how if strategy else How.NULL
    if how in {How.BLANK, How.PLACEHOLDER} and strategy is not None:
        given: Given = "" if how is How.BLANK else strategy.value
        differs = _text(rows, name) != _bound(rows, name, given, text=True)
        return Emptied(name, _bound(rows, name, given), sa.and_(cell.is_not(None), differs))
    if how is How.HASH:
        return Emptied(name, None, unhashed(cell))
    return Emptied(name, sa.literal_column("NULL"), cell.is_not(None))


def _written(rows: Rows, name: str, given: Given) -> Emptied:
    if given is None:
        return Emptied(name, sa.literal_column("NULL"), rows.cell(name).is_not(None))
    differs = _text(rows, name) != _bound(rows, name, given, text=True)
    return Emptied(name, _bound(rows, name, given), sa.or_(rows.cell(name).is_(None), differs))


def _text(rows: Rows, name: str) -> Cell:
    column = rows.shape.column(name)
    return sa.cast(rows.cell(name), sa.Text) if column is not None and column.sort in _NO_EQUAL else rows.cell(name)


def _bound(rows: Rows, name: str, given: Given, *, text: bool = False) -> sa.ColumnElement[object]:
    column = rows.shape.column(name)
    if column is None or (text and column.sort in _NO_EQUAL):
        return bound("" if given is None else str(given))
    return bound(rows.value(given, column))


_NO_EQUAL = {Sort.JSON, Sort.OTHER, Sort.ARRAY}
"""What PostgreSQL may not compare with a value of its own kind."""
