"""A reading as one HTML page: the document with what was read of it, the draft beside it, each linked to the other.

No script, nothing to fetch. What was read is marked by kind, what was not read is marked as unread, and the questions
stand first. What a program proposed has a section and a mark of its own. The markup is templates/reading.html, the
looks are templates/reading.css; jinja2 escapes what is put in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from jikim.document import Block, Cell, Heading, Line, ListItem, Spot, Table, lines_of
from jikim.draft.draft import Draft
from jikim.draft.text import Row
from jikim.messages import Language, Message, msg, say
from jikim.reader import Proposed, Reading

KINDS: Mapping[str, Message] = {
    "context": msg("an activity"),
    "purpose": msg("a purpose"),
    "item": msg("an item"),
    "retention": msg("a period"),
    "statutory": msg("a record by law"),
    "entrusted": msg("an entrusted party"),
    "third_party": msg("a third party"),
    "rights": msg("a right"),
    "destruction": msg("a rule of destruction"),
    "officer": msg("a person in charge"),
    "safeguards": msg("a safeguard"),
    "promise": msg("a statement that binds"),
}
"""The kinds with a mark of their own; what has another kind is read, and no more is said of it."""
_OTHER = "other"
_SAYINGS = {
    "skip": msg("skip to the questions"),
    "questions": msg("questions to answer"),
    "none": msg("There is nothing to ask."),
    "chosen": msg("chosen"),
    "document": msg("the document"),
    "table": msg("table of the document"),
    "draft": msg("the draft"),
    "unread": msg("not read"),
    "legend": msg("read as"),
    "other": msg("something else"),
    "line": msg("line of the document"),
    "missing": msg("What did not arrive"),
    "assumed": msg("What was assumed"),
    "to_draft": msg("to the draft"),
    "to_document": msg("to the document"),
    "proposed": msg("proposed"),
    "to_proposal": msg("to the proposal"),
    "none_kept": msg("None of the proposals was kept."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a line read as one kind; empty for those that were not read."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the document: its pieces, its anchor, and the line of the draft it led to first."""

    anchor: str
    pieces: tuple[Piece, ...]
    unread: bool
    row: int | None
    asked: tuple[int, ...]
    proposed: tuple[int, ...]


def page(reading: Reading, draft: Draft, language: Language, proposed: Proposed | None = None) -> str:
    """Return the page; without `proposed` nobody was asked, and nothing on it speaks of proposals."""
    seen = _Seen(reading, draft, proposed)
    said = {name: say(message, language) for name, message in _SAYINGS.items()}
    by = msg("proposed by {by}, read by no rule: check each against the text", by=proposed.by if proposed else "")
    return _templates().get_template("reading.html").render(
        title=say(msg("How '{file}' was read", file=reading.document.name), language),
        language=language.value,
        said={name: text[:1].upper() + text[1:] for name, text in said.items()},
        proposed=proposed,
        proposed_by=say(by, language),
        kinds={**{kind: say(message, language) for kind, message in KINDS.items()}, _OTHER: said["other"]},
        blocks=reading.document.blocks,
        shown=seen.line,
        form=_form,
        level=_level,
        questions=draft.questions,
        rows=list(seen.rows()),
        line_of=lambda row: draft.line(row, language),
        anchors=seen.anchors,
        say=lambda message: say(message, language),
        share=f"{reading.unread.share:.0%}",
        summary=say(msg("{share} of the letters stand in no value of the draft.", share=f"{reading.unread.share:.0%}"),
                    language),
        gaps=(*reading.unread.lost, *reading.unread.left_out),
        assumptions=reading.assumptions,
        by_question=seen.row_of_question,
        anchor_of=seen.anchor_of,
    )  # fmt: skip


class _Seen:
    """What the two sides know of each other."""

    def __init__(self, reading: Reading, draft: Draft, proposed: Proposed | None) -> None:
        self._draft = draft
        self._proposed: dict[int, list[int]] = {}
        for number, proposal in enumerate(proposed.proposals if proposed else (), 1):
            self._proposed.setdefault(id(proposal.line), []).append(number)
        self._kinds = _marked(reading)
        self.anchors: dict[Spot, str] = {}
        self._anchor_of: dict[int, str] = {}
        for number, line in enumerate(line for block in reading.document.blocks for line in lines_of(block)):
            self._anchor_of[id(line)] = f"l{number}"
            self.anchors.setdefault(line.spot, f"l{number}")
        self._row_of: dict[Spot, int] = {}
        self.row_of_question: dict[int, int] = {}
        for number, row in enumerate(draft.rows):
            for _, each in row.values:
                if each.spot is not None:
                    self._row_of.setdefault(each.spot, number)
            for key in row.asks:
                if key in draft.numbers:
                    self.row_of_question.setdefault(draft.numbers[key], number)

    def line(self, line: Line) -> Shown:
        """Return a line as it is shown."""
        kinds = self._kinds.get(id(line), {})
        pieces = tuple(_pieces(line.text, kinds))
        first = self.anchors.get(line.spot) == self._anchor_of.get(id(line))
        asked = tuple(each.number for each in self._draft.questions if first and each.spot == line.spot)
        row = self._row_of.get(line.spot) if first else None
        return Shown(self.anchor_of(line), pieces, not kinds, row, asked, tuple(self._proposed.get(id(line), ())))

    def anchor_of(self, line: Line) -> str:
        """Return the anchor of a line, nothing for a line that is not of the document."""
        return self._anchor_of.get(id(line), "")

    def rows(self) -> Iterator[tuple[int, Row, tuple[Spot, ...], tuple[int, ...]]]:
        """Yield the lines of the draft, each with the spots it came from and the questions about it."""
        for number, row in enumerate(self._draft.rows):
            spots = tuple(dict.fromkeys(each.spot for _, each in row.values if each.spot in self.anchors))
            asked = tuple(sorted({self._draft.numbers[key] for key in row.asks if key in self._draft.numbers}))
            yield number, row, tuple(spot for spot in spots if spot is not None), asked


def _marked(reading: Reading) -> Mapping[int, Mapping[int, str]]:
    """Return by line and letter as what it was read; the first use of a letter counts."""
    found: dict[int, dict[int, str]] = {}
    for mark in reading.marks:
        letters = found.setdefault(id(mark.line), {})
        for at in range(mark.begin, mark.end):
            letters.setdefault(at, mark.kind if mark.kind in KINDS else _OTHER)
    return found


def _pieces(text: str, kinds: Mapping[int, str]) -> Iterator[Piece]:
    for kind, letters in groupby(enumerate(text), key=lambda pair: kinds.get(pair[0], "")):
        yield Piece("".join(letter for _, letter in letters), kind)


def _form(block: Block) -> str:
    return {Heading: "heading", ListItem: "item", Table: "table"}.get(type(block), "paragraph")


def _level(heading: Heading) -> int:
    """Return the level of a heading below that of the column, which is h2."""
    return min(max((heading.level or 1) + 2, 3), 6)


def written(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row that were written there."""
    return tuple(cell for cell in row if cell.spanned is None)


def inner_lines(cell: Cell) -> tuple[Line, ...]:
    """Return the lines of a cell, those of tables inside it after its own."""
    return (*cell.lines, *(line for inner in cell.inner for line in lines_of(inner)))


@cache
def _templates() -> Environment:
    loader = PackageLoader("jikim.draft")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {"written": written, "inner_lines": inner_lines}
    return found
