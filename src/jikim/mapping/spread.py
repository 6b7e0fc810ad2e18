"""A record whose table is a pattern (`write_*`) as one record for each table that there is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jikim.mapping.conditions import TableName
from jikim.mapping.model import Contents, Record


def spread(record: Record, tables: Iterable[str]) -> Iterator[Record]:
    """Yield a record for each of the tables of its database that it means."""
    names = tuple(tables)
    for contents in _contents(record.contents, names):
        yield replace(record, contents=contents)


def _contents(contents: Contents, tables: tuple[str, ...]) -> Iterator[Contents]:
    children = tuple(
        replace(child, contents=each) for child in contents.children for each in _contents(child.contents, tables)
    )
    for name in tables if contents.table.is_pattern else (contents.table.name,):
        if contents.table.stands_for(name):
            table = TableName(contents.table.database, name, contents.table.place)
            yield replace(contents, table=table, children=children)
