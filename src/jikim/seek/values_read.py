"""The values of people, read from their own rows while those are there: one statement a table, for all at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.address import asked, streamed
from jikim.connect.rows import Link, Rows, is_key, one_of
from jikim.find.clocks import with_children
from jikim.find.due import Question
from jikim.find.links import Aliases, Whose, whose
from jikim.mapping import Contents, Holding, Record
from jikim.seek.values import Gathered, Sought

_TOGETHER = 500  # people in one statement


@dataclass(frozen=True, slots=True)
class Theirs:
    """The rows of one table that are a person's by one of the owners of a record, with the way that leads there.

    `links` lead from the row of the record to the table: none for its own, else through its children.
    """

    record: Record
    contents: Contents
    root: Rows
    owner: Whose
    links: tuple[Link, ...]

    @property
    def rows(self) -> Rows:
        """The rows that hold what `contents` says."""
        return self.links[-1].rows if self.links else self.root

    @property
    def once(self) -> bool:
        """Whether a row comes once for certain: each step down and to the person leads from it to a single row."""
        return self.owner.single is None and all(is_key(link.before, link.near) for link in self.links)

    def select(
        self, cells: Sequence[sa.ColumnElement[Any]], people: Sequence[object]
    ) -> sa.Select[*tuple[object, ...]]:
        """Return the question for these cells of the rows of people; the person's key stands first."""
        source: sa.FromClause = self.root.source
        for link in self.owner.links:
            source = source.outerjoin(link.rows.source, link.on)
        for link in self.links:
            source = source.join(link.rows.source, link.on)
        meets = [self.root.meets(self.record.contents.where), self.rows.meets(self.contents.where)]
        labelled = [cell.label(f"c{at}") for at, cell in enumerate(cells)]
        return (
            sa.select(self.owner.key.label("whose"), *labelled)
            .select_from(source)
            .where(one_of([self.owner.key], [(one,) for one in people]), self.owner.named, *meets)
        )


def theirs(question: Question) -> Iterator[Theirs]:
    """Yield every way in which a row of the database is somebody's."""
    for records in question.tables().values():
        for record in records:
            names = Aliases(question.schema)
            root = names.rows(record.table)
            for owner in whose(names, question.data, record, root):
                for contents, links in with_children(names, record.contents, root):
                    yield Theirs(record, contents, root, owner, links)


def collect_values(
    connection: Connection, question: Question, people: Sequence[object], gone: Sequence[object] = ()
) -> Sought:
    """Return what is to be looked for once the rows of these people have gone; nothing is written.

    `people` are keys of the people table; `gone` those of them whose own row goes as a whole, so that their key may
    stand nowhere either. Values of third persons (`others`) are not theirs and are not looked for.
    """
    gathered = Gathered()
    for at in range(0, len(people), _TOGETHER):
        some = people[at : at + _TOGETHER]
        with asked(question.database):
            _by_name(connection, question, some, gathered)
            for one in theirs(question):
                _items(connection, question.database, one, some, gathered)
    return gathered.sought(gone)


def _by_name(connection: Connection, question: Question, people: Sequence[object], gathered: Gathered) -> None:
    named = question.data.people
    if named is None or named.table.database != question.database or not named.find_by:
        return
    rows = Aliases(question.schema).rows(named.table)
    pairs = [(str(item), str(column)) for item, columns in named.find_by for column in columns]
    key = rows.cell(named.key)
    statement = sa.select(key.label("whose"), *[rows.cell(column).label(f"c{at}") for at, (_, column) in
                                                enumerate(pairs)])  # fmt: skip
    statement = statement.where(one_of([key], [(one,) for one in people]))
    for row in connection.execute(statement):
        for (item, _), value in zip(pairs, row[1:], strict=True):
            gathered.add(row[0], item, value, named=True)


def _items(connection: Connection, database: str, one: Theirs, people: Sequence[object], gathered: Gathered) -> None:
    held = [holding for holding in one.contents.holdings if not holding.other]
    cells = [(number, str(column)) for number, holding in enumerate(held) for column in holding.columns]
    if not cells:
        return
    chosen = [_meant(one.rows, held[number], column) for number, column in cells]
    places: dict[str, list[int]] = defaultdict(list)
    for at, (number, _) in enumerate(cells):
        places[str(held[number].item)].append(1 + at)
    alone = [(item, where[0]) for item, where in places.items() if len(where) == 1]
    several = [(item, where) for item, where in places.items() if len(where) > 1]
    for row in streamed(connection, database, one.select(chosen, people)):
        for item, at in alone:
            gathered.add(row[0], item, row[at])
        for item, where in several:
            _add(gathered, row[0], item, [row[at] for at in where])


def _meant(rows: Rows, holding: Holding, column: str) -> sa.ColumnElement[Any]:
    """Return a column where it holds the item; NULL where it holds something else."""
    cell = rows.cell(column)
    return cell if not holding.where else sa.case((rows.meets(holding.where), cell), else_=sa.null())


def _add(gathered: Gathered, key: object, item: str, values: Sequence[object]) -> None:
    """Take in the values of one item; a name or number that stands in several columns also as a whole."""
    for value in values:
        gathered.add(key, item, value)
    parts = [value.strip() for value in values if isinstance(value, str) and value.strip()]
    if 1 < len(parts) <= 3:
        for some in permutations(parts) if len(parts) == 2 else [tuple(parts)]:
            gathered.add(key, item, "".join(some))
            gathered.add(key, item, " ".join(some))
