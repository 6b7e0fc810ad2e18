"""Titles run together with the sentence below them: `8. 개인정보의 파기 <나무방>은(는) 원칙적으로 ...합니다.`

Public generators of policies print them so, in bold. The title is the longest beginning of the line that reads like
one and has the subject of a sentence behind it.
"""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Block, Heading, Line, ListItem, Paragraph
from jikim.reader.titled import NUMBER, TITLE_MARKERS, is_title

_SUBJECT = re.compile(
    r"\s*(?:[<〈*(（'‘\"“][^은는]{0,160}?(?:은\(는\)|은|는|이|가)|\S{1,20}(?:은\(는\)|은|는)|다음|아래|원칙적으로,?)\s?\S"
)
_VALUED = re.compile(r"^(?P<title>[^:：]{4,40}?)\s*(?:[:：]|\s[-–])\s+(?P<value>\S.*)$")
"""`2. 수집하는 개인정보 항목 : 이름, 연락처`: a title with its value on the same line."""
_SENTENCE = re.compile(r"니다\s*[.:]?")
_BREAK = re.compile(r"\s|(?=[<〈*('‘\"“])")
_BULLETS = "■□◆◇●▶"  # marks of titles
_FARTHEST = 80  # letters in which a title has to end


def apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with such lines as a heading and what is said below it."""
    return tuple(piece for block in blocks for piece in _apart(block))


def _apart(block: Block) -> Iterator[Block]:
    found = _numbered(block)
    if found is None:
        yield block
        return
    number, line = found
    valued = _VALUED.match(line.text) if isinstance(block, (ListItem, Paragraph)) and number[:-1].isdigit() else None
    if valued and is_title(valued["title"]) and valued["title"].count("정보"):
        yield Heading((Line(valued["title"], line.spot),), None, number)
        yield Paragraph((line.after(valued.start("value")), *_further(block)))
        return
    at = _end_of_title(line.text)
    if not at or (isinstance(block, Heading) and is_title(line.text)):
        yield block
        return
    head = line.text[:at].strip()
    yield Heading((Line(head, line.spot),), None, number)
    yield Paragraph((line.after(at), *_further(block)))


def _numbered(block: Block) -> tuple[str, Line] | None:
    """Return the number of a title and the line behind it."""
    if isinstance(block, Heading):
        return (block.number, block.lines[0]) if TITLE_MARKERS.fullmatch(block.number) else None
    if isinstance(block, ListItem):
        marked = TITLE_MARKERS.fullmatch(block.marker) or (block.marker and block.marker in _BULLETS)
        return (block.marker, block.lines[0]) if marked else None
    number = NUMBER.match(block.lines[0].text) if isinstance(block, Paragraph) else None
    return (number[1], block.lines[0].after(number.end())) if number and isinstance(block, Paragraph) else None


def _further(block: Block) -> tuple[Line, ...]:
    return block.lines[1:] if isinstance(block, (Heading, ListItem, Paragraph)) else ()


def _end_of_title(text: str) -> int:
    """Return where the title ends; 0 where the line is no title with a sentence behind it."""
    if not _SENTENCE.search(text):
        return 0
    ends = [hit.start() for hit in _BREAK.finditer(text, 1, _FARTHEST) if _ends_in_title(text[: hit.start()])]
    return next((at for at in reversed(ends) if _SUBJECT.match(text, at)), 0)


def _ends_in_title(text: str) -> bool:
    return text.rstrip()[-1:].isalnum() and is_title(text)
