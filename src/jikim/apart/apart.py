"""Rows of a part, copied into the separate database: the statutory slice of each, with its children (PIPA Art. 21 (3)).

1. read     what goes of each table, in the caller's transaction on the live database (`apart_slice.py`)
2. write    it there, with `jikim_kept`, in one transaction of the separate database, and commit
3. confirm  read it back in a new transaction, and compare digests; what differs is refused, and nothing is taken

The caller takes the live rows afterwards. Whatever stops in between, the rows are live, or in both until the chunk is
repeated, and never in neither: a copy whose live row is still there is written again. Where something of a row was kept
before (another strand of it moved earlier), that stays: live columns that are empty by now do not empty the copy.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from jikim.apart import copying_postgresql as postgresql
from jikim.apart.again import over
from jikim.apart.copying import Copy, Value, Way, as_text, digest, read_rows, speak_alike, write_rows
from jikim.apart.kept_read import Kept, Told
from jikim.apart.kept_table import COLUMNS, KEPT, NAME, row_id
from jikim.apart.slice import Piece
from jikim.apart.tables import Copying, Reach, reached, tables_of
from jikim.apart.whole import Slices, Whole
from jikim.connect.address import product_of
from jikim.connect.rows import Said
from jikim.connect.writing import unsure, written
from jikim.errors import OperatorError, TamperedError
from jikim.find.due import Question
from jikim.find.keyed import any_of
from jikim.messages import msg
from jikim.plan import Key, Part
from jikim.tables import Product
from jikim.wipe.paths import UnreadableBlob

_TOGETHER = 1000


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was written of one table for some rows: how many, and their digest, or `lines` as COPY wrote them."""

    table: Copying
    keys: tuple[Key, ...]
    rows: int
    digest: str = ""
    lines: bytes | None = None


class Apart:
    """A part of a plan, ready to be copied; `policy` is the digest (hex) of the policy that keeps it."""

    def __init__(self, question: Question, part: Part, separate: Engine, *, policy: str = "") -> None:
        self._part, self._separate = part, separate
        self._name = f"{question.database} (separate)"
        with written(self._name), separate.connect() as connection:
            self._way = Way(question.schema.product, product_of(connection))
        self._tables = tables_of(question, part, self._way.there)
        self._root = self._tables[0]
        self._key = self._root.mirror.key
        self._told = Told(question, part, self._key, policy)
        pruned = any(piece.pruned for table in self._tables for reach in table.reaches for piece in reach.pieces)
        self._by_copy = self._way.live is self._way.there is Product.POSTGRESQL and not pruned
        alone = len(self._tables) == 1 and len(self._root.reaches) == 1
        self._whole = Whole(self._told, self._root.reaches[0]) if self._by_copy and alone else None

    def copy(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        """Copy what is to be kept of these rows and read it back; return how many rows stand there, by live table.

        Raises OperatorError where the separate database cannot be written, Unsure where the copy may stand there all
        the same, TamperedError where it holds something else than what was written.
        """
        if not keys:
            return {}
        speak_alike(live)
        kept = self._told.read(live, keys)
        with written(self._name):
            try:
                sent = self._write(live, kept, keys)
            except sa.exc.IntegrityError:  # of a run that was killed, the server may still have been committing
                sent = self._write(live, kept, keys)
            self._confirm_all(sent)
        found: dict[str, int] = {}
        for one in sent:
            name = one.table.mirror.shape.name
            found[name] = found.get(name, 0) + one.rows
        return {table: rows for table, rows in found.items() if rows}

    def move(self, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> int | None:
        """Take rows in use by a statement of the caller, and keep, read back and compare what is to be kept of them.

        Return how many went; None where it is not one statement's work, or not every row was found, or something of
        them is kept already: then the caller rolls back what was taken, and nothing stands apart. Nothing is gone
        before the caller commits. Raises as `copy` does.
        """
        if self._whole is None or not self._whole.can(live):
            return None
        speak_alike(live)
        try:
            found = self._whole.read(live, taken, keys)
        except sa.exc.NotSupportedError:  # a table with rules of its own is not handed out while rows are taken
            return None
        if found is None:
            return None
        sent = _Sent(self._root, tuple(keys), len(keys), lines=found.rows)
        with written(self._name):
            try:
                self._write_whole(found)
            except sa.exc.IntegrityError:
                return None
            self._confirm_all([sent])
        return len(keys)

    def _write_whole(self, found: Slices) -> None:
        """Write rows of which nothing is kept: the keys of the tables there say so."""
        with self._unsure_at_the_end() as there:
            postgresql.copy_in(there, self._root.mirror.name, self._root.names, found.rows)
            postgresql.copy_in(there, NAME, COLUMNS, found.kept)

    @contextmanager
    def _unsure_at_the_end(self) -> Iterator[Connection]:
        """Give a transaction there; where the way to it is lost while it is told to commit, nobody knows."""
        ended = False
        with (
            unsure(self._name, when=lambda error: ended and error.connection_invalidated),
            self._separate.begin() as there,
        ):
            speak_alike(there)
            yield there
            ended = True

    def _confirm_all(self, sent: Sequence[_Sent]) -> None:
        with unsure(self._name), self._separate.begin() as there:
            speak_alike(there)
            for one in sent:
                self._confirm(there, one)

    def withdraw(self, keys: Sequence[Key]) -> int:
        """Take back what an earlier run copied of rows that stay in use whole; return of how many rows.

        What other parts keep of a row stays, with its copy. Raises OperatorError.
        """
        taken = 0
        with written(self._name), self._separate.begin() as there:
            for at in range(0, len(keys), _TOGETHER):
                taken += self._withdraw(
                    there, {row_id(self._part.table, key): key for key in keys[at : at + _TOGETHER]}
                )
        return taken

    def _withdraw(self, there: Connection, keys: Mapping[str, Key]) -> int:
        mine = KEPT.c.row_id.in_(list(keys))
        gone = sa.delete(KEPT).where(mine, KEPT.c.strand.in_(self._part.preserve))
        held = {str(name) for name in there.execute(sa.select(KEPT.c.row_id).where(mine)).scalars()}
        there.execute(gone)
        left = {str(name) for name in there.execute(sa.select(KEPT.c.row_id).where(mine)).scalars()}
        alone = tuple(keys[name] for name in sorted(held - left))
        for table in reversed(self._tables) if alone else ():
            there.execute(sa.delete(table.there.source).where(self._within_there(table, alone)))  # type: ignore[arg-type]  # a table, not an alias
        return len(alone)

    # Writing

    def _write(self, live: Connection, kept: Sequence[Kept], keys: Sequence[Key]) -> list[_Sent]:
        with self._unsure_at_the_end() as there:
            before = self._kept_before(there, kept)
            sent = [*self._fresh(live, there, tuple(key for key in keys if key not in before)),
                    *self._again(live, there, tuple(key for key in keys if key in before))]  # fmt: skip
            self._write_kept(there, kept, before)
        return sent

    def _kept_before(self, there: Connection, kept: Sequence[Kept]) -> frozenset[Key]:
        """Return the rows of which something is kept already; refuses where it is another row's."""
        mine = {(one.row_id, one.life.record): one for one in kept}
        keys = {one.row_id: one.key for one in kept}
        found: set[Key] = set()
        for some in self._groups(list(keys)):
            asked = sa.select(KEPT.c.row_id, KEPT.c.record, KEPT.c.collected).where(some)
            for row in there.execute(asked):
                one = mine.get((str(row.row_id), row.record))
                if one is not None and row.collected is not None:
                    self._refuse_another(one, row.collected)
                found.add(keys[str(row.row_id)])
        return frozenset(found)

    def _fresh(self, live: Connection, there: Connection, keys: tuple[Key, ...]) -> Iterator[_Sent]:
        """Copy rows of which nothing is kept there."""
        for table in self._tables if keys else ():
            if self._by_copy:
                data = b"".join(postgresql.copied_out(live, self._asked(reach, keys)) for reach in table.reaches)
                data = postgresql.once(data) if len(table.reaches) > 1 else data
                postgresql.copy_in(there, table.mirror.name, table.names, data)
                yield _Sent(table, keys, postgresql.count(data), lines=data)
            else:
                rows = self._read(live, table, keys)
                write_rows(there, table.mirror.name, table.names, rows, self._way.there)
                yield _Sent(table, keys, len(rows), digest(rows))

    def _again(self, live: Connection, there: Connection, keys: tuple[Key, ...]) -> list[_Sent]:
        """Copy rows of which something is kept there: what stands there and is empty in use stays."""
        if not keys:
            return []
        rows = [(table, over(table, self._read(live, table, keys), self._read_there(there, table, keys)))
                for table in self._tables]  # fmt: skip
        for table in reversed(self._tables):
            there.execute(sa.delete(table.there.source).where(self._within_there(table, keys)))  # type: ignore[arg-type]  # a table, not an alias
        for table, some in rows:
            write_rows(there, table.mirror.name, table.names, some, self._way.there)
        return [_Sent(table, keys, len(some), digest(some)) for table, some in rows]

    def _write_kept(self, there: Connection, kept: Sequence[Kept], again: frozenset[Key]) -> None:
        for some in self._groups([row_id(self._part.table, key) for key in again]):
            there.execute(sa.delete(KEPT).where(some, KEPT.c.strand.in_(self._part.preserve)))
        if self._way.there is Product.POSTGRESQL:
            postgresql.copy_in(there, NAME, COLUMNS, "".join(_lines(self._part.table, kept)).encode())
        else:
            write_rows(there, NAME, COLUMNS, [one.values(self._part.table) for one in kept], self._way.there)

    def _groups(self, names: list[str]) -> Iterator[Said]:
        """Yield that a row of `jikim_kept` is of one of these rows, some at a time where the product takes no array."""
        if self._way.there is Product.POSTGRESQL:
            yield from [any_of(KEPT.c.row_id, "char(32)", names)] if names else []
            return
        yield from (KEPT.c.row_id.in_(names[at : at + _TOGETHER]) for at in range(0, len(names), _TOGETHER))

    def _refuse_another(self, kept: Kept, collected: int) -> None:
        if kept.life.collected is not None and collected != kept.life.collected:
            raise OperatorError(
                msg("the separate database keeps another row of '{table}' under the same key",
                    table=self._part.table),
                msg("a key that is given twice would mix the records of two people"),
                msg("let the service number its rows on from the highest it ever gave; nothing was touched"),
            )  # fmt: skip

    # Reading

    def _asked(self, reach: Reach, keys: Sequence[Key]) -> postgresql.Asked:
        return sa.select(*[piece.cell.label(piece.column.name) for piece in reach.pieces]).where(
            reached(self._root.reaches[0].rows, self._key, reach.links, keys, reach.also)
        )

    def _read(self, live: Connection, table: Copying, keys: Sequence[Key]) -> list[Copy]:
        """Return the slice of live rows as it is written there."""
        found: list[Copy] = []
        for reach in table.reaches:
            cells = [self._way.told(piece.cell, piece.column) for piece in reach.pieces]
            said = reached(self._root.reaches[0].rows, self._key, reach.links, keys, reach.also)
            found += [tuple(self._given(value, piece) for value, piece in zip(row, reach.pieces, strict=True))
                      for row in read_rows(live, cells, said)]  # fmt: skip
        return list(dict.fromkeys(found)) if len(table.reaches) > 1 else found

    def _given(self, value: object, piece: Piece) -> Value:
        """Return a value as it is written there, without what is not kept inside it."""
        text = as_text(value) if piece.pruned else None
        if not text:
            return self._way.given(value, piece.column)
        try:
            for pruned in piece.pruned:
                text = pruned.of(text)
        except UnreadableBlob:
            raise OperatorError(
                msg("a value in the column '{column}' of '{table}' cannot be taken apart",
                    column=piece.column.name, table=self._part.table),
                msg("it holds what is kept apart beside what is not"),
                msg("mend the value, or keep both items alike; nothing of the chunk was done")) from None  # fmt: skip
        return self._way.given(text.encode("utf-8", "surrogateescape") if isinstance(value, bytes) else text,
                               piece.column)  # fmt: skip

    def _within_there(self, table: Copying, keys: Sequence[Key]) -> Said:
        """Return that a row of the separate database is one of these rows, or goes with one of them."""
        given = self._way.keys(keys, [self._root.mirror.shape.column(name) for name in self._key])
        return sa.or_(*[reached(self._root.there, self._key, reach.links_there, given) for reach in table.reaches])

    def _read_there(self, there: Connection, table: Copying, keys: Sequence[Key]) -> list[Copy]:
        columns = table.mirror.shape.columns
        cells = [self._way.told_there(table.there.cell(column.name), column) for column in columns]
        rows = read_rows(there, cells, self._within_there(table, keys))
        return [tuple(self._way.again(value, column) for value, column in zip(row, columns, strict=True))
                for row in rows]  # fmt: skip

    def _confirm(self, there: Connection, sent: _Sent) -> None:
        if sent.lines is not None:
            cells = [sent.table.there.cell(name) for name in sent.table.names]
            asked = sa.select(*cells).where(self._within_there(sent.table, sent.keys))
            whole = postgresql.alike(postgresql.copied_out(there, asked), sent.lines)
        else:
            whole = digest(self._read_there(there, sent.table, sent.keys)) == sent.digest
        if not whole:
            raise TamperedError(
                msg("what stands in the separate table '{table}' is not what was written",
                    table=sent.table.mirror.name),
                msg("rows in use are destroyed only after their copy was read back and found whole"),
                msg("look for a trigger, a rule or another writer there; nothing in use was touched"))  # fmt: skip


def _lines(table: str, kept: Sequence[Kept]) -> Iterator[str]:
    """Yield what is kept as COPY reads it."""
    lives: dict[int, tuple[str, str]] = {}
    named = postgresql.text(table)
    for one in kept:
        said = lives.get(id(one.life))
        if said is None:
            said = lives[id(one.life)] = postgresql.signs(one.life[:2]), postgresql.signs(one.life.rest)
        person, key = postgresql.text(one.person), postgresql.text(one.row_key)
        yield f"{one.row_id}\t{said[0]}\t{person}\t{named}\t{key}\t{said[1]}\n"
