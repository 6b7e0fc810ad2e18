"""Whether columns can be emptied as the mapping says: not where they must not be, nor twice the same where unique.

A column is emptied alone when its row stays: when rows are cleared or anonymised, or when the items of the activity
do not all live equally long. Otherwise the row goes, and the column with it.
"""

from collections.abc import Iterable, Iterator

from jikim.errors import Finding, Place
from jikim.lifecycle import Strand
from jikim.mapping.live import Live
from jikim.mapping.model import Contents, Ending, How, Record, Strategy
from jikim.mapping.promised import strands_of
from jikim.messages import msg
from jikim.policy import Policy, Text
from jikim.tables import Column, Shape, Sort

_SAME = {How.BLANK, How.PLACEHOLDER, How.ANONYMISE}


def endings(live: Live, policy: Policy, kinds: Iterable[Strand]) -> Iterator[Finding]:
    """Yield columns for which what the mapping does in the end would fail."""
    kinds = tuple(kinds)
    for record in live.data.records:
        keepings = {one.keeping for one in strands_of(kinds, record, policy)}
        stays = record.destroy.ending is not Ending.DELETE or len(keepings) > 1
        for contents in record.contents.all():
            for shape in live.shapes(contents.table):
                yield from _contents(live, record, contents, shape, stays=stays)


def _contents(live: Live, record: Record, contents: Contents, shape: Shape, *, stays: bool) -> Iterator[Finding]:
    given = {str(column) for column, _ in record.destroy.values} if contents is record.contents else set()
    for name in dict.fromkeys(column for holding in contents.holdings for column in holding.columns):
        column, strategy = shape.column(name), contents.strategy(name)
        if column is not None and name not in given and (strategy or stays):
            yield from emptied(live, shape, name, column, strategy)
    for name, _ in record.destroy.values if contents is record.contents else ():
        if is_unique(shape, name):
            yield twice(live, shape, name, name.place)


def emptied(live: Live, shape: Shape, name: Text, column: Column, strategy: Strategy | None) -> Iterator[Finding]:
    """Yield why one column could not be cleared in many rows."""
    how, place = (strategy.how, strategy.place) if strategy else (How.NULL, name.place)
    if how is How.NULL and not column.nullable:
        fix = msg("write `columns: {{{column}: blank}}`, or `hash` or `{{placeholder: ...}}`", column=name)
        number = msg(
            "write `columns: {{{column}: {{placeholder: 0}}}}`, or another value that says nothing", column=name
        )
        yield live.error(place, "column-not-null",
            msg("the column '{column}' of '{table}' must not be empty, and is to be emptied",
                column=name, table=shape.name),
            msg("the database would refuse it in the middle of the work"),
            fix if column.sort is Sort.TEXT else number)  # fmt: skip
    elif how is How.BLANK and column.sort is not Sort.TEXT:
        yield live.error(place, "strategy-sort",
            msg("the column '{column}' of '{table}' is {declared}, which has no blank",
                column=name, table=shape.name, declared=column.declared),
            msg("the database would refuse it in the middle of the work"),
            msg("write `null`, or `{{placeholder: ...}}` with a value of its kind"))  # fmt: skip
    elif how in _SAME and is_unique(shape, name):
        yield twice(live, shape, name, place)


def is_unique(shape: Shape, name: str) -> bool:
    """Return whether no two rows may have the same in this column alone."""
    return any(index.unique and index.columns == (name,) for index in shape.indexes) or shape.primary == (name,)


def twice(live: Live, shape: Shape, name: Text, place: Place) -> Finding:
    """Return that a value would stand in many rows of a column that is unique."""
    return live.error(place, "column-unique",
        msg("the column '{column}' of '{table}' is unique, and many rows are to have the same value",
            column=name, table=shape.name),
        msg("the database would refuse the second row"),
        msg("write `columns: {{{column}: hash}}`", column=name))  # fmt: skip
