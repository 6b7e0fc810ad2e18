"""Rows that cannot go because a row that stays must name them: they are left out of a plan, and told.

The others do not wait for them. Leaving one row out may keep another from going, so it is asked until nothing changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from jikim.carry import Blocked, blocked
from jikim.find import Inquiry, Question
from jikim.mapping import Ending
from jikim.plan import Key, Part

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many rows of a table that were left out, and by which rows of which table they are kept."""

    database: str
    table: str
    rows: int
    by: Blocked


def without_blocked(
    connection: Connection, question: Question, parts: Sequence[Part]
) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
    """Return the parts of one database without what cannot go, and what was left out."""
    left: list[LeftOut] = []
    while True:
        gone = _gone(question, parts)
        found = [blocked(connection, question, part, gone) for part in parts]
        if not any(found):
            return tuple(part for part in parts if part.keys), tuple(left)
        for part, each in zip(parts, found, strict=True):
            left += [LeftOut(part.database, part.table, len(one.keys), one) for one in each]
        parts = [_without(connection, question, part, each) for part, each in zip(parts, found, strict=True)]


def _gone(question: Question, parts: Sequence[Part]) -> Mapping[str, set[Key]]:
    """Return the keys of the rows that go, by table."""
    deleted = {str(record.name) for record in question.data.records if record.destroy.ending is Ending.DELETE}
    found: dict[str, set[Key]] = defaultdict(set)
    for part in parts:
        if part.ends and part.record in deleted:
            found[part.table].update(part.keys)
    return found


def _without(connection: Connection, question: Question, part: Part, stopped: Sequence[Blocked]) -> Part:
    """Return a part without rows that are stopped, and without counting whose they are."""
    out = {key for one in stopped for key in one.keys}
    if not out:
        return part
    owned = Counter(dict(part.owned))
    owned.subtract(_owned(connection, question, part, sorted(out, key=str)))
    keys = tuple(key for key in part.keys if key not in out)
    return replace(part, keys=keys, owned=tuple(sorted((name, count) for name, count in owned.items() if count > 0)))


def _owned(connection: Connection, question: Question, part: Part, keys: Sequence[Key]) -> Iterator[str]:
    inquiry = Inquiry(question, part.table, question.tables()[part.table], question.kinds())
    for at in range(0, len(keys), _TOGETHER):
        rows = inquiry.again(connection, keys[at : at + _TOGETHER]).values()
        yield from (row.owned.value for row in rows if row is not None)
