"""The end of what stands apart: the columns of a strand that is due are emptied, and with the last strand the row goes.

Which columns hold an item is asked of the mapping of today; a column that a strand which stays holds as well is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.copying import Way
from jikim.apart.kept import due_apart
from jikim.apart.kept_table import KEPT, KeptStrand, kept_of, row_id
from jikim.apart.tables import Copying, Reach, reached, tables_of
from jikim.connect.address import product_of
from jikim.connect.rows import Said
from jikim.find.due import Question
from jikim.mapping import Condition, Files, Ids
from jikim.period import Instant
from jikim.plan import Key, Part

Over = tuple[frozenset[str], frozenset[str]]
"""Items that are due, and items that stay."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: strands that ended, and rows that went or were emptied in part, by live table."""

    strands: int
    rows: tuple[tuple[str, int], ...]
    emptied: tuple[tuple[str, int], ...]


def sweep_apart(connection: Connection, question: Question, now: Instant, most: int = 1000) -> Swept:
    """Destroy what is due at `now` of at most so many strands, in the caller's transaction; never what is held.

    To be called until it ends no strand any more.
    """
    due = due_apart(connection, now, most)
    rows: dict[str, int] = defaultdict(int)
    emptied: dict[str, int] = defaultdict(int)
    ended = 0
    for table, keys in _tables(due).items():
        tree = Tree(connection, question, table)
        kept = _all(connection, table, keys)
        for (over, stays), some in by_items(kept, now).items():
            if not stays:
                for name, count in tree.take(some):
                    rows[name] += count
            elif over:
                for name, count in tree.empty(some, over, stays):
                    emptied[name] += count
        ended += _forget(connection, kept, now)
    return Swept(ended, tuple(sorted(rows.items())), tuple(sorted(emptied.items())))


def _tables(due: Sequence[KeptStrand]) -> Mapping[str, tuple[Key, ...]]:
    found: dict[str, dict[Key, None]] = defaultdict(dict)
    for one in due:
        found[one.table][one.key] = None
    return {table: tuple(keys) for table, keys in found.items()}


def _all(connection: Connection, table: str, keys: Sequence[Key]) -> list[KeptStrand]:
    names = [row_id(table, key) for key in keys]
    return [kept_of(row) for row in connection.execute(sa.select(KEPT).where(KEPT.c.row_id.in_(names)))]


def endings(some: Sequence[KeptStrand], now: Instant) -> tuple[list[KeptStrand], list[KeptStrand]]:
    """Return which strands of one row end, and which stay: what several people share ends with the last of them."""
    stays = {(one.record, one.strand) for one in some if one.held or one.due_at is None or one.due_at > now}
    return [one for one in some if (one.record, one.strand) not in stays], [
        one for one in some if (one.record, one.strand) in stays
    ]


def by_items(kept: Sequence[KeptStrand], now: Instant) -> Mapping[Over, tuple[Key, ...]]:
    """Return the rows by the items that end and those that stay."""
    found: dict[Over, list[Key]] = defaultdict(list)
    for key, some in by_key(kept).items():
        over, stays = endings(some, now)
        items = frozenset(f"{one.record}\0{item}" for one in over for item in one.items)
        found[items, frozenset(f"{one.record}\0{item}" for one in stays for item in one.items)].append(key)
    return {over: tuple(keys) for over, keys in found.items()}


def by_key(kept: Sequence[KeptStrand]) -> Mapping[Key, list[KeptStrand]]:
    """Return the strands by the row that they are of."""
    found: dict[Key, list[KeptStrand]] = defaultdict(list)
    for one in kept:
        found[one.key].append(one)
    return found


def _forget(connection: Connection, kept: Sequence[KeptStrand], now: Instant) -> int:
    """Take the strands that ended out of `jikim_kept`; return how many."""
    ended = [one for some in by_key(kept).values() for one in endings(some, now)[0]]
    strands: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in ended:
        strands[one.record, one.strand].append(row_id(one.table, one.key))
    for (record, strand), names in strands.items():
        mine = sa.and_(KEPT.c.row_id.in_(names), KEPT.c.record == record, KEPT.c.strand == strand)
        connection.execute(sa.delete(KEPT).where(mine))
    return len(ended)


class Tree:
    """One live table with its children, as they stand in the separate database that is open here."""

    def __init__(self, connection: Connection, question: Question, table: str) -> None:
        self._connection, self._records = connection, question.tables()[table]
        every = tuple(strand.name for strand in question.kinds())
        part = Part(question.database, table, str(self._records[0].name), (), every, (), True, (), ())
        way = Way(question.schema.product, product_of(connection))
        self._tables = tables_of(question, part, way.there)
        root = self._tables[0]
        self._key = root.mirror.key
        self._columns = [root.mirror.shape.column(name) for name in self._key]
        self._way = way

    def _within(self, reach: Reach, keys: Sequence[Key]) -> Said:
        given = self._way.keys(keys, self._columns)
        return reached(self._tables[0].there, self._key, reach.links_there, given)

    def take(self, keys: Sequence[Key]) -> Iterator[tuple[str, int]]:
        """Destroy rows with their children, the deepest first."""
        for table in reversed(self._tables):
            said = sa.or_(*[self._within(reach, keys) for reach in table.reaches])
            gone = self._connection.execute(sa.delete(table.there.source).where(said))  # type: ignore[arg-type]  # a table
            yield table.mirror.shape.name, gone.rowcount

    def count(self, keys: Sequence[Key]) -> int:
        """Return how many of these rows stand there."""
        root = self._tables[0]
        asked = sa.select(sa.func.count()).select_from(root.there.source).where(self._within(root.reaches[0], keys))
        return int(self._connection.execute(asked).scalar_one())

    def shown(self, key: Key, items: frozenset[str]) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield the columns of a row and its children that hold one of these items, by live table."""
        for table in self._tables:
            held = dict.fromkeys(column for column, _ in self._held(table.mirror.shape.name, items))
            if held:
                cells = [table.there.cell(column).label(column) for column in held]
                said = sa.or_(*[self._within(reach, [key]) for reach in table.reaches])
                for row in self._connection.execute(sa.select(*cells).where(said)).mappings():
                    yield table.mirror.shape.name, {name: value for name, value in row.items() if value is not None}

    def columns(self, over: frozenset[str], stays: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Return which columns `empty` empties, as table and column."""
        found = {(table.mirror.shape.name, column) for table in self._tables
                 for column, _ in self._held(table.mirror.shape.name, over)
                 if column not in self._kept(table, stays)}  # fmt: skip
        return tuple(sorted(found))

    def _kept(self, table: Copying, stays: frozenset[str]) -> frozenset[str]:
        held = {column for column, _ in self._held(table.mirror.shape.name, stays)}
        return frozenset({*held, *table.mirror.key, *table.mirror.ties})

    def empty(self, keys: Sequence[Key], over: frozenset[str], stays: frozenset[str]) -> Iterator[tuple[str, int]]:
        """Empty what only holds items that are over; by a column of a tie rows are still found, so it stays."""
        for table in reversed(self._tables):
            kept = self._kept(table, stays)
            for reach in table.reaches:
                for column, where in self._held(table.mirror.shape.name, over):
                    if column not in kept:
                        said = [self._within(reach, keys), table.there.cell(column).is_not(None)]
                        said += [table.there.meets(where)] if where else []
                        change = sa.update(table.there.source).where(*said).values({column: None})  # type: ignore[arg-type]  # a table
                        yield table.mirror.shape.name, self._connection.execute(change).rowcount

    def _held(self, table: str, items: frozenset[str]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
        """Yield the columns that hold one of these items (each as record and item), and in which rows."""
        for record in self._records:
            mine = {item.split("\0")[1] for item in items if item.split("\0")[0] == str(record.name)}
            for contents in record.contents.all():
                if contents.table.name != table:
                    continue
                for holding in contents.holdings:
                    if str(holding.item) in mine:
                        yield from ((str(column), (*contents.where, *holding.where)) for column in holding.columns)
                for blob in contents.blobs:
                    held = {str(item) for item in getattr(blob, "items", ())} | {str(getattr(blob, "item", ""))}
                    if held & mine and not isinstance(blob, Files | Ids):
                        yield str(blob.column), contents.where
