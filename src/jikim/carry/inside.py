"""What is personal inside values of rows that stay: read, wiped, and written back over exactly what was read.

1. who      the values by which free text is searched: the row's own, and those of its people (`theirs.py`)
2. read     each value as text, with the key of its row, in chunks
3. wipe     by the pure functions of `wipe.py`; what cannot be taken apart is named in `unreadable`, and left
4. write    by key, where the same value still stands; one that changed meanwhile is read again

Called before the columns of the rows are emptied: afterwards nobody could say for whose name a text is searched. Of
people who are destroyed, the key is taken out of every list that names it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.inside_values import Known
from jikim.carry.texts import as_text, is_still, read_text
from jikim.connect.rows import bound
from jikim.errors import OperatorError
from jikim.find.due import Question
from jikim.find.links import Aliases
from jikim.find.spots import Spot, ended_items, key_of, spots
from jikim.find.steps import named, update
from jikim.mapping import (
    Blob,
    Ending,
    Files,
    FreeText,
    How,
    Ids,
    InJson,
    InSerialized,
    Record,
    Serialized,
)
from jikim.messages import msg
from jikim.plan import Key, Part
from jikim.tables import Sort
from jikim.wipe.in_text import without_anywhere
from jikim.wipe.paths import Fresh, UnreadableBlob
from jikim.wipe.value import wiped_json, wiped_php, wiped_php_bytes, without_keys

_TOGETHER = 200  # rows whose values are held in memory at once
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be taken apart, and stands as it did."""

    table: str
    column: str
    key: Key = field(repr=False)


class Inside:
    """The blobs of a part; what could not be read is gathered in `unreadable`."""

    def __init__(self, question: Question, part: Part) -> None:
        self._question, self._part = question, part
        self._records = question.tables()[part.table]
        self._key = key_of(question, part)
        self._ended = {id(record): ended_items(question, part, record) for record in self._records}
        self._found: dict[Unread, None] = {}

    @property
    def unreadable(self) -> tuple[Unread, ...]:
        """Values that were left as they are, because they could not be taken apart for certain."""
        return tuple(self._found)

    def empty(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        """Wipe what has ended out of the values of these rows and their children; return rows changed, by table.

        Rows that go are left to whoever destroys them; of people who go, the key leaves every list. In the caller's
        transaction. Raises OperatorError when values change faster than they can be written.
        """
        changed: Counter[str] = Counter()
        for at in range(0, len(keys), _TOGETHER):
            some = keys[at : at + _TOGETHER]
            for record in self._records:
                if not (self._part.ends and record.destroy.ending is Ending.DELETE):
                    self._record(live, record, some, changed)
        for spot in self._lists() if self._is_of_people else ():
            self._until_done(live, spot, None, _Taken(self._people(live, keys)), changed)
        return changed

    # Which

    def _is_over(self, record: Record, blob: Blob) -> bool:
        if isinstance(blob, Ids | Files):
            return False
        items = blob.items if isinstance(blob, FreeText) else (blob.item,)
        return self._part.ends or any(str(item) in self._ended[id(record)] for item in items)

    @property
    def _is_of_people(self) -> bool:
        people = self._question.data.people
        return self._part.ends and people is not None and people.table.name == self._part.table

    def _lists(self) -> Iterator[Spot]:
        for records in self._question.tables().values():
            for record in records:
                yield from (spot for spot in spots(self._question, record) if isinstance(spot.blob, Ids))

    def _people(self, live: Connection, keys: Sequence[Key]) -> frozenset[str]:
        """Return the keys of people by which lists name them."""
        people = self._question.data.people
        rows = Aliases(self._question.schema).rows(self._records[0].table)
        cell = rows.cell(str(people.key)) if people else sa.null()
        return frozenset(str(key) for (key,) in live.execute(sa.select(cell).where(named(rows, self._key, keys))))

    # Reading, wiping, writing

    def _record(self, live: Connection, record: Record, keys: Sequence[Key], changed: Counter[str]) -> None:
        over = [spot for spot in spots(self._question, record) if self._is_over(record, spot.blob)]
        searched = {str(item) for spot in over if isinstance(spot.blob, FreeText) for item in spot.blob.items}
        known = Known(live, self._question, record, self._key, keys) if searched else None
        for spot in over:
            self._until_done(live, spot, keys, known, changed)

    def _until_done(
        self,
        live: Connection,
        spot: Spot,
        keys: Sequence[Key] | None,
        known: "Known | _Taken | None",
        changed: Counter[str],
    ) -> None:
        for _ in range(_TIMES):
            left = 0
            for key, ident, old in self._values(live, spot, keys):
                new = self._wiped(spot, key, ident, old, known)
                if new != old:
                    done = live.execute(_written(spot, ident, old, new)).rowcount
                    changed[spot.rows.shape.name] += max(0, done)
                    left += done < 1
            if not left:
                return
        raise OperatorError(
            msg("values in '{table}' changed while they were to be emptied", table=spot.rows.shape.name),
            msg("somebody else writes to them, or a rule of the database keeps them"),
            msg("nothing of the chunk was done; run jikim apply again when less is going on"))  # fmt: skip

    def _values(
        self, live: Connection, spot: Spot, keys: Sequence[Key] | None
    ) -> Iterator[tuple[Key, Key, str | bytes]]:
        """Yield the key of the row of the record, what tells the row apart, and the value; NULL is left out."""
        cells = [*[spot.root.cell(name) for name in self._key_of(spot)], *[spot.rows.cell(name) for name in spot.ident]]
        source: sa.FromClause = spot.root.source
        for link in spot.links:
            source = source.join(link.rows.source, link.on)
        said = [spot.rows.meets(spot.contents.where), spot.rows.cell(spot.name).is_not(None)]
        said += [named(spot.root, self._key, keys)] if keys is not None else []
        labelled = [cell.label(f"c{at}") for at, cell in enumerate([*cells, as_text(spot.rows, spot.name)])]
        start = len(self._key_of(spot))
        asked = sa.select(*labelled).select_from(source).where(*said)
        rows: Sequence[Sequence[Any]] = live.execute(asked).all()
        for row in rows:
            yield tuple(row[:start]), tuple(row[start:-1]), row[-1]

    def _key_of(self, spot: Spot) -> tuple[str, ...]:
        return self._key if spot.root.shape.name == self._part.table else ()

    def _wiped(
        self, spot: Spot, key: Key, ident: Key, old: str | bytes, known: "Known | _Taken | None"
    ) -> str | bytes | None:
        try:
            return _fresh(spot, key, old, known)
        except UnreadableBlob:
            self._found[Unread(spot.rows.shape.name, spot.name, ident)] = None
            return old


@dataclass(frozen=True, slots=True)
class _Taken:
    """The keys of people who go."""

    keys: frozenset[str] = field(repr=False)


def _fresh(spot: Spot, key: Key, old: str | bytes, known: "Known | _Taken | None") -> str | bytes | None:
    """Return what is to stand in place of a value."""
    blob, column = spot.blob, spot.rows.sort(spot.name, spot.column.place)
    if isinstance(blob, InSerialized) and blob.form is Serialized.PHP and blob.paths and not isinstance(old, str):
        return wiped_php_bytes(old, blob.paths, _value(spot))
    if isinstance(blob, InSerialized) and not blob.paths:
        return None if column.nullable else type(old)()
    text = read_text(old)
    if isinstance(blob, InJson):
        new = wiped_json(text, blob.paths, _value(spot))
    elif isinstance(blob, InSerialized):
        if blob.form is not Serialized.PHP:
            raise UnreadableBlob("what Python pickles is read by running it")
        new = wiped_php(text, blob.paths, _value(spot))
    elif isinstance(blob, Ids):
        new = without_keys(text, blob.form, known.keys) if isinstance(known, _Taken) else text
    else:
        items = blob.items if isinstance(blob, FreeText) else ()
        values = known.values(key, items) if isinstance(known, Known) else ()
        new = without_anywhere(text, values)
        if column.length is not None and len(new) > column.length:
            new = without_anywhere(text, values, "")
    if column.length is not None and len(new) > column.length:
        raise UnreadableBlob("it would not fit")
    return old if new == text else new if isinstance(old, str) else new.encode()


def _value(spot: Spot) -> Fresh:
    """Return what is written in place of a value inside another."""
    strategy = spot.contents.strategy(spot.name)
    if strategy is None or strategy.how not in {How.BLANK, How.PLACEHOLDER}:
        return None
    return "" if strategy.how is How.BLANK else strategy.value


def _written(spot: Spot, ident: Key, old: str | bytes, new: str | bytes | None) -> sa.Update:
    """Return the statement that writes a value where the old one still stands."""
    said = sa.and_(named(spot.rows, spot.ident, [ident]), is_still(spot.rows, spot.name, old))
    return update(spot.rows, {spot.name: bound(_stored(spot, new))}, said)


def _stored(spot: Spot, new: str | bytes | None) -> str | bytes | None:
    """Return a value as its column keeps it: SQLite's text was read as bytes."""
    if not isinstance(new, bytes) or spot.rows.sort(spot.name, spot.column.place).sort is Sort.BYTES:
        return new
    try:
        return new.decode("utf-8")
    except UnicodeDecodeError:
        return new
