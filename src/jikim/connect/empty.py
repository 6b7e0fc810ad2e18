"""The statements that empty columns of rows that stay, each column in the way its author chose.

What is empty already is left as it is, so that a repetition changes nothing and no trigger of the service copies a row
once more. A column that is cleared by taking its row takes the child's row, with everything below it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.hashing import hashed
from jikim.connect.rows import Cell, Rows, Said, bound
from jikim.connect.steps import Branch, Scope, Step, delete, of_child, of_row, takes_row, update
from jikim.mapping import Contents, Ending, Given, Holding, How, Record, Strategy
from jikim.tables import Sort

Columns = frozenset[tuple[str, str]]
"""Table and column of everything that is to be emptied."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """A column, what is to stand in it, and whether it does not stand there yet."""

    name: str
    value: sa.ColumnElement[object]
    filled: Said


@dataclass(frozen=True, slots=True)
class Hashing:
    """What it takes to hash: the way into the database, and the key."""

    live: Connection
    secret: bytes


def of_children(
    scope: Scope, branches: Sequence[Branch], columns: Columns, said: Said, hashing: Hashing
) -> Iterator[Step]:
    """Yield what empties the children of the rows in scope that meet `said`, the deepest first."""
    for branch in branches:
        for holding in branch.contents.holdings:
            names = _named(branch.rows, holding, columns)
            if any(takes_row(branch.contents, name) for name in names):
                yield from _taken(scope, branches, branch, said, holding)
            elif names:
                reached = sa.and_(of_child(scope, branch, said), branch.rows.meets(holding.where))
                emptied = [_emptied(branch.contents.strategy(name), branch.rows, name) for name in names]
                yield from _update(branch.rows, [one for one in emptied if one], reached)
                key = tuple(map(str, branch.contents.key)) or branch.rows.shape.primary
                for name in _to_hash(branch.contents, names):
                    yield from hashed(hashing.live, hashing.secret, branch.rows, key, name, reached)


def _taken(scope: Scope, branches: Sequence[Branch], branch: Branch, stays: Said, holding: Holding) -> Iterator[Step]:
    """Yield what takes the rows of a child, and what is below them."""
    own, depth = branch.rows.meets(holding.where), len(branch.links)
    said = sa.and_(stays, own)
    for other in branches:
        if len(other.links) > depth and other.links[depth - 1] is branch.links[-1]:
            yield Step(other.rows.shape.name, delete(other.rows, of_child(scope, other, said)), takes=True)
    yield Step(branch.rows.shape.name, delete(branch.rows, of_child(scope, branch, stays), own), takes=True)


def of_rows(
    scope: Scope, target: Rows, record: Record, columns: Columns, said: Said, hashing: Hashing, *, ends: bool
) -> Iterator[Step]:
    """Yield what empties the rows in scope themselves; where they end, with the values of their ending."""
    values = dict(record.destroy.values) if ends and record.destroy.ending is Ending.ANONYMISE else {}
    reached = of_row(scope, target, said)
    for holding in record.contents.holdings:
        names = [name for name in _named(target, holding, columns) if name not in values]
        emptied = [_emptied(record.contents.strategy(name), target, name) for name in names]
        meant = sa.and_(reached, target.meets(holding.where))
        yield from _update(target, [one for one in emptied if one], meant)
        for name in _to_hash(record.contents, names):
            yield from hashed(hashing.live, hashing.secret, target, scope.key, name, meant)
    written = [_written(target, name, value) for name, value in values.items() if target.shape.column(name)]
    yield from _update(target, written, reached)


def _named(rows: Rows, holding: Holding, columns: Columns) -> list[str]:
    return [str(name) for name in holding.columns if (rows.shape.name, name) in columns]


def _to_hash(contents: Contents, names: Sequence[str]) -> list[str]:
    found = [(name, contents.strategy(name)) for name in names]
    return [name for name, strategy in found if strategy is not None and strategy.how is How.HASH]


def _update(rows: Rows, emptied: Iterable[Emptied], reached: Said) -> Iterator[Step]:
    some = list({one.name: one for one in emptied}.values())
    if some:
        filled = sa.or_(*[one.filled for one in some])
        values: Mapping[str, sa.ColumnElement[object]] = {
            one.name: sa.case((one.filled, one.value), else_=rows.cell(one.name)) if len(some) > 1 else one.value
            for one in some
        }
        yield Step(rows.shape.name, update(rows, values, reached, filled))


def _emptied(strategy: Strategy | None, rows: Rows, name: str) -> Emptied | None:
    """Return how a column is emptied by one value for all; None for a hash, which differs from row to row."""
    cell, how = rows.cell(name), strategy.how if strategy else How.NULL
    if how in {How.BLANK, How.PLACEHOLDER} and strategy is not None:
        given: Given = "" if how is How.BLANK else strategy.value
        differs = _text(rows, name) != _bound(rows, name, given, text=True)
        return Emptied(name, _bound(rows, name, given), sa.and_(cell.is_not(None), differs))
    if how is How.HASH:
        return None
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
