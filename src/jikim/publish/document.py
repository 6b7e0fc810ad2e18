"""What is published, before it has a form: blocks of lines, and every word of them traced to the policy.

A `Run` is a piece of text. It is the author's own (`frame` is None) and then knows the place of the value it prints, or
it is ours: a message of the catalogue (`frame`), with the places of the values that its gaps hold or that it stands
for. So for each sentence one can ask where the policy says so, and a test does. Runs make a `Line` (one sentence, one
phrase, one heading), lines make blocks, blocks make numbered sections.

Whoever renders prints the text and need not know the policy: HTML, Markdown, PDF and DOCX say the same, and a reader
finds the same tables in each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.errors import Place
from jikim.messages import Language, Message


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in the language of the document.

    `link` is empty, an anchor of this document (`#rights`), the name of a file beside it, or an https/mailto address.
    """

    text: str
    places: tuple[Place, ...] = ()
    frame: Message | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Runs that are read as one: a sentence, a phrase, a heading. They are printed without anything between them."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the policy says so, each place once."""
        return tuple(dict.fromkeys(place for run in self.runs for place in run.places))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence or more, standing alone."""

    line: Line


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about the document itself, set apart from what it says."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` where the order is the policy's (steps)."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and what is said of each, in lines below one another."""

    pairs: tuple[tuple[Line, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: lines below one another, or none where the policy does not say."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The words alone, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a caption, header cells, rows as wide as these. The first cell of a row is its header."""

    caption: Line
    heads: tuple[Line, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A label at the head of the document (주요 개인정보 처리 표시): what is in the section that `anchor` names."""

    title: Line
    lines: tuple[Line, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: `number` as printed (`1`, `1.2`), `anchor` for links (no `#`), stable between versions."""

    number: str
    anchor: str
    title: Line
    blocks: "tuple[Block, ...]"


Block = Paragraph | Note | Bullets | Definitions | Grid | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: title, what stands before the labels, the labels, the sections in order."""

    language: Language
    title: Line
    opening: tuple[Block, ...]
    cards_title: Line
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Yield every section, each before those inside it."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.blocks)


def headings(document: Document) -> Iterator[Line]:
    """Yield the lines that name and say nothing themselves: titles, captions, header cells, terms, labels."""
    yield document.title
    if document.cards:
        yield document.cards_title
    yield from (card.title for card in document.cards)
    for block in _flat((*document.opening, *document.sections)):
        match block:
            case Section(title=title):
                yield title
            case Grid(caption=caption, heads=heads):
                yield caption
                yield from heads
            case Definitions(pairs=pairs):
                yield from (term for term, _ in pairs)
            case _:
                pass


def statements(document: Document) -> Iterator[Line]:
    """Yield the lines that say something: each of them traces to the policy."""
    for card in document.cards:
        yield from card.lines
    for block in _flat((*document.opening, *document.sections)):
        match block:
            case Paragraph(line=line) | Note(line=line):
                yield line
            case Bullets(lines=lines):
                yield from lines
            case Definitions(pairs=pairs):
                yield from (line for _, lines in pairs for line in lines)
            case Grid(rows=rows):
                yield from (line for row in rows for cell in row for line in cell.lines)
            case Section():
                pass


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from _flat(block.blocks)
