"""Tables drawn with pipes that stand as text in a page: Markdown that was turned into HTML only in part."""

from collections.abc import Iterator, Sequence

from jikim.document.model import Block, Line, Paragraph
from jikim.document.pipes import is_rule, tables


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with ruled rows of pipes as tables; rows without a rule are left as text."""
    return tuple(part for block in blocks for part in _parts(block))


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or not any(is_rule(line.text) for line in block.lines):
        yield block
        return
    for rows, lines in _runs(block.lines):
        if rows and any(is_rule(line.text) for line in lines):
            yield from tables([(line.spot.number, line.text) for line in lines])
        else:
            yield Paragraph(tuple(lines))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Yield the lines in runs: rows between pipes, and others."""
    run: list[Line] = []
    before = False
    for line in lines:
        text = line.text.strip()
        row = len(text) > 1 and text[0] == text[-1] == "|"
        if run and row != before:
            yield before, run
            run = []
        run.append(line)
        before = row
    if run:
        yield before, run
