"""Labels with their values side by side on one line, put on lines of their own.

수집항목: 성명, 연락처 / 보유기간: 상담 완료 후 1년
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikim.document import Block, Line, ListItem, Paragraph
from jikim.reader.context_labels import PAIR, key_of

_NEXT = re.compile(r"\s+[/|]\s+(?=(?P<label>[가-힣·\s]{2,16}?)\s*[:：]\s*\S)")


_RUN = re.compile(r"^\d{1,2}\s?[<〈][^<>〈〉]{2,40}[>〉]\s*(?:필수|선택)\s?항목\s*[:：]")
_GLUED = re.compile(
    r"\s*(?=(?<!\d)\d{1,2}\s?[<〈][^<>〈〉]{2,40}[>〉])|(?<=[>〉])\s*(?=(?:필수|선택)\s?항목)|\s+(?=(?:필수|선택)\s?항목\s*[:：])"
)
"""Names in brackets with their labels, as a public generator prints them: `1< 주문 > 필수항목 : 이름 선택항목 :`."""


def on_their_own(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with such lines cut."""
    return tuple(
        replace(block, lines=tuple(piece for line in block.lines for piece in _cut(line)))
        if isinstance(block, (ListItem, Paragraph))
        else block
        for block in blocks
    )


def _cut(line: Line) -> Iterator[Line]:
    """Cut a line that begins with the label of a column before each further one."""
    if _RUN.match(line.text):
        cuts = [(hit.start(), hit.end()) for hit in _GLUED.finditer(line.text) if hit.start()]
        yield from _at(
            line, [cut for cut, after in zip(cuts, [*cuts[1:], (-1, -1)], strict=True) if cut[0] != after[0]]
        )
        return
    first = PAIR.match(line.text)
    ends = (
        [hit for hit in _NEXT.finditer(line.text) if key_of(hit["label"])] if first and key_of(first["label"]) else []
    )
    yield from _at(line, [(hit.start(), hit.end()) for hit in ends])


def _at(line: Line, cuts: Sequence[tuple[int, int]]) -> Iterator[Line]:
    begin = 0
    for end, after in cuts:
        if line.text[begin:end].strip():
            yield line.between(begin, end)
        begin = after
    yield line.after(begin)
