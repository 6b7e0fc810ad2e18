"""A predicate of the lifecycle -> a comparison over the columns of a table.

Which column holds which event's instant is handed in: the vault's strands keep them in numbered slots, a
service's table in columns of its own. Cutoffs are bound, never written into the SQL, so that a statement is compiled
once and asked every day.
"""

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from jikim.lifecycle import AllOf, AnyOf, Before, Predicate

Bind = Callable[[Before], sa.ColumnElement[int]]


def compile_predicate(
    predicate: Predicate, columns: Mapping[str, sa.ColumnElement[int]], bind: Bind
) -> sa.ColumnElement[bool]:
    """Return the predicate over `columns` (event -> column of instants, NULL while it has not come).

    `bind` makes the parameter for a comparison's cutoff.
    """
    match predicate:
        case Before(event, _, unknown, _):
            column = columns[event]
            before = column < bind(predicate)
            return sa.or_(column.is_(None), before) if unknown else before
        case AnyOf(parts):
            return sa.or_(sa.false(), *[compile_predicate(part, columns, bind) for part in parts])
        case AllOf(parts):
            return sa.and_(sa.true(), *[compile_predicate(part, columns, bind) for part in parts])
