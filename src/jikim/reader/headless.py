"""Content that stands without a title, or under that of something else, told by what it is.

Only plain cases: a table whose head names those entrusted or an officer, three or more rights or measures in a row, a
sentence that introduces the officer, records named with a period under the name of a law. Everything else stays where
it stands.
"""

import re
from collections.abc import Sequence

from jikim.document import Block, Line, ListItem, Paragraph, Table
from jikim.reader.kinds import Kind

_ENTRUSTED = re.compile(r"수탁|위탁(?:하는|받는|업체|업무|회사|대상)")
_OFFICER = re.compile(r"책임자|담당자|담당부서")
_OF_OFFICER = re.compile(r"(?:성명|이름|담당자명?|부서명?|직[위책급])\s*[:：]|@")
_INTRODUCED = re.compile(r"(?:책임자|담당자|담당\s?부서).{0,60}(?:지정|연락처|운영).{0,40}(?:아래|다음|같습니다)")
_RIGHT = re.compile(r"(?:열람|정정|삭제|처리\s?정지|철회|전송).{0,12}(?:요구|요청|철회)")
_MEASURE = re.compile(
    r"내부\s?관리\s?계획|암호화|접근\s?(?:통제|권한|제한)|접속\s?기록|침입\s?차단|백신|보안\s?프로그램|안전성\s?확보|잠금\s?장치|출입\s?통제"
)
_RECORD = re.compile(r"(?:기록|자료|로그|내역).{0,40}\d+\s?(?:년|개월|월|일)")
_IN_A_ROW = 3
_BY_ITSELF = {Kind.PREAMBLE, Kind.OTHER, Kind.RIGHTS, Kind.RETENTION, Kind.OFFICER, Kind.DATES, Kind.SAFEGUARDS}
_ROOM_FOR_TABLES = _BY_ITSELF | {Kind.DESTRUCTION, Kind.COOKIES, Kind.REMEDIES, Kind.CHANGE, Kind.CHILDREN}

Part = tuple[Kind, tuple[Block, ...]]


def parts_of(kind: Kind, blocks: Sequence[Block]) -> list[Part]:
    """Return the blocks of a section in parts, each with what it is about."""
    parts: list[tuple[Kind, list[Block]]] = [(kind, [])]
    pieces = [piece for block in blocks for piece in _introduced(kind, block)]
    said = [_said(kind, pieces, at) for at in range(len(pieces))]
    for piece, about in zip(pieces, said, strict=True):
        if about is not None and about is not parts[-1][0]:
            parts.append((about, []))
        parts[-1][1].append(piece)
    return [(about, tuple(held)) for about, held in parts if held] or [(kind, ())]


def _introduced(kind: Kind, block: Block) -> list[Block]:
    """A paragraph, cut before the line that introduces the officer."""
    if kind not in {Kind.SAFEGUARDS, Kind.OTHER, Kind.PREAMBLE} or not isinstance(block, Paragraph):
        return [block]
    at = next((number for number, line in enumerate(block.lines) if _INTRODUCED.search(line.text)), None)
    if not at:
        return [block]
    return [Paragraph(block.lines[:at]), Paragraph(block.lines[at:])]


def _said(kind: Kind, blocks: Sequence[Block], at: int) -> Kind | None:
    block = blocks[at]
    if isinstance(block, Table):
        return _of_table(block) if kind in _ROOM_FOR_TABLES else None
    if kind not in _BY_ITSELF:
        return None
    if isinstance(block, Paragraph) and kind is not Kind.OFFICER and _INTRODUCED.search(block.lines[0].text):
        return Kind.OFFICER if kind in {Kind.SAFEGUARDS, Kind.OTHER, Kind.PREAMBLE} else None
    if isinstance(block, ListItem):
        return _of_row(kind, blocks, at)
    return None


def _of_table(table: Table) -> Kind | None:
    head = " ".join(cell.text for cell in table.rows[0])
    body = " ".join(cell.text for row in table.rows[:4] for cell in row)
    if _ENTRUSTED.search(head) and len(table.rows) > 1 and table.width > 1:
        return Kind.ENTRUSTED
    if _OFFICER.search(head) and _OF_OFFICER.search(body) and "위탁" not in head:
        return Kind.OFFICER
    return None


def _of_row(kind: Kind, blocks: Sequence[Block], at: int) -> Kind | None:
    """What a row of items is about, told at its first item."""
    goes_on = at > 0 and isinstance(blocks[at - 1], ListItem) and not _restarts(blocks[at])
    row = [] if goes_on else _row(blocks, at)
    if len(row) < _IN_A_ROW:
        return None
    found: list[tuple[Kind, re.Pattern[str]]] = [(Kind.RIGHTS, _RIGHT), (Kind.SAFEGUARDS, _MEASURE)]
    found += [(Kind.RETENTION, _RECORD)] if kind in {Kind.PREAMBLE, Kind.OTHER} else []
    for about, words in found:
        hits = sum(bool(words.search(line.text)) for line in row)
        if hits >= _IN_A_ROW and 2 * hits >= len(row):
            return about
    return None


def _row(blocks: Sequence[Block], at: int) -> list[Line]:
    """The first lines of the items that follow one another from here, of one kind of number."""
    row: list[Line] = []
    first = blocks[at]
    for block in blocks[at:]:
        if not isinstance(block, ListItem) or not isinstance(first, ListItem) or (row and _restarts(block)):
            break
        row.append(block.lines[0])
    return row


def _restarts(block: Block) -> bool:
    return isinstance(block, ListItem) and block.marker.strip("().") in {"1", "①", "가"}
