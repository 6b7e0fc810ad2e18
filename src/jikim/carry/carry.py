"""Carry out a part of a plan on a service's own tables: chunk by chunk, only rows that are still due as planned.

1. lock     the rows, where the product can: nobody changes them until the caller commits
2. ask      about each once more (`Inquiry.again`): what is due for something else now is skipped and listed
3. keep     what a rule keeps apart is copied, and read back, before anything is taken
4. take     by statements for the whole chunk, children first, each asking once more in itself
5. count    what went and what was changed, by table

Carrying out a chunk twice leaves what one would, wherever the first stopped. In tables without transactions (MyISAM)
every single statement must be safe by itself: those that tell an event go after the row, and a row that is gone
already is swept for what an earlier run left of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.empty import Columns
from jikim.carry.precise import precise
from jikim.carry.taking import Locked, Taking
from jikim.connect.rows import Said
from jikim.connect.writing import written
from jikim.errors import OperatorError
from jikim.find.cells import cells_of
from jikim.find.due import DueRow, Question
from jikim.find.inquiry import Inquiry
from jikim.find.keyed import keyed
from jikim.find.links import Aliases
from jikim.find.steps import Step, delete
from jikim.messages import msg
from jikim.plan import Key, Part, RowFile
from jikim.tables import Product

_TIMES = 3
_AT_ONCE = 10_000  # measured: a tenth of a second, and no slower than one statement for all
_AT_ONCE_MYSQL = 3000  # measured: a twentieth, and within a tenth as fast as 10,000, which took up to a third
_FIRST_NAME = 5000


class Apart(Protocol):
    """Whoever keeps rows in the separate database."""

    def copy(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        """Copy what is to be kept of these rows, read it back, and return how many rows, by table."""

    def move(self, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> int | None:
        """Take these rows by a statement, with all that `copy` does of what is kept; return how many went.

        None where not each of them can be moved so: then what was taken is rolled back, and nothing was kept.
        """


class Unread(Protocol):
    """A value that could not be taken apart."""

    @property
    def table(self) -> str:
        """The table."""

    @property
    def column(self) -> str:
        """The column."""


class Inside(Protocol):
    """Whoever empties what stands inside a value: JSON, serialized text, free text, lists."""

    @property
    def unreadable(self) -> Sequence[Unread]:
        """Values that were left as they are so far."""

    def empty(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        """Empty it in those of the rows that stay and their children, and take who goes out of every list.

        Called while the rows are as they were; returns how many rows changed, by table.
        """


class Files(Protocol):
    """Whoever knows the files that go with rows; they are destroyed by the caller, once the rows are gone."""

    def find(self, live: Connection, keys: Sequence[Key]) -> tuple[RowFile, ...]:
        """Return the files of these rows, which are still there."""


Noted = Callable[[tuple[RowFile, ...]], None]
"""Writes down which files are to be destroyed, before anything is taken: afterwards no row knows of them."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the rows of a chunk, and how many rows of each table were destroyed or changed, or kept.

    `files` are those of the rows that are done, and still there; `unread` are values, by table and column, that could
    not be taken apart and stand as they did.
    """

    done: tuple[Key, ...]
    skipped: tuple[Key, ...]
    missing: tuple[Key, ...]
    rows: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int], ...] = ()
    files: tuple[RowFile, ...] = ()
    unread: tuple[tuple[str, str, int], ...] = ()


class _Changed(Exception):
    """Rows changed between the question and the statement."""


class Carrying:
    """A part, ready to be carried out; `secret` keys the hashes that stand in place of values."""

    def __init__(
        self,
        question: Question,
        part: Part,
        *,
        apart: Apart | None = None,
        inside: Inside | None = None,
        files: Files | None = None,
        secret: bytes = b"",
    ) -> None:
        self._question, self._part = question, part
        self._apart, self._inside, self._files = apart, inside, files
        self._records = question.tables()[part.table]
        self._inquiry = Inquiry(question, part.table, self._records, question.kinds())
        self._taking = Taking(question, self._records, self._inquiry.key, secret, ends=part.ends)
        self._root, self._key = self._taking.root, self._taking.key
        lenses = [(lens.number, lens.record, lens.strands) for lens in self._inquiry.lenses]
        cells = cells_of(Aliases(question.schema, _FIRST_NAME), self._root, lenses)
        plain = self.whole and inside is None and (apart is not None) == bool(part.preserve)
        self._precise = precise(question, part, self._inquiry.lenses, self._key) if plain else None
        self._is_alone = files is None and self._taking.is_alone
        self._filled = sa.or_(sa.false(), *[one.filled for one in cells if set(one.columns) & set(part.columns)])

    @property
    def whole(self) -> bool:
        """Whether a chunk is carried out as a whole or not at all: every table that it touches has transactions."""
        return self._taking.whole

    @property
    def chunk(self) -> int | None:
        """How many rows a chunk may have where none is judged by itself; None where the usual number is right."""
        if self._precise is None:
            return None
        if self._root.product is Product.POSTGRESQL:
            return _AT_ONCE
        return _AT_ONCE_MYSQL if self._is_alone and self._apart is None else None

    def carry(self, live: Connection, keys: Sequence[Key], noted: Noted = lambda files: None) -> Carried:
        """Carry out one chunk in the caller's transaction. Raises OperatorError: then the caller rolls back.

        The files of the rows are `noted`, and left to the caller: no transaction brings a file back.
        """
        with written(self._part.database):
            for _ in range(_TIMES if self.whole else 1):
                with live.begin_nested() as again:
                    try:
                        return self._at_once(live, tuple(keys), noted) or self._carry(live, tuple(keys), noted)
                    except _Changed:
                        again.rollback()
        raise OperatorError(
            msg("rows of '{table}' changed while they were to be destroyed", table=self._part.table),
            msg("somebody else writes to them, or a rule of the database keeps them"),
            msg("nothing of the chunk was done; run jikim apply again when less is going on"))  # fmt: skip

    def _at_once(self, live: Connection, keys: tuple[Key, ...], noted: Noted) -> Carried | None:
        """Carry out a chunk whose every row is due for certain; None, and nothing done, where one may not be."""
        if self._precise is None or not keys:
            return None
        if self._apart and self._is_alone:
            with live.begin_nested() as trial:
                moved = self._apart.move(live, delete(self._precise.rows, self._precise.due(keys)), keys)
                if moved is not None:
                    count = ((self._part.table, moved),)
                    return Carried(keys, (), (), count, count)
                trial.rollback()
        with live.begin_nested() as trial:
            rows, files, kept = Counter[str](), tuple[RowFile, ...](), dict[str, int]()
            if self._is_alone and self._apart is None:
                found = live.execute(delete(self._precise.rows, self._precise.due(keys))).rowcount
                rows[self._part.table] = found
            else:
                found = len(live.execute(self._precise.asked(keys).with_for_update()).all())
                if found == len(keys):
                    kept = dict(self._apart.copy(live, keys)) if self._apart else kept
                    files = self._found(live, keys, noted)
                    rows = self._done(live, self._taking.steps(live, self._precise.asked(keys), keys, frozenset(), {}))
            if found == len(keys) == rows[self._part.table]:
                return Carried(keys, (), (), _counts(rows), _counts(kept), files)
            trial.rollback()
        return None

    def _carry(self, live: Connection, keys: tuple[Key, ...], noted: Noted) -> Carried:
        locked = self._taking.lock(live, keys)
        found = self._inquiry.again(live, keys)
        due = {key: row for key in keys if (row := found.get(key)) is not None and self._is_as_planned(row)}
        missing = tuple(key for key in keys if key not in found and None not in key)
        kept = self._apart.copy(live, tuple(due)) if self._apart and due else {}
        rows: Counter[str] = Counter()
        files, before = self._found(live, tuple(due), noted), self._unread()
        for columns, some in _together(due, alike=self._taking.empties_none).items():
            if self._inside:  # first: the columns say for whose name a text is searched, and lists name who goes
                rows.update(self._inside.empty(live, some))
            rows.update(self._take(live, some, columns, locked))
        if missing and not self.whole:
            rows.update(self._done(live, self._taking.left_over(missing)))
        left = self._left(live, tuple(due)) if self._taking.goes else set()
        empty = set() if self._taking.goes else self._empty(live, tuple(key for key in found if key not in due))
        if left and self.whole:
            raise _Changed
        done = tuple(key for key in keys if key in empty or (key in due and key not in left))
        skipped = tuple(key for key in keys if None in key  # which names no row
                        or (key in found and (key in left or key not in due) and key not in empty))  # fmt: skip
        gone = tuple(file for file in files if file.key in set(done))
        return Carried(done, skipped, missing, _counts(rows), _counts(kept), gone, _new(before, self._unread()))

    def _found(self, live: Connection, keys: tuple[Key, ...], noted: Noted) -> tuple[RowFile, ...]:
        """Return the files of rows that are to go, written down by now."""
        found = self._files.find(live, keys) if self._files and keys else ()
        if found:
            noted(found)
        return found

    def _unread(self) -> Counter[tuple[str, str]]:
        """Return how many values could not be read so far, by table and column."""
        return Counter((one.table, one.column) for one in self._inside.unreadable) if self._inside else Counter()

    # What is due

    def _is_as_planned(self, row: DueRow) -> bool:
        """Return whether the same is due as planned; of rows that stay, less of it where something is empty by now."""
        part = self._part
        same = (row.record, row.remaining, row.ends) == (part.record, part.remaining, part.ends)
        if self._taking.goes:
            return same and (row.destroy, row.preserve) == (part.destroy, part.preserve)
        return (
            same
            and set(row.destroy) <= set(part.destroy)
            and set(row.preserve) <= set(part.preserve)
            and set(row.columns) <= set(part.columns)
        )

    # Taking

    def _take(self, live: Connection, keys: tuple[Key, ...], columns: Columns, locked: Locked) -> Counter[str]:
        return self._done(live, self._taking.steps(live, self._inquiry.still(keys), keys, columns, locked))

    def _done(self, live: Connection, steps: Iterable[Step]) -> Counter[str]:
        rows: Counter[str] = Counter()
        for step in steps:
            count = max(0, live.execute(step.statement).rowcount)
            if step.expected not in {None, count}:
                raise _Changed
            rows[step.table] += count if step.counts else 0
        return rows

    def _left(self, live: Connection, keys: tuple[Key, ...]) -> set[Key]:
        """Return which of these rows are still there, though they were to go."""
        return self._keys(live, keys, self._taking.deleting)

    def _empty(self, live: Connection, keys: tuple[Key, ...]) -> set[Key]:
        """Return in which of these rows nothing is left that was to be emptied: an earlier run did it."""
        return self._keys(live, keys, sa.not_(sa.func.coalesce(self._filled, sa.false()))) if keys else set()

    def _keys(self, live: Connection, keys: tuple[Key, ...], also: Said) -> set[Key]:
        cells = [self._root.cell(name) for name in self._key]
        said = sa.and_(keyed(self._root, self._key, keys), also)
        rows: list[Any] = list(live.execute(sa.select(*cells).where(said)))
        return {tuple(row) for row in rows}


def _together(due: Mapping[Key, DueRow], *, alike: bool) -> Mapping[Columns, tuple[Key, ...]]:
    """Return the rows by the columns that are to be emptied; `alike`: all together."""
    found: dict[Columns, list[Key]] = defaultdict(list)
    for key, row in due.items():
        found[frozenset() if alike else frozenset(row.columns)].append(key)
    return {columns: tuple(keys) for columns, keys in found.items()}


def _new(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((table, column, count) for (table, column), count in sorted((after - before).items()))


def _counts(rows: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((table, count) for table, count in rows.items() if count))
