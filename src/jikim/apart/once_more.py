"""Rows that were destroyed and are back, because the database was put back from a backup: they go once more.

Whether they are due by what stands in them is not asked: in the backup a member may not have left yet. It was asked
when they went, and that stands in the journal. A row that was made after that day under a key that was given again is
another row, and stays; so does one to which anything happened after that day, of which no backup can know.
"""

from collections import Counter
from collections.abc import Sequence
from typing import cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.kept_table import KEPT, row_id
from jikim.carry.carry import Carried
from jikim.carry.inside import Inside
from jikim.carry.taking import Taking
from jikim.connect.address import asked
from jikim.connect.rows import Said
from jikim.connect.writing import written
from jikim.find.cells import cells_of
from jikim.find.due import Question
from jikim.find.inquiry import Inquiry
from jikim.find.links import Aliases
from jikim.find.steps import Asked, named
from jikim.period import Instant
from jikim.plan import Key, Part

_FIRST_NAME = 7000
_TOGETHER = 1000


def kept_rows(there: Connection, table: str, keys: Sequence[Key]) -> frozenset[Key]:
    """Return the rows of a live table of which something is kept in the separate database."""
    names = {row_id(table, key): key for key in keys}
    found: set[str] = set()
    for at in range(0, len(names), _TOGETHER):
        some = list(names)[at : at + _TOGETHER]
        found.update(map(str, there.execute(sa.select(KEPT.c.row_id).where(KEPT.c.row_id.in_(some))).scalars()))
    return frozenset(names[name] for name in found)


class OnceMore:
    """A part that was carried out before a database was put back."""

    def __init__(self, question: Question, part: Part, *, secret: bytes = b"") -> None:
        self._part, self._inside = part, Inside(question, part)
        records = question.tables()[part.table]
        self._inquiry = Inquiry(question, part.table, records, question.kinds())
        self._taking = Taking(question, records, self._inquiry.key, secret, ends=part.ends)
        lenses = [(lens.number, lens.record, lens.strands) for lens in self._inquiry.lenses]
        cells = cells_of(Aliases(question.schema, _FIRST_NAME), self._inquiry.row, lenses)
        self._filled = sa.or_(sa.false(), *[one.filled for one in cells if set(one.columns) & set(part.columns)])

    def back(self, connection: Connection, keys: Sequence[Key], before: Instant) -> tuple[Key, ...]:
        """Return which of these rows, that had gone by `before`, are there again; read only."""
        with asked(self._part.database):
            return self._there(connection, keys, before)

    def destroy(self, live: Connection, keys: Sequence[Key], before: Instant) -> Carried:
        """Let the rows that are back go once more, in the caller's transaction; the others are `missing`."""
        with written(self._part.database):
            locked = self._taking.lock(live, keys)
            here = self._there(live, keys, before)
            rows: Counter[str] = Counter()
            if here:
                rows.update(self._inside.empty(live, here))
                columns = frozenset(self._part.columns)
                for step in self._taking.steps(live, self._among(here, before), here, columns, locked):
                    rows[step.table] += max(0, live.execute(step.statement).rowcount)
        found = set(here)
        counts = tuple(sorted((table, count) for table, count in rows.items() if count))
        return Carried(here, (), tuple(key for key in keys if key not in found), counts)

    def _there(self, connection: Connection, keys: Sequence[Key], before: Instant) -> tuple[Key, ...]:
        here = tuple(cast("Key", tuple(row)) for row in connection.execute(self._among(keys, before)))
        if not here:
            return ()
        anew = self._inquiry.touched(connection, here, before)
        return tuple(key for key in here if key not in anew)

    def _among(self, keys: Sequence[Key], before: Instant) -> Asked:
        row = self._inquiry.row
        cells = [row.cell(name).label(name) for name in self._inquiry.key]
        source: sa.FromClause = row.source
        said = named(row, self._inquiry.key, keys)
        full = sa.true() if self._taking.goes else self._filled
        return sa.select(*cells).select_from(source).where(said, self._old(before), full)

    def _old(self, before: Instant) -> Said:
        """Return that a row is no newer than the day on which it went; one that does not say counts as old."""
        some = [
            sa.and_(lens.where, sa.true() if lens.collected is None else lens.collected.before(before))
            for lens in self._inquiry.lenses
        ]
        return sa.or_(sa.false(), *some)
