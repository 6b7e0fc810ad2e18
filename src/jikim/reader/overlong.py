"""Lines no policy has: cut, so that the time to read a document grows with its length and not with its square.

Words of such a line are read, but count as unread: the pieces are lines of their own.
"""

from collections.abc import Iterator, Sequence

from jikim.document import Block, Line, ListItem, Paragraph

_LONGEST = 1000  # letters; the longest line of the forty policies we know has 969


def without_overlong(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with overlong lines of running text in pieces."""
    return tuple(_cut(block) for block in blocks)


def _cut(block: Block) -> Block:
    if not isinstance(block, (Paragraph, ListItem)) or all(len(line.text) <= _LONGEST for line in block.lines):
        return block
    lines = tuple(piece for line in block.lines for piece in _pieces(line))
    return Paragraph(lines) if isinstance(block, Paragraph) else ListItem(lines, block.marker, block.depth)


def _pieces(line: Line) -> Iterator[Line]:
    while len(line.text) > _LONGEST:
        end = line.text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        head = Line(line.text[:end].strip(), line.spot)
        line = line.after(end)
        if head.text:
            yield head
    if line.text.strip():
        yield line
