"""Bytes in, a document out: which form, which letters, which reader; and at the end, what share is missing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module

from jikim.document import docx, html, hwpx, markdown, text
from jikim.document.chrome import LETTER
from jikim.document.limits import MOST_BYTES, MOST_MARKS, MOST_TEXT, unreadable, within
from jikim.document.model import Block, Document, Format, Gap, Reason, Spot, Table, lines_of
from jikim.document.outline import Piece, outlined
from jikim.document.piped import with_tables
from jikim.document.sniff import decoded, form, packed, refuse_old
from jikim.errors import OperatorError
from jikim.messages import msg

Packed = Callable[[bytes, str], tuple[list[Piece | Table], list[Gap], list[Gap]]]
LOST = frozenset({Reason.PICTURE, Reason.UNDECODED, Reason.UNREADABLE, Reason.CELLS, Reason.DEPTH})


def read(data: bytes, name: str) -> Document:
    """Read a document; `name` is only told, never looked at.

    Raises DocumentError for what is too large, damaged, locked or of no known form, and OperatorError for a PDF where
    `jikim[read]` is not installed. Nothing is fetched.
    """
    within(len(data), MOST_BYTES, msg("bytes of the file:"))
    if not data.strip(b"\0\t\n\r "):
        raise unreadable(name, msg("it is empty"), msg("name the file that holds the policy"))
    refuse_old(data, name)
    found = packed(data)
    return _packed(data, name, found) if found else _plain(data, name)


def _packed(data: bytes, name: str, kind: Format) -> Document:
    if kind is Format.DOCX and b"Contents/section" in data:
        kind = Format.HWPX
    reader = _pdf() if kind is Format.PDF else hwpx.read if kind is Format.HWPX else docx.read
    pieces, lost, left_out = reader(data, name)
    return _document(name, kind, "", outlined(pieces), [*lost, *left_out])


def _pdf() -> Packed:
    try:
        reader: Packed = import_module("jikim.document.pdf").read
    except ModuleNotFoundError as missing:
        raise OperatorError(
            msg("PDF cannot be read here: '{package}' is missing", package=missing.name),
            msg("who reads HTML, Markdown, text, DOCX and HWPX alone need not install a reader of PDF"),
            msg("install `jikim[read]`")) from missing  # fmt: skip
    return reader


def _plain(data: bytes, name: str) -> Document:
    within(len(data), MOST_TEXT, msg("bytes of text:"))
    page, encoding = decoded(data, name)
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    kind = form(page)
    title = ""
    if kind is Format.HTML:
        title, blocks, gaps = html.read(page)
        blocks = with_tables(blocks)
    elif kind is Format.MARKDOWN:
        within(_marks(page), MOST_MARKS, msg("lines and cells of the text:"))
        pieces, gaps = markdown.read(page.split("\n"))
        blocks = outlined(pieces)
    else:
        within(_marks(page), MOST_MARKS, msg("lines and cells of the text:"))
        blocks, gaps = outlined(text.pieces(enumerate(page.split("\n"), 1))), []
    gaps += _undecoded(page)
    return _document(name, kind, encoding, blocks, gaps, title)


def _marks(page: str) -> int:
    return sum(page.count(mark) for mark in "\n|\t<")


def _undecoded(page: str) -> list[Gap]:
    lost = page.count("�")
    if not lost:
        return []
    line = page.count("\n", 0, page.index("�")) + 1
    return [
        Gap(
            Reason.UNDECODED, msg("bytes that are no letters in the encoding of the rest"), lost / len(page), Spot(line)
        )
    ]


def _document(
    name: str, kind: Format, encoding: str, blocks: tuple[Block, ...], gaps: Iterable[Gap], title: str = ""
) -> Document:
    """Put a document together: the share of each gap, and the rows that lost cells."""
    found = [*gaps, *_short(blocks)]
    kept = sum(_letters(line.text) for block in blocks for line in lines_of(block))
    whole = kept + sum(_letters(gap.text) for gap in found if gap.reason is not Reason.PICTURE)
    shared = [replace(gap, share=_letters(gap.text) / max(whole, 1)) if _counts(gap) else gap for gap in found]
    if not blocks and not any(gap.reason is Reason.UNREADABLE for gap in shared):
        shared.append(Gap(Reason.UNREADABLE, msg("no text was found in it"), 1.0, Spot(1)))
    lost = tuple(gap for gap in shared if gap.reason in LOST)
    left_out = tuple(gap for gap in shared if gap.reason not in LOST)
    return Document(name, kind, encoding, title or html.titled(blocks), blocks, lost, left_out)


def _counts(gap: Gap) -> bool:
    return bool(gap.text) and not gap.share and gap.reason is not Reason.PICTURE


def _short(blocks: tuple[Block, ...]) -> list[Gap]:
    """Tell each table in which rows lost cells."""
    return [
        Gap(Reason.CELLS, msg("rows of a table that hold fewer cells than the others: {count}", count=len(block.short)),
            0.0, block.spot)
        for block in blocks
        if isinstance(block, Table) and block.short
    ]  # fmt: skip


def _letters(text: str) -> int:
    return len(LETTER.findall(text))
