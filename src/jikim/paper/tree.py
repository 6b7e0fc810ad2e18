"""A document as plain data, which the page description (document.typ) walks.

A block is a mapping with its kind (`paragraph`, `note`, `bullets`, `definitions`, `grid`, `section`); a line is a list
of runs, each `{"text", "link", "to"}`: `link` an address outside, `to` an anchor of this document. Words stay data and
never become source of the page description, so nothing in a policy can be taken for a command.
"""

from collections.abc import Iterable
from itertools import groupby

from jikim.publish import (
    Block,
    Bullets,
    Card,
    Definitions,
    Document,
    Grid,
    Line,
    Note,
    Paragraph,
    Run,
    Section,
    sections,
)

Data = str | int | bool | list["Data"] | dict[str, "Data"]
OUTSIDE = ("https:", "http:", "mailto:", "tel:")


def tree(document: Document) -> dict[str, Data]:
    """Return the document as mappings, lists and texts."""
    anchors = {section.anchor for section in sections(document.sections)}
    return {
        "language": document.language.value,
        "title": document.title.text,
        "opening": _blocks(document.opening, anchors),
        "cards_title": document.cards_title.text,
        "cards": [_card(card, anchors) for card in document.cards],
        "sections": _blocks(document.sections, anchors),
    }


def _card(card: Card, anchors: set[str]) -> Data:
    to = card.anchor if card.anchor in anchors else ""
    return {"title": card.title.text, "to": to, "lines": _lines(card.lines, anchors)}


def _blocks(blocks: Iterable[Block], anchors: set[str]) -> list[Data]:
    return [_block(block, anchors) for block in blocks]


def _block(block: Block, anchors: set[str]) -> Data:
    match block:
        case Paragraph(line=line):
            return {"kind": "paragraph", "line": _line(line, anchors)}
        case Note(line=line):
            return {"kind": "note", "line": _line(line, anchors)}
        case Bullets(lines=lines, ordered=ordered):
            return {"kind": "bullets", "ordered": ordered, "lines": _lines(lines, anchors)}
        case Definitions(pairs=pairs):
            found: list[Data] = [{"term": term.text, "lines": _lines(lines, anchors)} for term, lines in pairs]
            return {"kind": "definitions", "pairs": found}
        case Grid():
            return _grid(block, anchors)
        case Section(number=number, anchor=anchor, title=title, blocks=inside):
            return {"kind": "section", "number": number, "anchor": anchor, "title": title.text,
                    "blocks": _blocks(inside, anchors)}  # fmt: skip


def _grid(grid: Grid, anchors: set[str]) -> Data:
    rows: list[Data] = [[_lines(cell.lines, anchors) for cell in row] for row in grid.rows]
    return {
        "kind": "grid",
        "caption": grid.caption.text,
        "heads": [head.text for head in grid.heads],
        "widths": widths(grid),
        "rows": rows,
    }


def widths(grid: Grid) -> list[Data]:
    """Return the share of the page each column wants: by the square root of its longest words, none starved."""
    shares: list[Data] = []
    for number, head in enumerate(grid.heads):
        cells = (line.text for row in grid.rows for line in row[number].lines)
        longest = max([len(head.text), *(len(text) for text in cells)])
        shares.append(max(4, min(12, round(longest**0.5 * 2))))
    return shares


def _lines(lines: Iterable[Line], anchors: set[str]) -> list[Data]:
    return [_line(line, anchors) for line in lines]


def _line(line: Line, anchors: set[str]) -> Data:
    """Return the runs; neighbours that lead to the same place are one, so that no word is torn between two."""
    runs: list[Data] = []
    for link, same in groupby(line.runs, key=lambda run: run.link):
        runs.append(_run(Run("".join(run.text for run in same), link=link), anchors))
    return runs


def _run(run: Run, anchors: set[str]) -> Data:
    """Return a run; a link to a file beside the document, or to an anchor it lacks, leads nowhere on paper."""
    to = run.link[1:] if run.link.startswith("#") and run.link[1:] in anchors else ""
    return {"text": run.text, "link": run.link if run.link.startswith(OUTSIDE) else "", "to": to}
