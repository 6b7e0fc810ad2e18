"""What a row that moves apart says of itself: whose it is, when it was collected, what happened, until when it stays.

The instants are remembered with the copy, because the row that told them goes; from them the end is reckoned, as
`find` reckons it: what the tables say counts, and death is not latched.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.due import Question
from jikim.connect.kept_table import KeptStrand
from jikim.connect.keyed import keyed
from jikim.connect.lens import Lens, Selected
from jikim.connect.links import Aliases
from jikim.lifecycle import COLLECTED, Keeping, Occurrences, Strand
from jikim.lifecycle.ends import dead_at, end_of
from jikim.mapping.counted import counted
from jikim.period import NEVER, Calendar, Instant
from jikim.plan import Key, Part


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


class Told:
    """Reads what the rows of one part say."""

    def __init__(self, question: Question, part: Part, key: tuple[str, ...], policy: str) -> None:
        self._question, self._part, self._policy = question, part, policy
        records, kinds, names = question.tables()[part.table], question.kinds(), Aliases(question.schema)
        self._row, self._key = names.rows(records[0].table), key
        self._lenses = tuple(
            Lens(number, record, question.data, question.policy, kinds, names, self._row, question.until, question.told)
            for number, record in enumerate(records)
        )
        self._selected = Selected([])
        self._selected.add(*[self._row.cell(name) for name in key])
        for lens in self._lenses:
            lens.select(self._selected)
        self._held = frozenset(question.held.get(part.table, ()))
        self._known: dict[tuple[object, ...], Instant | None] = {}

    def read(self, live: Connection, keys: Sequence[Key]) -> list[KeptStrand]:
        """Return every strand that is kept of these rows, once for each of its people."""
        asked = sa.select(*self._selected.cells).select_from(self._source()).where(keyed(self._row, self._key, keys))
        return [kept for row in live.execute(asked).all() for lens in self._lenses if lens.matches(row)
                for kept in self._of(lens, row)]  # fmt: skip

    def _source(self) -> sa.FromClause:
        source: sa.FromClause = self._row.source
        joined = {id(self._row)}
        for link in (link for lens in self._lenses for each in lens.whose for link in each.links):
            if id(link.rows) not in joined:
                joined.add(id(link.rows))
                source = source.outerjoin(link.rows.source, link.on)
        return source

    def _of(self, lens: Lens, row: Sequence[Any]) -> Iterator[KeptStrand]:
        key = tuple(row[: len(self._key)])
        owners = lens.owners(row) or lens.named(row) or (None,)
        for owner, seen in zip(owners, lens.seen(row), strict=False):
            held = key in self._held or self._stays(lens, owner)
            for strand in seen.strands:
                if strand.name in self._part.preserve:
                    due = self._due(strand, seen.collected, seen.occurrences)
                    yield KeptStrand(
                        self._part.table, key, str(lens.record.name), strand.name, person_text(owner), strand.activity,
                        strand.items, seen.collected, seen.occurrences, held, self._question.now, due, self._policy,
                    )  # fmt: skip

    def _stays(self, lens: Lens, owner: object) -> bool:
        held = self._question.stays.get(str(lens.record.activity), ())
        return bool(held) and owner in held

    def _due(self, strand: Strand, collected: Instant | None, occurrences: Mapping[str, Sequence[Instant]]
             ) -> Instant | None:  # fmt: skip
        question = self._question
        return due_at(strand.keeping, collected, occurrences, question.now, question.calendar)


def person_text(key: object) -> str:
    """Return the key of a person as it stands in `jikim_kept`; "" for nobody."""
    return "" if key is None else key.hex() if isinstance(key, bytes) else str(key)
