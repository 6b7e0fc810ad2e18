"""The daily run: what is due is written down, carried out, looked at again, and written down.

1. recover  close what an earlier run began and did not confirm
2. ripen    events whose day has come
3. begin    in one transaction with the question what is due: mark the strands, note the intention
4. carry    move or destroy (see `vault/carry.py`)
5. confirm  look again, in new transactions: what is gone, what arrived, which keys are left
6. close    note the outcome with the level that was reached, remove the journal's rows and what outlived them

Safe to stop anywhere: the next run closes what is open before it begins anything new. Where the policy wants an
officer's approval, nothing is destroyed that no approved plan names; it shows as due, and then as overdue.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.running import Running
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.ledger import Act as Noted
from jikim.ledger import Book, Kept, Level, Phase
from jikim.lifecycle import Bound, Place
from jikim.messages import msg
from jikim.period import Instant, Reading
from jikim.vault import (
    LIVE,
    SEPARATE,
    Act,
    Begun,
    Due,
    Note,
    Outbox,
    Shelf,
    leaving,
    refresh,
    remove_rows,
)

BATCH = 256
PLAN_DAYS = 14
_DAY = 86_400_000_000
_ENDING = (Act.DESTROY, Act.ANONYMISE)
_NOTED = {Act.PRESERVE: Noted.PRESERVE, Act.RETURN: Noted.RETURN, Act.DESTROY: Noted.DESTROY,
          Act.ANONYMISE: Noted.ANONYMISE}  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What a run did, in numbers of strands; `waiting` are due and lack an approval."""

    preserved: int = 0
    returned: int = 0
    destroyed: int = 0
    anonymised: int = 0
    recovered: int = 0
    waiting: int = 0
    released: list[tuple[bytes, Act]] = field(default_factory=list)

    def add(self, acts: Iterable[Begun]) -> None:
        """Count acts that were confirmed."""
        counted = Counter(act.act for act in acts)
        self.preserved += counted[Act.PRESERVE]
        self.returned += counted[Act.RETURN]
        self.destroyed += counted[Act.DESTROY]
        self.anonymised += counted[Act.ANONYMISE]


@dataclass(frozen=True, slots=True)
class Overview:
    """What is due at an instant: counts by activity, act and reason; the frozen keys; their digest."""

    now: Instant
    due: tuple[Due, ...]
    counts: tuple[tuple[str, Act, str, int], ...]
    digest: bytes


def plan_due(running: Running, now: Instant) -> list[Due]:
    """Return what is due at `now`, in every place; nothing is changed but that events whose day has come count."""
    ripen(running, now)
    found: list[Due] = []
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            found += running.finders[place].due(connection, now)
    return found


def overview(running: Running, now: Instant) -> Overview:
    """Return the plan of the day with its reasons; its digest names exactly these strands and acts."""
    due = plan_due(running, now)
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
    outcome = recover(running, now)
    ripen(running, now)
    for place in (LIVE, SEPARATE):
        while acts := _begin(running, place, now, outcome):
            _finish(running, acts, now, outcome)
    return outcome


def recover(running: Running, now: Instant) -> Outcome:
    """Close what an earlier run began: every act of the journal is carried to its end and confirmed."""
    outcome = Outcome()
    with running.vault.live.transaction() as connection:
        acts = Outbox(connection, queries("people", running.vault.live.dialect)).all()
    for at in range(0, len(acts), BATCH):
        _finish(running, acts[at : at + BATCH], now, outcome)
    outcome.recovered = len(acts)
    return outcome


def ripen(running: Running, now: Instant) -> None:
    """Let the events whose day has come count."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        people = [bytes(person) for person in connection.execute(sql["ripening"], {"now": now}).scalars()]
        if people:
            connection.execute(sql["ripen"], {"now": now})
    refresh(running.vault, running.kinds, running.calendar, people, now)


def reason_of(running: Running, due: Due) -> str:
    """Return on whose word an act stands: the statute or purpose that still keeps, or that kept last."""
    keeping = running.kinds.keepings[due.keeping]
    rules = [rule for rule in keeping.rules if rule.place is Place.SEPARATE and rule.reason]
    rules.sort(key=lambda rule: rule.bound is not Bound.FLOOR)
    return rules[0].reason if rules else ""


def _begin(running: Running, place: str, now: Instant, outcome: Outcome) -> list[Begun]:
    """Choose a batch of what is due in a place and write the intention down, all in one transaction each."""
    vault = running.vault
    with vault.place(place).transaction() as connection:
        due = _allowed(running, connection, place, now, outcome)
        Shelf(vault, place, connection).set_state((each.strand for each in due), 1)
        if place == LIVE and due:
            return _intend(running, connection, due, place, now)
    if not due:
        return []
    with vault.live.transaction() as connection:
        return _intend(running, connection, due, place, now)


def _allowed(running: Running, connection: Connection, place: str, now: Instant, outcome: Outcome) -> list[Due]:
    """Return a batch of what is due and may be done: approved, where the policy wants approval."""
    found = list(running.finders[place].due(connection, now))
    if running.approval(now) is None:
        return found[:BATCH]
    ending = [each.strand for each in found if each.act in _ENDING]
    approved = _approved(running, connection if place == LIVE else None, ending, now)
    allowed = [each for each in found if each.act not in _ENDING or each.strand in approved]
    outcome.waiting = (0 if place == LIVE else outcome.waiting) + len(found) - len(allowed)
    return allowed[:BATCH]


def _approved(running: Running, connection: Connection | None, ids: Sequence[bytes], now: Instant) -> set[bytes]:
    sql, found = queries("people", running.vault.live.dialect), set[bytes]()
    if connection is None:
        with running.vault.live.transaction() as live:
            return _approved(running, live, ids, now)
    for at in range(0, len(ids), 500):
        rows = connection.execute(sql["approved"], {"ids": list(ids[at : at + 500]), "now": now})
        found.update(map(bytes, rows.scalars()))
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
    notes = [_note(running, acts, due, act, kept, Phase.INTENDED, ()) for act in Act]
    running.vault.journal.write(
        connection, running.vault.live, request, now, [note for note in notes if note is not None]
    )
    return acts


def _note(
    running: Running,
    acts: Sequence[Begun],
    due: Sequence[Due],
    act: Act,
    kept: Kept | None,
    phase: Phase,
    levels: tuple[Level, ...],
    *,
    ok: bool = True,
) -> Note | None:
    """Return the note of one kind of act in a batch, or None when there is none of it."""
    own = [each for each in acts if each.act is act]
    if not own:
        return None
    kinds = [running.kinds.kinds[number] for number in dict.fromkeys(each.kind for each in own)]
    items = sorted({item for kind in kinds for item in kind.items})[:200]
    why = sorted({reason for each in due if each.act is act and (reason := reason_of(running, each))})
    detail = ",".join(each.strand.hex() for each in own)
    return Note(Book.EVIDENCE, _NOTED[act], running.actor, [each.person for each in own], kept, items, (), why[:20],
                phase, levels, None, ok, detail)  # fmt: skip


def _finish(running: Running, acts: Sequence[Begun], now: Instant, outcome: Outcome) -> None:
    """Carry out a batch, look again, and write the outcome down."""
    running.carrier.carry_out(acts, now)
    levels = _confirm(running, acts)
    gone = leaving(running.vault, (act.record for act in acts), (act.person for act in acts))
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        notes = [
            _note(
                running, acts, (), act, None, Phase.DONE, levels.get(act, ()), ok=act not in levels or bool(levels[act])
            )
            for act in Act
        ]
        running.vault.journal.write(
            connection, running.vault.live, acts[0].rid, now, [note for note in notes if note is not None]
        )
        Outbox(connection, sql).remove(act.id for act in acts)
        connection.execute(sql["remove_planned"], {"ids": [act.strand for act in acts]})
        remove_rows(connection, running.vault, gone)
    outcome.add(acts)
    outcome.released += [(act.strand, act.act) for act in acts]


def _confirm(running: Running, acts: Sequence[Begun]) -> dict[Act, tuple[Level, ...]]:
    """Look again, in new transactions, and return the level each ending act has reached.

    E1: no row, ciphertext or look-up in any place; E3: no key. What cannot be confirmed raises: the journal keeps
    it, and the next run tries again.
    """
    ending = [act for act in acts if act.act in _ENDING]
    left = running.vault.keyring.whole(act.old_key for act in acts)
    present: set[bytes] = set()
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            present |= Shelf(running.vault, place, connection).present(act.strand for act in ending)
    if left or present:
        raise RefusedError(
            msg("{count} strands could not be confirmed as destroyed", count=len(left) + len(present)),
            msg("what is reported as destroyed must be gone from every place, its key included"),
            msg("run the command again; if it persists, look into the databases"))  # fmt: skip
    return {act.act: (Level.E1, Level.E3) for act in ending}


def overdue(running: Running, now: Instant) -> int:
    """Return how many strands should have moved or died more than the policy's deadline ago."""
    deadline = running.deadline(now)
    before = running.calendar.cutoff(now, deadline, Reading.CIVIL) - 1
    return sum(1 for each in plan_due(running, before) if each.not_before <= before)
