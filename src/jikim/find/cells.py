"""Which columns hold what a strand is made of, and whether a row still has something in them.

Columns are grouped by the strands that hold them: a column that serves two lives as long as the last, so it is
cleared with its group. What was cleared (NULL, blank, the placeholder, the anonymised value, a hash) is not due again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.connect.rows import Link, Rows, Said, bound
from jikim.find.clocks import with_children
from jikim.find.links import Aliases
from jikim.lifecycle import Strand
from jikim.mapping import Contents, Given, How, Record, Strategy
from jikim.mapping.conditions import matches
from jikim.policy import Text
from jikim.tables import Sort

HASHED = "jikim:"
"""How the text begins that stands where a value was hashed."""

Life = tuple[int, str]
"""The number of a record among those of its table, and the name of a strand."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The columns (table, column) that exactly these lives hold; `filled`: the row still has something in one."""

    lives: frozenset[Life]
    columns: tuple[tuple[str, str], ...]
    filled: Said


@dataclass(frozen=True, slots=True)
class _Held:
    life: frozenset[Life]
    column: tuple[str, str]
    links: tuple[Link, ...]
    filled: Said


def cells_of(names: Aliases, row: Rows, records: Sequence[tuple[int, Record, tuple[Strand, ...]]]) -> tuple[Cells, ...]:
    """Return the groups of columns of the records of one table."""
    marks = [mark for _, record, _ in records for mark in _marks(record)]
    held: list[_Held] = []
    for number, record, strands in records:
        for contents, links in with_children(names, record.contents, row):
            rows = links[-1].rows if links else row
            held += _held(number, strands, contents, rows, links, marks)
    lives: dict[tuple[str, str], frozenset[Life]] = {}
    for one in held:
        lives[one.column] = lives.get(one.column, frozenset()) | one.life
    groups = dict.fromkeys(lives.values())
    return tuple(_group(life, [one for one in held if lives[one.column] == life]) for life in groups)


def _marks(record: Record) -> Iterator[tuple[str, str, Given]]:
    """Yield what clearing leaves in the columns of a record: table, pattern of the column's name, value."""
    for contents in record.contents.all():
        for name, strategy in contents.strategies:
            if strategy.how is How.PLACEHOLDER and strategy.value is not None:
                yield contents.table.name, name, strategy.value
    for name, value in record.destroy.values:
        if value is not None:
            yield record.table.name, name, value


def _held(
    number: int,
    strands: tuple[Strand, ...],
    contents: Contents,
    rows: Rows,
    links: tuple[Link, ...],
    marks: Sequence[tuple[str, str, Given]],
) -> Iterator[_Held]:
    for holding in contents.holdings:
        life = frozenset((number, one.name) for one in strands if holding.item in one.items)
        for column in holding.columns if life else ():
            left = [value for table, name, value in marks if table == rows.shape.name and matches(name, column)]
            filled = sa.and_(rows.meets(holding.where), _filled(contents.strategy(column), rows, column, left))
            yield _Held(life, (rows.shape.name, str(column)), links, filled)


def _filled(strategy: Strategy | None, rows: Rows, name: Text, left: Sequence[Given]) -> Said:
    """Return that a column holds more than what clearing leaves in it."""
    cell, column = rows.cell(name), rows.sort(name, name.place)
    if strategy is not None and strategy.how is How.DELETE:
        return sa.true()
    values = [*(rows.value(value, column) for value in left), *([""] if column.sort is Sort.TEXT else [])]
    parts = [cell.is_not(None), *[cell != bound(value) for value in values]]
    if strategy is not None and strategy.how is How.HASH:
        parts.append(sa.not_(sa.cast(cell, sa.Text).like(f"{HASHED}%")))
    return sa.and_(*parts)


def _group(lives: frozenset[Life], held: list[_Held]) -> Cells:
    """Return one group; columns of one child are asked about together."""
    by_rows: dict[tuple[int, ...], list[_Held]] = {}
    for one in held:
        by_rows.setdefault(tuple(id(link.rows) for link in one.links), []).append(one)
    filled = [_somewhere(some[0].links, sa.or_(*[one.filled for one in some])) for some in by_rows.values()]
    return Cells(lives, tuple(dict.fromkeys(one.column for one in held)), sa.or_(*filled))


def _somewhere(links: tuple[Link, ...], filled: Said) -> Said:
    if not links:
        return filled
    first, *further = links
    source: sa.FromClause = first.rows.source
    for link in further:
        source = source.join(link.rows.source, link.on)
    found: sa.Select[int] = sa.select(sa.literal_column("1", sa.Integer)).select_from(source).where(first.on, filled)
    return found.correlate(first.before.source).exists()
