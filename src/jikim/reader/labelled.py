"""Values under labels, whatever holds them: columns in any order, a first column of labels, lines `label : value`.

The reader of a subject says which labels it knows, by letters only; a row is what was found under them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jikim.document import Cell, Line, Spot, Table
from jikim.reader.letters import letters

Labels = Mapping[str, re.Pattern[str]]

_PAIR = re.compile(r"^\s*[-–*•▶▷○◦ο◎·]?\s*(?P<label>[^:：]{1,40}?)\s*[:：]\s*(?P<value>.*)$")
_NEXT = re.compile(
    r"\s*[/|,·(（]\s*(?=[가-힣A-Za-z-]{2,10}(?:\s[가-힣]{1,4})?\s?[:：]\s?\S)|\s+[-–]\s+(?=[^:：]{1,12}[:：])"
)
_EMPTY = re.compile(
    r"^[-–—.·\s]*$|^(?:없음|해당\s?없음|미정|추후\s?(?:기재|공지)|[OoＯ○0]{2,}|[X×]{2,}|해당사항\s?없음)$"
    r"|^[\[［{<(（][^\])）}>\]]{1,20}[\]］}>)）]$"
)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands under a label, and on which lines."""

    text: str
    lines: tuple[Line, ...]

    @property
    def spot(self) -> Spot:
        """Where its first line stands."""
        return self.lines[0].spot


Row = Mapping[str, Value]


def is_blank(text: str) -> bool:
    """Whether a value says nothing: empty, a dash, `없음`, or a placeholder in brackets."""
    return bool(_EMPTY.match(text.strip()))


def label_of(text: str, labels: Labels) -> str | None:
    """Return the name of the first label that a text is."""
    said = letters(text)
    return next((name for name, form in labels.items() if form.search(said)), None) if said else None


def pairs(line: Line) -> Iterator[tuple[str, Value]]:
    """Give the labels of a line with their values: `성명 : 가나다 / 전화 : 02-000-0000` holds two."""
    begin = 0
    for stop, after in [*((one.start(), one.end()) for one in _NEXT.finditer(line.text)), (len(line.text), 0)]:
        part = line.text[begin:stop]
        found = _PAIR.match(part)
        if found is None and after and not re.search(r"[:：]", part):
            continue  # a slash inside a label: `전화번호/팩스 :`
        begin = after
        if found:
            yield found["label"], Value(found["value"].strip(), (line,))


def rows(table: Table, labels: Labels) -> list[Row]:
    """Return the rows of a table by the labels of its head; else of its first column, each further column a row."""
    for at, head in enumerate(table.rows[:2]):
        columns = {number: name for number, cell in enumerate(head) if (name := label_of(cell.text, labels))}
        if len(set(columns.values())) > 1:
            return [_row(columns, row, len(head)) for row in table.rows[at + 1 :]]
    named = [(label_of(row[0].text, labels), row) for row in table.rows if len(row) > 1]
    if sum(name is not None for name, _ in named) < 2:
        return []
    return [_column(named, number) for number in range(1, table.width)]


def _row(columns: Mapping[int, str], cells: Sequence[Cell], width: int) -> Row:
    """A row by the columns of the head; one that lost cells lost them on the left."""
    lost = max(0, width - len(cells))
    found: dict[str, Value] = {}
    for number, name in columns.items():
        cell = cells[number - lost] if 0 <= number - lost < len(cells) else None
        if cell and cell.lines and name not in found:
            found[name] = Value(cell.text, cell.lines)
    return found


def _column(named: Sequence[tuple[str | None, tuple[Cell, ...]]], number: int) -> Row:
    found: dict[str, Value] = {}
    for name, row in named:
        cell = row[number] if number < len(row) else None
        if name and cell and cell.lines:
            held = found.get(name)
            fresh = held is None or cell.lines[0] not in held.lines
            found[name] = Value(cell.text, cell.lines) if held is None else _joined(held, cell) if fresh else held
    return found


def _joined(held: Value, cell: Cell) -> Value:
    return Value(f"{held.text} {cell.text}", held.lines + cell.lines)
