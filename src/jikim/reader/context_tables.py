"""Contexts from tables: a row a context, columns by content, cells that a lost rowspan covered taken from above."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jikim.document import Cell, Line, Spot, Table
from jikim.messages import msg
from jikim.reader.columns import NEED_CELL, Column, columns, kind_of_cell, needs_in, titles
from jikim.reader.context_forms import forms, is_form
from jikim.reader.context_names import bare_need
from jikim.reader.contexts import Context, Given
from jikim.reader.facts import Need
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.records import records
from jikim.reader.subjects import NOUNS

_NAMES = {Column.GROUP: "group", Column.LABEL: "context", Column.PURPOSE: "purposes", Column.PERIOD: "retention",
          Column.BASIS: "basis", Column.METHOD: "method"}  # fmt: skip
_INHERITED = (Column.GROUP, Column.LABEL, Column.PURPOSE, Column.PERIOD)
_AUTOMATIC = ("자동수집", "자동생성", "자동으로", "생성정보", "자동기록")


@dataclass(slots=True)
class _Above:
    """The cells that a row without them takes over, by column, with the line they stand on."""

    cells: dict[Column, Cell] = field(default_factory=dict)
    lines: dict[Column, int] = field(default_factory=dict)
    asked: set[frozenset[Column]] = field(default_factory=set)


def contexts(table: Table, notes: Notes, place: int, group: str = "") -> Iterator[Context]:
    """Yield a context for each row that names items, purposes or periods; `group` is whom a title above it names."""
    if any(_ELSEWHERE.search(letters(cell.text)) for row in table.rows[:2] for cell in row if len(cell.text) <= _HEAD):
        return
    if is_form(table):
        yield from forms(table, place)
        return
    kinds, heads = columns(table), titles(table)
    if _is_of_records(table, kinds, heads):
        return
    width = table.width
    needs = [_need(needs_in(_head(table, heads, at))) for at in range(width)]
    above = _Above()
    last: Context | None = None
    for row in table.rows[heads:]:
        cells = _placed(row, kinds, width, above, notes)
        if not any(cell.lines for column, at in cells for cell in [row[at]] if column in _WANTED):
            continue
        one = _context(row, cells, above, needs, place)
        one = replace(one, group=one.group or group, name=_name(one, row, cells)) if group else _unnamed(one)
        if last and _goes_on(row, cells):
            last = replace(last, purposes=_with(last.purposes, one.purposes), basis=_with(last.basis, one.basis))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


_NEED_BEFORE = re.compile(r"^\s*(?P<need>필수|선택)\s?[(（\[]")
_NEED_BEHIND = re.compile(r"[(（\[]\s*(?P<need>필수|선택)\s?(?:항목|정보|사항)?\s*[)）\]]\s*$")
_HEAD = 30  # letters of a title of a column
_ELSEWHERE = re.compile(r"영향평가|접근(?:권한|항목|목적)")
"""Tables that tell of assessments, or of what an app may reach on a device."""
_RECORD = re.compile(r"기록|자료")
_WANTED = (Column.ITEMS, Column.PURPOSE, Column.PERIOD)
_Cells = Sequence[tuple[Column, int]]


def _goes_on(row: Sequence[Cell], cells: _Cells) -> bool:
    """Whether a row has its name and its items from the row above: it only says further what they are for."""
    here = {column: row[at] for column, at in cells if column in (Column.LABEL, Column.ITEMS) and row[at].lines}
    return len(here) == _BOTH and all(cell.spanned is not None for cell in here.values())


def _with(lines: tuple[Line, ...], further: tuple[Line, ...]) -> tuple[Line, ...]:
    return (*lines, *(line for line in further if line not in lines))


def _context(row: Sequence[Cell], cells: _Cells, above: _Above, needs: Sequence[Need], place: int) -> Context:
    here: dict[Column, list[tuple[int, Cell]]] = {}
    inherited: dict[str, int] = {}
    for column, at in cells:
        serves = column is Column.BASIS and row[at].lines and not _GROUND.search(row[at].text)
        here.setdefault(Column.PURPOSE if serves else column, []).append((at, row[at]))
    for column, some in here.items():
        cell = some[0][1]
        if column in _INHERITED and cell.spanned is not None and cell.lines:
            inherited[_NAMES[column]] = cell.lines[0].spot.number
    for column in _INHERITED:
        if column in here:
            above.cells[column], above.lines[column] = here[column][0][1], _line(here[column][0][1])
        elif column in above.cells:
            here[column] = [(-1, above.cells[column])]
            inherited[_NAMES[column]] = above.lines[column]
    name = " ".join(cell.text for _, cell in here.get(Column.LABEL, ()))
    if not name and Column.ITEMS in here:
        name = " ".join(cell.text for _, cell in here.get(Column.PURPOSE, ()))
    need, when = _need_of(here.get(Column.NEED, ()))
    if NEED_CELL.match(letters(name)) and need is Need.UNSPECIFIED:
        need = _need(needs_in(letters(name)))
    if need is Need.UNSPECIFIED and (said := _NEED_BEHIND.search(name) or _NEED_BEFORE.match(name)):
        need = _need(said["need"])
    held = [(at, cell) for at, cell in here.get(Column.ITEMS, ()) if cell.lines]
    items = tuple(_given(cell, need, needs[at] if at >= 0 else need, when) for at, cell in held)
    first = next((row[at] for _, at in cells if row[at].lines and row[at].spanned is None), row[0])
    return Context(
        _bare(name), _spot(first), lines=_lines(here, Column.LABEL), group=_text(here, Column.GROUP),
        purposes=_lines(here, Column.PURPOSE), items=items, periods=_lines(here, Column.PERIOD),
        basis=_lines(here, Column.BASIS), methods=_lines(here, Column.METHOD), need=need, inherits=inherited,
        automatic=letters(name) == "자동" or any(word in letters(f"{name}{when or ''}") for word in _AUTOMATIC),
        place=place,
    )  # fmt: skip


_GROUND = re.compile(r"법|규정|규칙|조례|지침|학칙|동의|계약|이익|의무|제\s?\d+조|^[-–\s]*$|없음")
"""What a ground of law says; anything else under such a title is what the data are for (`근거/목적` over both)."""
_BOTH = 2  # the name and the items
_SIGN = re.compile(r"^(?:[-–•*·○▪■]\s*|[①-⑳]\s*|\d{1,2}[.)]\s+|[가-하][.)]\s+)")
_SERVED = re.compile(r"\s*[(（][^()（）]{2,60}목적[)）]$")


def _bare(name: str) -> str:
    """Return a name without the sign of a list before it, and without what it is for in brackets behind it."""
    said = _SERVED.sub("", _SIGN.sub("", single(name)))
    return said or single(name)


def _unnamed(one: Context) -> Context:
    """Take a need that stands where names stand for what it is, but among rows of one kind of people."""
    said = bare_need(one.name)
    return one if one.group or said is Need.UNSPECIFIED else replace(one, name="", need=said)


def _is_of_records(table: Table, kinds: Sequence[Column], heads: int) -> bool:
    """Whether rows are records that laws make one keep: facts of another kind."""
    if Column.PURPOSE in kinds or Column.PERIOD not in kinds:
        return False
    rows = table.rows[heads:]
    return sum(any(_RECORD.search(cell.text) and records(cell.text) for cell in row) for row in rows) * 2 > len(rows)


def _name(one: Context, row: Sequence[Cell], cells: _Cells) -> str:
    """Return the name of a row among those of one kind of people: a need names it where nothing else does."""
    if any(column is Column.LABEL for column, _ in cells):
        return one.name
    needs = [row[at].text for column, at in cells if column is Column.NEED]
    return single(" ".join(needs)) or one.name


def _placed(row: Sequence[Cell], kinds: Sequence[Column], width: int, above: _Above, notes: Notes) -> _Cells:
    """Return which column each cell of a row stands in; of a short row, by what the cells hold."""
    if len(row) == width:
        return [(kinds[at], at) for at in range(width)]
    found = [(_column_of(cell, at, kinds), at) for at, cell in enumerate(row)]
    items = [at for column, at in found if column is Column.ITEMS]
    found = [(Column.LABEL if at in items[:-1] else column, at) for column, at in found]
    labels = [at for column, at in found if column is Column.LABEL]
    lacks = Column.PURPOSE in kinds and not any(column is Column.PURPOSE for column, _ in found)
    if lacks and len(labels) > 1 and kind_of_cell(row[labels[-1]]) is Column.PURPOSE:
        found = [(Column.PURPOSE if at == labels[-1] else column, at) for column, at in found]
    _say(row, frozenset(kinds) - {column for column, _ in found}, above, notes)
    return found


def _column_of(cell: Cell, at: int, kinds: Sequence[Column]) -> Column:
    kind = kind_of_cell(cell)
    if kind in (Column.ITEMS, Column.PERIOD) and kind in kinds:
        return kind
    begins_as_point = bool(cell.lines) and cell.lines[0].text.lstrip().startswith(("-", "–", "•", "①"))
    if Column.PURPOSE in kinds and begins_as_point:
        return Column.PURPOSE
    if Column.GROUP in kinds and at == 0 and _is_group(cell):
        return Column.GROUP
    return Column.LABEL


def _is_group(cell: Cell) -> bool:
    """Whether a cell names people and nothing else."""
    head = letters(cell.text.split("(")[0])
    return any(head.endswith(noun) for noun in NOUNS)


def _say(row: Sequence[Cell], lost: frozenset[Column], above: _Above, notes: Notes) -> None:
    """Write down the repair, and ask once for rows that lack the same."""
    spot = row[0].spot if not row[0].lines else row[0].lines[0].spot
    about = row[0].text[:40]
    what = msg("the row '{row}' has {count} cells fewer than its table: they are taken from the rows above", row=about,
               count=len(lost))  # fmt: skip
    notes.assume("short-row", what, spot)
    if lost in above.asked:
        return
    above.asked.add(lost)
    notes.ask(
        "short-row", about, msg("which cells does the row '{row}' lack?", row=about),
        (msg("those of the rows above hold for it, by what its own cells hold"), msg("they are lost")), spot,
    )  # fmt: skip


def _given(cell: Cell, need: Need, head: Need, when: str | None) -> Given:
    return Given(cell.lines, need if need is not Need.UNSPECIFIED else head, when)


def _need_of(cells: Sequence[tuple[int, Cell]]) -> tuple[Need, str | None]:
    """Return the need that a cell says, or the case in which items are asked for."""
    for _, cell in cells:
        found = NEED_CELL.match(letters(cell.text))
        if found:
            return _need(found["need"]), None
        if cell.lines and letters(cell.text):
            return Need.UNSPECIFIED, single(cell.text)
    return Need.UNSPECIFIED, None


def _need(word: str | None) -> Need:
    return {"필수": Need.REQUIRED, "선택": Need.OPTIONAL}.get(word or "", Need.UNSPECIFIED)


def _head(table: Table, heads: int, at: int) -> str:
    return letters(" ".join(row[at].text for row in table.rows[:heads] if at < len(row)))


def _text(here: Mapping[Column, list[tuple[int, Cell]]], column: Column) -> str:
    return single(" ".join(cell.text for _, cell in here.get(column, ())))


def _lines(here: Mapping[Column, list[tuple[int, Cell]]], column: Column) -> tuple[Line, ...]:
    return tuple(line for _, cell in here.get(column, ()) for line in cell.lines)


def _line(cell: Cell) -> int:
    return _spot(cell).number


def _spot(cell: Cell) -> Spot:
    return cell.lines[0].spot if cell.lines else cell.spot
