"""A place was put back from an old copy: what the log says was done since then counts, and not the copy.

1. read    the notes since the copy was made: which strands ended, which moved, which holds were opened
2. agree   the kinds of strand and their keepings that only one place knows are written into both
3. end     what had been destroyed or anonymised goes again, its key with it
4. settle  of a strand that is now in two places, one goes: the one that does not open, or that it had left
5. bring   what was said since then reaches the strands again: freezes and later policies; the holds and events that
           the live place knows, where the other was put back; holds that it does not, where it was itself
6. note    what was done, and only then let the place count on

Safe to stop anywhere and to repeat. What nobody but the service knows (events, consents, what was collected) cannot
be brought back into the live place: whoever notices the old copy is refused once, and told what to report again.
Strands that are in no place any more may be in a newer copy: they are named in the note, and their people stay.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import product

from jikim.database import queries
from jikim.engine.running import Running
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.ledger import Act, Book, Kept, Phase
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.vault import (
    LIVE,
    SEPARATE,
    Outbox,
    Shelf,
    StrandRow,
    Told,
    agree_on_kinds,
    chunks,
    leaving,
    open_whole,
    refresh,
    remove_rows,
)

ENDING = (Act.DESTROY, Act.ANONYMISE)
MOVING = {Act.PRESERVE: SEPARATE, Act.RETURN: LIVE}
FREEZING = {Act.FREEZE: 1, Act.THAW: 0}
REPORTED = (Act.EVENT, Act.ERASE, Act.WITHDRAW, Act.CONSENT, Act.CREATE, Act.FREEZE, Act.THAW, Act.RELEASE, Act.ENACT)


@dataclass(slots=True)
class Settled:
    """What followed from one place that was put back: strands that went again, of two one, in no place; holds."""

    place: str
    ended: list[bytes] = field(default_factory=list)
    doubled: list[bytes] = field(default_factory=list)
    lost: list[bytes] = field(default_factory=list)
    holds: int = 0
    reported: int = 0

    def refusal(self) -> RefusedError:
        """Return what to tell the operator."""
        return RefusedError(
            msg("the database '{place}' was put back from an old copy: strands that had been destroyed since and were "
                "destroyed again: {ended}; that stood in two places, and stand in one now: {doubled}; that are in no "
                "place any more: {lost}; holds opened again: {holds}",
                place=self.place, ended=len(self.ended), doubled=len(self.doubled), lost=len(self.lost),
                holds=self.holds),
            self._why(), self._fix(),
        )  # fmt: skip

    def _why(self) -> Message:
        if self.place == LIVE:
            return msg("what was destroyed must not come back to life; the log knows that, but not what only the "
                       "service knows: {reported} of its entries since then speak of data, events, consents or "
                       "policies", reported=self.reported)  # fmt: skip
        return msg("what was destroyed must not come back to life, and what is held or frozen stays so; {reported} of "
                   "the log's entries since then speak of data, events, consents or policies: what the live database "
                   "knows of them was brought there again", reported=self.reported)  # fmt: skip

    def _fix(self) -> Message:
        if self.place == LIVE:
            return msg("put back a newer copy if there is one; if not, enact and report again what happened since the "
                       "copy was made, look at `jikim plan`, then repeat this command: it was not carried out, and "
                       "will be")  # fmt: skip
        return msg("put back a newer copy if there is one; if not, look at `jikim plan`, then repeat this command: it "
                   "was not carried out, and will be")  # fmt: skip


def refuse_restored(running: Running, now: Instant) -> None:
    """Settle what follows from places that were put back, and refuse once: the operator must know before going on."""
    if not _put_back(running):
        return
    with running.vault.live.alone():
        running.vault.journal.drain(running.vault.live)
        for place, since in _put_back(running).items():
            raise _settle(running, place, since, now).refusal()


def _put_back(running: Running) -> dict[str, int]:
    """Return the places that were put back, each with how far the log of evidence had come when it was copied."""
    found = {place: running.vault.journal.put_back(running.vault.place(place)) for place in (LIVE, SEPARATE)}
    return {place: sizes[Book.EVIDENCE] for place, sizes in found.items() if sizes is not None}


def _settle(running: Running, place: str, since: int, now: Instant) -> Settled:
    told, settled = running.vault.journal.told(Book.EVIDENCE, since), Settled(place)
    agree_on_kinds(running.vault)
    running.reload()
    fates = _fates(told)
    for each in (LIVE, SEPARATE) if place == LIVE else (SEPARATE,):  # the journal of acts was in the live place
        settled.ended += _end(running, each, fates, _begun(told))
    settled.doubled, settled.lost = _sort_out(running, fates)
    _forget_acts(running, [*settled.ended, *settled.doubled, *settled.lost])
    settled.reported = sum(each.leaf.act in REPORTED for each in told)
    _freeze_again(running, place, told)
    if place == LIVE:
        settled.holds = _hold_again(running, told)
    else:
        _bring_again(running, now)
    _engage_again(running)
    _write_down(running, settled, _gone(told, settled.lost), now)
    running.vault.journal.catch_up(running.vault.place(place))
    return settled


def _strands(told: Told) -> list[bytes]:
    return [bytes.fromhex(each) for each in told.detail.split(",") if len(each) == 32]


def _fates(told: Iterable[Told]) -> dict[bytes, Act]:
    """Return what last became of each strand."""
    acts = (*ENDING, *MOVING)
    done = (each for each in told if each.leaf.act in acts and each.leaf.ph is Phase.DONE and each.leaf.ok)
    return {strand: each.leaf.act for each in done for strand in _strands(each)}


def _begun(told: Iterable[Told]) -> set[bytes]:
    """Return the strands whose end was intended and not given up."""
    begun: set[bytes] = set()
    for each in (each for each in told if each.leaf.act in ENDING):
        if each.leaf.ph is Phase.INTENDED:
            begun.update(_strands(each))
        else:
            begun.difference_update(_strands(each))
    return begun


def _rows(running: Running, place: str, strands: Iterable[bytes]) -> tuple[dict[bytes, StrandRow], set[bytes]]:
    """Return the rows of strands in a place, and which of them open."""
    with running.vault.place(place).transaction() as connection:
        shelf = Shelf(running.vault, place, connection)
        rows = shelf.rows(strands)
        return rows, set(open_whole(shelf, list(rows.values())))


def _end(running: Running, place: str, fates: Mapping[bytes, Act], begun: set[bytes]) -> list[bytes]:
    """Let go again what had ended; what was about to end has, when its key is gone."""
    over = {strand for strand, act in fates.items() if act in ENDING}
    rows, _ = _rows(running, place, over | begun)
    keys = running.vault.keyring.whole(row.key for row in rows.values())
    gone = [strand for strand, row in rows.items() if strand in over or row.key not in keys]
    _remove(running, place, gone)
    return gone


def _sort_out(running: Running, fates: Mapping[bytes, Act]) -> tuple[list[bytes], list[bytes]]:
    """Leave strands that moved in one place; return those that were in two, and those that are in none."""
    moved = {strand: MOVING[act] for strand, act in fates.items() if act in MOVING}
    live, live_opens = _rows(running, LIVE, moved)
    apart, apart_opens = _rows(running, SEPARATE, moved)
    doubled = [strand for strand in moved if strand in live and strand in apart]
    one = {strand: strand in live_opens for strand in doubled if (strand in live_opens) is not (strand in apart_opens)}
    both = {strand: moved[strand] == LIVE for strand in doubled if strand in live_opens and strand in apart_opens}
    stays = one | both
    _remove(running, SEPARATE, [strand for strand, in_use in stays.items() if in_use])
    _remove(running, LIVE, [strand for strand, in_use in stays.items() if not in_use])
    return list(stays), [strand for strand in moved if strand not in live and strand not in apart]


def _remove(running: Running, place: str, strands: Sequence[bytes]) -> None:
    """Remove strands from a place, with their keys; a key that does not open its strand may be another's by now."""
    rows, opens = _rows(running, place, strands)
    running.vault.keyring.shred(row.key for strand, row in rows.items() if strand in opens)
    with running.vault.place(place).transaction() as connection:
        Shelf(running.vault, place, connection).remove(strands)


def _forget_acts(running: Running, strands: Sequence[bytes]) -> None:
    """Take acts on these strands out of the journal, and let rest what is marked and in no act of it."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        for chunk in chunks(strands):
            connection.execute(sql["remove_outbox_of"], {"strands": chunk})
        under_way = {act.strand for act in Outbox(connection, sql).all()}
    for place in (LIVE, SEPARATE):
        moving = queries("restored", running.vault.place(place).dialect)["moving"]
        with running.vault.place(place).transaction() as connection:
            marked = {bytes(strand) for strand in connection.execute(moving).scalars()}
            Shelf(running.vault, place, connection).set_state(marked - under_way, 0)


def _hold_again(running: Running, told: Iterable[Told]) -> int:
    """Open again the holds that were opened since and not released; return how many.

    They reach the strands as those of an interrupted run do: with the next one, before anything is done.
    """
    opened = Counter[tuple[bytes, str]]()
    since: dict[tuple[bytes, str], Instant] = {}
    for each in told:
        for one in ((person, name) for person in each.people for name in each.leaf.why):
            if each.leaf.act is Act.HOLD:
                opened[one] += 1
                since[one] = each.leaf.ts
            elif each.leaf.act is Act.RELEASE and opened[one]:
                opened[one] -= 1
    return _put_holds(running, {one: since[one] for one, count in opened.items() if count})


def _put_holds(running: Running, wanted: Mapping[tuple[bytes, str], Instant]) -> int:
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        standings = running.people.standings(connection, [person for person, _ in wanted])
        there = {(person, name, at) for person, each in standings.items() for _, name, at, _ in each.holds}
        new = [{"id": new_id(), "person": person, "name": name, "opened": at}
               for (person, name), at in wanted.items() if (person, name, at) not in there]  # fmt: skip
        if new:
            connection.execute(sql["put_hold"], new)
    return len(wanted)


def _freeze_again(running: Running, place: str, told: Iterable[Told]) -> None:
    """Freeze and thaw in a place what was frozen and thawed since, in that order."""
    sql = queries("people", running.vault.live.dialect)
    for each in (each for each in told if each.leaf.act in FREEZING):
        with running.vault.live.transaction() as connection:
            rows = connection.execute(sql["records_of_people"], {"people": each.people}).all()
        with running.vault.place(place).transaction() as connection:
            for person in each.people:
                records = [bytes(row.id) for row in rows
                           if bytes(row.person) == person and each.detail in ("", row.activity)]  # fmt: skip
                Shelf(running.vault, place, connection).set_frozen(person, records, FREEZING[each.leaf.act])


def _bring_again(running: Running, now: Instant) -> None:
    """Bring holds and events to everybody's strands that are kept apart; of whom live knows nothing stays as it is."""
    apart = queries("restored", running.vault.separate.dialect)["people_apart"]
    with running.vault.separate.transaction() as connection:
        people = [bytes(person) for person in connection.execute(apart).scalars()]
    for chunk in chunks(people):
        refresh(running.vault, running.kinds, running.calendar, running.knows(chunk), now)


def _engage_again(running: Running) -> None:
    """Let the next run bring to every policy the strands that are as they were before it counted."""
    sql, running.engaged = queries("people", running.vault.live.dialect), 1
    with running.vault.live.transaction() as connection:
        connection.execute(sql["put_engaged"], {"value": "1"})


def _gone(told: Iterable[Told], lost: Iterable[bytes]) -> set[bytes]:
    """Return the people whom the notes speak of, but for those of lost strands: a newer copy may bring them back."""
    lost, people, stay = set(lost), set[bytes](), set[bytes]()
    for each in told:
        people.update(each.people)
        if each.leaf.act in MOVING:
            stay |= _people_of(each, lost)
    return people - stay


def _people_of(told: Told, strands: Set[bytes]) -> set[bytes]:
    """Return whose these strands are; a note of a move names its strands and their people in one order."""
    named = _strands(told)
    each_with_its_own = len(named) == len(told.people)
    pairs = zip(named, told.people, strict=True) if each_with_its_own else product(named, told.people)
    return {person for strand, person in pairs if strand in strands}


def _write_down(running: Running, settled: Settled, people: set[bytes], now: Instant) -> None:
    """Note what was done, with the rows of whom nothing is left any more."""
    sql = queries("people", running.vault.live.dialect)
    known = list(running.knows(people))
    with running.vault.live.transaction() as connection:
        records = [bytes(row.id) for chunk in chunks(known)
                   for row in connection.execute(sql["records_of_people"], {"people": chunk})]  # fmt: skip
    gone = leaving(running.vault, records, known)
    kept = Kept.LIVE if settled.place == LIVE else Kept.SEPARATE
    detail = "; ".join([",".join(strand.hex() for strand in (*settled.ended, *settled.doubled)),
                        *(f"lost {strand.hex()}" for strand in settled.lost)])  # fmt: skip
    note = running.note(Act.RESTORE, (), kept=kept, phase=Phase.DONE, ok=not settled.lost, detail=detail)
    with running.vault.live.transaction() as connection:
        remove_rows(connection, running.vault, gone)
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
