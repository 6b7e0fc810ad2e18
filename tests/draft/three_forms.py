"""A document written anew in another form: as a page, as Markdown, as text whose tables are flattened."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from jikim.document import Block, Cell, Document, Heading, Line, ListItem, Paragraph, Table

BULLETS = frozenset("-•*·○●▪")


def page(document: Document) -> str:
    """The document as HTML, a cell that covers several places written once."""
    body = "\n".join(_page_block(block) for block in document.blocks)
    head = f"<!DOCTYPE html><html lang=ko><head><title>{escape(document.title)}</title></head>"
    return f"{head}<body>\n{body}\n</body></html>"


def markdown(document: Document, *, covered: bool = True) -> str:
    """The document as Markdown; without `covered`, rows lose the cells that a cell above them covers."""
    return "\n\n".join(_grouped(document.blocks, lambda block: _markdown_block(block, covered=covered)))


def text(document: Document, between: str = "\t") -> str:
    """The document as text: the cells of a row with a tab between them, or each on a line of its own."""
    return "\n\n".join(_grouped(document.blocks, lambda block: _text_block(block, between)))


def _grouped(blocks: Sequence[Block], written: Callable[[Block], str]) -> Iterator[str]:
    """Items of a list stand line by line, everything else with an empty line between."""
    for listed, some in groupby(blocks, key=lambda block: isinstance(block, ListItem)):
        made = list(map(written, some))
        yield from ["\n".join(made)] if listed else made


def _page_block(block: Block) -> str:
    if isinstance(block, Table):
        rows = "\n".join(f"<tr>{''.join(map(_page_cell, _own(row)))}</tr>" for row in block.rows)
        return f"<table>\n{rows}\n</table>"
    lines = "<br>".join(escape(line.text) for line in block.lines)
    if isinstance(block, Heading):
        name = f"h{min(block.level, 6)}" if block.level else "strong"
        return (
            f"<{name}>{escape(block.number)} {lines}</{name}>"
            if block.level
            else f"<p><strong>{escape(block.number)} {lines}</strong></p>"
        )
    if isinstance(block, Paragraph):
        return f"<p>{lines}</p>"
    if block.marker in BULLETS:
        return f"{'<ul>' * block.depth}<li>{lines}</li>{'</ul>' * block.depth}"
    return f"<p>{escape(block.marker)} {lines}</p>"


def _own(row: Sequence[Cell]) -> Iterator[Cell]:
    return (cell for cell in row if cell.spanned is None)


def _page_cell(cell: Cell) -> str:
    name = "th" if cell.header else "td"
    spans = "".join(
        f" {key}={count}" for key, count in (("rowspan", cell.rows), ("colspan", cell.columns)) if count > 1
    )
    inner = "".join(map(_page_block, cell.inner))
    return f"<{name}{spans}>{'<br>'.join(escape(line.text) for line in cell.lines)}{inner}</{name}>"


def _markdown_block(block: Block, *, covered: bool) -> str:
    if isinstance(block, Table):
        rows = [_markdown_row(row if covered else tuple(_own(row))) for row in block.rows]
        return "\n".join([rows[0], "|" + " --- |" * block.width, *rows[1:]])
    if isinstance(block, Heading):
        words = f"{block.number} {block.text}".strip()
        return f"{'#' * min(block.level, 6)} {words}" if block.level else f"**{words}**"
    if isinstance(block, Paragraph):
        return "  \n".join(line.text.replace("<", "\\<") for line in block.lines)
    return _item(block).replace("<", "\\<")


def _markdown_row(row: Sequence[Cell]) -> str:
    cells = ("<br>".join(_escaped(line.text) for line in _all(cell)) for cell in row)
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _all(cell: Cell) -> tuple[Line, ...]:
    return (
        *cell.lines,
        *(line for table in cell.inner for row in table.rows for own in _own(row) for line in _all(own)),
    )


def _text_block(block: Block, between: str) -> str:
    if isinstance(block, Table):
        inside = " " if between == "\t" else "\n"
        return "\n".join(
            between.join(inside.join(line.text for line in _all(cell)) for cell in _flat(row, between))
            for row in block.rows
        )
    if isinstance(block, Heading):
        return f"{block.number} {block.text}".strip()
    return "\n".join(line.text for line in block.lines) if isinstance(block, Paragraph) else _item(block)


def _flat(row: Sequence[Cell], between: str) -> Sequence[Cell]:
    return row if between == "\t" else tuple(_own(row))


def _item(block: ListItem) -> str:
    indent = "  " * (block.depth - 1)
    first, *others = (line.text for line in block.lines)
    return "\n".join([f"{indent}{block.marker} {first}", *(f"{indent}  {line}" for line in others)])
