"""DOCX: paragraphs and tables of the body, with the numbers that Word prints and does not store.

A spot is the number of a paragraph, counted through the body and into its tables, in reading order. Text that was
struck out under change tracking is not read; headers, footers and notes are told apart from the body.
"""

import re
from dataclasses import dataclass, field, replace

from jikim.document.archive import Archive, Element
from jikim.document.grid import Written, table
from jikim.document.limits import unreadable
from jikim.document.model import Cell, Gap, Line, Reason, Spot, Table
from jikim.document.outline import Piece
from jikim.document.scan import cleaned
from jikim.messages import msg

PASSED = frozenset([
    "del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "Fallback", "instrText",
    "delText",
])  # fmt: skip
BULLET = "•"
SIGNS = {
    "ganada": "가나다라마바사아자차카타파하",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upperRoman": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    "lowerRoman": "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ",
}
HEADING = re.compile(r"(?:heading|제목)\s*(\d)$", re.I)


def read(data: bytes, name: str) -> tuple[list[Piece | Table], list[Gap], list[Gap]]:
    """Return the pieces, what was lost and what was left out."""
    archive = Archive(data, name)
    root = archive.xml("word/document.xml")
    body = root.first("body") if root else None
    if body is None:
        raise unreadable(
            name,
            msg("it is a zip, and neither a DOCX nor an HWPX"),
            msg("hand in HTML, Markdown, text, DOCX, PDF or HWPX"),
        )
    reader = _Reader(_levels(archive.xml("word/styles.xml")), _numbering(archive.xml("word/numbering.xml")))
    reader.read(body)
    return reader.pieces, reader.lost, list(_around(archive))


@dataclass(slots=True)
class _Numbers:
    """One list of a document: for each level its kind of number and how it is printed; `at` counts."""

    kinds: dict[int, str] = field(default_factory=dict)
    prints: dict[int, str] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """Count one further and return what is printed before the item."""
        if self.kinds.get(level, "bullet") in ("bullet", "none"):
            return BULLET
        self.at[level] = self.at.get(level, 0) + 1
        for deeper in [other for other in self.at if other > level]:
            del self.at[deeper]
        marker = self.prints.get(level, "%1.")[:40]
        for other in range(9):
            marker = marker.replace(f"%{other + 1}", self._printed(other))
        return cleaned(marker)

    def _printed(self, level: int) -> str:
        number, signs = self.at.get(level, 1), SIGNS.get(self.kinds.get(level, ""), "")
        return signs[number - 1] if number <= len(signs) else str(number)


class _Reader:
    def __init__(self, levels: dict[str, int], numbers: dict[str, _Numbers]) -> None:
        self.pieces: list[Piece | Table] = []
        self.lost: list[Gap] = []
        self._levels, self._numbers = levels, numbers
        self._paragraph = 0

    def read(self, parent: Element) -> None:
        for part in parent.parts:
            if part.name == "p":
                self._one(part)
            elif part.name == "tbl":
                made = self._table(part)
                if made:
                    self.pieces.append(made)
            elif part.name not in PASSED:
                self.read(part)

    def _one(self, paragraph: Element) -> None:
        self._paragraph += 1
        spot = Spot(self._paragraph)
        runs: list[tuple[str, bool]] = []
        boxes: list[Element] = []
        self._runs(paragraph, runs, boxes, False)
        text = "".join(one for one, _ in runs)
        lines = tuple(Line(shown, spot) for one in text.split("\n") if (shown := cleaned(one)))
        style = paragraph.first("pPr", "pStyle")
        level = self._levels.get(style.value("val")) if style else None
        marker, depth = self._marker(paragraph)
        if lines and level is not None and marker:
            lines, marker = (replace(lines[0], text=f"{marker} {lines[0].text}"), *lines[1:]), ""
        if lines:
            strong = all(bold for one, bold in runs if one.strip())
            self.pieces.append(Piece(lines, level, marker, depth, strong))
        for box in boxes:
            self.read(box)

    def _runs(self, parent: Element, runs: list[tuple[str, bool]], boxes: list[Element], bold: bool) -> None:
        for part in parent.parts:
            if part.name == "t":
                runs.append(("".join(inner.text for inner in part.parts), bold))
            elif part.name in ("br", "cr"):
                runs.append(("\n", bold))
            elif part.name in ("tab", "ptab"):
                runs.append((" ", bold))
            elif part.name == "noBreakHyphen":
                runs.append(("-", bold))
            elif part.name == "txbxContent":
                boxes.append(part)
            elif part.name not in PASSED:
                if part.name in ("blip", "imagedata"):
                    self._picture()
                strong = part.first("rPr", "b") if part.name == "r" else None
                self._runs(part, runs, boxes, strong.value("val") not in ("0", "false") if strong else bold)

    def _picture(self) -> None:
        what = msg("pictures: only the text given in place of them is told")
        self.lost.append(Gap(Reason.PICTURE, what, 0.0, Spot(self._paragraph)))

    def _marker(self, paragraph: Element) -> tuple[str, int]:
        listed = paragraph.first("pPr", "numPr", "numId")
        if listed is None or listed.value("val") == "0":
            style = paragraph.first("pPr", "pStyle")
            name = style.value("val").lower() if style else ""
            return (BULLET, 1) if name.startswith("listbullet") else ("", 0)
        level = paragraph.first("pPr", "numPr", "ilvl")
        deep = int(level.value("val")) if level and level.value("val") in "012345678" and level.value("val") else 0
        numbers = self._numbers.get(listed.value("val"))
        return (numbers.next(deep) if numbers else BULLET), deep + 1

    def _table(self, element: Element) -> Table | None:
        rows: list[list[Written]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _inside(element, "tr"):
            made: list[Written] = []
            at, heads = 0, row.first("trPr", "tblHeader") is not None
            for cell in _inside(row, "tc"):
                columns = _number(cell.first("tcPr", "gridSpan"))
                merged = cell.first("tcPr", "vMerge")
                written = self._cell(cell, columns, heads, at)
                origin = open_cells.get(at) if merged and merged.value("val") != "restart" else None
                if origin is not None:
                    self._grow(rows, origin, written.cell)
                else:
                    open_cells[at] = (len(rows), len(made))
                    made.append(written)
                at += columns
            rows.append(made)
        return table(rows)

    def _grow(self, rows: list[list[Written]], origin: tuple[int, int], more: Cell) -> None:
        """Let a merged cell cover one row more, with what Word keeps in the part that is not shown as its own."""
        row, place = origin
        written = rows[row][place]
        cell = written.cell
        grown = replace(cell, rows=cell.rows + 1, lines=(*cell.lines, *more.lines))
        rows[row][place] = replace(written, cell=grown)

    def _cell(self, element: Element, columns: int, header: bool, at: int) -> Written:
        kept, self.pieces = self.pieces, []
        before = self._paragraph
        self.read(element)
        made, self.pieces = self.pieces, kept
        texts = [piece for piece in made if isinstance(piece, Piece)]
        inner = tuple(piece for piece in made if isinstance(piece, Table))
        lines = tuple(line for piece in texts for line in piece.lines)
        header = header or (bool(texts) and all(piece.strong for piece in texts))
        return Written(Cell(lines, lines[0].spot if lines else Spot(before + 1), header, 1, columns, inner=inner), at)


def _inside(element: Element, name: str) -> list[Element]:
    """Return rows or cells, those wrapped in content controls or tracked insertions too."""
    found = []
    for part in element.parts:
        if part.name == name:
            found.append(part)
        elif part.name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            found += _inside(part, name)
    return found


def _number(element: Element | None) -> int:
    value = element.value("val") if element else ""
    return int(value) if value.isascii() and value.isdecimal() and 0 < len(value) < 4 else 1


def _levels(styles: Element | None) -> dict[str, int]:
    """Return the level of each style that is a heading."""
    levels = {}
    for style in styles.all("style") if styles else []:
        named = style.first("name")
        found = HEADING.search(named.value("val") if named else "")
        outline = style.first("pPr", "outlineLvl")
        if found:
            levels[style.value("styleId")] = int(found[1])
        elif outline and outline.value("val") in ("0", "1", "2", "3", "4", "5"):
            levels[style.value("styleId")] = int(outline.value("val")) + 1
        elif named and named.value("val").lower() == "title":
            levels[style.value("styleId")] = 1
    return levels


def _numbering(root: Element | None) -> dict[str, _Numbers]:
    if root is None:
        return {}
    kinds: dict[str, _Numbers] = {}
    for one in root.all("abstractNum"):
        numbers = kinds[one.value("abstractNumId")] = _Numbers()
        for level in one.all("lvl"):
            deep = int(level.value("ilvl")) if level.value("ilvl") in tuple("012345678") else 0
            kind, printed = level.first("numFmt"), level.first("lvlText")
            numbers.kinds[deep] = kind.value("val") if kind else "bullet"
            numbers.prints[deep] = printed.value("val") if printed else "%1."
    found = {}
    for one in root.all("num"):
        abstract = one.first("abstractNumId")
        numbered = kinds.get(abstract.value("val")) if abstract else None
        if numbered:
            found[one.value("numId")] = _Numbers(numbered.kinds, numbered.prints)
    return found


def _around(archive: Archive) -> list[Gap]:
    """Return headers, footers and notes: they are told, and stand in no block."""
    gaps = []
    for name in archive.names:
        if re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name):
            root = archive.xml(name)
            text = cleaned(" ".join(part.text for part in root.below())) if root else ""
            if text:
                gaps.append(Gap(Reason.RUNNING, msg("headers, footers and notes of the pages"), 0.0, Spot(1), text))
    return gaps
