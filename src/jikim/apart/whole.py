"""Rows that move whole: one statement takes them out of use and hands over their slice, with all that it says of them.

Only from PostgreSQL to PostgreSQL, of a table with which nothing else goes, by a condition that is certain
(`precise.py`). What comes is a line a row: the cells by which `Told` judges it, then its slice. Rows whose cells are
the same signs say the same, so only the first of each kind is read as values; keys and people are taken as written.
"""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse

from jikim.apart import copying_postgresql as postgresql
from jikim.apart.kept_read import Told
from jikim.apart.kept_table import row_names
from jikim.apart.tables import Reach
from jikim.plan import Key

_NAME = "jikim_taken"
_REMEMBERED = 100_000
_NUMBERS = frozenset({20, 21, 23})  # PostgreSQL's own numbers of bigint, smallint, integer
_TEXTS = frozenset({25, 705, 1043})  # text, an untyped constant, character varying
_NULL = b"\\N"
_SIGN = re.compile(rb"\\(.)")
_SIGNS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
Says = list[tuple[int | None, bytes, bytes]]
"""Where the key of the person stands, and what a line of `jikim_kept` says before and after the row's own key."""


class Slices(NamedTuple):
    """What COPY writes in the separate database: the rows, and what is known of them."""

    rows: bytes
    kept: bytes


class Whole:
    """The rows of one part; `reach` is its table."""

    def __init__(self, told: Told, reach: Reach) -> None:
        self._told, self._reach = told, reach
        self._said, self._named = itemgetter(*told.said_at), row_names(told.table)
        self._table = postgresql.text(told.table).encode()
        self._kinds: tuple[int, ...] | None = None
        self._judged: dict[object, Says] = {}

    def can(self, live: Connection) -> bool:
        """Return whether every cell is a number or a text, which COPY writes as the driver reads them."""
        if self._kinds is None:
            asked = sa.select(*self._told.cells).select_from(self._told.source()).where(sa.false())
            cursor = live.execute(asked).cursor
            self._kinds = tuple(int(str(column[1])) for column in cursor.description or ()) if cursor else ()
        alike = all(kind in _NUMBERS | _TEXTS for kind in self._kinds)
        return self._told.width == 1 and self._kinds[:1] != () and self._kinds[0] in _NUMBERS and alike

    def read(self, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> Slices | None:
        """Let a statement take rows, and return them; None where it did not find each of them, once."""
        cells, rows, kept = len(self._told.cells), list[bytes](), list[bytes]()
        found = set[bytes]()
        with postgresql.lines_out(live, self._asked(taken)) as lines:
            for line in lines:  # while the server is at the next
                *fields, row = line.split(b"\t", cells)
                found.add(fields[0])
                rows.append(row)
                kept += self._kept(fields)
        if not len(found) == len(rows) == len(keys):
            return None
        return Slices(b"".join(rows), b"".join(sorted(kept)))  # in order they fit into the index side by side

    def _asked(self, taken: sa.Delete) -> postgresql.Asked:
        """Return what takes the rows and asks them: everything that is read of the table is read of what was taken."""
        told, reach = self._told.row, self._reach.rows
        names = [column.name for column in told.shape.columns]
        target: sa.FromClause = taken.table
        gone = taken.returning(*[target.c[name] for name in names]).cte(_NAME)
        rows = sa.table(_NAME, *map(sa.column, names)).alias(told.source.name)
        cells = [*self._told.cells, *[piece.cell.label(f"p{at}") for at, piece in enumerate(self._reach.pieces)]]
        asked = sa.select(*cells).select_from(self._told.source())

        def instead(element: ExternallyTraversible, **_: object) -> ExternallyTraversible | None:
            if element is told.source or element is reach.source:
                return rows
            if isinstance(element, sa.ColumnClause) and element.table in (told.source, reach.source):
                return rows.c[element.name]
            return None

        return cast("postgresql.Asked", replacement_traverse(asked, {}, instead)).add_cte(gone)

    def _kept(self, fields: list[bytes]) -> Iterator[bytes]:
        """Yield what is kept of a row as COPY reads it."""
        key = fields[0].decode()
        name = self._named(f"[{key}]").encode()
        for at, before, after in self._says(fields):
            person = b"" if at is None or fields[at] == _NULL else fields[at]
            yield b"%b\t%b\t%b\t%b\t[%b]\t%b\n" % (name, before, person, self._table, fields[0], after)

    def _says(self, fields: list[bytes]) -> Says:
        """Return what is kept of rows that say the same."""
        sign = (self._said(fields), *[self._known(at, fields[at]) for at in self._told.asked_of])
        found = self._judged.get(sign)
        if found is None:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            found = self._judged[sign] = list(self._judge(fields))
        return found

    def _known(self, at: int, field: bytes) -> int | str | None:
        value = self._value(at, field)
        return value if value in self._told.known else None

    def _judge(self, fields: list[bytes]) -> Iterator[tuple[int | None, bytes, bytes]]:
        row = [self._value(at, field) for at, field in enumerate(fields)]
        for at, life in self._told.judge(row, held=False):
            yield at, postgresql.signs(life[:2]).encode(), postgresql.signs(life.rest).encode()

    def _value(self, at: int, field: bytes) -> int | str | None:
        """Return a field of a line as the driver reads it."""
        if field == _NULL:
            return None
        if (self._kinds or ())[at] in _NUMBERS:
            return int(field)
        return _SIGN.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), field).decode()
