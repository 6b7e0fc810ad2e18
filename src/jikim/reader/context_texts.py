"""Contexts from titles, lists and lines: a name, then what stands under it, until the next name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jikim.document import Block, Line, ListItem, Paragraph, Table
from jikim.reader.columns import Column, columns
from jikim.reader.context_here import Here
from jikim.reader.context_lines import automatic_items, put
from jikim.reader.context_open import Open, begun
from jikim.reader.context_tables import contexts
from jikim.reader.context_titles import opened
from jikim.reader.contexts import Context, Given
from jikim.reader.facts import Need
from jikim.reader.item_rows import tells_of_items
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.prose import Sentence, sentence_of
from jikim.reader.sections import Kind, Section
from jikim.reader.subjects import NOUNS
from jikim.reader.told_items import run_at, told_items

_COLUMN = {Kind.PURPOSE: "purposes", Kind.ITEMS: "items", Kind.AUTOMATIC: "items", Kind.METHOD: "methods",
           Kind.RETENTION: "periods", Kind.COLLECTION: ""}  # fmt: skip


def of_section(section: Section, notes: Notes) -> Iterator[Context]:
    """Yield the contexts of one section; a table under a name without labels of its own belongs to that name."""
    reader = _Reader(section, notes)
    told = _told_of(section, notes)
    for at, block in enumerate(section.blocks):
        if isinstance(block, Table):
            yield from reader.table(block, at)
        elif isinstance(block, (ListItem, Paragraph)):
            contexts, left = told.get(at, ((), block.lines))
            yield from contexts
            if left:
                yield from reader.block(replace(block, lines=left), section.blocks[at + 1 :])
    yield from reader.end()


def _told_of(section: Section, notes: Notes) -> Mapping[int, tuple[Sequence[Context], tuple[Line, ...]]]:
    """Return the contexts that sentences tell, at the block they begin in, with the lines of each block left over."""
    found: dict[int, tuple[Sequence[Context], tuple[Line, ...]]] = {}
    at = 0
    while at < len(section.blocks) and section.kind in (Kind.ITEMS, Kind.COLLECTION):
        run = run_at(section.blocks, at)
        told = told_items(run, section.order)
        if told:
            number, contexts = 0, told.contexts
            lines = [line for block in run for line in block.lines]
            for each, words in told.words:
                notes.use(lines[each], "item", words)
            for further, block in enumerate(run):
                on = [number + each in told.lines for each in range(len(block.lines))]
                number += len(on)
                left = tuple(line for line, used in zip(block.lines, on, strict=True) if not used)
                found[at + further] = (contexts if any(on) else (), left)
                contexts = () if any(on) else contexts
        at += max(1, len(run))
    return found


class _Reader:
    """Reads a section from top to bottom; `_now` is the context that lines go to."""

    def __init__(self, section: Section, notes: Notes) -> None:
        self._section, self._notes = section, notes
        self._column = _COLUMN[section.kind]
        self._now = begun(section, self._column)

    def table(self, table: Table, at: int) -> Iterator[Context]:
        """Yield the rows that have names; the others belong to the name that is open."""
        of_items = bool(self._now.name) and tells_of_items(table)
        titled = self._now.own if at <= 1 else Need.UNSPECIFIED  # of a table right below the title
        for one in contexts(table, self._notes, self._section.order, _people(self._section)):
            need = one.need if one.need is not Need.UNSPECIFIED else titled
            row = replace(one, need=need, automatic=one.automatic or self._now.automatic)
            if row.name and not of_items:
                yield row
            else:
                self._now.take(row, narrowed=of_items)

    def block(self, block: ListItem | Paragraph, after: Sequence[Block]) -> Iterator[Context]:
        """Read a block line by line."""
        for number, line in enumerate(block.lines):
            is_last = number == len(block.lines) - 1
            below = _under(block, after) if is_last else block.lines[number + 1]
            yield from self._line(Here(line, block, below, after if is_last else (), self._section.kind))

    def end(self) -> Iterator[Context]:
        """Yield what is still open."""
        closed = self._now.closed(self._section.order)
        if closed:
            yield closed

    def _line(self, here: Here) -> Iterator[Context]:
        made = automatic_items(here.line, self._column)
        told = sentence_of(here.line) if self._column != "periods" and made is None else None
        if made:
            said = sentence_of(made)
            yield _of_machine(here.line, said.items if said else made, self._section)
        elif told:
            yield from self._told(told, here.line)
        elif (fresh := opened(here, self._now)) is not None:
            yield from self.end()
            self._now = fresh
        else:
            put(here.line, self._now, here.block.marker if isinstance(here.block, ListItem) else "")

    def _told(self, told: Sentence, line: Line) -> Iterator[Context]:
        """Put items of a sentence under the name that is open; what a machine makes stands by itself."""
        if told.automatic:
            yield _of_machine(line, told.items, self._section)
            return
        self._now.add("items", told.items)
        self._now.line = (*self._now.line, line)
        if told.why:
            self._now.add("purposes", told.why)


def _of_machine(line: Line, items: Line, section: Section) -> Context:
    return Context("", line.spot, (line,), items=(Given((items,)),), automatic=True, place=section.order)


def _people(section: Section) -> str:
    """Return the title of a section that names people and nothing else (`구매 회원`)."""
    said = letters(section.title)
    return single(section.title) if any(said.endswith(noun) for noun in NOUNS) else ""


def _under(block: ListItem | Paragraph, after: Sequence[Block]) -> Line | None:
    """Return the first line of the item below, where it is none of the same list."""
    below = after[0] if after else None
    other = not isinstance(block, ListItem) or not isinstance(below, ListItem) or below.marker != block.marker
    return below.lines[0] if isinstance(below, ListItem) and other else None


def untitled(section: Section, notes: Notes) -> Iterator[Context]:
    """Yield the contexts of tables in a section whose title is lost, where they name items or purposes."""
    for table in section.tables():
        if {Column.ITEMS, Column.PURPOSE} & set(columns(table)):
            yield from _of_untitled(table, section, notes)
    yield from _made_beside(section)


def _of_untitled(table: Table, section: Section, notes: Notes) -> Iterator[Context]:
    """Yield the rows that have names, then the others as one."""
    whole = list(contexts(table, notes, section.order))
    yield from (one for one in whole if one.name)
    nameless = [one for one in whole if not one.name]
    together = Open("", table.spot, "items")
    for one in nameless:
        together.take(one)
    together.spot = table.spot
    closed = together.closed(section.order) if nameless else None
    if closed:
        yield closed


def _made_beside(section: Section) -> Iterator[Context]:
    """Yield what a sentence beside a table of items says that a machine writes down."""
    if not any(Column.ITEMS in columns(table) for table in section.tables()):
        return
    for line in (line for block in section.texts() for line in block.lines):
        told = sentence_of(line)
        if told and told.automatic:
            yield _of_machine(line, told.items, section)
