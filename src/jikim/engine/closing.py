"""Carry what was begun to its end: do it, look again, note the outcome; or give it up where a hold has come.

Whoever calls this is alone in the vault (`Database.alone`). Each function may be repeated after a crash anywhere: the
journal's rows go in the transaction that notes the outcome, and not before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.running import Running
from jikim.errors import RefusedError, TamperedError
from jikim.ledger import Act as Noted
from jikim.ledger import Book, Kept, Level, Phase
from jikim.lifecycle import Bound, Place
from jikim.messages import msg
from jikim.period import Instant
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
    settle_splits,
)

ENDING = (Act.DESTROY, Act.ANONYMISE)
_TARGET = {Act.PRESERVE: SEPARATE, Act.RETURN: LIVE}
_NOTED = {Act.PRESERVE: Noted.PRESERVE, Act.RETURN: Noted.RETURN, Act.DESTROY: Noted.DESTROY,
          Act.ANONYMISE: Noted.ANONYMISE, Act.SPLIT: Noted.UPDATE}  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What a run did, in numbers of strands; `waiting` are due and lack an approval.

    `aside` are the strands that do not open, by what was due: each is where it was, and the next run tries again.
    """

    preserved: int = 0
    returned: int = 0
    destroyed: int = 0
    anonymised: int = 0
    recovered: int = 0
    waiting: int = 0
    released: list[tuple[bytes, Act]] = field(default_factory=list)
    aside: dict[bytes, Act] = field(default_factory=dict)

    def join(self, other: "Outcome") -> None:
        """Count what was done on the way."""
        self.preserved += other.preserved
        self.returned += other.returned
        self.destroyed += other.destroyed
        self.anonymised += other.anonymised
        self.recovered += other.recovered
        self.released += other.released
        self.aside |= other.aside

    def add(self, acts: Sequence[Begun]) -> None:
        """Count acts that were confirmed."""
        for act in acts:
            self.aside.pop(act.strand, None)
        self.released += [(act.strand, act.act) for act in acts]
        counted = Counter(act.act for act in acts)
        self.preserved += counted[Act.PRESERVE]
        self.returned += counted[Act.RETURN]
        self.destroyed += counted[Act.DESTROY]
        self.anonymised += counted[Act.ANONYMISE]

    def damage(self) -> TamperedError | None:
        """Return what to say of the strands that do not open, or None when there are none."""
        if not self.aside:
            return None
        shown = ", ".join(sorted(strand.hex()[-8:] for strand in self.aside)[:10])
        return TamperedError(
            msg("{count} strands do not open and were left as they are: {strands}", count=len(self.aside),
                strands=shown),
            msg("what does not open can be neither moved nor anonymised; the others were carried out without them"),
            msg("put back the rows of these strands, or their keys, from a backup; the next `jikim apply` tries again"),
        )  # fmt: skip


def close_begun(running: Running, now: Instant) -> Outcome:
    """Do what `recover` does, for whoever is alone already."""
    outcome = Outcome()
    with running.vault.live.transaction() as connection:
        unsettled = running.people.unsettled(connection)
        acts = Outbox(connection, queries("people", running.vault.live.dialect)).all()
    splits = [act for act in acts if act.act is Act.SPLIT]
    if splits:
        settle_splits(running.vault, splits)
        acts = [act for act in acts if act.act is not Act.SPLIT]
    if unsettled:
        refresh(running.vault, running.kinds, running.calendar, unsettled, now)
        with running.vault.live.transaction() as connection:
            running.people.settle_holds(connection, unsettled)
    for _, of_one in groupby(acts, key=lambda act: act.rid):
        request = list(of_one)
        stayed = _stayed(running, request)
        _give_up(running, stayed, now)
        carried = [act for act in request if act not in stayed]
        if carried:
            done = finish(running, carried, now, outcome)
            _ask_again(running, done)
            outcome.recovered += len(done)
    return outcome


def _ask_again(running: Running, acts: Sequence[Begun]) -> None:
    """Let the next batch ask whether what was moved belongs in use again: much may have happened since it was begun."""
    with running.vault.separate.transaction() as connection:
        Shelf(running.vault, SEPARATE, connection).stir(act.strand for act in acts if act.act is Act.PRESERVE)


def _stayed(running: Running, acts: Sequence[Begun]) -> list[Begun]:
    """Return the ending acts of which nothing is done yet and which a hold has come to cover."""
    ending = [act for act in acts if act.act in ENDING and act.state == "planned"]
    whole = running.vault.keyring.whole(act.old_key for act in ending)
    held: set[bytes] = set()
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            rows = Shelf(running.vault, place, connection).rows(act.strand for act in ending)
            held.update(row.id for row in rows.values() if row.held)
    return [act for act in ending if act.strand in held and act.old_key in whole]


def _give_up(running: Running, acts: Sequence[Begun], now: Instant) -> None:
    """Let strands rest again that were about to move or to be destroyed, and note that it did not come about."""
    if not acts:
        return
    running.vault.keyring.shred(act.new_key for act in acts)
    with running.vault.separate.transaction() as connection:
        Shelf(running.vault, SEPARATE, connection).set_state((act.strand for act in acts), 0)
    with running.vault.live.transaction() as connection:
        Shelf(running.vault, LIVE, connection).set_state((act.strand for act in acts), 0)
        outbox = Outbox(connection, queries("people", running.vault.live.dialect))
        outbox.forget_anonymous(act.id for act in acts)
        outbox.remove(act.id for act in acts)
        _close(running, connection, acts, {}, now, ok=False)


def reason_of(running: Running, due: Due) -> str:
    """Return on whose word an act stands: the statute or purpose that still keeps, or that kept last."""
    keeping = running.kinds.keepings[due.keeping]
    rules = [rule for rule in keeping.rules if rule.place is Place.SEPARATE and rule.reason]
    rules.sort(key=lambda rule: rule.bound is not Bound.FLOOR)
    return rules[0].reason if rules else ""


def note_of(
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


def finish(running: Running, acts: Sequence[Begun], now: Instant, outcome: Outcome) -> list[Begun]:
    """Carry out a batch, look again, and write the outcome down; return what was done.

    What does not open is given up for this run: it rests where it was, and the log says that nothing came of it.
    """
    aside = running.carrier.carry_out(acts, now)
    _give_up(running, aside, now)
    outcome.aside |= {act.strand: act.act for act in aside}
    left = {act.id for act in aside}
    done = [act for act in acts if act.id not in left]
    if done:
        _confirm_and_close(running, done, now)
        outcome.add(done)
    return done


def _confirm_and_close(running: Running, acts: Sequence[Begun], now: Instant) -> None:
    levels = _confirm(running, acts)
    gone = leaving(running.vault, (act.record for act in acts), (act.person for act in acts))
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        _close(running, connection, acts, levels, now)
        Outbox(connection, sql).remove(act.id for act in acts)
        connection.execute(sql["remove_planned"], {"ids": [act.strand for act in acts]})
        remove_rows(connection, running.vault, gone)


def _close(
    running: Running,
    connection: Connection,
    acts: Sequence[Begun],
    levels: Mapping[Act, tuple[Level, ...]],
    now: Instant,
    *,
    ok: bool = True,
) -> None:
    """Note the outcome of acts of one request, one note for each kind of act."""
    notes = [note_of(running, acts, (), act, None, Phase.DONE, levels.get(act, ()), ok=ok) for act in Act]
    found = [note for note in notes if note is not None]
    running.vault.journal.write(connection, running.vault.live, acts[0].rid, now, found)


def _confirm(running: Running, acts: Sequence[Begun]) -> dict[Act, tuple[Level, ...]]:
    """Look again, in new transactions, and return the level each ending act has reached.

    E1: no row, ciphertext or look-up in any place; E3: no key. What moved is in its new place and in no other. What
    cannot be confirmed raises: the journal keeps it, and the next run tries again.
    """
    left = running.vault.keyring.whole(act.old_key for act in acts)
    present: dict[str, set[bytes]] = {}
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            present[place] = Shelf(running.vault, place, connection).present(act.strand for act in acts)
    wrong = [act for act in acts if act.old_key in left or not _is_where_it_belongs(act, present)]
    if wrong:
        raise RefusedError(
            msg("{count} strands could not be confirmed as moved or destroyed", count=len(wrong)),
            msg("what is reported as done must be gone from its old place, the key included, and whole in the new one"),
            msg("run the command again; if it persists, look into the databases"))  # fmt: skip
    return {act.act: (Level.E1, Level.E3) for act in acts if act.act in ENDING}


def _is_where_it_belongs(act: Begun, present: Mapping[str, set[bytes]]) -> bool:
    return all((act.strand in found) is (place == _TARGET.get(act.act)) for place, found in present.items())
