"""Where values of people who are gone still stand: every table, mapped or not, every column that can hold text.

A value that stands lawfully (`residue_kept.py`) is told with its reason; what nothing explains is residue. Whoever
came back, or shares a value with somebody who is gone, is there lawfully: such values say nobody any more and are not
looked for. A name or an address alone may be anybody's, so it counts only beside something else of the same person
in the same row. What is percent-encoded, in base64, compressed or encrypted is not read, nor are numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.connect.samples import keeps_rows
from jikim.find.due import Question
from jikim.mapping import Record
from jikim.plan import Key
from jikim.seek.kept import Keeping, Kept
from jikim.seek.pages import Page, Reading, searched
from jikim.seek.text import Matcher, Value
from jikim.seek.values import Sought, Wanted, is_strong
from jikim.tables import Shape

KEY = "key"
"""What a finding calls the key of a person, which is no item."""


@dataclass(frozen=True, slots=True)
class Residue:
    """A value of somebody who is gone, and where it stands.

    `person` is their number in `Sought`. `strong`: it says by itself, or by what stands beside it, who it is. `kept`
    says why it may stand there; without it, it is residue.
    """

    table: str
    column: str
    key: Key = field(repr=False)
    item: str
    person: int
    strong: bool
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    column: str
    key: Key
    wanted: Wanted
    form: str
    strong: bool


def residue(
    connection: Connection, question: Question, sought: Sought, unread: list[str] | None = None
) -> Iterator[Residue]:
    """Yield where anything of `sought` stands, lawfully or not, on the day of the question; nothing is written.

    Tables that could not be read are named in `unread`. Ends the transaction that `connection` is in.
    """
    keeping = Keeping(question)
    looked = _without_living(connection, question, keeping, sought)
    for shape in question.schema.tables:
        if keeps_rows(shape, question.schema.product):
            try:
                yield from _in_table(connection, question, keeping, shape, looked)
            except (DBAPIError, UnicodeError):
                connection.rollback()
                if unread is not None:
                    unread.append(shape.name)


def _without_living(connection: Connection, question: Question, keeping: Keeping, sought: Sought) -> Sought:
    """Return what is looked for without what somebody has who is still among the people, and is so lawfully."""
    people = question.data.people
    shape = question.schema.table(people.table.name) if people else None
    if people is None or shape is None or people.table.database != question.database:
        return sought
    values, keys = dict(sought.values), dict(sought.keys)
    for found in _pages(connection, question, keeping, shape, sought):
        lawful = keeping.lawful(connection, shape.name, [key for key, *_ in found])
        for key, column, value in found:
            if (key, column) in lawful:
                if isinstance(value, str):
                    keys.pop(value, None)
                else:
                    values.pop(value, None)
    connection.rollback()
    return replace(sought, keys=keys, values=values)


def _in_table(
    connection: Connection, question: Question, keeping: Keeping, shape: Shape, sought: Sought
) -> Iterator[Residue]:
    for found in _pages(connection, question, keeping, shape, sought):
        hits = [hit for key, column, value in found for hit in _hits(sought, key, column, value)]
        lawful = keeping.lawful(connection, shape.name, list(dict.fromkeys(hit.key for hit in hits)))
        connection.rollback()
        left = _corroborated([hit for hit in hits if (hit.key, hit.column) not in lawful])
        for hit in hits:
            kept = lawful.get((hit.key, hit.column))
            strong = hit.strong or (hit.key, hit.wanted.person) in left
            yield Residue(shape.name, hit.column, hit.key, hit.wanted.item, hit.wanted.person, strong, kept)


_Place = tuple[Key, str, Value | str]


def _pages(
    connection: Connection, question: Question, keeping: Keeping, shape: Shape, sought: Sought
) -> Iterator[list[_Place]]:
    """Yield what was found in some rows at a time; of a table without a key, in all of them together."""
    reading = Reading(shape, question.schema.product, keeping.key_of(shape.name),
                      searched(shape, question.schema.product), _whose(question, shape))  # fmt: skip
    if not reading.texts and not reading.whose:
        return
    matcher, all_together = Matcher(sought), []
    for page in reading.pages(connection):
        found = list(_on(page, reading, matcher, sought))
        if found and reading.is_ordered:
            yield found
        all_together += [] if reading.is_ordered else found
    if all_together:
        yield all_together


def _on(page: Page, reading: Reading, matcher: Matcher, sought: Sought) -> Iterator[_Place]:
    for name, column in zip(reading.texts, page.texts, strict=True):
        for at, values in matcher.page(column):
            yield from ((page.keys[at], name, value) for value in values)
    for name, owners in zip(reading.whose, page.whose, strict=True) if sought.keys else ():
        for at, owner in enumerate(owners):
            if owner is not None and str(owner) in sought.keys:
                yield page.keys[at], name, str(owner)


def _hits(sought: Sought, key: Key, column: str, value: Value | str) -> Iterator[_Hit]:
    if isinstance(value, str):
        yield _Hit(column, key, Wanted(sought.keys[value], KEY), KEY, strong=True)
        return
    for wanted in sought.values[value]:
        yield _Hit(column, key, wanted, value[0].value, is_strong(value[0]))


def _corroborated(hits: Iterable[_Hit]) -> set[tuple[Key, int]]:
    """Return rows and people of whom more stands there than one weak value."""
    forms: dict[tuple[Key, int], set[str]] = defaultdict(set)
    for hit in hits:
        forms[hit.key, hit.wanted.person].add(hit.form)
    return {where for where, several in forms.items() if len(several) > 1 and where[0]}


def _whose(question: Question, shape: Shape) -> tuple[str, ...]:
    """Return the columns of a table that hold the key of a person: by the mapping, or by a foreign key."""
    data, found = question.data, dict[str, None]()
    for records in question.tables().values():
        for record in records:
            found.update(dict.fromkeys(_owners(record, shape.name)))
    if data.people is not None and data.people.table.database == question.database:
        table, key = data.people.table.name, str(data.people.key)
        if shape.name == table:
            found[key] = None
        for foreign in shape.foreign:
            pairs: Sequence[tuple[str, str]] = list(zip(foreign.columns, foreign.referred, strict=False))
            found.update({near: None for near, far in pairs if foreign.table == table and far == key})
    return tuple(name for name in found if shape.column(name) is not None)


def _owners(record: Record, table: str) -> Iterator[str]:
    holder = record.via[-1].table.name if record.via else record.table.name
    if holder == table:
        yield from (str(owner.column) for owner in record.owners if owner.column and not owner.matches)
