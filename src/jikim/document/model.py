"""A document as blocks, whatever form it came in: headings, paragraphs, items of lists, tables.

Nothing here knows what a privacy policy says; it only knows how one is laid out. Every line keeps the spot where it
stands in what a person can open: the line of the file as `cat -n` counts it (text, Markdown, HTML), the page and the
line on it (PDF), the paragraph (DOCX, HWPX). All counts start at 1.

A cell that covers several rows stands in each of them, because the words of a row belong together; in all but the
first place it carries `spanned`, the row and column (from 0) of the place where it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from jikim.messages import Message


class Format(Enum):
    """What the bytes are, told by their content and not by the name of the file."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    HWPX = "hwpx"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a line stands: `number` is a line, or a paragraph of a DOCX or HWPX; only a PDF has a page."""

    number: int
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.number}" if self.page else str(self.number)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it, white space made single, markup gone; never empty.

    A line of a page may run over many lines of its file: `turns` says from which letter on (counted from 0) it stands
    where; the letters before the first turn stand at `spot`.
    """

    text: str
    spot: Spot
    turns: tuple[tuple[int, Spot], ...] = ()

    def spot_at(self, letter: int) -> Spot:
        """Return where a letter of the text stands."""
        return next((spot for start, spot in reversed(self.turns) if start <= letter), self.spot)

    def after(self, letter: int) -> "Line":
        """Return the line from a letter on."""
        turns = tuple((start - letter, spot) for start, spot in self.turns if start > letter)
        return Line(self.text[letter:], self.spot_at(letter), turns)

    def between(self, begin: int, end: int) -> "Line":
        """Return the letters from one to before another."""
        turns = tuple((start - begin, spot) for start, spot in self.turns if begin < start < end)
        return Line(self.text[begin:end], self.spot_at(begin), turns)

    def with_further(self, *lines: "Line") -> "Line":
        """Return the line with others behind it, one space between two; each letter knows where it stood."""
        turns, length = [*self.turns], len(self.text)
        for line in lines:
            begin = length + 1
            turns += [(begin, line.spot), *((begin + at, spot) for at, spot in line.turns)]
            length = begin + len(line.text)
        return Line(" ".join(line.text for line in (self, *lines)), self.spot, tuple(turns))


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of what follows; `level` from 1 where the form itself says it, `number` as printed ("제3조", "2.")."""

    lines: tuple[Line, ...]
    level: int | None = None
    number: str = ""

    @property
    def text(self) -> str:
        """The words without the number."""
        return joined(self.lines)

    @property
    def spot(self) -> Spot:
        """Where its first line stands."""
        return self.lines[0].spot


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its lines are those the author broke, not those a page happened to break."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines, one space between two."""
        return joined(self.lines)

    @property
    def spot(self) -> Spot:
        """Where its first line stands."""
        return self.lines[0].spot


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `marker` as printed or as a browser would ("①", "1)", "-", "•"), `depth` from 1."""

    lines: tuple[Line, ...]
    marker: str
    depth: int = 1

    @property
    def text(self) -> str:
        """The words without the marker."""
        return joined(self.lines)

    @property
    def spot(self) -> Spot:
        """Where its first line stands."""
        return self.lines[0].spot


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table in one place of the grid; an empty one has no lines.

    `rows` and `columns` are what it covered where it was written; `inner` are tables inside it.
    """

    lines: tuple[Line, ...]
    spot: Spot
    header: bool = False
    rows: int = 1
    columns: int = 1
    spanned: tuple[int, int] | None = None
    inner: tuple["Table", ...] = ()

    @property
    def text(self) -> str:
        """Its lines, one space between two."""
        return joined(self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A row may be shorter than the others: its form lost the cells that a rowspan had covered."""

    rows: tuple[tuple[Cell, ...], ...]
    spot: Spot

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def short(self) -> tuple[int, ...]:
        """The rows (from 0) that hold fewer cells than the longest: which column they lost is not said here."""
        width = self.width
        return tuple(number for number, row in enumerate(self.rows) if len(row) < width)


Block = Heading | Paragraph | ListItem | Table


class Reason(Enum):
    """Why words of the file stand in no block."""

    MENU = "menu"  # menus, link lists, banners, footers of a site, before or after or around the policy
    HIDDEN = "hidden"  # a browser would not show it
    CODE = "code"  # left over from a server's or a script's language
    RUNNING = "running"  # headers, footers and page numbers that return on every page
    PICTURE = "picture"
    UNDECODED = "undecoded"  # bytes that are no letters in the encoding of the rest
    UNREADABLE = "unreadable"  # a page or part that could not be opened, or holds no text
    CELLS = "cells"  # rows of a table that lost cells
    EDITION = "edition"  # an older edition of the policy on the same page
    DEPTH = "depth"  # nesting past what is kept apart


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of the file that stands in no block; `share` of all its letters (of its pages, for a page), 0 to 1.

    `text` is what was left out, for a person to look at; empty where nothing could be read.
    """

    reason: Reason
    what: Message
    share: float
    spot: Spot
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: `lost` is what could not be read, `left_out` what was set aside on purpose."""

    name: str
    format: Format
    encoding: str
    title: str
    blocks: tuple[Block, ...]
    lost: tuple[Gap, ...] = ()
    left_out: tuple[Gap, ...] = ()


def joined(lines: tuple[Line, ...]) -> str:
    """Put lines together, one space between two."""
    return " ".join(line.text for line in lines)


def lines_of(block: Block) -> Iterator[Line]:
    """Give every line once: a cell that covers several places only where it was written."""
    if not isinstance(block, Table):
        yield from block.lines
        return
    for row in block.rows:
        for cell in row:
            if cell.spanned is None:
                yield from cell.lines
                for table in cell.inner:
                    yield from lines_of(table)
