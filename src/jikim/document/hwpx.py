"""HWPX, the open form of Hangul word processor files: sections of paragraphs, tables with addressed cells.

A spot is the number of a paragraph, counted through all sections and into their tables, in reading order. Each cell
says which column it stands in, so a value never slips to the left when a merged cell above takes its place.
"""

import re

from jikim.document.archive import Archive, Element
from jikim.document.grid import Written, table
from jikim.document.limits import unreadable
from jikim.document.model import Cell, Gap, Line, Reason, Spot, Table
from jikim.document.outline import Piece
from jikim.document.scan import cleaned
from jikim.messages import msg

SPACES = {"lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
RUNNING = frozenset(["header", "footer", "footNote", "endNote", "pageNum", "newNum"])
PASSED = frozenset(["secPr", "linesegarray", "markpenBegin", "markpenEnd", "colPr", "deleteBegin", "deleteEnd"])
SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")


def read(data: bytes, name: str) -> tuple[list[Piece | Table], list[Gap], list[Gap]]:
    """Return the pieces, what was lost and what was left out."""
    archive = Archive(data, name)
    sections = sorted((int(found[1]), part) for part in archive.names if (found := SECTION.fullmatch(part)))
    if not sections:
        raise unreadable(
            name,
            msg("it is a zip, and neither a DOCX nor an HWPX"),
            msg("hand in HTML, Markdown, text, DOCX, PDF or HWPX"),
        )
    reader = _Reader()
    for _, part in sections:
        root = archive.xml(part)
        if root:
            reader.read(root)
    return reader.pieces, reader.lost, reader.left_out


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[Piece | Table] = []
        self.lost: list[Gap] = []
        self.left_out: list[Gap] = []
        self._paragraph = 0

    def read(self, parent: Element) -> None:
        for part in parent.parts:
            if part.name == "p":
                self._one(part)
            elif part.name not in PASSED:
                self.read(part)

    def _one(self, paragraph: Element) -> None:
        """Read a paragraph: text before and after what is anchored in it stays in its order."""
        self._paragraph += 1
        number = self._paragraph
        words: list[str] = []
        self._runs(paragraph, words, number)
        self._say(words, number)

    def _say(self, words: list[str], number: int) -> None:
        lines = tuple(Line(shown, Spot(number)) for one in "".join(words).split("\n") if (shown := cleaned(one)))
        if lines:
            self.pieces.append(Piece(lines))
        words.clear()

    def _runs(self, parent: Element, words: list[str], number: int) -> None:
        for part in parent.parts:
            if parent.name == "t" and not part.name:
                words.append(part.text)
            elif part.name in SPACES:
                words.append(SPACES[part.name])
            elif part.name == "tbl":
                self._say(words, number)
                made = self._table(part)
                if made:
                    self.pieces.append(made)
            elif part.name == "subList":
                self._say(words, number)
                self.read(part)
            elif part.name in RUNNING:
                self._aside(part, number)
            elif part.name not in PASSED:
                if part.name == "pic":
                    what = msg("pictures: only the text given in place of them is told")
                    self.lost.append(Gap(Reason.PICTURE, what, 0.0, Spot(number)))
                    continue
                self._runs(part, words, number)

    def _aside(self, part: Element, number: int) -> None:
        text = cleaned(" ".join(below.text for below in part.below()))
        if text:
            what = msg("headers, footers and notes of the pages")
            self.left_out.append(Gap(Reason.RUNNING, what, 0.0, Spot(number), text))

    def _table(self, element: Element) -> Table | None:
        return table([[self._cell(cell) for cell in row.all("tc")] for row in element.all("tr")])

    def _cell(self, element: Element) -> Written:
        kept, self.pieces = self.pieces, []
        before = self._paragraph
        for part in element.all("subList"):
            self.read(part)
        made, self.pieces = self.pieces, kept
        lines = tuple(line for piece in made if isinstance(piece, Piece) for line in piece.lines)
        inner = tuple(piece for piece in made if isinstance(piece, Table))
        spot = lines[0].spot if lines else Spot(before + 1)
        address, span = element.first("cellAddr"), element.first("cellSpan")
        cell = Cell(
            lines, spot, element.value("header") == "1", _count(span, "rowSpan"), _count(span, "colSpan"), None, inner
        )
        column = address.value("colAddr") if address else ""
        return Written(cell, int(column) if column.isascii() and column.isdecimal() and len(column) < 4 else None)


def _count(span: Element | None, name: str) -> int:
    value = span.value(name) if span else ""
    return int(value) if value.isascii() and value.isdecimal() and 0 < len(value) < 5 and int(value) else 1
