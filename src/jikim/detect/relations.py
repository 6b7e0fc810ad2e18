"""How each table hangs off the people: by foreign keys, by names, by the values they share.

No foreign key is taken for granted: a shop that declares none ties its tables by columns of one name and of different
widths. So links are gathered from both (`links`), and the shortest chain of them from a table to the people is its
path (`relations`); a chain is as sure as its links together. Values are counted by whoever can reach the database:
`candidates` says which pairs of columns are worth counting, and `relations` takes what was counted.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from jikim.detect.names import contexts, is_technical_table, parts
from jikim.detect.people import People, is_key_word, is_named_after, noun
from jikim.messages import Message, msg
from jikim.tables import Column, Schema, Shape, Sort

_LONGEST = 3
_LEAST = 0.4
_WHOLE = frozenset((Sort.INTEGER, Sort.DECIMAL))
_WRITTEN = frozenset((Sort.TEXT, Sort.OTHER))
_Parents = Mapping[str, tuple[tuple[Shape, Column], ...]]


class By(Enum):
    """What ties two tables."""

    FOREIGN_KEY = "foreign key"
    NAME = "name"
    VALUES = "values"
    LIST = "list"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two columns that may hold the same keys; the first refers to the second."""

    table: str
    column: str
    to_table: str
    to_column: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of the distinct values of the first column were asked about, and how many stand in the second."""

    asked: int
    found: int


@dataclass(frozen=True, slots=True)
class Link:
    """One column that names a row of another table."""

    pair: Pair
    by: By
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How a table hangs off the people: the links from it to them, in order."""

    table: str
    people: str
    path: tuple[Link, ...]
    confidence: float
    why: Message

    @property
    def column(self) -> str:
        """The column of the table with which the path begins."""
        return self.path[0].pair.column


def relations(
    schema: Schema, people: tuple[People, ...], overlaps: Mapping[Pair, Overlap] | None = None
) -> tuple[Relation, ...]:
    """Return the ways from each table to each table of people, those without a detour first.

    A table with two columns that name a person (client, expert) has two; one without any goes by its parent.
    """
    some = links(schema, people, overlaps or {})
    targets = {one.table for one in people}
    found: list[Relation] = []
    for table in schema.tables:
        direct = [
            link
            for link in some.get(table.name, ())
            if link.pair.to_table in targets and link.pair.to_table != table.name
        ]
        paths: list[tuple[Link, ...]] = [(link,) for link in direct]
        paths = paths or list(_shortest(table.name, some, targets))
        found += (_relation(path) for path in paths if table.name not in targets or len(path) == 1)
    return tuple(one for one in found if one.confidence >= _LEAST)


def candidates(schema: Schema, people: tuple[People, ...]) -> tuple[Pair, ...]:
    """Return the pairs of columns whose values are worth counting: a possible key beside a key of the people."""
    return tuple(
        sorted(
            Pair(table.name, column.name, one.table, key.name)
            for one in people
            for key in _keys(schema, one)
            for table in schema.tables
            if table.name != one.table and not table.view
            for column in table.columns
            if _same_family(column, key) and _could_refer(table, column)
        )
    )


def links(schema: Schema, people: tuple[People, ...], overlaps: Mapping[Pair, Overlap]) -> dict[str, tuple[Link, ...]]:
    """Return for each table what its columns refer to; a declared key silences guesses about its columns."""
    parents = _parents(schema)
    tables = (table for table in schema.tables if not table.view)
    return {table.name: tuple(_links_of(schema, table, people, parents, overlaps)) for table in tables}


def _links_of(
    schema: Schema, table: Shape, people: tuple[People, ...], parents: _Parents, overlaps: Mapping[Pair, Overlap]
) -> Iterator[Link]:
    declared = {key.columns[0]: key for key in table.foreign if len(key.columns) == 1}
    own = {name for one in people if one.table == table.name for name in (one.key, *one.names)}
    for column in table.columns:
        if column.name in own and column.name not in declared:
            continue
        if key := declared.get(column.name):
            yield Link(
                Pair(table.name, column.name, key.table, key.referred[0] if key.referred else ""), By.FOREIGN_KEY, 0.99
            )
        elif listed := _listed(column, people):
            yield Link(Pair(table.name, column.name, listed.table, listed.key), By.LIST, 0.6)
        elif link := _to_people(schema, table, column, people, overlaps) or _to_parent(parents, table, column):
            yield link


def _to_people(
    schema: Schema, table: Shape, column: Column, people: tuple[People, ...], overlaps: Mapping[Pair, Overlap]
) -> Link | None:
    found = [
        link
        for one in people
        if one.table != table.name
        for key in _keys(schema, one)
        if _same_family(column, key) and (link := _to_key(table, column, one, key, overlaps))
    ]
    return max(found, key=lambda link: link.confidence, default=None)


def _to_key(table: Shape, column: Column, people: People, key: Column, overlaps: Mapping[Pair, Overlap]) -> Link | None:
    pair = Pair(table.name, column.name, people.table, key.name)
    by_name = _name_confidence(table, column, people, key)
    counted = overlaps.get(pair)
    if counted is None or not counted.asked:
        return Link(pair, By.NAME, by_name) if by_name else None
    share = counted.found / counted.asked
    if by_name:  # a few may have left; of nobody at all is a contradiction
        return Link(pair, By.NAME if share < 0.9 else By.VALUES, round(min(0.97, by_name * (0.4 + 0.8 * share)), 2))
    telling = key.sort is Sort.TEXT and counted.asked >= 5 and share >= 0.8 and _could_refer(table, column)
    return Link(pair, By.VALUES, round(0.8 * share, 2)) if telling else None


def _name_confidence(table: Shape, column: Column, people: People, key: Column) -> float:
    """Say how far two names tie two columns; a different width takes a little away."""
    if (column.name,) == table.primary and len(table.columns) > 1 and not is_named_after(column.name, people.table):
        return 0.0
    cut, whole = parts(column.name), parts(people.table)
    narrower = 0.05 if column.length and key.length and column.length != key.length else 0.0
    if is_named_after(column.name, people.table) and key.name == people.key:
        return 0.85 - narrower
    if column.name == key.name and key.name != "id":
        return 0.85 - narrower
    if column.name == key.name and parts(table.name)[: len(whole)] == whole and (column.name,) != table.primary:
        return 0.6  # a copy of the row: member_history.id
    person = len(cut) > 1 and is_key_word(cut[-1]) and "person" in contexts("_".join(cut[:-1]))
    if person and key.name == people.key:
        return 0.65 - narrower
    if cut and "person" in contexts(cut[-1]) and key.name == people.key and column.sort is Sort.INTEGER:
        return 0.55  # post_author
    if person and cut[-1] == parts(key.name)[-1]:
        return 0.6 - narrower
    return 0.0


def _parents(schema: Schema) -> _Parents:
    """Find the tables that may be parents by their noun and by the name of their key."""
    found: dict[str, list[tuple[Shape, Column]]] = {}
    for table in schema.tables:
        key = table.column(table.primary[0]) if len(table.primary) == 1 and not table.view else None
        if key and not is_technical_table(table.name):
            found.setdefault(f"noun {noun(table.name)}", []).append((table, key))
            found.setdefault(f"key {key.name}", []).append((table, key))
    return {word: tuple(some) for word, some in found.items()}


def _to_parent(parents: _Parents, table: Shape, column: Column) -> Link | None:
    """Guess the parent by its name (`order_id`), or by a key of one name (`od_id` in both)."""
    cut, own = parts(column.name), (column.name,) == table.primary
    if len(cut) < 2 or not is_key_word(cut[-1]):
        return None
    named = parents.get(f"noun {cut[-2]}", ())
    alike = parents.get(f"key {column.name}", ()) if not own else ()
    near = [(0.75, *one) for one in named] + [(0.7, *one) for one in alike]
    found = [(sure, other, key) for sure, other, key in near if other.name != table.name and _same_family(column, key)]
    if not found:
        return None
    sure, other, key = max(found, key=lambda one: one[0])
    return Link(Pair(table.name, column.name, other.name, key.name), By.NAME, sure)


def _listed(column: Column, people: tuple[People, ...]) -> People | None:
    """Return the people whose keys stand in one value, side by side: `member_ids`."""
    plural = column.name.casefold().endswith(("ids", "nos", "seqs", "keys", "_list")) or column.sort is Sort.ARRAY
    if not plural or column.sort not in {Sort.TEXT, Sort.JSON, Sort.ARRAY}:
        return None
    return next((one for one in people if is_named_after(column.name, one.table)), None)


def _keys(schema: Schema, people: People) -> tuple[Column, ...]:
    table = schema.table(people.table)
    names = (people.key, *people.names)
    return tuple(column for column in table.columns if column.name in names) if table else ()


def _could_refer(table: Shape, column: Column) -> bool:
    return (column.name,) != table.primary and (
        is_key_word(parts(column.name)[-1] if parts(column.name) else "") or column.sort is Sort.TEXT
    ) and (column.length or 0) <= 255  # fmt: skip


def _same_family(one: Column, other: Column) -> bool:
    return (
        any(one.sort in family and other.sort in family for family in (_WHOLE, _WRITTEN))
        or one.sort is other.sort is Sort.BYTES
    )


def _shortest(start: str, some: Mapping[str, tuple[Link, ...]], targets: set[str]) -> Iterator[tuple[Link, ...]]:
    """Go breadth first and yield the first path that ends at people."""
    waiting: deque[tuple[str, tuple[Link, ...]]] = deque([(start, ())])
    seen = {start}
    while waiting:
        table, path = waiting.popleft()
        if table in targets and path:
            yield path
            return
        for link in some.get(table, ()) if len(path) < _LONGEST else ():
            if link.pair.to_table not in seen:
                seen.add(link.pair.to_table)
                waiting.append((link.pair.to_table, (*path, link)))


def _relation(path: tuple[Link, ...]) -> Relation:
    sure = 1.0
    for link in path:
        sure *= link.confidence
    return Relation(path[0].pair.table, path[-1].pair.to_table, path, round(sure, 2), _why(path))


def _why(path: tuple[Link, ...]) -> Message:
    chain = " -> ".join([*(f"{link.pair.table}.{link.pair.column}" for link in path), path[-1].pair.to_table])
    if all(link.by is By.FOREIGN_KEY for link in path):
        return msg("foreign keys lead there: {path}", path=chain)
    if any(link.by is By.LIST for link in path):
        return msg("a list of keys stands in it: {path}", path=chain)
    if any(link.by is By.VALUES for link in path):
        return msg("the same values stand in both: {path}", path=chain)
    return msg("names and types agree: {path}", path=chain)
