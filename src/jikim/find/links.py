"""The way from a row to other rows: to its children, along a path, to the people it belongs to.

A path that could lead to several people is refused: a plan would see only those whose data are due, and take the row
from the others. Where a path leads by a column that rows share, but narrows them (`where`: one key of a table of keys
and values), no index says that one is left, and every statement asks: a row that leads to several is never due.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sqlalchemy as sa

from jikim.connect.rows import Cell, Link, Rows, Said, bound, rows_of, same
from jikim.errors import DocumentError, Place
from jikim.mapping import Child, Contents, Data, Owner, People, Record, Step, TableName
from jikim.messages import msg
from jikim.tables import Schema


@dataclass(slots=True)
class Aliases:
    """Names for tables in one statement, each used once."""

    schema: Schema
    used: int = 0

    def rows(self, table: TableName) -> Rows:
        """Return the rows of a table under a new name."""
        self.used += 1
        return rows_of(self.schema, table.name, f"t{self.used}", table.place)


@dataclass(frozen=True, slots=True)
class Whose:
    """One owner of a row: the links to the people table, the key of the person, and whether the row names one.

    `person` is where their events stand; None while the mapping names no people. `guest` are columns that say
    who the person is where a row names none. `single`: the row leads to one row at every step.
    """

    owner: Owner
    links: tuple[Link, ...]
    person: Rows | None
    key: Cell
    named: Said
    guest: tuple[tuple[Rows, str], ...] = ()
    single: Said | None = None

    @property
    def driven(self) -> tuple[tuple[str, str], ...]:
        """Table and column of every index that finds the rows of a person."""
        return tuple(end for link in self.links for end in link.ends)


def child_links(names: Aliases, above: Rows, parent: Contents, child: Child) -> Link:
    """Return how the rows of a child are found from the row above."""
    rows = names.rows(child.contents.table)
    near, far = _tie(above, parent, child, rows)
    return Link(near, above, rows, far, rows.meets(child.contents.where))


def _tie(above: Rows, parent: Contents, child: Child, rows: Rows) -> tuple[str, str]:
    if child.tie is not None:
        keys = (
            [str(child.tie.parent)] if child.tie.parent else [str(key) for key in parent.key] or [*above.shape.primary]
        )
        if len(keys) == 1:
            return keys[0], str(child.tie.column)
    else:
        found = [(key.referred, key.columns) for key in rows.shape.foreign if key.table == above.shape.name]
        found += [(key.columns, key.referred) for key in above.shape.foreign if key.table == rows.shape.name]
        if len(found) == 1 and len(found[0][0]) == 1:
            return found[0][0][0], found[0][1][0]
    raise DocumentError(
        msg("{place}: nothing says which rows of '{child}' go with a row of '{table}'",
            place=str(child.place), child=rows.shape.name, table=above.shape.name),
        msg("one column of the one must equal one column of the other"),
        msg("name both under `by:`"))  # fmt: skip


def path_links(names: Aliases, row: Rows, steps: tuple[Step, ...]) -> tuple[Link, ...]:
    """Return the links of a path."""
    links: list[Link] = []
    for step in steps:
        rows = names.rows(step.table)
        links.append(Link(step.column, links[-1].rows if links else row, rows, step.other, rows.meets(step.where)))
    return tuple(links)


def whose(names: Aliases, data: Data, record: Record, row: Rows) -> tuple[Whose, ...]:
    """Return the owners of the rows of a record; of rows that lead to another record, the owners of that."""
    links, single = _to_one(names, data, row, record.via)
    found = (one for owner in record.owners for one in _owner(names, data, record, owner, row, links))
    return tuple(replace(one, single=_both(single, one.single)) for one in found)


def _to_one(names: Aliases, data: Data, row: Rows, steps: tuple[Step, ...]) -> tuple[tuple[Link, ...], Said | None]:
    """Return the links of a path to a single row, and that it is single; None where the tables say so."""
    links = path_links(names, row, steps)
    asked: Said | None = None
    for step, link in zip(steps, links, strict=True):
        if not _is_unique(data, link.rows, step.other):
            if not step.where:
                raise _shared(link.rows, step.other, step.place)
            asked = _both(asked, _single(names, step, link))
    return links, asked


def _single(names: Aliases, step: Step, link: Link) -> Said:
    """Return that a row leads to one row at most."""
    there = names.rows(step.table)
    rows = sa.select(sa.func.count()).select_from(there.source).correlate(link.before.source)
    met = rows.where(same(link.before, link.near, there, link.far), there.meets(step.where))
    return met.scalar_subquery() <= sa.literal_column("1")


def _both(one: Said | None, other: Said | None) -> Said | None:
    return sa.and_(one, other) if one is not None and other is not None else other if one is None else one


def _owner(
    names: Aliases, data: Data, record: Record, owner: Owner, row: Rows, links: tuple[Link, ...]
) -> Iterator[Whose]:
    holder, people = links[-1].rows if links else row, data.people
    if owner.column is None:
        yield from _owners_there(names, data, record, owner, holder, links)
        return
    named: Said = holder.cell(owner.column).is_not(None)
    if owner.none:
        column = holder.sort(owner.column, owner.place)
        named = sa.and_(
            named,
            *[
                holder.cell(owner.column) != bound(holder.value(none, column))
                for none in owner.none
                if none is not None
            ],
        )
    if people is None:
        yield Whose(owner, links, None, holder.cell(owner.column), named)
        return
    yield _to_people(names, data, people, owner, holder, owner.column, links, named)


def _owners_there(
    names: Aliases, data: Data, record: Record, owner: Owner, holder: Rows, links: tuple[Link, ...]
) -> Iterator[Whose]:
    """Yield whoever the rows belong to at which a path ends."""
    there, people = record.via[-1].table, data.people
    if people is not None and there == people.table:
        yield _to_people(names, data, people, owner, holder, people.key, links, holder.cell(people.key).is_not(None))
        return
    for other in data.records_of(there):
        further, single = _to_one(names, data, holder, other.via)
        guest = tuple((holder, str(column)) for _, columns in other.guest for column in columns)
        for each in other.owners:
            for one in _owner(names, data, other, each, holder, (*links, *further)):
                yield replace(one, guest=guest, single=_both(single, one.single))
        return


def _to_people(
    names: Aliases,
    data: Data,
    people: People,
    owner: Owner,
    holder: Rows,
    column: str,
    links: tuple[Link, ...],
    named: Said,
) -> Whose:
    far = str(owner.matches or people.key)
    if holder.shape.name == people.table.name and column == far == people.key:
        return Whose(owner, links, holder, holder.cell(column), named)
    rows = names.rows(people.table)
    if owner.matches and not _is_unique(data, rows, owner.matches):
        raise _shared(rows, owner.matches, owner.place)
    link = Link(column, holder, rows, far, sa.and_(named, rows.meets(people.where)))
    return Whose(owner, (*links, link), rows, rows.cell(people.key), named)


def _is_unique(data: Data, rows: Rows, column: str) -> bool:
    people, shape = data.people, rows.shape
    if people is not None and shape.name == people.table.name and column == people.key:
        return True
    keyed = {record.contents.key for record in data.records if record.table.name == shape.name}
    return (column,) in [shape.primary, *keyed, *(index.columns for index in shape.indexes if index.unique)]


def _shared(rows: Rows, column: str, place: Place) -> DocumentError:
    return DocumentError(
        msg("{place}: the path leads to '{table}' by '{column}', which several rows may share",
            place=str(place), table=rows.shape.name, column=column),
        msg("a row that led to several people would end with the first of them"),
        msg("lead there by a unique column, or name each person under `people:`"))  # fmt: skip
