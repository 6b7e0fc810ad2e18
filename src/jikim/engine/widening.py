"""By how many rows destruction has widened since somebody last approved it.

A rule that was taken out of a policy, a table or a column that was added to a mapping, a row that is deleted where it
was only cleared: each destroys more than was agreed to, and none of them by a line that says "destroy". So what is due
is asked twice, now and under the documents of the last approval; a row counts that was not due then, or not for as
much. Before the first approval every row does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jikim.engine.connected import Connected
from jikim.engine.mapped import Mapped, mapped_again
from jikim.engine.onward import parts_apart
from jikim.engine.parts import parts
from jikim.engine.planned import Approved
from jikim.engine.running import Enacted
from jikim.errors import JikimError
from jikim.find import find
from jikim.mapping import Contents, Data, Ending, How
from jikim.period import Instant
from jikim.plan import Key, Part
from jikim.policy import Policy


@dataclass(frozen=True, slots=True)
class Between:
    """How many rows of a table are due, or due for more, under one policy and not under another."""

    database: str
    table: str
    more: int
    fewer: int


def between(connected: Connected, old: Enacted, new: Enacted, now: Instant) -> tuple[Between, ...]:
    """Return by table how many rows would be due at `now` under the new policy alone, and under the old one alone."""
    then, due = (tuple(_due(connected, connected.mapped, each.policy, each.digest.hex(), now)) for each in (old, new))
    more, fewer = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for parts_, others, counts in ((due, then, more), (then, due, fewer)):
        for part in parts_:
            counts[part.database, part.table] += _wider(part, others)
    tables = sorted({*more, *fewer})
    return tuple(Between(*table, more[table], fewer[table]) for table in tables if more[table] or fewer[table])


def widened(connected: Connected, due: Sequence[Part], last: Approved | None, now: Instant) -> int:
    """Return how many rows of `due` were not due, or not for as much, under what was last approved."""
    enacted = connected.enacted(now)
    if last is not None and (last.policy, last.data) == (enacted.digest, connected.mapped.digest):
        return 0
    policy = _policy(connected, last)
    if last is None or policy is None:
        return sum(len(part.keys) for part in due)
    try:
        before = mapped_again(last.source)
        then = list(_due(connected, before, policy, last.policy.hex(), now))
    except JikimError:  # what was approved then speaks of a database that is no more
        return sum(len(part.keys) for part in due)
    grown = _grown(before.data, connected.data)
    return sum(len(part.keys) if part.record in grown else _wider(part, then) for part in due)


def _policy(connected: Connected, last: Approved | None) -> Policy | None:
    enacted = connected.running.enacted
    return next((each.policy for each in enacted if last is not None and each.digest == last.policy), None)


def _due(connected: Connected, before: Mapped, policy: Policy, digest: str, now: Instant) -> Iterator[Part]:
    names = {str(one.name) for one in before.data.live}
    for name in (str(one.name) for one in connected.data.live if one.name in names):
        question = connected.question(name, now, policy, before)
        with connected.engine(name).connect() as connection:
            yield from parts(find(connection, question), question.kinds())
        yield from parts_apart(connected, name, question, digest)


def _wider(part: Part, then: Sequence[Part]) -> int:
    """Return for how many rows of a part no part of then did as much."""
    as_much = [one for one in then if (one.database, one.table) == (part.database, part.table) and _covers(one, part)]
    covered: set[Key] = {key for one in as_much for key in one.keys}
    return sum(key not in covered for key in part.keys)


def _covers(then: Part, now: Part) -> bool:
    """Return whether as much was done to a row: it ended, the columns went, and no less of it was destroyed."""
    if now.ends and not then.ends:
        return False
    if not now.ends and not then.ends and set(now.columns) - set(then.columns):
        return False
    return not then.preserve or (bool(now.preserve) and len(now.destroy) <= len(then.destroy))


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
