"""The statements that take rows: the deepest children first, then the row, each asking once more in itself.

A statement finds its rows from the rows of the part that are still due (`Scope`), along the ties of the mapping, so it
never names a row that is not. Once the rows are gone that told an event, the event cannot be asked for again: from
then on the rows of the part are the ones that were locked, and nobody may have written such a row anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.connect.rows import Link, Rows, Said, as_text, is_text, one_of
from jikim.find.clocks import told_by_rows
from jikim.find.links import Aliases, child_links
from jikim.mapping import Contents, Data, How, Record
from jikim.plan import Key
from jikim.tables import Product

Asked = sa.Select[*tuple[object, ...]]
MYSQL = {Product.MARIADB, Product.MYSQL}
FIRST_NAME = 1000
"""So that no table here is called as one in the question that a statement carries."""


class AsksFirst(Exception):
    """A step needs an answer of the database before it can be written down, and there is no way into it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One table that goes with the rows of a part: its contents, and the links that lead to it from the row.

    `taken`: its rows go while the row may stay, because a column of it is cleared by taking the row.
    """

    record: Record
    contents: Contents
    links: tuple[Link, ...]
    taken: Said | None = None

    @property
    def rows(self) -> Rows:
        """The rows of the table."""
        return self.links[-1].rows


@dataclass(frozen=True, slots=True)
class Step:
    """One statement; `table` is the one whose rows it takes or changes.

    `counts`: whether its rows are not counted already; `expected`: how many it must find, or somebody wrote a row
    in between.
    """

    table: str
    statement: sa.Delete | sa.Update
    counts: bool = True
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of the part that a statement may still touch: their keys, asked for in the statement itself."""

    root: Rows
    key: tuple[str, ...]
    due: Asked

    def reached(self, links: Sequence[Link], cells: Sequence[sa.ColumnElement[object]], said: Said) -> Asked:
        """Return `cells` of the rows to which links lead from rows in scope that meet `said`."""
        due = self.due.distinct().subquery("due")
        on = sa.and_(*[self.root.cell(name) == due.c[name] for name in self.key])
        source: sa.FromClause = self.root.source.join(due, on)
        for link in links:
            source = source.join(link.rows.source, link.on)
        return sa.select(*cells).select_from(source).where(said).distinct()


def delete(rows: Rows, *said: Said) -> sa.Delete:
    """Return what takes the rows that meet all of it."""
    return sa.delete(_alias(rows)).where(*said)


def update(rows: Rows, values: Mapping[str, sa.ColumnElement[object]], *said: Said) -> sa.Update:
    """Return what writes values into the rows that meet all of it."""
    return sa.update(_alias(rows)).where(*said).values(values)


def _alias(rows: Rows) -> sa.Alias | sa.TableClause:
    source: sa.FromClause = rows.source
    if not isinstance(source, sa.Alias | sa.TableClause):
        raise TypeError("rows are those of a table")
    return source


def named(root: Rows, key: Sequence[str], keys: Sequence[Key]) -> Said:
    """Return that a row is one of those with these keys."""
    return one_of([root.cell(name) for name in key], keys)


def among(
    rows: Rows, cells: Sequence[sa.ColumnElement[object]], asked: Asked, said: Said | None = None
) -> tuple[Said, Said]:
    """Return that `cells` of rows are among what is asked, and what else must hold.

    MariaDB and MySQL read a whole table for `IN (SELECT ...)` in a DELETE, and refuse to ask the table they write to:
    there the question stands beside the table, made before anything is written.
    """
    also = sa.true() if said is None else said
    if rows.product in MYSQL:
        beside = asked.subquery("beside")
        return sa.and_(*[cell == found for cell, found in zip(cells, beside.c, strict=True)]), also
    if len(cells) == 1:
        return cells[0].in_(asked), also
    return sa.tuple_(*cells).in_(asked), also


def ends(link: Link) -> tuple[sa.ColumnElement[object], sa.ColumnElement[object]]:
    """Return both sides of a link; a number that is compared with a text is written out first."""
    near, far = link.before.cell(link.near), link.rows.cell(link.far)
    text = is_text(link.before, link.near), is_text(link.rows, link.far)
    if text[0] == text[1]:
        return near, far
    return (near, as_text(link.rows, link.far)) if text[0] else (as_text(link.before, link.near), far)


def of_child(scope: Scope, branch: Branch, said: Said) -> Said:
    """Return that a row of a child goes with a row in scope; `said` narrows the rows in scope."""
    *before, last = branch.links
    near, far = ends(last)
    found, also = among(branch.rows, [far], scope.reached(before, [near], said), last.where)
    return sa.and_(found, also)


def of_row(scope: Scope, root: Rows, said: Said) -> Said:
    """Return that a row of the part's own table is in scope."""
    cells = [scope.root.cell(name) for name in scope.key]
    found, also = among(root, [root.cell(name) for name in scope.key], scope.reached((), cells, said))
    return sa.and_(found, also)


def below(names: Aliases, record: Record, row: Rows) -> tuple[Branch, ...]:
    """Return every child of a record, the deepest first."""
    return tuple(_below(names, record, record.contents, row, ()))


def _below(names: Aliases, record: Record, contents: Contents, row: Rows, links: tuple[Link, ...]) -> Iterator[Branch]:
    for child in contents.children:
        link = child_links(names, row, contents, child)
        yield from _below(names, record, child.contents, link.rows, (*links, link))
        yield Branch(record, child.contents, (*links, link))


def tellers(data: Data, record: Record, row: Rows, names: Aliases) -> frozenset[str]:
    """Return the tables, beside its own, whose rows tell an event of the record."""
    moments = (each for some in told_by_rows(names, data, record, row).values() for each in some)
    return frozenset(link.rows.shape.name for moment in moments for link in moment.links)


def takes_row(contents: Contents, column: str) -> bool:
    """Return whether a column is cleared by taking the row that it stands in."""
    strategy = contents.strategy(column)
    return strategy is not None and strategy.how is How.DELETE
