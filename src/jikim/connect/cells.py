"""Which columns hold what a strand is made of, and whether a row still has something in them.

Columns are grouped by the strands that hold them: a column that serves two lives as long as the last, so it is
cleared with its group. What was cleared (NULL, blank, the placeholder, the anonymised value, a hash) is not due again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.connect.clocks import with_children
from jikim.connect.links import Aliases
from jikim.connect.rows import Link, Rows, Said, bound
from jikim.lifecycle import Strand
from jikim.mapping import Contents, Holding, How, Record
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


def cells_of(names: Aliases, row: Rows, records: Iterable[tuple[int, Record, tuple[Strand, ...]]]) -> tuple[Cells, ...]:
    """Return the groups of columns of the records of one table."""
    held: list[_Held] = []
    for number, record, strands in records:
        for contents, links in with_children(names, record.contents, row):
            rows = links[-1].rows if links else row
            held += _held(number, record, strands, contents, rows, links)
    lives: dict[tuple[str, str], frozenset[Life]] = {}
    for one in held:
        lives[one.column] = lives.get(one.column, frozenset()) | one.life
    return tuple(
        _group(life, [one for one in held if lives[one.column] == life]) for life in dict.fromkeys(lives.values())
    )


def _held(
    number: int, record: Record, strands: tuple[Strand, ...], contents: Contents, rows: Rows, links: tuple[Link, ...]
) -> Iterable[_Held]:
    for holding in contents.holdings:
        life = frozenset((number, one.name) for one in strands if holding.item in one.items)
        for column in holding.columns if life else ():
            filled = sa.and_(rows.meets(holding.where), _filled(record, contents, rows, holding, column))
            yield _Held(life, (rows.shape.name, str(column)), links, filled)


def _filled(record: Record, contents: Contents, rows: Rows, holding: Holding, name: str) -> Said:
    """Return that a column holds more than what clearing leaves in it."""
    cell, strategy = rows.cell(name), contents.strategy(name)
    column = rows.sort(name, holding.item.place)
    if strategy is not None and strategy.how is How.DELETE:
        return sa.true()
    left: list[object] = []
    if strategy is not None and strategy.how is How.PLACEHOLDER and strategy.value is not None:
        left.append(rows.value(strategy.value, column))
    if contents is record.contents:
        left += [
            rows.value(value, column) for given, value in record.destroy.values if given == name and value is not None
        ]
    if column.sort is Sort.TEXT:
        left.append("")
    hashed = strategy is not None and strategy.how is How.HASH
    parts = [cell != bound(value) for value in left] + (
        [sa.not_(sa.cast(cell, sa.Text).like(f"{HASHED}%"))] if hashed else []
    )
    return sa.and_(cell.is_not(None), *parts)


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
