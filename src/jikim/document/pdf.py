"""PDF with text: pages, lines and ruled tables, put together again into what the author wrote.

What returns at the edge of every page is a running header. A table that goes on over the page is one table. PDFium
counts the letters again: a page where pdfplumber finds clearly fewer is taken from PDFium, without tables, and told. A
page without letters is a picture, and told too. `sheet.py` reads one page; `wrapped.py` joins the lines.
"""

import io
import re
from collections import Counter

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]  # it is shipped without types

from jikim.document.chrome import HANGUL
from jikim.document.limits import MOST_PAGES, unreadable, within
from jikim.document.model import Gap, Reason, Spot, Table
from jikim.document.outline import Piece
from jikim.document.scan import cleaned
from jikim.document.sheet import Laid, Sheet, sheet
from jikim.document.wrapped import Printed, paragraphs
from jikim.messages import Message, msg

PAGE_NUMBER = re.compile(r"[-–—\s(\[]*\d{1,4}(\s*(/|of)\s*\d{1,4})?[-–—\s)\]]*(쪽|페이지|page)?$", re.I)
EDGE = 0.12
"""The part of a page's height, above and below, where running headers stand."""
FEWER = 0.98


def read(data: bytes, name: str) -> tuple[list[Piece | Table], list[Gap], list[Gap]]:
    """Return the pieces, what was lost and what was left out."""
    try:
        checked = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise unreadable(
            name,
            msg("it begins as a PDF does, and what follows is damaged or locked with a password"),
            msg("open it in its program, save it anew without a password, and read that"),
        ) from fault
    try:
        within(len(checked), MOST_PAGES, msg("pages:"))
        sheets, lost = _sheets(data, checked)
    finally:
        checked.close()
    left_out = _without_running(sheets)
    return _pieces(sheets), lost, left_out


def _sheets(data: bytes, checked: pypdfium2.PdfDocument) -> tuple[list[Sheet], list[Gap]]:
    told = [_told(checked, number) for number in range(len(checked))]
    laid = _laid(data, len(told))
    sheets, lost = [], []
    for number, lines in enumerate(told, 1):
        letters = sum(len(HANGUL.findall(line)) for line in lines)
        page = laid.get(number)
        if page is None or page.letters < FEWER * letters:
            page = Sheet(number, [Printed(line, number, at, 0, 0, 0, 0) for at, line in enumerate(lines, 1)], [], 0)
            if lines:
                lost.append(_gap(msg("the tables of a page: its text is there, its columns are not"), number, 0.0))
        if not page.lines and not page.tables:
            lost.append(_gap(msg("a page without letters: a picture of text"), number, 1 / len(told)))
        sheets.append(page)
    return sheets, lost


def _gap(what: Message, page: int, share: float) -> Gap:
    return Gap(Reason.UNREADABLE, what, share, Spot(1, page))


def _told(checked: pypdfium2.PdfDocument, number: int) -> list[str]:
    """Return the lines of a page (from 0) as PDFium has them; a page it cannot read has none."""
    try:
        text: str = checked[number].get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return []
    return [shown for line in text.replace("\ufffe", "").splitlines() if (shown := cleaned(line))]


def _laid(data: bytes, pages: int) -> dict[int, Sheet]:
    """Return the pages that pdfplumber can lay out."""
    sheets: dict[int, Sheet] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            for number, page in enumerate(file.pages[:pages], 1):
                sheets[number] = sheet(page, number)
                page.close()
    except Exception:  # noqa: BLE001  (a damaged file breaks that library anywhere; PDFium's text stands in)
        return sheets
    return sheets


def _without_running(sheets: list[Sheet]) -> list[Gap]:
    """Take running headers and page numbers off all pages and return them."""
    edges = Counter(mark for page in sheets for mark in {_mark(line) for line in _edge(page)})
    often = max(2, (len(sheets) + 1) // 2)
    gaps = []
    for page in sheets:
        for line in _edge(page):
            if PAGE_NUMBER.match(line.text) or edges[_mark(line)] >= often:
                page.lines.remove(line)
                what = msg("headers, footers and notes of the pages")
                gaps.append(Gap(Reason.RUNNING, what, 0.0, Spot(line.number, line.page), line.text))
    return gaps


def _edge(page: Sheet) -> list[Printed]:
    if not page.height:
        return []
    low, high = page.height * EDGE, page.height * (1 - EDGE)
    return [line for line in page.lines if line.bottom < low or line.top > high]


def _mark(line: Printed) -> str:
    return re.sub(r"\d+", "#", line.text)


def _pieces(sheets: list[Sheet]) -> list[Piece | Table]:
    pieces: list[Piece | Table] = []
    waiting: list[Printed] = []
    for page in sheets:
        parts: list[Printed | Laid] = [*page.lines, *page.tables]
        for part in sorted(parts, key=lambda part: part.top):
            if isinstance(part, Printed):
                waiting.append(part)
                continue
            pieces += paragraphs(waiting)
            waiting = []
            _add(pieces, part.table)
    return pieces + list(paragraphs(waiting))


def _add(pieces: list[Piece | Table], more: Table) -> None:
    """Add a table, to the one before it where that ended with its page and this one goes on."""
    before = pieces[-1] if pieces else None
    if not isinstance(before, Table) or before.width != more.width or (before.spot.page or 0) >= (more.spot.page or 0):
        pieces.append(more)
        return
    again = [cell.text for cell in before.rows[0]] == [cell.text for cell in more.rows[0]]
    pieces[-1] = Table((*before.rows, *more.rows[1 if again else 0 :]), before.spot)
