"""Values of people whose own rows a plan destroys, sealed until `jikim verify` has looked for them.

They are read before the rows go, and are what the destruction was to end: so they live as short as can be. A clean
verification shreds their key, and so does the fourteenth day, verified or not.
"""

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from jikim.connect import asked
from jikim.database import Queries, queries
from jikim.engine.connected import Connected
from jikim.engine.running import Running
from jikim.find import Inquiry, Question
from jikim.keeper import Context, open_sealed, seal
from jikim.mapping import Ending
from jikim.period import Instant
from jikim.plan import Key, Plan
from jikim.seek import Sought, collect_values, read_sought, write_sought
from jikim.vault import NOBODY

KEPT_DAYS = 14
_DAY = 86_400_000_000
_PIECE = 20_000  # values in one sealed row
_TOGETHER = 500
_MARKED = 16


def trace(connected: Connected, plan: Plan, now: Instant) -> int:
    """Keep the values of everybody whose own row the plan destroys; return how many people. Before a row goes.

    A plan that is taken up again keeps what it kept: by then rows may be gone.
    """
    people = connected.data.people
    end_traces(connected.running, now)
    if people is None or open_trace(connected.running, plan.digest) is not None:
        return 0
    name = people.table.database
    question = connected.question(name, plan.now)
    with connected.engine(name).connect() as connection:
        leaving, gone = _leaving(connection, question, plan)
        sought = collect_values(connection, question, leaving, gone)
    if leaving:
        keep_trace(connected.running, plan.digest, sought, now)
    return len(leaving)


def _leaving(connection: sa.Connection, question: Question, plan: Plan) -> tuple[list[object], list[object]]:
    """Return the keys of people whose row ends, and of those whose row is removed as a whole."""
    leaving, gone = dict[object, None](), dict[object, None]()
    for part in plan.parts:
        keys = list(_people(connection, question, part.table, part.keys)) if part.ends else []
        if (part.database, part.table) == (question.database, _table(question)):
            leaving.update(dict.fromkeys(keys))
            records = question.tables()[part.table]
            if any(record.destroy.ending is Ending.DELETE for record in records if str(record.name) == part.record):
                gone.update(dict.fromkeys(keys))
    return list(leaving), list(gone)


def _table(question: Question) -> str:
    return question.data.people.table.name if question.data.people else ""


def _people(connection: sa.Connection, question: Question, table: str, keys: Sequence[Key]) -> Iterator[object]:
    """Yield what tells the people apart whose rows these are."""
    people = question.data.people
    if people is None or table != people.table.name or table not in question.tables():
        return
    inquiry = Inquiry(question, table, question.tables()[table], question.kinds())
    if inquiry.key == (str(people.key),):
        yield from (key[0] for key in keys)
        return
    for at in range(0, len(keys), _TOGETHER):
        chosen = inquiry.named(keys[at : at + _TOGETHER])
        with asked(question.database):
            yield from connection.execute(sa.select(inquiry.row.cell(people.key)).where(chosen)).scalars()


def keep_trace(running: Running, plan: bytes, sought: Sought, now: Instant) -> None:
    """Seal what is to be looked for after a plan, under a key of its own."""
    number, key = running.vault.keyring.make(1)[0]
    said = write_sought(sought)
    values = said.pop("values")
    pieces = [values[at : at + _PIECE] for at in range(0, len(values), _PIECE)] if isinstance(values, list) else []
    rows = []
    for at, piece in enumerate(pieces or [[]]):
        plain = json.dumps({**said, "values": piece}, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = seal(key, number, _context(running, plan, at), plain)
        rows.append({"plan": plan, "number": at, "key": number, "sealed": sealed, "made": now})
    with running.vault.live.transaction() as connection:
        connection.execute(_sql(running)["put_trace"], rows)


def open_trace(running: Running, plan: bytes) -> Sought | None:
    """Return what is to be looked for after a plan; None when nothing was kept, or no longer is."""
    with running.vault.live.transaction() as connection:
        rows = connection.execute(_sql(running)["traces"], {"plan": plan}).all()
    if not rows:
        return None
    keys = running.vault.keyring.open(row.key for row in rows)
    pieces = [
        read_sought(json.loads(open_sealed(keys[row.key], _context(running, plan, row.number), bytes(row.sealed))))
        for row in rows
    ]
    values = {form: wanted for piece in pieces for form, wanted in piece.values.items()}
    return Sought(pieces[0].keys, values, pieces[0].people)


def end_trace(running: Running, plan: bytes) -> None:
    """Destroy what was kept to be looked for: the key first, then the rows. Safe to repeat."""
    with running.vault.live.transaction() as connection:
        rows = connection.execute(_sql(running)["traces"], {"plan": plan}).all()
    if rows:
        running.vault.keyring.shred({row.key for row in rows})
        with running.vault.live.transaction() as connection:
            connection.execute(_sql(running)["remove_traces"], {"plan": plan})


def end_traces(running: Running, now: Instant) -> int:
    """Destroy what was kept for longer than it may be; return of how many plans."""
    with running.vault.live.transaction() as connection:
        before = {"before": now - KEPT_DAYS * _DAY}
        plans = [bytes(row.plan) for row in connection.execute(_sql(running)["aged_traces"], before)]
    for plan in plans:
        end_trace(running, plan)
    return len(plans)


def _sql(running: Running) -> Queries:
    return queries("trace", running.vault.live.dialect)


def _context(running: Running, plan: bytes, number: int) -> Context:
    return Context(running.vault.service, "trace", NOBODY, plan[:_MARKED], plan[_MARKED:].hex(), "", number)
