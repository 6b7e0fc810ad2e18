"""The separate database held against what the live tables look like today, before a move fails on the difference.

A migration of the service is noticed here: a table or a column that is not there, one that is too narrow or of another
sort. A login with SELECT alone suffices.
"""

from collections.abc import Iterable, Iterator

from jikim.apart.kept_table import COLUMNS, NAME
from jikim.apart.mirror import Mirror
from jikim.apart.mirror_types import kind_of
from jikim.errors import Finding, Place, Severity
from jikim.messages import Message, msg
from jikim.tables import Column, Schema, Shape, Sort

_WIDE = {Sort.TEXT, Sort.OTHER, Sort.JSON}
_ANY = 2**24 - 1  # what a mediumtext holds: no text of a row is longer
_PREPARE = msg("run `jikim separate prepare`, which creates what is missing")


def separate_drift(some: Iterable[Mirror], separate: Schema, place: Place) -> tuple[Finding, ...]:
    """Return where the separate database differs from its mirrors; `place` is the line that names the database."""
    mirrors = tuple(some)
    found = [finding for mirror in mirrors for finding in _of_mirror(mirror, separate, place)]
    kept = separate.table(NAME)
    missing = [name for name in COLUMNS if kept is None or kept.column(name) is None]
    if missing and mirrors:
        found.append(_missing_table(place, NAME) if kept is None else _missing_column(place, NAME, missing[0]))
    return tuple(found)


def _of_mirror(mirror: Mirror, separate: Schema, place: Place) -> Iterator[Finding]:
    shape = separate.table(mirror.name)
    if shape is None:
        yield _missing_table(place, mirror.name)
        return
    for column in mirror.shape.columns:
        there = shape.column(column.name)
        if there is None:
            yield _missing_column(place, mirror.name, column.name)
        else:
            yield from _of_column(mirror, column, there, separate, place)
    yield from _too_many(mirror, shape, place)


def _of_column(mirror: Mirror, column: Column, there: Column, separate: Schema, place: Place) -> Iterator[Finding]:
    kind = kind_of(column, mirror.product, separate.product)
    if _is_narrow(mirror, column, there):
        yield Finding("separate-narrow", Severity.ERROR, place,
            msg("the column '{column}' of the separate table '{table}' is narrower than in use",
                column=column.name, table=mirror.name),
            msg("a value that does not fit stops the move, and what is due stays in use"),
            msg("widen it there: ALTER TABLE"))  # fmt: skip
    of_its_own = kind is Sort.OTHER and column.sort is not there.sort and there.sort not in _WIDE
    too_small = kind is not Sort.OTHER and not _holds(kind, there.sort)
    if of_its_own or too_small:
        yield Finding("separate-sort", Severity.ERROR, place,
            msg("the column '{column}' of the separate table '{table}' is of another sort than in use",
                column=column.name, table=mirror.name),
            msg("a value that does not fit stops the move, and what is due stays in use"),
            msg("change its type there: ALTER TABLE"))  # fmt: skip
    if not there.nullable and column.name not in mirror.key:
        yield Finding("separate-null", Severity.ERROR, place,
            msg("the column '{column}' of the separate table '{table}' must have a value",
                column=column.name, table=mirror.name),
            msg("what is not kept is left out of the copy"),
            msg("let it be NULL there: ALTER TABLE"))  # fmt: skip


def _is_narrow(mirror: Mirror, column: Column, there: Column) -> bool:
    if there.length is None or there.length >= _ANY or column.sort is not Sort.TEXT:
        return False
    if column.length is None:  # a text without end, by which rows are found: MySQL indexes no such thing
        return column.name not in mirror.sought
    return column.length > there.length


def _holds(kind: Sort, there: Sort) -> bool:
    if kind is Sort.INTEGER:
        return there in {Sort.INTEGER, Sort.DECIMAL}
    return there is kind or (kind is Sort.TEXT and there in _WIDE)


def _too_many(mirror: Mirror, shape: Shape, place: Place) -> Iterator[Finding]:
    known = {column.name for column in mirror.shape.columns}
    for column in shape.columns:
        if column.name not in known:
            yield Finding("separate-column-gone", Severity.INFO, place,
                msg("the separate table '{table}' has a column '{column}' that is no longer in use",
                    table=mirror.name, column=column.name),
                msg("rows that moved earlier may still hold something in it"),
                msg("leave it until nothing stands in it any more"))  # fmt: skip


def _missing_table(place: Place, table: str) -> Finding:
    return Finding("separate-table-missing", Severity.ERROR, place,
        msg("the separate database has no table '{table}'", table=table),
        msg("what a statute keeps cannot move apart, and is not destroyed in use either"), _PREPARE)  # fmt: skip


def _missing_column(place: Place, table: str, column: str) -> Finding:
    fix: Message = msg("add it there: ALTER TABLE; `jikim separate prepare --sql` prints its type")
    return Finding("separate-column-missing", Severity.ERROR, place,
        msg("the separate table '{table}' has no column '{column}'", table=table, column=column),
        msg("what a statute keeps cannot move apart, and is not destroyed in use either"), fix)  # fmt: skip
