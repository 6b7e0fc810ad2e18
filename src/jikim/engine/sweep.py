"""The daily run: what is due is written down, carried out, looked at again, and written down.

1. recover  close what an earlier run began and did not confirm; what a hold covers by now is given up instead
2. ripen    events whose day has come; a newer policy whose day of effect has come
3. begin    ask what is due, mark the strands and note the intention, before anything is done
4. carry    move or destroy (see `vault/carry.py`)
5. confirm  look again, in new transactions: what is gone, what arrived, which keys are left
6. close    note the outcome with the level that was reached, remove the journal's rows and what outlived them

A strand that does not open is set aside for the run; the others go on, and the next run tries it again.

Safe to stop anywhere: the next run closes what is open before it begins anything new. Two runs at once take turns,
batch by batch, and so do whoever collects, reports or holds. Where the policy wants an
officer's approval, nothing is destroyed that no approved plan names; it shows as due, and then as overdue.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.closing import ENDING, Outcome, close_begun, finish, note_of, reason_of
from jikim.engine.engage import engage, is_behind
from jikim.engine.restored import refuse_restored
from jikim.engine.running import Running
from jikim.engine.trace import end_traces
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.ledger import Act as Noted
from jikim.ledger import Kept, Phase
from jikim.messages import msg
from jikim.period import Instant, Reading
from jikim.vault import LIVE, SEPARATE, Act, Begun, Due, Outbox, Shelf, chunks, refresh

BATCH = 256
PLAN_DAYS = 14
_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Overview:
    """What is due at an instant: counts by activity, act and reason; the frozen keys; their digest."""

    now: Instant
    due: tuple[Due, ...]
    counts: tuple[tuple[str, Act, str, int], ...]
    digest: bytes


def plan_due(running: Running, now: Instant, *, forecast: bool = False) -> list[Due]:
    """Return what is due at `now`, in every place; nothing is changed but that events whose day has come count.

    A `forecast` of a day that has not come changes nothing at all: events dated after today do not count in it.
    """
    if not forecast:
        ripen(running, now)
    found: list[Due] = []
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            found += running.finders[place].due(connection, now)
    return found


def overview(running: Running, now: Instant, *, forecast: bool = False) -> Overview:
    """Return the plan of the day with its reasons; its digest names exactly these strands and acts."""
    due = plan_due(running, now, forecast=forecast)
    counts = Counter((running.kinds.kinds[each.kind].activity, each.act, reason_of(running, each)) for each in due)
    names = sorted(each.strand + each.act.value.encode() for each in due)
    digest = hashlib.sha256(b"jikim plan 1" + b"".join(names)).digest()
    ordered = sorted(counts.items(), key=lambda entry: (entry[0][0], entry[0][1].value, entry[0][2]))
    return Overview(now, tuple(due), tuple((*key, number) for key, number in ordered), digest)


def approve(running: Running, digest: bytes, role: str, now: Instant) -> int:
    """Approve the plan with this digest as the officer `role`; return how many strands it names.

    Only the plan of today can be approved: the digest must be that of what is due now.
    """
    wanted = running.approval(now)
    if wanted is not None and role != wanted:
        raise RefusedError(
            msg("destruction is approved by '{wanted}', not by '{role}'", wanted=wanted, role=role),
            msg("the policy names the officer who approves"),
            msg("let that officer approve"))  # fmt: skip
    today = overview(running, now)
    if today.digest != digest:
        raise RefusedError(
            msg("what is due has changed since that plan was made"),
            msg("an approval names exactly the strands that were shown"),
            msg("make the plan again with `jikim plan`, look at it, and approve the new one"))  # fmt: skip
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        connection.execute(
            sql["put_plan"],
            {"digest": digest, "made": now, "expires": now + PLAN_DAYS * _DAY, "acts": len(today.due)},
        )
        rows = [{"plan": digest, "strand": each.strand, "act": each.act.value} for each in today.due]
        if rows:
            connection.execute(sql["put_planned"], rows)
        connection.execute(sql["approve_plan"], {"digest": digest, "approved": now, "approver": role})
        note = running.note(Noted.APPROVE, speaks_of=digest, detail=role)
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    return len(rows)


def apply(running: Running, now: Instant) -> Outcome:
    """Carry out what is due at `now`; return what was done."""
    running.catch_up()
    end_traces(running, now)  # a day on which nobody verifies, or touches a service's tables, counts as well
    outcome = recover(running, now)
    ripen(running, now)
    if is_behind(running, now):
        with running.vault.live.alone():
            outcome.join(close_begun(running, now))
            outcome.aside |= engage(running, now)
    for place in (LIVE, SEPARATE):
        while _batch(running, place, now, outcome):
            pass  # a batch may be short and not the last: what is due in two ways was asked for twice
    if running.vault.keyring.unclean:
        running.vault.keyring.clean()
    if outcome.released or running.approval(now) is not None:
        _end_plans(running, now)
    if running.approval(now) is not None:
        outcome.waiting = sum(each.strand not in outcome.aside for each in plan_due(running, now))
    return outcome


def recover(running: Running, now: Instant) -> Outcome:
    """Close what an earlier run began: every act of the journal is carried to its end and confirmed.

    A hold that was opened or closed in one place only is brought to the other. Refuses once when a place was put back
    from an old copy.
    """
    refuse_restored(running, now)
    with running.vault.live.alone():
        return close_begun(running, now)


def ripen(running: Running, now: Instant) -> None:
    """Let the events whose day has come count; those that a crash kept from reaching their strands, too."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        found = connection.execute(sql["ripening"], {"now": now}).scalars()
    people = list(dict.fromkeys(map(bytes, found)))
    if people:
        with running.vault.live.alone():
            refresh(running.vault, running.kinds, running.calendar, people, now)


def _end_plans(running: Running, now: Instant) -> None:
    """Remove the plans that were carried out or have expired."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        connection.execute(sql["remove_expired_planned"], {"now": now})
        connection.execute(sql["remove_plans"], {"now": now})


def _batch(running: Running, place: str, now: Instant, outcome: Outcome) -> int:
    """Carry out one batch of what is due in a place, alone; return how many strands it had."""
    with running.vault.live.alone():
        begun = close_begun(running, now)  # another run may have been killed since we last looked
        outcome.join(begun)
        aside = {strand for strand, act in outcome.aside.items() if act is not Act.SPLIT}
        acts = _begin(running, place, now, aside)
        if acts:
            finish(running, acts, now, outcome)
        return len(acts)


def _begin(running: Running, place: str, now: Instant, aside: Set[bytes]) -> list[Begun]:
    """Choose a batch of what is due in a place but for what was set aside, mark it, and write the intention down.

    The intention is committed no later than the mark: a mark without an intention would be found by nobody.
    """
    vault = running.vault
    with vault.place(place).transaction() as connection:
        due = _allowed(running, connection, place, now, aside)
        Shelf(vault, place, connection).set_state((each.strand for each in due), 1)
        if place == LIVE:
            return _intend(running, connection, due, place, now) if due else []
        with vault.live.transaction() as live:
            return _intend(running, live, due, place, now) if due else []


def _allowed(running: Running, connection: Connection, place: str, now: Instant, aside: Set[bytes]) -> list[Due]:
    """Return a batch of what is due and may be done: approved, where the policy wants approval."""
    finder = running.finders[place]
    if running.approval(now) is None:
        found = [each for each in finder.due(connection, now, BATCH + len(aside)) if each.strand not in aside]
        if found or not aside:
            return found[:BATCH]
    found = [each for each in finder.due(connection, now) if each.strand not in aside]
    if running.approval(now) is None:  # what was set aside was due in so many ways that it took up the whole batch
        return found[:BATCH]
    ending = [each.strand for each in found if each.act in ENDING]
    approved = _approved(running, connection if place == LIVE else None, ending, now)
    return [each for each in found if each.act not in ENDING or (each.strand, each.act) in approved][:BATCH]


def _approved(
    running: Running, connection: Connection | None, ids: Sequence[bytes], now: Instant
) -> set[tuple[bytes, Act]]:
    sql, found = queries("people", running.vault.live.dialect), set[tuple[bytes, Act]]()
    if connection is None:
        with running.vault.live.transaction() as live:
            return _approved(running, live, ids, now)
    for chunk in chunks(ids):
        rows = connection.execute(sql["approved"], {"ids": list(chunk), "now": now})
        found.update((bytes(row.strand), Act(row.act)) for row in rows)
    return found


def _intend(running: Running, connection: Connection, due: Sequence[Due], place: str, now: Instant) -> list[Begun]:
    """Write the journal and the note of intention for a batch; new keys are drawn for what will be copied."""
    copied = [each for each in due if each.act is not Act.DESTROY]
    keys = iter(running.vault.keyring.make(len(copied)))
    request = running.request()
    acts = [
        Begun(new_id(), each.strand, each.person, each.record, each.act, each.kind, each.key,
              next(keys)[0] if each.act is not Act.DESTROY else 0, "planned", request, now, each.not_before)
        for each in due
    ]  # fmt: skip
    Outbox(connection, queries("people", running.vault.live.dialect)).put(acts)
    kept = Kept.LIVE if place == LIVE else Kept.SEPARATE
    notes = [note_of(running, acts, due, act, kept, Phase.INTENDED, ()) for act in Act]
    running.vault.journal.write(
        connection, running.vault.live, request, now, [note for note in notes if note is not None]
    )
    return acts


def overdue(running: Running, now: Instant) -> int:
    """Return how many strands should have moved or died more than the policy's deadline ago."""
    deadline = running.deadline(now)
    before = running.calendar.cutoff(now, deadline, Reading.CIVIL) - 1
    return sum(1 for each in plan_due(running, before) if each.not_before <= before)
