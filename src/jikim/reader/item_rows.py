"""Tables about one activity, an item a row: its purpose and its period beside it, the activity's name above.

    ### 1.1 결제 시
    | 항목 | 목적 | 기간 |
    | 카드 번호 | 결제 | 결제 후 5년 |

A row may list several where a column says whether they must be given. Where a label names the rows, or a row lists
several items otherwise, each row is an activity (`context_tables.py`).
"""

from jikim.document import Cell, Table
from jikim.reader.columns import Column, columns, titles
from jikim.reader.letters import single, split

_NAMING = {Column.LABEL, Column.GROUP}
_TELLING = {Column.ITEMS, Column.PURPOSE, Column.PERIOD}
_LEAST = 2  # the items and what is said of them


def tells_of_items(table: Table) -> bool:
    """Whether the rows of a table are items, by the column that stands first, and by what it holds."""
    kinds = columns(table)
    telling = [one for one in kinds if one in _TELLING]
    if (
        _NAMING & set(kinds)
        or telling[:1] != [Column.ITEMS]
        or len(telling) < _LEAST
        or len(set(telling)) < len(telling)
    ):
        return False
    if Column.NEED in kinds:
        return True
    at = kinds.index(Column.ITEMS)
    rows = [row for row in table.rows[titles(table) :] if len(row) == len(kinds)]
    return bool(rows) and all(_is_one(row[at]) for row in rows)


def _is_one(cell: Cell) -> bool:
    return len(cell.lines) == 1 and len(split(single(cell.text))) == 1
