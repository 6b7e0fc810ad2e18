"""In which order the parts of a plan are carried out: rows that refer before the rows they refer to, people last.

A row may be due because of what another table says (its person left; the order it belongs to was paid), so whatever is
found through a table goes before its rows do. A foreign key that may be empty, or is judged at commit, gives way where
tables refer to each other in a circle: what refers is then released. A circle of keys that do neither is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jikim.errors import RefusedError
from jikim.mapping import Contents, Data, Ending, Moment, Record
from jikim.messages import msg
from jikim.plan import Part
from jikim.tables import ForeignKey, OnDelete, Schema, Shape

_STOPS = {OnDelete.NOTHING, OnDelete.RESTRICT}


def ordered(parts: Sequence[Part], data: Data, schemas: Mapping[str, Schema]) -> tuple[Part, ...]:
    """Return the parts in the order in which they are carried out; parts that do not matter to each other stay.

    `schemas` are those of the live databases, by name. Raises RefusedError, which names the tables of a circle.
    """
    waits = _Waits(data, schemas)
    left, found = list(parts), list[Part]()
    while left:
        found.append(_next(left, waits))
        left.remove(found[-1])
    return tuple(found)


def _next(left: Sequence[Part], waits: "_Waits") -> Part:
    """Return a part for which no other has to be carried out first; the weakest ties give way."""
    ties: tuple[Callable[[Part, Part], bool], ...] = (waits.must, waits.is_told, waits.may, waits.is_last)
    for count in range(len(ties), 0, -1):
        for part in left:
            others = [other for other in left if other is not part]
            if not any(tie(other, part) for tie in ties[:count] for other in others):
                return part
    names = ", ".join(f"'{name}'" for name in sorted({part.table for part in left}))
    raise RefusedError(
        msg("the rows of {tables} refer to each other, and none of them can go first", tables=names),
        msg("the database would refuse to destroy any of them"),
        msg("let one of the columns be empty (NULL), or make its key DEFERRABLE INITIALLY DEFERRED"))  # fmt: skip


class _Waits:
    """What has to be carried out before what: asked of two parts, whether the first goes before the second."""

    def __init__(self, data: Data, schemas: Mapping[str, Schema]) -> None:
        self._data, self._schemas = data, schemas

    def must(self, one: Part, other: Part) -> bool:
        """By a foreign key that cannot be empty, and stops at once."""
        return any(not _gives_way(shape, key) for shape, key in self._keys(one, other))

    def may(self, one: Part, other: Part) -> bool:
        """By any other foreign key."""
        return any(_gives_way(shape, key) for shape, key in self._keys(one, other))

    def is_told(self, one: Part, other: Part) -> bool:
        """Because the rows of the one are found, or are due, by what the table of the other says."""
        if one.database != other.database or one.table == other.table:
            return False
        gone = set(self._gone(other))
        return any(gone & set(_told_by(record)) for record in self._records(one))

    def is_last(self, one: Part, other: Part) -> bool:
        """Because the other are the people."""
        people = self._data.people
        return people is not None and other.table == people.table.name != one.table

    def _keys(self, one: Part, other: Part) -> Iterator[tuple[Shape, ForeignKey]]:
        if one.database != other.database or one.table == other.table or not other.ends:
            return
        gone, schema = set(self._gone(other)), self._schemas.get(one.database)
        if schema is None:
            return  # in a separate database nothing refers to anything
        for name in self._gone(one):
            shape = schema.table(name)
            if shape is None or name in gone:
                continue
            for key in shape.foreign:
                if key.table in gone and key.on_delete in _STOPS:
                    yield shape, key

    def _records(self, part: Part) -> tuple[Record, ...]:
        return tuple(one for one in self._data.records
                     if one.table.database == part.database and one.table.stands_for(part.table))  # fmt: skip

    def _gone(self, part: Part) -> tuple[str, ...]:
        """Return the part's table, and those whose rows go with its rows."""
        below = [
            contents.table.name
            for record in self._records(part)
            if part.ends and record.destroy.ending is Ending.DELETE
            for contents in record.contents.all()
            if contents is not record.contents
        ]
        return (part.table, *below)


def _gives_way(shape: Shape, key: ForeignKey) -> bool:
    columns = [shape.column(name) for name in key.columns]
    return key.deferred or any(column is not None and column.nullable for column in columns)


def _told_by(record: Record) -> Iterator[str]:
    """Yield the tables by which the rows of a record are found to be due."""
    yield from (step.table.name for step in record.via)
    for moment in _moments(record):
        yield from (step.table.name for step in moment.via)


def _moments(record: Record) -> Iterator[Moment]:
    if record.collected is not None:
        yield record.collected
    contents: Contents
    for contents in record.contents.all():
        yield from (moment for _, moment in contents.events)
