"""The document as DOCX: headings, lists and tables in Word's own styles, with a Korean font named for East Asian text.

Words stay whole at the end of a line, as Word does where no style says otherwise. Times and authors that Word would
note are left out: the same document gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

import docx as word
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as Text

from jikim.messages import Language
from jikim.paper.links import link_inside, link_outside, mark
from jikim.paper.tree import OUTSIDE
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

FONT = "맑은 고딕"
INK = RGBColor(0x1A, 0x1D, 0x21)
START = datetime(1980, 1, 1, tzinfo=UTC)  # the first instant a zip file can name
DEEPEST = 9
TONGUES = {Language.KOREAN: "ko-KR", Language.ENGLISH: "en-US"}
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}


def docx(document: Document) -> bytes:
    """Return a DOCX file; its text is the document's, in the same order."""
    file = word.Document()
    _style(file, document)
    file.add_heading(document.title.text, 0)
    writer = _Writer(file, {section.anchor: number for number, section in enumerate(sections(document.sections), 1)})
    writer.blocks(document.opening, 1)
    writer.cards(document)
    writer.blocks(document.sections, 1)
    return _same_bytes(file)


class _Writer:
    """Writes blocks to the end of a file; `marks` number the anchors that links may lead to."""

    def __init__(self, file: File, marks: dict[str, int]) -> None:
        self._file, self._marks = file, marks

    def blocks(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            self._block(block, level)

    def cards(self, document: Document) -> None:
        if document.cards:
            self._file.add_heading(document.cards_title.text, 1)
        for card in document.cards:
            self._card(card)

    def _card(self, card: Card) -> None:
        paragraph = self._file.add_paragraph(style="List Bullet")
        self._run(paragraph, Run(card.title.text, link=f"#{card.anchor}"), bold=True)
        for line in card.lines:
            paragraph.add_run().add_break()
            self._line(paragraph, line)

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Paragraph(line=line):
                self._line(self._file.add_paragraph(), line)
            case Note(line=line):
                self._line(self._file.add_paragraph(style="Quote"), line)
            case Bullets(lines=lines, ordered=ordered):
                for line in lines:
                    self._line(self._file.add_paragraph(style="List Number" if ordered else "List Bullet"), line)
            case Definitions():
                self._definitions(block)
            case Grid():
                self._grid(block)

    def _section(self, section: Section, level: int) -> None:
        heading = self._file.add_heading(f"{section.number}. {section.title.text}", min(level, DEEPEST))
        mark(heading, section.anchor, self._marks[section.anchor])
        self.blocks(section.blocks, level + 1)

    def _definitions(self, block: Definitions) -> None:
        for term, lines in block.pairs:
            paragraph = self._file.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{term.text}: ").bold = True
            self._below_one_another(paragraph, lines)

    def _grid(self, grid: Grid) -> None:
        self._file.add_paragraph(grid.caption.text, style="Caption").paragraph_format.keep_with_next = True
        table = self._file.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
            cell.paragraphs[0].add_run(head.text).bold = True
        _repeat_heads(table)
        for row in grid.rows:
            for place, cell in zip(table.add_row().cells, row, strict=True):
                self._cell(place, cell.lines)
        self._file.add_paragraph()

    def _cell(self, place: _Cell, lines: tuple[Line, ...]) -> None:
        for number, line in enumerate(lines):
            self._line(place.paragraphs[0] if number == 0 else place.add_paragraph(), line)

    def _below_one_another(self, paragraph: Text, lines: tuple[Line, ...]) -> None:
        for number, line in enumerate(lines):
            if number:
                paragraph.add_run().add_break()
            self._line(paragraph, line)

    def _line(self, paragraph: Text, line: Line) -> None:
        for run in line.runs:
            self._run(paragraph, run)

    def _run(self, paragraph: Text, run: Run, *, bold: bool = False) -> None:
        if run.link.startswith(OUTSIDE):
            link_outside(paragraph, run.text, run.link)
        elif run.link.startswith("#") and run.link[1:] in self._marks:
            link_inside(paragraph, run.text, run.link[1:], bold=bold)
        else:
            paragraph.add_run(run.text).bold = bold or None


def _style(file: File, document: Document) -> None:
    """Name the Korean font in every style, and state title and language."""
    properties = file.core_properties
    properties.title, properties.language, properties.author = document.title.text, document.language.value, ""
    properties.comments = ""
    properties.created = properties.modified = START
    _speak(file, document.language)
    for style in file.styles:
        if isinstance(style, ParagraphStyle) and style.type == WD_STYLE_TYPE.PARAGRAPH:
            _korean(style)


def _speak(file: File, language: Language) -> None:
    """Tell spelling and screen readers the language of the text; the policy's own words are Korean in any case."""
    found = file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    theme = file.settings.element.find(qn("w:themeFontLang"))
    for element in (found, theme):
        if element is not None:
            element.set(qn("w:val"), TONGUES[language])
            element.set(qn("w:eastAsia"), TONGUES[Language.KOREAN])


def _korean(style: ParagraphStyle) -> None:
    style.font.name = FONT
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    if size := SIZES.get(style.name or ""):
        style.font.size = Pt(size)


def _repeat_heads(table: Table) -> None:
    """Repeat the first row on every page, and tell screen readers that it is the header."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _same_bytes(file: File) -> bytes:
    """Write the parts once more with one time for all: zip notes when each was written."""
    written, found = io.BytesIO(), io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            again.writestr(zipfile.ZipInfo(name, START.timetuple()[:6]), parts.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()
