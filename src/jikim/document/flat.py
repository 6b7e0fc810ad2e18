"""A document as plain text again: what a person compares, and what a search runs over."""

from collections.abc import Iterator

from jikim.document.model import Block, Cell, Document, Heading, ListItem, Table


def flat(document: Document) -> str:
    """Return the blocks as lines; a row of a table is one, with ` | ` between cells and spanned values in each row."""
    return "\n".join(line for block in document.blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(_cell(cell) for cell in row)
        return
    first, *others = (line.text for line in block.lines)
    yield f"{_before(block)}{first}"
    yield from others


def _before(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.number} " if block.number else ""
    return f"{'  ' * (block.depth - 1)}{block.marker} " if isinstance(block, ListItem) else ""


def _cell(cell: Cell) -> str:
    inner = (" ; ".join(_lines(table)) for table in cell.inner)
    return " ".join((cell.text, *inner)).strip()
