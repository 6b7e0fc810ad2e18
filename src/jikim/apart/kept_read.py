"""What a row that moves apart says of itself: whose it is, when it was collected, what happened, until when it stays.

The instants are remembered with the copy, because the row that told them goes; from them the end is reckoned, as
`find` reckons it: what the tables say counts, and death is not latched.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.kept_table import COLUMNS, KeptStrand, key_text, row_names
from jikim.find.clocks import meanings
from jikim.find.due import Question
from jikim.find.keyed import keyed
from jikim.find.lens import Lens, Row, Seen, Selected
from jikim.find.links import Aliases
from jikim.lifecycle import COLLECTED, Keeping, Occurrences, Strand
from jikim.lifecycle.ends import dead_at, end_of
from jikim.mapping.counted import counted
from jikim.period import NEVER, Calendar, Instant
from jikim.plan import Key, Part

_REMEMBERED = 100_000
_REST = COLUMNS.index("row_key") + 1


def due_at(
    keeping: Keeping, collected: Instant | None, occurrences: Occurrences, now: Instant, calendar: Calendar
) -> Instant | None:
    """Return when nothing keeps a strand any more; None while nothing known ends it.

    What is dated after `now` is taken to come on its day.
    """
    until = max([now, *(at for instants in occurrences.values() for at in instants)])
    at = dict(counted(keeping, collected, occurrences, until))
    if COLLECTED not in at:
        if keeping.by_age:
            return None
        at[COLLECTED] = min(at.values(), default=0)
    dead = dead_at(keeping, [end_of(rule, at, calendar) for rule in keeping.rules], at)
    return None if dead >= NEVER else dead


class Life(NamedTuple):
    """What is kept of rows that say the same, for one of their people; `rest` are the columns after `row_key`."""

    record: str
    strand: str
    collected: Instant | None
    rest: tuple[str | int | None, ...]


class Kept(NamedTuple):
    """One strand of one row that is kept, for one of its people; `row_key` is the key as JSON."""

    key: Key
    row_id: str
    row_key: str
    person: str
    life: Life

    def values(self, table: str) -> tuple[str | int | None, ...]:
        """Return it as a row of `jikim_kept`; `table` is the live one."""
        return (self.row_id, self.life.record, self.life.strand, self.person, table, self.row_key, *self.life.rest)


class Told:
    """Reads what the rows of one part say. Rows that say the same are judged once, but for the key and the people."""

    def __init__(self, question: Question, part: Part, key: tuple[str, ...], policy: str) -> None:
        self._question, self._part, self._policy = question, part, policy
        records, kinds, names = question.tables()[part.table], question.kinds(), Aliases(question.schema)
        self.row, self._key = names.rows(records[0].table), key
        self._lenses = tuple(
            Lens(number, record, question.data, question.policy, kinds, names, self.row, question.now, question.told)
            for number, record in enumerate(records)
        )
        self._selected = Selected([])
        self._selected.add(*[self.row.cell(name) for name in key])
        for lens in self._lenses:
            lens.select(self._selected)
        self._held = frozenset(question.held.get(part.table, ()))
        silent = [at for lens in self._lenses for at in _silent(question, lens)]
        for at in silent:
            self._selected.cells[at] = sa.null().label(f"c{at}")
        named = {at for lens in self._lenses for at in lens.people}
        counts = [at for at in range(len(key), len(self._selected.cells)) if at not in named]
        self.said_at, self._said = tuple(counts), itemgetter(*counts)
        self.known = {person for some in (*question.told.values(), *question.stays.values()) for person in some}
        self.asked_of = tuple(sorted(named)) if self.known else ()
        self._judged: dict[tuple[object, ...], list[tuple[int | None, Life]]] = {}

    @property
    def table(self) -> str:
        """The live table of the rows."""
        return self._part.table

    @property
    def cells(self) -> Sequence[sa.ColumnElement[Any]]:
        """What is read of each row, the key first (`width` columns); by those at `said_at` it is judged.

        What is `known` of the people at `asked_of` counts as well.
        """
        return self._selected.cells

    @property
    def width(self) -> int:
        """How many columns the key has; 0 where rows of the part are held, and each is to be looked at."""
        return 0 if self._held else len(self._key)

    def read(self, live: Connection, keys: Sequence[Key]) -> list[Kept]:
        """Return every strand that is kept of these rows, once for each of its people."""
        asked = sa.select(*self.cells).select_from(self.source()).where(keyed(self.row, self._key, keys))
        width, found, name_of = len(self._key), list[Kept](), row_names(self._part.table)
        for row in live.execute(asked).all():
            key = tuple(row[:width])
            text = key_text(key)
            name = name_of(text)
            found += [Kept(key, name, text, "" if at is None else person_text(row[at]), life)
                      for at, life in self._lives(row, key)]  # fmt: skip
        return found

    def source(self) -> sa.FromClause:
        """Return the rows, with those of their people beside them."""
        source: sa.FromClause = self.row.source
        joined = {id(self.row)}
        for link in (link for lens in self._lenses for each in lens.whose for link in each.links):
            if id(link.rows) not in joined:
                joined.add(id(link.rows))
                source = source.outerjoin(link.rows.source, link.on)
        return source

    def _lives(self, row: Row, key: Key) -> list[tuple[int | None, Life]]:
        """Return what is kept of a row, and at which place of it the key of the person stands."""
        if key in self._held:
            return self.judge(row, held=True)
        sign = (self._said(row), *[row[at] if row[at] in self.known else None for at in self.asked_of])
        found = self._judged.get(sign)
        if found is None:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            found = self._judged[sign] = self.judge(row, held=False)
        return found

    def judge(self, row: Row, *, held: bool) -> list[tuple[int | None, Life]]:
        """Return what is kept of a row, whatever another said that says the same."""
        return [one for lens in self._lenses if lens.matches(row) for one in self._of(lens, row, held=held)]

    def _of(self, lens: Lens, row: Row, *, held: bool) -> Iterator[tuple[int | None, Life]]:
        owners = _owners_at(lens, row) or (None,)
        for at, seen in zip(owners, lens.seen(row), strict=False):
            stays = held or self._stays(lens, None if at is None else row[at])
            for strand in seen.strands:
                if strand.name in self._part.preserve:
                    yield at, self._life(lens, strand, seen, held=stays)

    def _life(self, lens: Lens, strand: Strand, seen: Seen, *, held: bool) -> Life:
        question = self._question
        due = due_at(strand.keeping, seen.collected, seen.occurrences, question.now, question.calendar)
        kept = KeptStrand(
            self._part.table, (), str(lens.record.name), strand.name, "", strand.activity, strand.items,
            seen.collected, seen.occurrences, held, question.now, due, self._policy,
        )  # fmt: skip
        return Life(kept.record, kept.strand, kept.collected, kept.values()[_REST:])

    def _stays(self, lens: Lens, owner: object) -> bool:
        held = self._question.stays.get(str(lens.record.activity), ())
        return bool(held) and owner in held


def _owners_at(lens: Lens, row: Row) -> tuple[int | None, ...]:
    """Return at which places of a row the keys of its people stand: who are there, or else whom it still names."""
    places: list[Any] = list(row)
    for at in lens.people:
        places[at] = at
    return tuple(at for at in lens.owners(places) or lens.named(places) if isinstance(at, int))


def _silent(question: Question, lens: Lens) -> Iterator[int]:
    """Yield the places of moments that no rule of the record counts: rows that differ in them alone say the same."""
    events = [each for strand in lens.strands for each in strand.keeping.events]
    counting = {name for each in events for event in (each.source, each.pair) if event
                for name in meanings(question.policy, event)}  # fmt: skip
    people = question.data.people
    said = [one for contents in lens.record.contents.all() for one in contents.events]
    silent = {id(moment) for event, moment in (*said, *(people.events if people else ())) if event not in counting}
    yield from (at for moment, places in lens.told for at in places if id(moment.moment) in silent)


def person_text(key: object) -> str:
    """Return the key of a person as it stands in `jikim_kept`; "" for nobody."""
    return "" if key is None else key.hex() if isinstance(key, bytes) else str(key)
