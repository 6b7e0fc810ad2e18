"""The files that go with rows: found by the pattern of the mapping, destroyed, and looked for again.

A pattern is a path of a folder, or an address in S3, in which `{column}` stands for the row's value. Before the first
brace stands the folder: nothing outside of it is ever touched, whatever a row says (`..`, a link that leads away).

Files know no transaction. So they are found while the rows are there and locked (`find`), written down by the caller,
and destroyed once the rows are gone for certain (`destroy`): a row that is not destroyed after all keeps its file. A
file that a row names which stayed (`files_shared.py`) is left for the last of them. Whatever is there after all (an
older version in a bucket that keeps them, a second name of the same file) is told. Repeating it changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.files_folder import destroy_in_folder
from jikim.carry.files_left import Left
from jikim.carry.files_shared import address_of, shared
from jikim.connect.rows import rows_of
from jikim.errors import OperatorError
from jikim.find.due import Question
from jikim.find.spots import Spot, ended_items, key_of, spots
from jikim.find.steps import named
from jikim.mapping import Ending, Record
from jikim.mapping import Files as Pattern
from jikim.messages import msg
from jikim.plan import Key, Part, RowFile

_S3 = "s3://"
_TOGETHER = 500


class Bucket(Protocol):
    """Where objects of one bucket are destroyed."""

    def destroy(self, name: str) -> tuple[bool, Left | None]:
        """Destroy an object; return whether there was one, and what is left of it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file: whether one was destroyed, and why it is still there in some form."""

    file: RowFile
    there: bool
    left: Left | None = None

    @property
    def folder(self) -> str:
        """The folder or bucket of the mapping, in which no value of a row stands."""
        return self.file.pattern.partition("{")[0].rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class _Held:
    file: RowFile
    above: Key


class Files:
    """The files of a part; a pattern that is no whole path begins at `folder`."""

    def __init__(self, question: Question, part: Part, *, folder: Path | None = None) -> None:
        self._question, self._part, self._folder = question, part, folder or Path()
        self._records = question.tables()[part.table]
        self._key = key_of(question, part)
        self._buckets: dict[str, Bucket] = {}

    # While the rows are there

    def find(self, live: Connection, keys: Sequence[Key]) -> tuple[RowFile, ...]:
        """Return the files of these rows and of their children; those alone that end with the part."""
        found: dict[RowFile, None] = {}
        for record in self._records:
            for spot in spots(self._question, record):
                if isinstance(spot.blob, Pattern) and self._is_over(record, spot.blob):
                    for at in range(0, len(keys), _TOGETHER):
                        found.update(dict.fromkeys(self._of_spot(live, spot, spot.blob, keys[at : at + _TOGETHER])))
        return tuple(found)

    def _is_over(self, record: Record, blob: Pattern) -> bool:
        if self._part.ends:
            return record.destroy.ending is Ending.DELETE or blob.item is not None
        return blob.item is not None and str(blob.item) in ended_items(self._question, self._part, record)

    def _of_spot(self, live: Connection, spot: Spot, blob: Pattern, keys: Sequence[Key]) -> Iterator[RowFile]:
        held = list(_held(live, spot, blob, self._key, keys))
        going = Counter(ident for ident, _ in {(one.file.ident, one.above) for one in held})
        uses = Counter[Key]() if self._goes else _uses(live, self._question, spot, list(going))
        yield from (one.file for one in held if uses[one.file.ident] <= going[one.file.ident])

    # Once they are gone

    def destroy(self, live: Connection, files: Sequence[RowFile]) -> tuple[Fate, ...]:
        """Destroy files of rows that are done, each once; `live` is only read.

        Raises OperatorError where one cannot be destroyed: then it is to be tried again.
        """
        by_address = {file.address: file for file in files}
        still = shared(live, self._question, files, self._folder, stays=not self._goes) | self._used(live, files)
        return tuple(Fate(file, False, Left.SHARED) if address in still else Fate(file, *self._one(file))
                     for address, file in by_address.items())  # fmt: skip

    def _used(self, live: Connection, files: Sequence[RowFile]) -> frozenset[str]:
        """Return the addresses of files whose row is named by rows that stayed: several may name one."""
        found: set[str] = set()
        for spot in [spot for record in self._records for spot in spots(self._question, record)] if self._goes else ():
            mine = [file for file in files if (file.table, file.pattern) == (spot.rows.shape.name, spot.name)]
            uses = _uses(live, self._question, spot, list({file.ident for file in mine}))
            found.update(file.address for file in mine if uses[file.ident])
        return frozenset(found)

    @property
    def _goes(self) -> bool:
        """Whether every row of the part goes: one that is still there then stays for another reason."""
        return self._part.ends and all(one.destroy.ending is Ending.DELETE for one in self._records)

    def _one(self, file: RowFile) -> tuple[bool, Left | None]:
        pattern, address = file.pattern, file.address
        if not pattern.startswith(_S3):
            folder = pattern.partition("{")[0].rpartition("/")[0]
            base = self._folder / (folder or ("/" if pattern.startswith("/") else "."))
            return destroy_in_folder(base, self._folder / address)
        bucket, _, name = address.removeprefix(_S3).partition("/")
        if "{" in pattern.removeprefix(_S3).partition("/")[0] or not name or _leads_away(name):
            return False, Left.OUTSIDE
        if bucket not in self._buckets:
            self._buckets[bucket] = _bucket(bucket)
        return self._buckets[bucket].destroy(name)


def _leads_away(name: str) -> bool:
    return "\0" in name or any(part in {"", ".", ".."} for part in name.split("/"))


def _bucket(name: str) -> Bucket:
    try:
        made: Callable[[str], Bucket] = import_module("jikim.carry.files_s3").bucket
    except ModuleNotFoundError:
        raise OperatorError(
            msg("files in S3 cannot be reached"),
            msg("what speaks with S3 is not installed"),
            msg("install it: pip install 'jikim[s3]'")) from None  # fmt: skip
    return made(name)


def _held(live: Connection, spot: Spot, blob: Pattern, key: Sequence[str], keys: Sequence[Key]) -> Iterator[_Held]:
    """Yield the files of these rows; a row whose value is empty has none."""
    source: sa.FromClause = spot.root.source
    for link in spot.links:
        source = source.join(link.rows.source, link.on)
    before = spot.links[-1].before if spot.links else spot.root
    parts = [(spot.root, key), (spot.rows, spot.ident), (before, before.shape.primary), (spot.rows, blob.columns)]
    cells = [rows.cell(name) for rows, names in parts for name in names]
    labelled = [cell.label(f"c{at}") for at, cell in enumerate(cells)]
    said = sa.and_(named(spot.root, key, keys), spot.rows.meets(spot.contents.where))
    found: Sequence[Sequence[Any]] = live.execute(sa.select(*labelled).select_from(source).where(said)).all()
    ends = list(accumulate(len(names) for _, names in parts))
    for row in found:
        whose, ident, above, values = (tuple(row[start:end]) for start, end in pairwise([0, *ends]))
        if all(value is not None and value != "" for value in values):
            file = RowFile(whose, spot.rows.shape.name, ident, str(blob.pattern), address_of(blob, values))
            yield _Held(file, above)


def _uses(live: Connection, question: Question, spot: Spot, idents: Sequence[Key]) -> Counter[Key]:
    """Return how many rows above name each of these rows, where rows above do."""
    if not idents or not spot.links or spot.ident != (spot.links[-1].far,):
        return Counter()
    link = spot.links[-1]
    above = rows_of(question.schema, link.before.shape.name, "above", spot.contents.table.place)
    near = above.cell(link.near)
    found: Counter[Key] = Counter()
    for at in range(0, len(idents), _TOGETHER):
        some = near.in_([ident[0] for ident in idents[at : at + _TOGETHER]])
        asked = sa.select(near.label("c0"), sa.func.count().label("c1")).where(some).group_by(near)
        rows: Sequence[Sequence[Any]] = live.execute(asked).all()
        found.update({(named_by,): uses for named_by, uses in rows})
    return found
