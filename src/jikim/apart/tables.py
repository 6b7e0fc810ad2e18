"""The tables that one part of a plan copies, each with its slice and the ways that lead from the row to it.

A table may be reached in several ways (from two records of the row, or twice from one); what is reached twice is
copied once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from jikim.apart.mirror import Mirror, mirrors
from jikim.apart.mirror_types import type_of
from jikim.apart.slice import Piece, Slicing
from jikim.connect.rows import Link, Rows, Said
from jikim.errors import DocumentError
from jikim.find.due import Question
from jikim.find.keyed import among, keyed
from jikim.find.links import Aliases
from jikim.find.steps import Branch, below, ends
from jikim.mapping import Contents, Record
from jikim.messages import msg
from jikim.plan import Key, Part
from jikim.tables import Product

_FIRST_NAME = 5000


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to a table: its live rows and the links that lead there; `also` narrows the rows it starts from."""

    rows: Rows
    links: tuple[Link, ...]
    links_there: tuple[Link, ...]
    pieces: tuple[Piece, ...]
    contents: Contents
    also: Said | None = None


@dataclass(frozen=True, slots=True)
class Copying:
    """One table that is copied; `there` are its rows in the separate database."""

    mirror: Mirror
    there: Rows
    reaches: tuple[Reach, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(column.name for column in self.mirror.shape.columns)


def tables_of(question: Question, part: Part, there: Product) -> tuple[Copying, ...]:
    """Return the tables of a part, those that lead to others first. Raises DocumentError."""
    some = mirrors(question.data, question.policy, question.schema, question.database)
    if part.table not in {one.shape.name for one in some}:  # an earlier policy kept it
        some = mirrors(question.data, question.policy, question.schema, question.database, every=True)
    known = {one.shape.name: one for one in some}
    records = question.tables()[part.table]
    kept = _Kept(question, part)
    slicing = Slicing(question.data, question.tables(), kept)
    names = Aliases(question.schema, _FIRST_NAME)
    row = names.rows(records[0].table)
    rows = {name: _rows_there(mirror, question.schema.product, there) for name, mirror in known.items()}
    root = known[part.table]
    found = {root.name: [Reach(row, (), (), slicing.of(row, root.key), records[0].contents)]}
    for record in records:
        also = row.meets(record.contents.where) if record.contents.where else None
        left: list[tuple[Link, ...]] = []
        for branch in reversed(below(names, record, row)):
            if branch.links[:-1] in left or _keeps_nothing(branch.contents, kept(record)):
                left.append(branch.links)
                continue
            mirror = known[branch.rows.shape.name]
            found.setdefault(mirror.name, []).append(_reach(branch, rows, slicing, mirror, also))
    by_name = {mirror.name: mirror for mirror in some}
    return tuple(Copying(by_name[name], rows[by_name[name].shape.name], tuple(ways)) for name, ways in found.items())


def _keeps_nothing(contents: Contents, kept: frozenset[str]) -> bool:
    """Return whether all that is personal in a child, and below it, has ended: then its rows say nothing more."""
    items = {str(holding.item) for one in contents.all() for holding in one.holdings}
    return bool(items) and not items & kept


class _Kept:
    """Which items of a record are kept by a part."""

    def __init__(self, question: Question, part: Part) -> None:
        self._strands = tuple(strand for strand in question.kinds() if strand.name in part.preserve)

    def __call__(self, record: Record) -> frozenset[str]:
        mine = (strand for strand in self._strands if strand.activity == record.activity)
        return frozenset(item for strand in mine for item in strand.items)


def _reach(branch: Branch, there: dict[str, Rows], slicing: Slicing, mirror: Mirror, also: Said | None) -> Reach:
    links = tuple(
        Link(link.near, there[link.before.shape.name], there[link.rows.shape.name], link.far, sa.true())
        for link in branch.links
    )
    pieces = slicing.of(branch.rows, mirror.key)
    _refuse_untied(branch.links[-1], pieces)
    return Reach(branch.rows, branch.links, links, pieces, branch.contents, also)


def _refuse_untied(link: Link, pieces: Sequence[Piece]) -> None:
    far = next(piece for piece in pieces if piece.column.name == link.far)
    if not far.whole:
        raise DocumentError(
            msg("the column '{column}' of '{table}' ties a row to its children, and holds an item that is not kept",
                column=link.far, table=link.rows.shape.name),
            msg("in the separate database nobody could tell which rows belong together"),
            msg("tie them by a number that says nothing of a person"))  # fmt: skip


def _rows_there(mirror: Mirror, live: Product, there: Product) -> Rows:
    columns: list[sa.ColumnClause[object]] = [sa.column(column.name) for column in mirror.shape.columns]
    kinds = [type_of(column, live, there, sought=True) for column in mirror.shape.columns]
    there_as = tuple(replace(column, declared=kind) for column, kind in zip(mirror.shape.columns, kinds, strict=True))
    return Rows(sa.table(mirror.name, *columns), replace(mirror.shape, name=mirror.name, columns=there_as), there)


def reached(
    root: Rows, key: tuple[str, ...], links: Sequence[Link], keys: Sequence[Key], also: Said | None = None
) -> Said:
    """Return that rows are, or go along links with, rows that have one of these keys."""
    said = keyed(root, key, keys) if also is None else sa.and_(keyed(root, key, keys), also)
    for number, link in enumerate(links):
        near, far = ends(link)
        plain = near is link.before.cell(link.near) and far is link.rows.cell(link.far)
        if not number and also is None and (link.near,) == key and plain:
            said = among(link.rows, link.far, [one[0] for one in keys])
        else:
            said = far.in_(sa.select(near).select_from(link.before.source).where(said).correlate(None))
        said = sa.and_(said, link.where)
    return said
