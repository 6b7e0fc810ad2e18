"""The statements for the rows of a part, in their order: what goes before the row, the row, what goes after it.

Before the row go the tables that refer to it, the deepest first, those that tell an event last: once they are gone the
event cannot be asked for again. After it go the rows that it refers to (an address that orders share), if no other
row refers to them; which these are is read before. Where a table has no transactions, those that tell an event go
after the row as well: if the work stops in between, what is left of a row that is gone is found by the row's key.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.empty import Columns, Hashing, of_children, of_rows
from jikim.carry.release import released
from jikim.connect.rows import Link, Rows, Said, same
from jikim.find.due import Question
from jikim.find.links import Aliases
from jikim.find.steps import (
    FIRST_NAME,
    MYSQL,
    Asked,
    AsksFirst,
    Branch,
    Scope,
    Step,
    below,
    delete,
    ends,
    named,
    of_child,
    of_row,
    tellers,
)
from jikim.mapping import Ending, Record, TableName
from jikim.plan import Key
from jikim.tables import Product

_TRANSACTIONS = {"", "innodb", "rocksdb", "tokudb", "xtradb", "ndbcluster"}


Locked = dict[int, Counter[Key]]
"""By branch: how many rows of it that tell an event each row of the part has."""


@dataclass(frozen=True, slots=True)
class Later:
    """A branch whose rows go after the row, with those below it; `values` are what they are found by."""

    branch: Branch
    inner: tuple[Branch, ...]
    values: tuple[object, ...]


class Taking:
    """The statements for one table of the mapping, made anew for each chunk."""

    def __init__(
        self, question: Question, records: tuple[Record, ...], key: tuple[str, ...], secret: bytes, *, ends: bool
    ) -> None:
        self._names = Aliases(question.schema, FIRST_NAME)
        self.root, self._target = self._names.rows(records[0].table), self._names.rows(records[0].table)
        self.key, self._records, self._secret, self._ends = key, records, secret, ends
        self._below = {id(one): _in_order(below(self._names, one, self.root)) for one in records}
        self._tellers = frozenset[str]().union(
            *[tellers(question.data, one, self.root, self._names) for one in records]
        )

        self._used = self._names.used
        self._frozen: sa.FromClause | None = None

    @property
    def goes(self) -> bool:
        """Whether rows of the part go."""
        return self._ends and any(one.destroy.ending is Ending.DELETE for one in self._records)

    @property
    def is_alone(self) -> bool:
        """Whether nothing goes with a row, and nothing that stays refers to it."""
        scope = Scope(self.root, self.key, sa.select(*[self.root.cell(name).label(name) for name in self.key]))
        return not any(self._below.values()) and not list(released(self._names, scope, (), self.deleting))

    @property
    def empties_none(self) -> bool:
        """Whether every row of the part goes."""
        return self._ends and all(one.destroy.ending is Ending.DELETE for one in self._records)

    @property
    def whole(self) -> bool:
        """Whether every table has transactions."""
        if self.root.product not in MYSQL:
            return True
        branches = (branch.rows.shape for some in self._below.values() for branch in some)
        return all(shape.engine.lower() in _TRANSACTIONS for shape in (self.root.shape, *branches))

    @property
    def deleting(self) -> Said:
        """That a row is of a record that ends by going."""
        some = [one for one in self._records if one.destroy.ending is Ending.DELETE]
        return sa.or_(sa.false(), *[self.root.meets(one.contents.where) for one in some])

    def lock(self, live: Connection, keys: Sequence[Key]) -> Locked:
        """Lock the rows, and those that tell an event of them: nobody changes them until the caller commits."""
        found: Locked = {}
        if self.root.product is not Product.SQLITE:
            cells = [self.root.cell(name) for name in self.key]
            asked = sa.select(*cells).where(named(self.root, self.key, keys)).order_by(*cells)
            live.execute(asked.with_for_update()).all()
        for record in self._records if self.goes and self.whole else ():
            for branch in self._below[id(record)]:
                if branch.rows.shape.name in self._tellers:
                    found[id(branch)] = self._told(live, branch, self._of(record, self.deleting), keys)
        return found

    def _told(self, live: Connection, branch: Branch, said: Said, keys: Sequence[Key]) -> Counter[Key]:
        """Return how many rows of a branch each row of the part has, and lock them."""
        source: sa.FromClause = self.root.source
        for link in branch.links:
            source = source.join(link.rows.source, link.on)
        asked = sa.select(*[self.root.cell(name) for name in self.key]).select_from(source)
        rows = live.execute(asked.where(named(self.root, self.key, keys), said).with_for_update()).all()
        return Counter(tuple(row) for row in rows)

    def steps(
        self,
        live: Connection | None,
        still: Asked,
        keys: Sequence[Key],
        columns: Columns,
        locked: Locked,
        frozen: sa.FromClause | None = None,
    ) -> Iterator[Step]:
        """Yield the statements for rows that are locked; each must be carried out before the next is asked for.

        Without a way into the database they are for another hand: `frozen` is a table with the keys that were due when
        that hand began. Raises AsksFirst where a statement depends on what the database says.
        """  # fmt: skip
        self._frozen = frozen
        self._names.used = self._used  # the same names for every chunk: a statement is compiled once
        scope, hashing = Scope(self.root, self.key, still), Hashing(live, self._secret)
        if self.goes:
            yield from self._going(live, scope, keys, locked)
        for record in self._records:
            if not (record.destroy.ending is Ending.DELETE and self._ends):
                stays = self._of(record, sa.not_(sa.func.coalesce(self.deleting, sa.false())) if self.goes else None)
                yield from of_children(scope, self._below[id(record)], columns, stays, hashing)
                yield from of_rows(scope, self._target, record, columns, stays, hashing, ends=self._ends)

    def _of(self, record: Record, also: Said | None = None) -> Said:
        where = self.root.meets(record.contents.where)
        return where if also is None else sa.and_(where, also)

    # Rows that go

    def _going(self, live: Connection | None, scope: Scope, keys: Sequence[Key], counted: Locked) -> Iterator[Step]:
        later: list[Later] = []
        told: list[Branch] = []
        locked = Scope(self.root, self.key, self._locked(keys))
        for record in self._records:
            said = self._of(record, self.deleting)
            first, second = self._sorted(self._below[id(record)])
            later += [self._later(live, scope, one, inner, said, keys) for one, inner in second]
            for branch in first:
                asked = locked if told else scope
                yield from released(self._names, asked, branch.links, said)
                some = counted.get(id(branch))
                expected = None if some is None else sum(some[key] for key in keys)
                statement = delete(branch.rows, of_child(asked, branch, said))
                yield Step(branch.rows.shape.name, statement, expected=expected)
                told += [branch] if branch.rows.shape.name in self._tellers else []
        asked = Scope(self.root, self.key, self._locked(keys, told)) if told else scope
        yield from released(self._names, asked, (), self.deleting)
        yield Step(self.root.shape.name, delete(self._target, of_row(asked, self._target, self.deleting)))
        for one in later:
            yield from self._afterwards(one)

    def left_over(self, keys: Sequence[Key]) -> Iterator[Step]:
        """Yield what takes what an earlier run left of rows that are gone; only where it could have been stopped."""
        for some in self._below.values():
            for branch in some:
                values = self._known(branch.links, keys)
                if self.goes and values:
                    yield from self._afterwards(Later(branch, _inner(some, branch), values))

    def _locked(self, keys: Sequence[Key], told: Sequence[Branch] = ()) -> Asked:
        """Return the rows that were locked; and that nobody wrote a row anew that tells an event."""
        rows = self._anew(self.root)
        cells = [rows.cell(name) for name in self.key]
        none = [
            sa.not_(sa.and_(self._is_of(rows, branch.record), self._has(rows, link, branch)))
            for branch in told
            for link in branch.links[:1]
            if len(branch.links) == 1
        ]
        if self._frozen is not None:
            due = sa.select(*[self._frozen.c[name] for name in self.key])
            none.append((cells[0] if len(cells) == 1 else sa.tuple_(*cells)).in_(due))
        return sa.select(*cells).where(named(rows, self.key, keys), *none)

    def _is_of(self, rows: Rows, record: Record) -> Said:
        """Return that a row is of a record: rows of the other records of its table may keep what the mapping leaves."""
        return sa.func.coalesce(rows.meets(record.contents.where), sa.false())

    def _has(self, rows: Rows, link: Link, branch: Branch) -> Said:
        other = self._anew(branch.rows)
        return sa.exists().where(same(rows, link.near, other, link.far), other.meets(branch.contents.where))

    def _sorted(self, branches: tuple[Branch, ...]) -> tuple[list[Branch], list[tuple[Branch, tuple[Branch, ...]]]]:
        """Return what goes before the row, and what after it with everything below."""
        after: list[tuple[Branch, tuple[Branch, ...]]] = []
        taken: set[int] = set()
        for branch in sorted(branches, key=lambda one: len(one.links)):
            if id(branch) not in taken and self._waits(branch, branches):
                inner = _inner(branches, branch)
                after.append((branch, inner))
                taken |= {id(branch), *map(id, inner)}
        before = [branch for branch in branches if id(branch) not in taken]
        return sorted(before, key=lambda one: self._tells(one, branches)), after

    def _waits(self, branch: Branch, branches: tuple[Branch, ...]) -> bool:
        if self.whole:
            return _may_be_shared(branch.links[-1])
        known = len(branch.links) == 1 and branch.links[0].near in self.key
        return known and self._tells(branch, branches) and not _has_transactions(branch.rows)

    def _tells(self, branch: Branch, branches: tuple[Branch, ...]) -> bool:
        """Return whether its rows, or some below them, tell an event."""
        return any(one.rows.shape.name in self._tellers for one in (branch, *_inner(branches, branch)))

    def _later(
        self, live: Connection | None, scope: Scope, branch: Branch, inner: tuple[Branch, ...], said: Said,
        keys: Sequence[Key],
    ) -> Later:  # fmt: skip
        if not self.whole:
            return Later(branch, inner, self._known(branch.links, keys))
        if live is None:
            raise AsksFirst
        near, _ = ends(branch.links[-1])
        found = live.execute(scope.reached(branch.links[:-1], [near], sa.and_(said, near.is_not(None)))).all()
        return Later(branch, inner, tuple(row[0] for row in found))

    def _known(self, links: Sequence[Link], keys: Sequence[Key]) -> tuple[object, ...]:
        """Return the values by which the rows of a branch are found when the row is gone."""
        if len(links) != 1 or links[0].near not in self.key:
            return ()
        at = self.key.index(links[0].near)
        return tuple(dict.fromkeys(key[at] for key in keys))

    def _afterwards(self, later: Later) -> Iterator[Step]:
        """Yield what takes rows to which no row refers any more."""
        if not later.values:
            return
        link, where = later.branch.links[-1], later.branch.contents.where
        rows, above, target = self._anew(link.rows), self._anew(link.before), self._anew(link.rows)
        _, far = ends(Link(link.near, above, rows, link.far, sa.true()))
        none = sa.not_(sa.exists().where(same(above, link.near, rows, link.far)))
        asked = sa.select(rows.cell(link.far)).where(far.in_(later.values), rows.meets(where), none)
        scope = Scope(later.branch.rows, (link.far,), asked)
        depth = len(later.branch.links)
        for one in later.inner:
            inner = Branch(one.record, one.contents, one.links[depth:])
            yield Step(one.rows.shape.name, delete(one.rows, of_child(scope, inner, sa.true())))
        reached = of_row(scope, target, sa.true())
        yield Step(rows.shape.name, delete(target, reached, target.meets(where)))

    def _anew(self, rows: Rows) -> Rows:
        """Return the rows of a table under a name of their own."""
        return self._names.rows(TableName("", rows.shape.name, self._records[0].place))


def _inner(branches: Sequence[Branch], branch: Branch) -> tuple[Branch, ...]:
    return tuple(one for one in branches if _is_below(one, branch))


def _may_be_shared(link: Link) -> bool:
    """Return whether several rows above may lead to one row."""
    shape = link.before.shape
    unique = [shape.primary, *(index.columns for index in shape.indexes if index.unique)]
    return (link.near,) not in unique or any(
        key.columns == (link.near,) and key.table == link.rows.shape.name for key in shape.foreign
    )


def _has_transactions(rows: Rows) -> bool:
    return rows.shape.engine.lower() in _TRANSACTIONS


def _in_order(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Return branches so that what refers goes before what it refers to, and what is below before what is above."""
    left, found = list(branches), list[Branch]()
    while left:
        free = [one for one in left if not any(_goes_before(other, one) for other in left if other is not one)]
        below_all = [one for one in left if not any(_is_below(other, one) for other in left if other is not one)]
        found.append((free or below_all)[0])
        left.remove(found[-1])
    return tuple(found)


def _is_below(one: Branch, other: Branch) -> bool:
    return len(one.links) > len(other.links) and one.links[len(other.links) - 1] is other.links[-1]


def _goes_before(one: Branch, other: Branch) -> bool:
    refers = any(key.table == other.rows.shape.name and not key.deferred for key in one.rows.shape.foreign)
    return _is_below(one, other) or (refers and one.rows.shape.name != other.rows.shape.name)
