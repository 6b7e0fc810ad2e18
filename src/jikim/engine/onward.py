"""What stands apart, in the one plan: what a statute kept, and keeps no longer, is destroyed where it stands.

The separate database is only read here. Rows that were reckoned under another policy than the one in force are reckoned
again in memory; `jikim apply` writes that down, once a plan that rests on it may be carried out.
"""

from collections.abc import Iterator

from jikim.apart import DueApart, rows_due_apart, separate_drift, sizes_apart, unspoken
from jikim.connect import asked
from jikim.engine.apart import is_prepared, pairs, separates
from jikim.engine.connected import Connected
from jikim.engine.parts import basis_of
from jikim.errors import Finding, Severity
from jikim.find import Question
from jikim.mapping import Database
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Part, Reason


def findings_apart(connected: Connected, now: Instant) -> Iterator[Finding]:
    """Yield what stands against planning in the separate databases, and what cannot be planned there."""
    for beside, some in separates(connected, now):
        name = str(beside.name)
        if not connected.reaches(name):
            yield Finding("separate-unasked", Severity.WARNING, beside.place,
                msg("the address of the separate database '{database}' is not given", database=name),
                msg("what its statute keeps no longer is not planned there"),
                msg("set it as data.yaml says, and plan again"))  # fmt: skip
        elif not is_prepared(connected, name):
            yield Finding("separate-unprepared", Severity.WARNING, beside.place,
                msg("the separate database '{database}' has not been made ready", database=name),
                msg("what a statute keeps cannot move apart, and is not destroyed in use either"),
                msg("make it ready: `jikim separate prepare --data FILE`"))  # fmt: skip
        else:
            yield from separate_drift(some, connected.schema(name), beside.place)
            yield from _unspoken(connected, beside, now)


def _unspoken(connected: Connected, beside: Database, now: Instant) -> Iterator[Finding]:
    name = str(beside.name)
    question = connected.question(str(connected.live_of(name)), now)
    with connected.engine(name).connect() as connection, asked(name):
        for table, count in sorted(unspoken(connection, question).items()):
            yield Finding("separate-unspoken", Severity.WARNING, beside.place,
                msg("{count} records of '{table}' are kept apart, and data.yaml no longer speaks of that table",
                    count=count, table=table),
                msg("nobody could tell which columns hold what, so they are never planned"),
                msg("leave the record in data.yaml until nothing of it is kept any more"))  # fmt: skip


def separate_prints(connected: Connected) -> tuple[tuple[str, str], ...]:
    """Return the fingerprints of the separate databases that are planned, by name."""
    return tuple((name, connected.schema(name).fingerprint) for name in planned_apart(connected))


def planned_apart(connected: Connected) -> tuple[str, ...]:
    """Return the separate databases that are asked what is due."""
    names = (str(beside.name) for _, beside in pairs(connected))
    return tuple(name for name in names if connected.reaches(name) and is_prepared(connected, name))


def parts_apart(connected: Connected, live: str, question: Question, policy: str) -> Iterator[Part]:
    """Yield the parts of the separate database that keeps the rows of a live one; `policy` is the digest (hex)."""
    keepings = {strand.name: strand.keeping for strand in question.kinds()}
    for name in planned_apart(connected):
        if connected.live_of(name) == live:
            with connected.engine(name).connect() as connection, asked(name):
                found = rows_due_apart(connection, question, policy)
            for one in found:
                reasons = (basis_of(keepings[each], "destroy") if each in keepings else "" for each in one.destroy)
                yield _part(name, one, tuple(Reason(each, "destroy", basis)
                                             for each, basis in zip(one.destroy, reasons, strict=True)))  # fmt: skip


def _part(database: str, one: DueApart, reasons: tuple[Reason, ...]) -> Part:
    owned = tuple((name, count) for name, count in (("member", one.owned), ("unowned", len(one.keys) - one.owned))
                  if count)  # fmt: skip
    return Part(database, one.table, one.record, one.destroy, (), one.remaining, one.ends, one.columns, one.keys,
                owned, reasons)  # fmt: skip


def size_apart(connected: Connected, database: str, table: str) -> int:
    """Return of how many rows of a live table something is kept in a separate database."""
    with connected.engine(database).connect() as connection, asked(database):
        return sizes_apart(connection)[table]
