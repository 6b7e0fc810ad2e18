"""What stands lawfully where it stands: an item that the mapping knows, in a row whose record is not due.

A row of a child stands and falls with the row above. A column that the mapping says nothing of is never lawful here,
nor one that it calls plain: nobody promised anything about what is in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.address import asked
from jikim.connect.rows import Rows, Said, one_of
from jikim.find.clocks import with_children
from jikim.find.due import DueRow, Question
from jikim.find.inquiry import Inquiry
from jikim.find.links import Aliases, Whose, whose
from jikim.lifecycle import ERASURE, WITHDREW, Bound, Strand
from jikim.mapping import Contents, Files, Record
from jikim.mapping.lives import lives
from jikim.plan import Key

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """Why something stands lawfully: the record, its activity, and the statute or purpose that names itself."""

    record: str
    activity: str
    basis: str = ""


Lawful = Mapping[tuple[Key, str], Kept]
"""Key of a row and column -> why what stands there may."""


class Keeping:
    """What is lawful in the tables of one database, on the day of the question."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._kinds = question.kinds()
        self._roots = question.tables()
        self._inquiries: dict[str, Inquiry] = {}

    def key_of(self, table: str) -> tuple[str, ...]:
        """Return the columns that tell the rows of a table apart, by the mapping where the table has no primary key."""
        shape = self._question.schema.table(table)
        named = (each.key for records in self._roots.values() for record in records for each in record.contents.all()
                 if each.table.name == table and each.key)  # fmt: skip
        return (shape.primary if shape and shape.primary else ()) or tuple(map(str, next(named, ())))

    def lawful(self, connection: Connection, table: str, keys: Sequence[Key]) -> Lawful:
        """Return what stands lawfully in these rows of a table."""
        found: dict[tuple[Key, str], Kept] = {}
        key = self.key_of(table)
        for at in range(0, len(keys) if key else 0, _TOGETHER):
            some = keys[at : at + _TOGETHER]
            for record, contents, root_of in self._above(connection, table, key, some):
                due = self._inquiry(record.table.name).again(connection, list(dict.fromkeys(root_of.values())))
                for mine, root in root_of.items():
                    row = due.get(root)
                    for column in self._columns(record, contents):
                        if root in due and not _is_over(row, table, column):
                            found.setdefault((mine, column), self._kept(record))
        return found

    def _above(
        self, connection: Connection, table: str, key: tuple[str, ...], keys: Sequence[Key]
    ) -> Iterator[tuple[Record, Contents, dict[Key, Key]]]:
        """Yield each record that these rows may be of, with the key of the record's own row for each that is."""
        for records in self._roots.values():
            for record in records:
                if any(contents.table.name == table for contents in record.contents.all()):
                    yield from self._of(connection, record, table, key, keys)

    def _of(
        self, connection: Connection, record: Record, table: str, key: tuple[str, ...], keys: Sequence[Key]
    ) -> Iterator[tuple[Record, Contents, dict[Key, Key]]]:
        names = Aliases(self._question.schema)
        root = names.rows(record.table)
        above = self._inquiry(record.table.name).key
        for contents, links in with_children(names, record.contents, root):
            if contents.table.name == table:
                rows, mine = links[-1].rows if links else root, self._mine(names, record, root)
                joined: sa.FromClause = root.source
                for link in links:
                    joined = joined.join(link.rows.source, link.on)
                for link in (link for each in mine for link in each.links):
                    joined = joined.outerjoin(link.rows.source, link.on)
                cells = [*(rows.cell(name) for name in key), *(root.cell(name) for name in above)]
                statement = (
                    sa.select(*[cell.label(f"c{at}") for at, cell in enumerate(cells)])
                    .select_from(joined)
                    .where(_named(rows, key, keys), root.meets(record.contents.where), rows.meets(contents.where),
                           _someone(mine))
                )  # fmt: skip
                with asked(self._question.database):
                    found = connection.execute(statement).all()
                yield record, contents, {_key(row, 0, len(key)): _key(row, len(key), len(cells)) for row in found}

    def _mine(self, names: Aliases, record: Record, root: Rows) -> tuple[Whose, ...]:
        """Return the owners of whom one must still be there: all, where only what happens to them ends the record.

        Without them it would never be due, however long ago they went.
        """
        if not self._ends_with_people(record):
            return ()
        return whose(names, self._question.data, record, root)

    def _ends_with_people(self, record: Record) -> bool:
        policy = self._question.policy
        strands = lives(self._kinds, record, policy)
        names = {event.source.partition(":")[0] for strand in strands for event in strand.keeping.events}
        known = [policy.event(name) for name in names - {ERASURE, WITHDREW}]
        if any(strand.keeping.by_age or any(event.begins for event in strand.keeping.events) for strand in strands):
            return False
        return all(event and event.of not in {"record", "entrusted"} for event in known)

    def _inquiry(self, table: str) -> Inquiry:
        if table not in self._inquiries:
            self._inquiries[table] = Inquiry(self._question, table, self._roots[table], self._kinds)
        return self._inquiries[table]

    def _columns(self, record: Record, contents: Contents) -> frozenset[str]:
        """Return the columns of contents of which the mapping says what they hold of somebody."""
        found = {str(column) for holding in contents.holdings for column in holding.columns}
        found |= {str(blob.column) for blob in contents.blobs if not isinstance(blob, Files)}
        if contents is record.contents:
            found |= {str(column) for _, columns in record.guest for column in columns}
            found |= {str(owner.column) for owner in record.owners if owner.column and not record.via}
            people = self._question.data.people
            if people is not None and people.table == record.table:
                found |= {str(people.key), *(str(column) for _, columns in people.find_by for column in columns)}
        return frozenset(found)

    def _kept(self, record: Record) -> Kept:
        return Kept(str(record.name), str(record.activity), self._bases.get(str(record.activity), ""))

    @cached_property
    def _bases(self) -> dict[str, str]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for strand in self._kinds:
            found[strand.activity].update(dict.fromkeys(_duties(strand)))
        return {activity: ", ".join(bases) for activity, bases in found.items()}


def _duties(strand: Strand) -> Iterator[str]:
    return (rule.reason for rule in strand.keeping.rules if rule.bound is Bound.FLOOR and rule.reason)


def _is_over(row: DueRow | None, table: str, column: str) -> bool:
    """Return whether what stands in a column was to be destroyed; what is only to be moved is kept by law."""
    if row is None or not row.destroy:
        return False
    return row.ends or (table, column) in row.columns


def _someone(mine: Sequence[Whose]) -> Said:
    return sa.or_(sa.false(), *[each.key.is_not(None) for each in mine]) if mine else sa.true()


def _key(row: Sequence[Any], first: int, last: int) -> Key:
    return tuple(row[first:last])


def _named(rows: Rows, key: tuple[str, ...], keys: Sequence[Key]) -> Said:
    return one_of([rows.cell(name) for name in key], keys)
