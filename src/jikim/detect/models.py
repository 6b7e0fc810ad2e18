"""What the models of a program say of its tables: names for people to read, kinds of fields, ties that no key declares.

A column `f3` says nothing; a field with the name `휴대폰번호` and the kind EmailField does. Its words are weighed as
those of a comment are, its kind nearly as much. A help text is a sentence, and counts by what stands at its beginning.
Where the column's name is a known one (`name`, `email_template`), what it means there was judged by that already, and
the model's word for it is the same one in another language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from jikim.detect.names import heard, is_known, is_technical_column, is_technical_table, parts
from jikim.detect.people import People, is_key_word
from jikim.law import vocabulary
from jikim.messages import Message, msg
from jikim.tables import ForeignKey, Schema, Shape

_KINDS = {
    "EmailField": "email",
    "PhoneNumberField": "phone",
    "GenericIPAddressField": "ip",
    "IPAddressField": "ip",
}
_SPELT, _KIND, _HELP, _NAMED = 0.9, 0.85, 0.8, 0.9
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Field:
    """A column as its model declares it: the classes of the field, what it is called (`says`) where that is said.

    `refers` is the table and column of another model.
    """

    table: str
    column: str
    kinds: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class UserModel:
    """The table of those who log in; `names` are columns by which they are known."""

    table: str
    key: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Models:
    """All fields of a program, and its users."""

    fields: tuple[Field, ...] = ()
    people: UserModel | None = None

    @cached_property
    def by_column(self) -> Mapping[tuple[str, str], Field]:
        """The fields by table and column."""
        return {(one.table, one.column): one for one in self.fields}


def spoken(one: Field) -> Iterator[tuple[str, float, Message]]:
    """Yield which items a field seems to hold, how surely, and why; the values have not been asked."""
    kind = next((kind for kind in one.kinds if kind in _KINDS), None)
    if kind is not None:
        yield _KINDS[kind], _KIND, msg("the model makes it a field of the kind {kind}", kind=kind)
    if _speaks_itself(one):
        return
    for words in one.says:
        if item := _item(words):
            yield item, _SPELT, msg("the model calls it '{words}'", words=words)
        elif said := heard(one.table, "_".join(words.split())):
            yield said.item, said.weight * _NAMED, msg("the model calls it '{words}'", words=words)
    for words in one.help:
        if item := _item(words):
            yield item, _HELP, msg("the model explains it as '{words}'", words=words[:_LONGEST])


def _speaks_itself(one: Field) -> bool:
    """Return whether the name of a column is known, so that its table says what it means."""
    if is_technical_table(one.table) or is_technical_column(one.column):
        return True
    return is_known(one.column) or any(is_key_word(word) for word in parts(one.column)[-1:])


def _item(words: str) -> str | None:
    cut = words.strip()[:_LONGEST]
    first = cut.replace("(", " ").replace(":", " ").replace("/", " ").replace(",", " ").replace(".", " ").split()
    found = next((item for one in (cut, *first[:1]) if one and (item := vocabulary().resolve(one))), None)
    return found.id if found is not None and found.form.value != "record" else None


def with_ties(schema: Schema, models: Models) -> Schema:
    """Return a schema in which the ties of the models are foreign keys, whether the database declares them or not."""
    return replace(schema, tables=tuple(_tied(schema, table, models) for table in schema.tables))


def _tied(schema: Schema, table: Shape, models: Models) -> Shape:
    declared = {key.columns for key in table.foreign}
    more = [
        ForeignKey((one.column,), one.refers[0], (one.refers[1],))
        for one in (models.by_column.get((table.name, column.name)) for column in table.columns)
        if one is not None and one.refers is not None and (one.column,) not in declared and schema.table(one.refers[0])
    ]
    return replace(table, foreign=(*table.foreign, *more)) if more else table


def with_users(people: tuple[People, ...], schema: Schema, models: Models) -> tuple[People, ...]:
    """Return the tables of people, that of the model of users first."""
    user = models.people
    shape = schema.table(user.table) if user else None
    if user is None or shape is None or shape.column(user.key) is None:
        return people
    known = next((one for one in people if one.table == user.table), None)
    names = tuple(
        dict.fromkeys((*(known.names if known else ()), *(name for name in user.names if shape.column(name))))
    )
    first = People(user.table, user.key, names, max(0.95, known.confidence if known else 0.0),
                   msg("the model of the users says so"))  # fmt: skip
    return (first, *(one for one in people if one.table != user.table))
