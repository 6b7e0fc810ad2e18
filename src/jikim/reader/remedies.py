"""The bodies outside to which a person may turn: one a line, a row, or a title with lines under it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikim.document import Heading, Line, Spot, Table
from jikim.reader.facts import Remedy
from jikim.reader.kinds import Kind
from jikim.reader.labelled import pairs
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.officer_words import PHONE
from jikim.reader.sections import Section

_BODY = re.compile(
    r"침해\s?신고\s?센터|신고\s?센터|분쟁\s?조정\s?위원회|사이버\s?(?:수사|안전|범죄|테러)|대검찰청|경찰청|인터넷\s?진흥원|행정\s?심판\s?위원회|마크\s?인증\s?위원회|보호\s?위원회"
)
_URL = re.compile(
    r"(?:https?://)?(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:go\.kr|or\.kr|kr|com|org)(?:/(?!\d)[A-Za-z0-9./_-]{0,40})?"
)
_SHORT = re.compile(r"(?<![\d-])(?:\+)?(1\d{2,3})(?![\d-])")
_NAME = re.compile(r"^[^:：/|]{2,40}?(?=\s*(?:[(（:：/|]|국번|https?:|www\.|[의는은]\s|,|\d{2,4}[-)]|$))")
_SENTENCE = re.compile(r"니다[.\s]*$|바랍니다|하시기")
_BY = re.compile(r"[(（]\s*(한국인터넷진흥원)")
_KINDS = {Kind.REMEDIES, Kind.OFFICER, Kind.RIGHTS}


def remedies(parts: Sequence[Section], notes: Notes) -> tuple[Remedy, ...]:
    """Read the bodies outside to which a person may turn."""
    found: list[Remedy] = []
    for part in parts:
        if part.kind in _KINDS:
            for one in _of_section(part, notes):
                if letters(one.name) not in {letters(each.name) for each in found}:
                    found.append(one)
    return tuple(found)


def _of_section(part: Section, notes: Notes) -> Iterator[Remedy]:
    now: Remedy | None = None
    if part.heading and _is_body(part.heading.text) and part.path:
        now = _read(part.heading.text, part.heading.spot)
    for block in part.blocks:
        if isinstance(block, Table):
            yield from _of_table(block, notes)
            continue
        for line in () if isinstance(block, Heading) else block.lines:
            label = _labelled(line, now)
            if label is not None:
                now = label
            elif _is_body(line.text):
                yield from [now] if now else []
                now = _read(line.text, line.spot)
            else:
                continue
            notes.use(line, "remedies")
    yield from [now] if now else []


def _is_body(text: str) -> bool:
    head = text[:40]
    return (
        bool(_BODY.search(head))
        and not _SENTENCE.search(text)
        and not re.search(r"^(?:소관|주소|홈페이지)|안내\]?$", text)
    )


def _labelled(line: Line, now: Remedy | None) -> Remedy | None:
    """What a line under a body says of it; None where it is no such line."""
    pair = next(iter(pairs(line)), None)
    if now is None or pair is None:
        return None
    said, text = letters(pair[0]), pair[1].text
    if said in ("소관업무", "업무"):
        return replace(now, work=text)
    if said in ("홈페이지", "url", "웹사이트"):
        return replace(now, url=_url(text))
    if said in ("전화", "전화번호", "연락처"):
        return replace(now, phone=_phone(text))
    return replace(now, address=text) if said == "주소" else None


def _read(text: str, spot: Spot) -> Remedy:
    name = _NAME.match(text.strip())
    by = _BY.search(text)
    plain = single(name[0] if name else text).rstrip(" ,·-")
    return Remedy(plain, spot, by[1] if by else None, _phone(text), _url(text))


def _of_table(table: Table, notes: Notes) -> Iterator[Remedy]:
    for row in table.rows:
        if row and _BODY.search(row[0].text) and row[0].spanned is None and not _SENTENCE.search(row[0].text):
            rest = " ".join(cell.text for cell in row[1:] if cell.spanned is None)
            for cell in row:
                notes.use_all(cell.lines, "remedies")
            one = _read(row[0].text, row[0].spot)
            yield replace(one, name=single(row[0].text), phone=_phone(rest), url=_url(rest)) if rest else one


def _url(text: str) -> str | None:
    found = _URL.search(text)
    return found[0].rstrip("/.") if found else None


def _phone(text: str) -> str | None:
    bare = _URL.sub(" ", text)
    long, short = PHONE.search(bare), _SHORT.search(bare)
    return single(long[0]) if long else short[1] if short else None
