"""The files that go with rows: found by the pattern of the mapping, destroyed, and looked for again.

A pattern is a path of a folder, or an address in S3, in which `{column}` stands for the row's value. Before the first
brace stands the folder: nothing outside of it is ever touched, whatever a row says (`..`, a link that leads away). A
file on which another row hangs as well stays, and goes with the last of them. Whatever is there after all (an older
version in a bucket that keeps them, a second name of the same file) is named in `left`. Repeating it changes nothing.

Files know no transaction: they go before their rows, so that a row is there as long as its file may be.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.due import Question
from jikim.connect.files_folder import destroy_in_folder
from jikim.connect.files_left import Left
from jikim.connect.rows import rows_of
from jikim.connect.spots import Spot, ended_items, key_of, spots
from jikim.connect.steps import named
from jikim.errors import OperatorError
from jikim.mapping import Ending, Record
from jikim.mapping import Files as Pattern
from jikim.messages import msg
from jikim.plan import Key, Part

_S3 = "s3://"
_GAP = re.compile(r"\{([^{}]*)\}")
_TOGETHER = 500


class Bucket(Protocol):
    """Where objects of one bucket are destroyed."""

    def destroy(self, name: str) -> tuple[bool, Left | None]:
        """Destroy an object; return whether there was one, and what is left of it."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file of a row that is still there in some form, and why."""

    table: str
    key: Key = field(repr=False)
    why: Left


@dataclass(frozen=True, slots=True)
class _Held:
    """The address of a file, and the keys of the rows on which it hangs: its own, of the part, and the one between."""

    address: str = field(repr=False)
    ident: Key = field(repr=False)
    key: Key = field(repr=False)
    above: Key = field(repr=False)
    values: Key = field(repr=False)


class Files:
    """The files of a part; a pattern that is no whole path begins at `folder`."""

    def __init__(self, question: Question, part: Part, *, folder: Path | None = None) -> None:
        self._question, self._part, self._folder = question, part, folder or Path()
        self._records = question.tables()[part.table]
        self._key = key_of(question, part)
        self._buckets: dict[str, Bucket] = {}
        self._left: dict[Leftover, None] = {}

    @property
    def left(self) -> tuple[Leftover, ...]:
        """What is still there, or was not touched because it is no file of the folder."""
        return tuple(self._left)

    def destroy(self, live: Connection, keys: Sequence[Key]) -> int:
        """Destroy the files of these rows and of their children, while the rows are there; return how many there were.

        Raises OperatorError where a file cannot be destroyed: then its row must stay.
        """
        count = 0
        for record in self._records:
            for spot in spots(self._question, record):
                if isinstance(spot.blob, Pattern) and self._is_over(record, spot.blob):
                    count += self._spot(live, spot, spot.blob, keys)
        return count

    def _is_over(self, record: Record, blob: Pattern) -> bool:
        if self._part.ends:
            return record.destroy.ending is Ending.DELETE or blob.item is not None
        return blob.item is not None and str(blob.item) in ended_items(self._question, self._part, record)

    def _spot(self, live: Connection, spot: Spot, blob: Pattern, keys: Sequence[Key]) -> int:
        count = 0
        for at in range(0, len(keys), _TOGETHER):
            held = list(_held(live, spot, blob, self._key, keys[at : at + _TOGETHER]))
            shared = _shared(live, self._question, spot, blob, held)
            for address, some in _by_address(held).items():
                if not any(one.values in shared for one in some):
                    there, why = self._one(str(blob.pattern), address)
                    count += there
                    if why is not None:
                        self._left[Leftover(spot.rows.shape.name, some[0].key, why)] = None
        return count

    def _one(self, pattern: str, address: str) -> tuple[bool, Left | None]:
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
        made: Callable[[str], Bucket] = import_module("jikim.connect.files_s3").bucket
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
            yield _Held(_address(blob, values), ident, whose, above, values)


def _address(blob: Pattern, values: Key) -> str:
    told = dict(zip(blob.columns, values, strict=True))
    return _GAP.sub(lambda gap: str(told[gap[1]]), str(blob.pattern))


def _by_address(held: Sequence[_Held]) -> Mapping[str, list[_Held]]:
    found: dict[str, list[_Held]] = {}
    for one in held:
        found.setdefault(one.address, []).append(one)
    return found


def _shared(live: Connection, question: Question, spot: Spot, blob: Pattern, held: Sequence[_Held]) -> set[Key]:
    """Return the values of files on which a row hangs that is none of these."""
    if not held:
        return set()
    found = set() if set(spot.ident) <= set(blob.columns) else _elsewhere(live, question, spot, blob, held)
    if spot.links and spot.ident == (spot.links[-1].far,):
        found |= _used(live, question, spot, held)
    return found


def _elsewhere(live: Connection, question: Question, spot: Spot, blob: Pattern, held: Sequence[_Held]) -> set[Key]:
    """Return those of the values that stand in another row of the table as well."""
    others = rows_of(question.schema, spot.rows.shape.name, "others", spot.contents.table.place)
    cells = [others.cell(name) for name in (*spot.ident, *blob.columns)]
    asked = sa.select(*[cell.label(f"c{at}") for at, cell in enumerate(cells)])
    wanted = named(others, blob.columns, list(dict.fromkeys(one.values for one in held)))
    rows: Sequence[Sequence[Any]] = live.execute(asked.where(wanted)).all()
    mine, width = {one.ident for one in held}, len(spot.ident)
    return {tuple(row[width:]) for row in rows if tuple(row[:width]) not in mine}


def _used(live: Connection, question: Question, spot: Spot, held: Sequence[_Held]) -> set[Key]:
    """Return the values of rows which rows above name that do not go now: several may name one."""
    link, values = spot.links[-1], {one.ident[0]: one.values for one in held}
    above = rows_of(question.schema, link.before.shape.name, "above", spot.contents.table.place)
    near = above.cell(link.near)
    asked = sa.select(near.label("c0"), sa.func.count().label("c1")).where(near.in_(list(values))).group_by(near)
    going = Counter(ident for ident, _ in {(one.ident[0], one.above) for one in held})
    rows: Sequence[Sequence[Any]] = live.execute(asked).all()
    return {values[named_by] for named_by, uses in rows if uses > going[named_by]}
