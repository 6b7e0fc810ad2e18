"""Cells as they were written become a grid in which every row is whole: a value stands in each row it covers."""

from dataclasses import dataclass, replace

from jikim.document.limits import CELLS_EACH, FREE_CELLS, MOST_CELLS, MOST_COLUMNS, within
from jikim.document.model import Cell, Table
from jikim.messages import msg


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as the file has it; `column` where the file says it (HWPX), else the next free place."""

    cell: Cell
    column: int | None = None


def table(rows: list[list[Written]]) -> Table | None:
    """Lay cells out; spans that reach past the last row end there. None when no cell holds a word."""
    places: list[dict[int, Cell]] = [{} for _ in rows]
    filled, most = 0, min(MOST_CELLS, FREE_CELLS + CELLS_EACH * sum(len(row) for row in rows))
    for number, row in enumerate(rows):
        at = 0
        for written in row:
            while at in places[number]:
                at += 1
            at = written.column if written.column is not None else at
            filled += _put(places, number, at, written.cell)
            within(filled, most, msg("cells of one table:"))
            at += 1
    while places and not places[-1]:
        places.pop()
    grid = tuple(tuple(row[column] for column in sorted(row)) for row in places)
    if not any(cell.lines or cell.inner for row in grid for cell in row):
        return None
    return Table(grid, min(row[0].spot for row in grid if row))


def _put(places: list[dict[int, Cell]], number: int, at: int, cell: Cell) -> int:
    rows = min(max(cell.rows, 1), len(places) - number)
    columns = min(max(cell.columns, 1), MOST_COLUMNS)
    within(rows * columns, MOST_CELLS, msg("cells of one table:"))
    kept = replace(cell, rows=rows, columns=columns)
    echo = replace(kept, spanned=(number, at))
    for down in range(rows):
        row = places[number + down]
        for right in range(columns):
            row.setdefault(at + right, echo if down or right else kept)
    return rows * columns
