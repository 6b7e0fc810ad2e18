"""The document as GitHub-flavoured Markdown: the same headings, lists and tables as on the page.

Whatever could be taken for Markdown or HTML in the words of a policy is escaped, so that it reads as written.
"""

import re
from collections.abc import Iterator

from jikim.publish.document import (
    Block,
    Bullets,
    Card,
    Cell,
    Definitions,
    Document,
    Grid,
    Line,
    Note,
    Paragraph,
    Run,
    Section,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&])")
_BEGINS_A_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=([-+=])(?:\s|$|\2)))")
_DEEPEST = 6


def markdown(document: Document) -> str:
    """Return the document; lines end with a newline, paragraphs are one line each."""
    lines = [f"# {_line(document.title)}", ""]
    lines += _blocks(document.opening, 2)
    if document.cards:
        lines += [f"## {_line(document.cards_title)}", ""]
        lines += [_card(card) for card in document.cards]
        lines.append("")
    lines += _blocks(document.sections, 2)
    return "\n".join(lines).rstrip("\n") + "\n"


def _card(card: Card) -> str:
    return f"- [**{_line(card.title)}**](#{card.anchor}): {'; '.join(_line(line) for line in card.lines)}"


def _blocks(blocks: tuple[Block, ...], level: int, title: str = "") -> Iterator[str]:
    """Yield the lines of blocks; a caption that only repeats the `title` above it is left out."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _grid(block, captioned=block.caption.text != title)
        else:
            yield from _block(block, level)
        yield ""


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield f'<a id="{block.anchor}"></a>'
            yield ""
            yield f"{'#' * min(level, _DEEPEST)} {block.number}. {_line(block.title)}"
            yield ""
            yield from list(_blocks(block.blocks, level + 1, block.title.text))[:-1]
        case Paragraph(line=line):
            yield _start(_line(line))
        case Note(line=line):
            yield f"> {_start(_line(line))}"
        case Bullets(lines=lines, ordered=ordered):
            for number, line in enumerate(lines, 1):
                yield f"{f'{number}.' if ordered else '-'} {_start(_line(line))}"
        case Definitions():
            yield from _definitions(block)
        case Grid():
            yield from _grid(block, captioned=True)


def _definitions(block: Definitions) -> Iterator[str]:
    for term, lines in block.pairs:
        if len(lines) == 1:
            yield f"- **{_line(term)}**: {_line(lines[0])}"
            continue
        yield f"- **{_line(term)}**:"
        for line in lines:
            yield f"  - {_start(_line(line))}"


def _grid(grid: Grid, *, captioned: bool) -> Iterator[str]:
    if captioned:
        yield f"**{_line(grid.caption)}**"
        yield ""
    yield _row(_line(head) for head in grid.heads)
    yield _row("---" for _ in grid.heads)
    for row in grid.rows:
        yield _row(_cell(each) for each in row)


def _row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(found: Cell) -> str:
    return "<br>".join(_line(line) for line in found.lines)


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line.runs)


def _run(run: Run) -> str:
    text = _SPECIAL.sub(r"\\\1", " ".join(run.text.splitlines()))
    return f"[{text}](<{run.link}>)" if run.link else text


def _start(text: str) -> str:
    """Return a line that begins no list, rule or block of code of its own."""
    return _BEGINS_A_BLOCK.sub(r"\1\\", text.lstrip())
