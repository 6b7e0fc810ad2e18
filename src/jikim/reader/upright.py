"""Tables whose titles stand in the first column, turned so that they stand in the first row as everywhere else.

수집 목적       | 본인 확인         | 배송
수집 항목(필수) | 이름, 이메일      | 주소
보유 기간       | 회원 탈퇴 시까지  | 1년
"""

from collections.abc import Sequence
from dataclasses import replace

from jikim.document import Cell, Table
from jikim.reader.columns import NEED_CELL, Column, said_by
from jikim.reader.context_forms import is_form
from jikim.reader.letters import letters

_TOLD = frozenset({Column.PURPOSE, Column.ITEMS, Column.PERIOD, Column.METHOD, Column.BASIS})
_HELD = frozenset({Column.PURPOSE, Column.ITEMS, Column.PERIOD})
_TITLES = _TOLD | {Column.LABEL, Column.GROUP}
_LEAST = 2  # kinds of titles that a first column needs
_LONGEST = 14  # letters of a title
_HANDED_ON = ("제공", "위탁", "수탁", "이전")


def upright(table: Table) -> Table:
    """Return a table with its titles in the first row; as it is where they do not stand in its first column."""
    rows = _without_needs_apart(table.rows)
    if not _is_turned(rows) or is_form(table):
        return table
    first, *others = zip(*rows, strict=True)
    titles = tuple(replace(_turned(cell), header=True) for cell in first)
    return Table((titles, *(tuple(replace(_turned(cell), header=False) for cell in row) for row in others)), table.spot)


def _is_turned(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every row begins with a title of its own, and none of them is a row of titles."""
    if len(rows) < _LEAST or len({len(row) for row in rows}) > 1 or len(rows[0]) < _LEAST:
        return False
    said = [letters(row[0].text) for row in rows]
    kinds = [said_by(row[0]) for row in rows]
    if len(set(said)) < len(said) or any(word in text for text in said for word in _HANDED_ON):
        return False
    if any(len(text) > _LONGEST or kind not in _TITLES for text, kind in zip(said, kinds, strict=True)):
        return False
    beside = [said_by(cell) for cell in rows[0][1:] if len(letters(cell.text)) <= _LONGEST]
    held = _HELD & set(kinds)
    return len(held) >= _LEAST and not (_HELD & set(beside) and kinds[0] not in _HELD)


def _without_needs_apart(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Join the first two cells of each row where the second says a need or only goes on the first."""
    wide = [row for row in rows if len(row) > _LEAST]
    apart = [_is_need(row[1]) for row in wide]
    if len(wide) < len(rows) or not any(apart):
        return rows
    if not all(need or row[1].text == row[0].text for need, row in zip(apart, wide, strict=True)):
        return rows
    return [
        (replace(row[0], lines=(*row[0].lines, *row[1].lines), spanned=None) if need else row[0], *row[2:])
        for need, row in zip(apart, wide, strict=True)
    ]


def _is_need(cell: Cell) -> bool:
    return bool(NEED_CELL.match(letters(cell.text)))


def _turned(cell: Cell) -> Cell:
    spanned = (cell.spanned[1], cell.spanned[0]) if cell.spanned else None
    return replace(cell, rows=cell.columns, columns=cell.rows, spanned=spanned)
