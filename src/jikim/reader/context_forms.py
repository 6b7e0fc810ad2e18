"""Contexts from tables laid out as forms: a row across the table names one, the rows under it are a label and a value.

`상담 접수` over `처리목적 | ...`, `처리항목 | ...`, `보유기간 | ...`, then the next name. Each label says its column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jikim.document import Cell, Line, Spot, Table
from jikim.reader.columns import Column, said_by
from jikim.reader.context_labels import names_a_file
from jikim.reader.contexts import Context, Given
from jikim.reader.letters import letters, single

_LABELS = frozenset({Column.PURPOSE, Column.ITEMS, Column.PERIOD, Column.BASIS, Column.METHOD})
_LEAST = 2  # rows that a name needs under it
_LONGEST = 14  # letters of a label


@dataclass(slots=True)
class _Form:
    """The rows under one name."""

    name: Cell
    held: dict[Column, list[Line]] = field(default_factory=dict)


def is_form(table: Table) -> bool:
    """Whether names stand across the table, each over rows of a label and a value."""
    named = any(_named(row) or _file(row) for row in table.rows)
    return table.width == 2 and named and any(True for _ in _forms(table))


def forms(table: Table, place: int) -> Iterator[Context]:
    """Yield a context for each name."""
    for one in _forms(table):
        held = {column: tuple(lines) for column, lines in one.held.items()}
        items = held.get(Column.ITEMS, ())
        yield Context(
            single(one.name.text), _spot(one.name), lines=one.name.lines, items=(Given(items),) if items else (),
            purposes=held.get(Column.PURPOSE, ()), periods=held.get(Column.PERIOD, ()),
            basis=held.get(Column.BASIS, ()), methods=held.get(Column.METHOD, ()), place=place,
        )  # fmt: skip


def _forms(table: Table) -> Iterator[_Form]:
    current: _Form | None = None
    for row in table.rows:
        if _named(row) or _file(row):
            if current and len(current.held) >= _LEAST:
                yield current
            current = _Form(row[1] if _file(row) else row[0])
        elif current and len(row) == 2:
            column = _column(row[0])
            if column in _LABELS and column is not None:
                current.held.setdefault(column, []).extend(row[1].lines)
    if current and len(current.held) >= _LEAST:
        yield current


def _file(row: Sequence[Cell]) -> bool:
    """Whether a row gives the name of a file of personal data behind its label (`파일명 | 도서 대출`)."""
    return len(row) == 2 and names_a_file(row[0].text) and bool(row[1].lines) and row[0].text != row[1].text


def _column(label: Cell) -> Column | None:
    """Return the column that a label says; what ends on `항목` holds items here, where nothing else is named so."""
    said = letters(label.text)
    if len(said) > _LONGEST:
        return None
    column = said_by(label)
    return Column.ITEMS if column is Column.LABEL and said.endswith("항목") else column


def _named(row: Sequence[Cell]) -> bool:
    """Whether a row is one cell across the table, or one and the same, or one beside none; and short enough."""
    across = len({cell.text for cell in row if cell.lines}) == 1 and bool(row[0].lines)
    return across and 0 < len(letters(row[0].text)) <= 30


def _spot(cell: Cell) -> Spot:
    return cell.lines[0].spot if cell.lines else cell.spot
