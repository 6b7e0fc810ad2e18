"""Two editions side by side (신구대비표): what the document said before, what it says after, part by part.

The documents are compared as they are read, so that a reader finds each difference in both. A part is told by its
anchor, a row by its table and its first cell; what stands in one edition only has the other side empty. A part that
has another title in the later edition says so first. Numbers and links to other editions are no difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from jikim.law import Catalogue
from jikim.messages import Language, msg
from jikim.policy import Policy
from jikim.publish.compose import compose, title
from jikim.publish.document import (
    Block,
    Bullets,
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
from jikim.publish.wording import Wording, printed

_HEADS = (msg("where"), msg("before"), msg("after"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that the document says at one spot: where, and in which lines."""

    key: tuple[str, ...]
    where: Line
    lines: tuple[Line, ...]

    @property
    def text(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Part:
    """A section without those inside it."""

    anchor: str
    title: Line
    entries: tuple[_Entry, ...]


def compared(before: Policy, after: Policy, law: Catalogue, language: Language = Language.KOREAN) -> Document:
    """Return what differs between two editions of one policy, as a document of tables."""
    wording = Wording(language, after, law)
    old, new = (compose(policy, law, language) for policy in (before, after))
    parts = [*_changed(wording, _parts(old), _parts(new))]
    same = Note(wording.frame(msg("the two editions say the same."), before.version.place, after.version.place))
    return Document(
        language=language,
        title=Line((*title(wording).runs, Run(": "), *wording.frame(msg("before and after")).runs)),
        opening=(_editions(wording, before, after), *(() if parts else (same,))),
        cards_title=wording.title(msg("personal information at a glance")),
        cards=(),
        sections=tuple(
            Section(str(number), part.anchor, part.title, part.blocks) for number, part in enumerate(parts, 1)
        ),
    )


def _editions(wording: Wording, before: Policy, after: Policy) -> Block:
    rows = []
    for head, policy in ((msg("before"), before), (msg("after"), after)):
        version = policy.version
        days = [(wording.day(day, version.place),) if day else () for day in (version.announced, version.effective)]
        cells = (Cell((wording.frame(head, version.place),)), Cell((printed(version.id),)), *map(Cell, days))
        rows.append(cells)
    heads = (msg("where"), msg("edition"), msg("announced on"), msg("in force from"))
    caption = wording.title(msg("editions compared"))
    return wording.grid(caption, heads, rows) or Note(caption)


def _changed(wording: Wording, old: dict[str, _Part], new: dict[str, _Part]) -> Iterator[Section]:
    """Yield a section for each part that differs, in the order of the later edition; what is gone comes last."""
    for anchor in [*new, *(anchor for anchor in old if anchor not in new)]:
        part = new.get(anchor) or old[anchor]
        rows = [*_retitled(wording, old.get(anchor), new.get(anchor)),
                *_rows(_entries(old.get(anchor)), _entries(new.get(anchor)))]  # fmt: skip
        grid = wording.grid(part.title, _HEADS, rows)
        if grid:
            # A column in which one side says nothing at all stays: it says that the other is new, or gone.
            whole = Grid(grid.caption, tuple(wording.title(head) for head in _HEADS), tuple(rows))
            yield Section("", anchor, part.title, (whole,))


def _retitled(wording: Wording, old: _Part | None, new: _Part | None) -> Iterator[tuple[Cell, ...]]:
    """Yield a row where a part is called otherwise: the document, an activity."""
    if old and new and old.title.text != new.title.text:
        yield Cell((wording.title(msg("title")),)), Cell((old.title,)), Cell((new.title,))


def _entries(part: _Part | None) -> tuple[_Entry, ...]:
    return part.entries if part else ()


def _rows(old: tuple[_Entry, ...], new: tuple[_Entry, ...]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each entry that differs; those of one key are held against each other, then those in one spot."""
    matcher = SequenceMatcher(None, [each.key for each in old], [each.key for each in new], autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        left, right = old[first:last], new[begin:end]
        for number in range(max(len(left), len(right))):
            before = left[number] if number < len(left) else None
            after = right[number] if number < len(right) else None
            if tag != "equal" or (before and after and before.text != after.text):
                yield _row(before, after)


def _row(before: _Entry | None, after: _Entry | None) -> tuple[Cell, ...]:
    there = [each for each in (before, after) if each]
    where = tuple({each.where.text: each.where for each in there}.values())
    return Cell(where), Cell(before.lines if before else ()), Cell(after.lines if after else ())


def _parts(document: Document) -> dict[str, _Part]:
    opening = _Part("opening", document.title, tuple(_all(document.opening, document.title)))
    found = [opening, *(part for section in document.sections for part in _walk(section))]
    return {part.anchor: part for part in found}


def _walk(section: Section) -> Iterator[_Part]:
    own = tuple(block for block in section.blocks if not isinstance(block, Section))
    yield _Part(section.anchor, section.title, tuple(_all(own, section.title)))
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _walk(block)


def _all(blocks: tuple[Block, ...], title: Line) -> Iterator[_Entry]:
    for block in blocks:
        yield from _of(block, title)


def _of(block: Block, title: Line) -> Iterator[_Entry]:
    """Yield what a block says; a sentence without a head of its own stands under the title of its part."""
    match block:
        case Paragraph(line=line) | Note(line=line):
            yield _Entry(("paragraph", line.text), title, (line,))
        case Bullets(lines=lines):
            yield from (_Entry(("bullet", line.text), title, (line,)) for line in lines)
        case Definitions(pairs=pairs):
            yield from (_Entry(("term", term.text), term, lines) for term, lines in pairs)
        case Grid():
            yield from _of_grid(block)
        case Section():
            pass


def _of_grid(grid: Grid) -> Iterator[_Entry]:
    for row in grid.rows:
        first = row[0].text
        lines = [line for head, cell in zip(grid.heads, row, strict=True) for line in _headed(head, cell)]
        yield _Entry(("row", grid.caption.text, first), grid.caption, tuple(lines))


def _headed(head: Line, cell: Cell) -> Iterator[Line]:
    """Yield the lines of a cell, the first with the head of its column before it."""
    for number, line in enumerate(cell.lines):
        yield Line((*head.runs, Run(": "), *line.runs)) if not number else line
