"""What each column of a table on collecting is, by its cells where its title lies."""

import re
from collections.abc import Callable, Sequence
from enum import Enum

from jikim.document import Cell, Table
from jikim.reader.ends import found_in
from jikim.reader.letters import letters
from jikim.reader.lexicon import known_share


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    LABEL = "label"
    GROUP = "group"
    NEED = "need"
    PURPOSE = "purposes"
    ITEMS = "items"
    PERIOD = "retention"
    METHOD = "method"
    BASIS = "basis"
    OTHER = "other"


NEED_CELL = re.compile(r"^(?:개인정보)?(?P<need>필수|선택)(?:적)?(?:정보|항목|사항|수집|동의)*$")
NEED_MARK = re.compile(r"^\s*[-–•*]?\s*[(（\[［【<]?[가-힣\s]{0,8}(?:필수|선택)")
_TITLES = (
    (Column.OTHER, re.compile(r"제공(?:하는|받는|되는)(?:경우|자|곳|기관)|열람제한")),
    (Column.LABEL, re.compile(r"파일의?명칭?$")),
    (Column.PERIOD, re.compile(r"기간|기한")),
    (Column.METHOD, re.compile(r"방법")),
    (Column.BASIS, re.compile(r"근거|법령")),
    (Column.PURPOSE, re.compile(r"목적|자세한내용|^내용$|용도")),
    (Column.ITEMS, re.compile(
        r"수집하는|수집항목|개인정보항목|정보항목|처리항목"
        r"|처리하는|개인정보의항목|수집정보|기록항목|개인정보파일에|필수항목|선택항목"
    )),
    (Column.NEED, re.compile(r"필수여부|필수선택$|선택여부")),
    (Column.NUMBER, re.compile(r"^(?:연번|번호|순번|no)$")),
    (Column.OTHER, re.compile(r"부서|비고|담당|열람|(?:저장|보관)(?:위치|장소)$")),
    (Column.LABEL, re.compile(r"구분|유형|서비스|업무|항목|파일|명칭|종류|분류|수집시점|상황|수집된개인정보")),
)  # fmt: skip
_PURPOSE_CELL = re.compile(
    r"^\s*(?:[-–•]|[①-⑳])|"
    r"(?:확인|제공|처리|관리|발송|방지|응대|상담|안내|이용|활용"
    r"|개선|개발|통계|결제|배송|발급|발행|식별|가입|이행|정산|분석)\s*등?\s*[.)]?$"
)
_BASIS_CELL = re.compile(r"(?:법|법률|시행령|규칙|규정|지침)[」』\s]*(?:제\s?\d+\s?조)?|정보주체\s?동의")
_NUMBER = re.compile(r"^\d{1,3}$")


_SHORT, _LONG = 14, 24  # letters of a title; the longer where every cell of the row reads like one


def titles(table: Table) -> int:
    """Return how many rows at the top are titles: by their words, or because the form says so of each cell."""
    count, formal = 0, False
    for row in table.rows[:3]:
        said = [letters(cell.text) for cell in row if cell.lines]
        marked = all(cell.header for cell in row if cell.lines)
        known = sum(_title(text) is not None for text in said)
        # below titles that the form calls titles, a row that it does not must read like nothing else
        is_title = bool(said) and known * (3 if marked else 1 if formal else 2) >= len(said)
        longest = _LONG if known == len(said) else _SHORT
        is_title = is_title and (marked or (count < 2 and all(len(text) <= longest for text in said)))
        is_title = is_title or _goes_on(table, count, said)
        named = known == len(said) > 2  # `필수 항목` among titles heads a column; before items it is a mark
        if not is_title or (any(NEED_CELL.match(text) for text in said) and not count and not named):
            break
        count, formal = count + 1, formal or marked
    return min(count, len(table.rows) - 1)


def _goes_on(table: Table, at: int, said: Sequence[str]) -> bool:
    """Whether a row says half of the titles above it again: a form without rowspans writes what they covered anew."""
    above = [letters(cell.text) for cell in table.rows[at - 1] if cell.lines] if at else []
    return len(said) > 2 and 2 * sum(text in above for text in said) >= len(said)


def columns(table: Table) -> tuple[Column, ...]:
    """Return what each column is; the first of several label columns groups the others."""
    heads = titles(table)
    width = table.width
    whole = [row for row in table.rows[heads:] if len(row) == width]
    found = [_of(_head(table, heads, at), [row[at] for row in whole]) for at in range(width)]
    _headed(found, [_head(table, heads, at) for at in range(width)])
    _settle(found, whole)
    _labelled(found, [_head(table, heads, at) for at in range(width)], whole)
    _listed_with_purposes(found, [_head(table, heads, at) for at in range(width)])
    if Column.LABEL not in found and found[0] is Column.METHOD and Column.ITEMS in found and len(whole) > 1:
        found[0] = Column.LABEL  # `수집방법` over names of activities: nothing else names the rows
    _timed(found, [_head(table, heads, at) for at in range(width)])
    labels = [at for at, one in enumerate(found) if one is Column.LABEL]
    if not any(one in (Column.ITEMS, Column.PURPOSE, Column.PERIOD) for one in found) and len(labels) > 1:
        found[labels[-1]] = Column.OTHER
        labels.pop()
    if len(labels) > 1:
        found[labels[0]] = Column.GROUP
    return tuple(found)


_WHEN = re.compile(r"(?:시점|시기)$")


def _timed(found: list[Column], heads: Sequence[str]) -> None:
    """A column that says when items are collected is part of how, where another names the rows."""
    labels = [at for at, one in enumerate(found) if one is Column.LABEL]
    for at in labels if len(labels) > 1 else ():
        if _WHEN.search(heads[at]):
            found[at] = Column.METHOD


_PLAINLY = (
    (Column.ITEMS, re.compile(r"^(?:수집|처리|이용)?(?:하는)?(?:개인정보)?(?:의)?(?:수집)?항목$")),
    (Column.PURPOSE, re.compile(r"^(?:개인정보)?(?:의)?(?:수집|이용|처리|및)*목적$")),
    (Column.PERIOD, re.compile(r"^(?:개인정보)?(?:의)?(?:보유|이용|보존|보관|처리|및)*기간$")),
)


def _headed(found: list[Column], heads: Sequence[str]) -> None:
    """Of several columns of items, those headed as purposes or periods hold them, where another is headed as items."""
    said = [next((column for column, form in _PLAINLY if form.match(head)), None) for head in heads]
    if any(one is Column.ITEMS is found[at] for at, one in enumerate(said)):
        for at, one in enumerate(said):
            if one is not None and found[at] is Column.ITEMS:
                found[at] = one


def _settle(found: list[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Of several columns of purposes the longest holds them; beside a column of needs stand the items."""
    purposes = [at for at, one in enumerate(found) if one is Column.PURPOSE]
    for at in sorted(purposes, key=lambda at: -sum(len(row[at].text) for row in rows))[1:]:
        found[at] = Column.LABEL
    labels = [at for at, one in enumerate(found) if one is Column.LABEL]
    if Column.NEED in found and Column.ITEMS not in found and labels:
        found[labels[0]] = Column.ITEMS


_EXPLAINS = ("내용", "설명", "상세", "상세내용", "비고", "예시")
"""Titles of a column that explains items beside one that is headed `항목`."""


def _labelled(found: list[Column], heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Of several columns that could hold items, the one headed as a label is one, where its cells hold no lists."""
    items = [at for at, one in enumerate(found) if one is Column.ITEMS]
    single = [at for at in items if not any("," in row[at].text for row in rows)]
    for at in single if len(items) > 1 and "항목" in heads else ():
        if heads[at] in _EXPLAINS:
            found[at] = Column.OTHER
    for at in single:
        if sum(one is Column.ITEMS for one in found) > 1 and _title(heads[at]) is Column.LABEL:
            found[at] = Column.LABEL


def _listed_with_purposes(found: list[Column], heads: Sequence[str]) -> None:
    """Beside purposes alone, the one column that is headed `항목` holds the items, though nobody knows their names."""
    labels = [at for at, one in enumerate(found) if one is Column.LABEL and heads[at].endswith("항목")]
    if Column.PURPOSE in found and len(labels) == 1 and not {Column.ITEMS, Column.PERIOD} & set(found):
        found[labels[0]] = Column.ITEMS


def kind_of_cell(cell: Cell) -> Column:
    """Return what a cell is when nothing else tells."""
    return _of("", [cell])


def needs_in(head: str) -> str | None:
    """Return the need that a title of a column says, `필수` or `선택`."""
    found = re.search(r"필수|선택", head)
    return found[0] if found else None


def _head(table: Table, heads: int, at: int) -> str:
    return letters(" ".join(row[at].text for row in table.rows[:heads] if at < len(row)))


def said_by(cell: Cell) -> Column | None:
    """Return the column that a cell names as a title does."""
    return _title(letters(cell.text))


def _title(text: str) -> Column | None:
    return next((column for column, form in _TITLES if form.search(text)), None)


def _of(head: str, cells: Sequence[Cell]) -> Column:
    filled = [cell for cell in cells if cell.lines]
    said = _title(head) if head else None
    if not filled:
        return said or Column.OTHER
    if _share(filled, lambda cell: bool(_NUMBER.match(cell.text))) > 0.6:
        return Column.NUMBER
    if _share(filled, lambda cell: bool(NEED_CELL.match(letters(cell.text)))) > 0.6:
        return Column.NEED
    if said in (Column.METHOD, Column.OTHER, Column.NEED):
        return said
    if _share(filled, lambda cell: letters(cell.text) in ("", "없음", "해당없음")) > 0.6:
        return Column.OTHER
    if _share(filled, _is_items) >= 0.5:
        return Column.ITEMS
    if _share(filled, _is_period) >= 0.5:
        return Column.PERIOD
    if said is Column.BASIS or _share(filled, lambda cell: bool(_BASIS_CELL.search(cell.text))) > 0.7:
        return Column.BASIS
    if said in (Column.PURPOSE, Column.ITEMS, Column.PERIOD) and not _short(filled):
        return said
    if said in (Column.PURPOSE, Column.ITEMS):
        return said
    if said is Column.LABEL:
        return Column.LABEL
    if _share(filled, lambda cell: bool(_PURPOSE_CELL.search(cell.lines[0].text))) > 0.6 and not _short(filled):
        return Column.PURPOSE
    return Column.LABEL


def _share(cells: Sequence[Cell], is_so: Callable[[Cell], bool]) -> float:
    return sum(bool(is_so(cell)) for cell in cells) / len(cells)


def _is_items(cell: Cell) -> bool:
    first = cell.lines[0].text
    return (bool(NEED_MARK.match(first)) and len(cell.text) > 6) or known_share(cell.text) >= 0.6


def _is_period(cell: Cell) -> bool:
    return len(cell.text) < 400 and bool(found_in(cell.lines))


def _short(cells: Sequence[Cell]) -> bool:
    return sum(len(cell.text) for cell in cells) / len(cells) < 4
