"""Labels with their values side by side on one line, put on lines of their own.

수집항목: 성명, 연락처 / 보유기간: 상담 완료 후 1년
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikim.document import Block, Line, ListItem, Paragraph
from jikim.reader.context_labels import PAIR, key_of

_NEXT = re.compile(r"\s+[/|]\s+(?=(?P<label>[가-힣·\s]{2,16}?)\s*[:：]\s*\S)")


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
    first = PAIR.match(line.text)
    ends = (
        [hit for hit in _NEXT.finditer(line.text) if key_of(hit["label"])] if first and key_of(first["label"]) else []
    )
    begin = 0
    for hit in ends:
        piece = line.after(begin) if begin else line
        yield Line(piece.text[: hit.start() - begin], piece.spot, piece.turns)
        begin = hit.end()
    yield line.after(begin) if begin else line
