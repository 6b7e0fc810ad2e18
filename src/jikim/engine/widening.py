"""By how many rows destruction has widened since somebody last approved it.

A rule that was taken out of a policy, a table or a column that was added to a mapping, a row that is deleted where it
was only cleared: each destroys more than was agreed to, and none of them by a line that says "destroy". So what is due
is asked twice, now and under the documents of the last approval; a row counts that was not due then, or not for as
much. Before the first approval every row does.
"""

from collections.abc import Iterable, Mapping, Sequence

from jikim.connect import DueRow, find
from jikim.engine.connected import Connected
from jikim.engine.mapped import Mapped, mapped_again
from jikim.engine.planned import Approved
from jikim.errors import JikimError
from jikim.mapping import Contents, Data, Ending, How
from jikim.period import Instant
from jikim.policy import Policy

Where = tuple[str, str, tuple[object, ...]]


def widened(connected: Connected, due: Sequence[DueRow], last: Approved | None, now: Instant) -> int:
    """Return how many rows of `due` were not due, or not for as much, under what was last approved."""
    enacted = connected.enacted(now)
    if last is not None and (last.policy, last.data) == (enacted.digest, connected.mapped.digest):
        return 0
    policy = _policy(connected, last)
    if last is None or policy is None:
        return len(due)
    try:
        before = mapped_again(last.source)
        then = _due(connected, before, policy, now)
    except JikimError:  # what was approved then speaks of a database that is no more
        return len(due)
    grown = _grown(before.data, connected.data)
    return sum(row.record in grown or _is_wider(row, then.get(_where(row))) for row in due)


def _policy(connected: Connected, last: Approved | None) -> Policy | None:
    enacted = connected.running.enacted
    return next((each.policy for each in enacted if last is not None and each.digest == last.policy), None)


def _due(connected: Connected, before: Mapped, policy: Policy, now: Instant) -> Mapping[Where, DueRow]:
    found: dict[Where, DueRow] = {}
    names = {str(one.name) for one in before.data.live}
    for database in connected.data.live:
        if database.name in names:
            question = connected.question(str(database.name), now, policy, before)
            with connected.engine(str(database.name)).connect() as connection:
                found.update((_where(row), row) for row in find(connection, question))
    return found


def _where(row: DueRow) -> Where:
    return row.database, row.table, row.key


def _is_wider(now: DueRow, then: DueRow | None) -> bool:
    """Return whether more is done to a row: it ends, columns go, or what was to be moved apart is not kept."""
    if then is None or (now.ends and not then.ends):
        return True
    if not now.ends and set(now.columns) - set(then.columns):
        return True
    return bool(then.preserve) and (not now.preserve or len(now.destroy) > len(then.destroy))


def _grown(before: Data, now: Data) -> frozenset[str]:
    """Return the records whose end reaches further than it did."""
    reach = {str(record.name): frozenset(_reach(record.contents, record.destroy.ending is Ending.DELETE))
             for record in before.records}  # fmt: skip
    return frozenset(
        str(record.name)
        for record in now.records
        if not reach.get(str(record.name), frozenset())
        >= frozenset(_reach(record.contents, record.destroy.ending is Ending.DELETE))
    )


def _reach(contents: Contents, deletes: bool) -> Iterable[tuple[str, str]]:
    """Yield the columns that the end of a row takes, and the tables whose rows it takes (with no column)."""
    for each in contents.all():
        table = each.table.name
        columns = [str(column) for holding in each.holdings for column in holding.columns]
        columns += [str(blob.column) for blob in each.blobs if hasattr(blob, "column")]
        yield from ((table, column) for column in columns)
        goes = any(strategy.how is How.DELETE for _, strategy in each.strategies)
        if deletes or goes:
            yield table, ""
