"""Every table and column that a mapping names: what must be there, and what has been spoken of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.mapping.blobs import Files
from jikim.mapping.conditions import Condition, Moment, Step, TableName
from jikim.mapping.model import Contents, Data, People, Record, RoleBy
from jikim.policy import Text


@dataclass(frozen=True, slots=True)
class Mention:
    """A column of a table, as named on some line; `loose` where it may be a pattern of several columns."""

    table: TableName
    column: Text
    loose: bool = False


def mentions(data: Data) -> Iterator[Mention]:
    """Yield every column that is named, once for each time."""
    if data.people is not None:
        yield from _of_people(data.people)
    for record in data.records:
        yield from _of_record(data, record)
        yield from _of_contents(record.contents)


def tables(data: Data) -> Iterator[TableName]:
    """Yield every table whose rows are mapped: those of the people, of records, and those that go with them."""
    if data.people is not None:
        yield data.people.table
    for record in data.records:
        yield from (contents.table for contents in record.contents.all())


def passed(data: Data) -> Iterator[TableName]:
    """Yield the tables through which paths lead."""
    for record in data.records:
        moments = [moment for contents in record.contents.all() for _, moment in contents.events]
        moments += [record.collected] if record.collected else []
        yield from (step.table for path in (record.via, *(moment.via for moment in moments)) for step in path)
    for _, moment in data.people.events if data.people else ():
        yield from (step.table for step in moment.via)


def _of_people(people: People) -> Iterator[Mention]:
    yield Mention(people.table, people.key)
    yield from _where(people.table, people.where)
    yield from (Mention(people.table, column) for _, columns in people.find_by for column in columns)
    if isinstance(people.role, RoleBy):
        yield Mention(people.table, people.role.column)
    for _, moment in people.events:
        yield from _of_moment(people.table, moment)


def _of_record(data: Data, record: Record) -> Iterator[Mention]:
    last = record.via[-1].table if record.via else record.table
    yield from _path(record.table, record.via)
    for owner in record.owners:
        if owner.column is not None:
            yield Mention(last, owner.column)
        if owner.matches is not None and data.people is not None:
            yield Mention(data.people.table, owner.matches)
    yield from (Mention(record.table, column) for _, columns in record.guest for column in columns)
    yield from (Mention(record.table, column) for column, _ in record.destroy.values)
    if isinstance(record.role, RoleBy):
        yield Mention(record.table, record.role.column)
    if record.collected is not None:
        yield from _of_moment(record.table, record.collected)


def _of_contents(contents: Contents) -> Iterator[Mention]:
    table = contents.table
    yield from (Mention(table, column) for column in contents.key)
    yield from _where(table, contents.where)
    for holding in contents.holdings:
        yield from (Mention(table, column) for column in holding.columns)
        yield from _where(table, holding.where)
    for _, moment in contents.events:
        yield from _of_moment(table, moment)
    yield from (Mention(table, column, loose=True) for column in contents.plain)
    yield from (Mention(table, column) for column, _ in contents.strategies if "*" not in column)
    for blob in contents.blobs:
        if isinstance(blob, Files):
            yield from (Mention(table, Text.at(column, blob.pattern.place)) for column in blob.columns)
        else:
            yield Mention(table, blob.column)
    for child in contents.children:
        if child.tie is not None:
            yield Mention(child.contents.table, child.tie.column)
            yield from (Mention(table, parent) for parent in (child.tie.parent,) if parent is not None)
        yield from _of_contents(child.contents)


def _of_moment(table: TableName, moment: Moment) -> Iterator[Mention]:
    yield from _path(table, moment.via)
    yield from _where(table, moment.when)
    last = moment.via[-1].table if moment.via else table
    yield from (Mention(last, column) for column in moment.columns)


def _path(start: TableName, path: Iterable[Step]) -> Iterator[Mention]:
    table = start
    for step in path:
        yield Mention(table, step.column)
        yield Mention(step.table, step.other)
        yield from _where(step.table, step.where)
        table = step.table


def _where(table: TableName, where: Iterable[Condition]) -> Iterator[Mention]:
    yield from (Mention(table, condition.column) for condition in where)
