"""Titles that the form of a document did not show: a line by itself, or an item of a list, that reads like one.

A title is short, is no sentence, holds no value after a colon, and ends on a noun that titles end on. An item counts
by its number where other items of that kind are titles: `10. 유의사항` after `9. 보호조치에 관한 사항`.
"""

import re
from collections.abc import Sequence

from jikim.document import Block, Heading, Line, ListItem, Paragraph
from jikim.reader.kinds import Kind, kind_of
from jikim.reader.letters import letters
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.ranks import count_of, form_of

_LONGEST = 45  # letters of a title
_ABOUT = re.compile(
    r"회사가|개인\s?정보|정보\s?주체|이용자|회원|고객|대리인|쿠키|권익|방침|아동|부칙|접근\s?권한|안전성|제3자|위탁"
)
_ENDS = re.compile(
    r"(?:목적|항목|방법|기간|제공|위탁|파기|권리|의무|사항|대책|조치|보호|책임자|담당자|부서|연락처|서비스|동의|고지|변경|쿠키|구제"
    r"|신고|부칙|안내|공지|시기|철회|범위|처리|거부|절차|방침|내역|운영|현황|개정|침해|관리|수집|이용|정정)$"
)
_ASKS = re.compile(r"(?:나요|까요|가요|는지요|을까|인가)$")
"""Ends of titles that ask (`어떤 정보를 수집하나요?`)."""
_SENTENCE = re.compile(r"(?:니다|습니까|세요|시오|한다|된다|[가-힣]다)[.\s]*$|[:：]\s*\S|[.。]\s+\S|[,，]\s*$")
NUMBER = re.compile(
    r"^(제\s?\d{1,3}\s?조\.?|\d{1,2}\s?\.|\d{1,2}(?=\s+(?:개인|정보|처리|수집|권익))|[IVXⅠ-Ⅹ]{1,4}\.?|[가-하]\.)\s*(?=\S)"
)
TITLE_MARKERS = re.compile(r"제\s?\d{1,3}\s?조\.?|\d{1,2}\s?\.|[IVXⅠ-Ⅹ]{1,4}\.?|[가-하]\.")
_REMARK = re.compile(r"\s*[(（][^()（）]{1,12}[)）]\s*$")
_WRITE = re.compile(r"작성$")  # what a form says to do with the section
_ENOUGH = 3  # items of a row that read like titles make the others of the row titles


def is_plain(text: str) -> bool:
    """Whether a text is short and no sentence."""
    return 0 < len(letters(text)) <= _LONGEST and not _SENTENCE.search(text.strip())


def is_title(text: str) -> bool:
    """Whether a text reads like a title of a policy that says what it is about."""
    bare = NUMBER.sub("", text.strip())
    said = _WRITE.sub("", letters(_REMARK.sub("", bare)))
    asks = text.rstrip().endswith("?") and bool(_ASKS.search(said))
    if not is_plain(text) or not (_ENDS.search(said) or asks) or ("," in bare and known_share(bare) > ITEMS):
        return False
    return (asks or bool(_ABOUT.search(bare))) and kind_of(bare) not in (None, Kind.OTHER)


def with_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with such lines as headings."""
    rows = _rows(blocks)
    found: list[Block] = []
    counts = dict.fromkeys(rows, 0)
    for at, block in enumerate(blocks):
        if isinstance(block, ListItem) and (_asks(block) or _is_next(block, rows, counts, _is_among(blocks, at))):
            found.append(_heading(block))
        elif isinstance(block, Paragraph):
            found += _opened(block, alone=_stands_alone(blocks, at))
        else:
            found.append(block)
        if isinstance(found[-1], Heading):
            _count(found[-1], counts)
    return tuple(found)


def _rows(blocks: Sequence[Block]) -> frozenset[int]:
    """Forms of number whose items are titles."""
    items = [one for at, one in enumerate(blocks) if isinstance(one, ListItem) and not _is_among(blocks, at)]
    forms = [form_of(block.marker) for block in items if _reads_as_title(block)]
    headings = [
        form_of(one.number)
        for one in blocks
        if isinstance(one, Heading) and TITLE_MARKERS.fullmatch(one.number) and kind_of(one.text)
    ]
    return frozenset(form for form in forms if form in headings or forms.count(form) >= _ENOUGH)


def _reads_as_title(block: ListItem) -> bool:
    return len(block.lines) == 1 and bool(TITLE_MARKERS.fullmatch(block.marker)) and is_title(block.text)


def _asks(block: ListItem) -> bool:
    """Whether an item is a question that a section answers (`Q. 어떤 정보를 수집하나요?`)."""
    return block.marker.startswith(("Q", "q")) and len(block.lines) == 1 and is_title(block.text)


def _is_next(block: ListItem, rows: frozenset[int], counts: dict[int, int], among_others: bool) -> bool:
    """Whether an item is a title: it reads like one, or is short and carries on the titles' numbers."""
    form = form_of(block.marker)
    if form not in rows or not TITLE_MARKERS.fullmatch(block.marker) or len(block.lines) > 1 or among_others:
        return False
    goes_on = (count_of(block.marker) or 0) == counts[form] + 1
    return is_title(block.text) or (goes_on and counts[form] >= _ENOUGH and is_plain(block.text))


def _is_among(blocks: Sequence[Block], at: int) -> bool:
    """Whether the next item of the same row stands right before or after: then neither has anything under it."""
    return any(follow(blocks[one], blocks[one + 1]) for one in (at - 1, at) if 0 <= one < len(blocks) - 1)


def follow(one: Block, other: Block) -> bool:
    """Whether an item is the next of the row of another."""
    if not isinstance(one, ListItem) or not isinstance(other, ListItem) or form_of(one.marker) != form_of(other.marker):
        return False
    return (count_of(one.marker) or 0) + 1 == (count_of(other.marker) or 0)


def _count(heading: Heading, counts: dict[int, int]) -> None:
    form = form_of(heading.number)
    if form in counts and kind_of(heading.text):
        counts[form] = count_of(heading.number) or 0


def _heading(block: ListItem) -> Heading:
    return Heading(block.lines, None, block.marker)


def _stands_alone(blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph has something under it that it can be the title of."""
    return at + 1 < len(blocks) and not isinstance(blocks[at + 1], Heading)


def _opened(block: Paragraph, *, alone: bool) -> list[Block]:
    """A paragraph cut at the lines that are titles."""
    found: list[Block] = []
    kept: list[Line] = []
    for number, line in enumerate(block.lines):
        has_body = number + 1 < len(block.lines) or alone
        if has_body and is_title(line.text):
            found += [Paragraph(tuple(kept))] if kept else []
            kept = []
            found.append(_titled(line))
        else:
            kept.append(line)
    if len(kept) == len(block.lines):
        return [block]
    return found + ([Paragraph(tuple(kept))] if kept else [])


def _titled(line: Line) -> Heading:
    number = NUMBER.match(line.text)
    return Heading((line.after(number.end()),), None, number[1]) if number else Heading((line,))
