"""What carrying out a mapping would do to the tables of a database: whose rows go, and which columns are emptied.

A row goes when its record ends by `delete`, and its children with it; a child's row also where a column of it is to
be cleared by taking the row. A column is emptied alone when its row stays: when rows are cleared or anonymised, or
when not everything in the table lives equally long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.errors import Place
from jikim.lifecycle import Keeping, Strand
from jikim.mapping.conditions import Given, exclude
from jikim.mapping.live import Live
from jikim.mapping.model import Contents, Ending, How, Record, Strategy
from jikim.mapping.promised import strands_of
from jikim.policy import Policy, Text
from jikim.tables import Column, Shape


@dataclass(frozen=True, slots=True)
class Emptied:
    """A column in which something else stands afterwards: nothing, a blank, a hash, or `value`."""

    contents: Contents
    shape: Shape
    name: Text
    column: Column
    strategy: Strategy | None
    given: bool = False
    value: Given = None

    @property
    def how(self) -> How:
        """How it is cleared."""
        return How.PLACEHOLDER if self.given else self.strategy.how if self.strategy else How.NULL

    @property
    def place(self) -> Place:
        """Where the mapping says so."""
        return self.strategy.place if self.strategy and not self.given else self.name.place


@dataclass(frozen=True, slots=True)
class Touched:
    """What one record does: the tables whose rows go, the row's own first, and the columns that are emptied."""

    record: Record
    keepings: frozenset[Keeping]
    gone: tuple[tuple[Contents, Shape], ...]
    emptied: tuple[Emptied, ...]

    @property
    def shapes(self) -> tuple[tuple[Contents, Shape], ...]:
        """Every table that is written to, each once."""
        found = {shape.name: (contents, shape) for contents, shape in self.gone}
        return tuple({**{one.shape.name: (one.contents, one.shape) for one in self.emptied}, **found}.values())

    def empties(self, shape: Shape) -> bool:
        """Return whether rows of a table are changed."""
        return any(one.shape.name == shape.name for one in self.emptied)

    def takes(self, shape: Shape) -> bool:
        """Return whether rows of a table go."""
        return self.takes_named(shape.name)

    def takes_named(self, name: str) -> bool:
        """Return whether rows of the table of this name go."""
        return any(each.name == name for _, each in self.gone)


def touched(live: Live, policy: Policy, kinds: Iterable[Strand]) -> tuple[Touched, ...]:
    """Return what each record of the database does, views left out."""
    kinds = tuple(kinds)
    ends = {id(record): _keepings(kinds, record, policy) for record in live.data.records}
    found: list[Touched] = []
    for record in live.data.records:
        others = [other for other in live.data.records_of(record.table) if _may_share(record, other)]
        together = {one for other in others for one in ends[id(other)]}
        stays = record.destroy.ending is not Ending.DELETE or len(together) > 1
        gone = tuple(
            (one, shape) for one in record.contents.all() if _goes(record, one) for shape in _tables(live, one)
        )
        emptied = tuple(each for one in record.contents.all() for each in _emptied(live, record, one) if stays)
        found.append(Touched(record, ends[id(record)], gone, emptied))
    return tuple(one for one in found if one.gone or one.emptied)


def _may_share(record: Record, other: Record) -> bool:
    """Return whether one row may be of both."""
    return record is other or not exclude(record.contents.where, other.contents.where)


def _keepings(kinds: tuple[Strand, ...], record: Record, policy: Policy) -> frozenset[Keeping]:
    return frozenset(one.keeping for one in strands_of(kinds, record, policy))


def _tables(live: Live, contents: Contents) -> Iterator[Shape]:
    yield from (shape for shape in live.shapes(contents.table) if not shape.view)


def _goes(record: Record, contents: Contents) -> bool:
    names = [column for holding in contents.holdings for column in holding.columns]
    strategies = [contents.strategy(name) for name in names]
    return record.destroy.ending is Ending.DELETE or any(one and one.how is How.DELETE for one in strategies)


def _emptied(live: Live, record: Record, contents: Contents) -> Iterator[Emptied]:
    given = dict(record.destroy.values) if contents is record.contents else {}
    names = dict.fromkeys(column for holding in contents.holdings for column in holding.columns)
    for shape in _tables(live, contents):
        for name, value in given.items():
            column = shape.column(name)
            if column is not None:
                yield Emptied(contents, shape, name, column, None, given=True, value=value)
        for name in names:
            column, strategy = shape.column(name), contents.strategy(name)
            if column is not None and name not in given and not (strategy and strategy.how is How.DELETE):
                value = strategy.value if strategy else None
                yield Emptied(contents, shape, name, column, strategy, value=value)
