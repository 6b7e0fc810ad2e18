"""Take in what happens: events, withdrawals, holds and freezes. Each is written down and reaches every place.

What is dated in the future counts for nothing until its day. An erasure request for what a running contract needs is
a question, not an act: it means leaving, and is refused unless the person says so (PIPA Art. 36 (1)).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.collect import write_events
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.ledger import Act, Book
from jikim.lifecycle import ERASURE, WITHDREW
from jikim.messages import msg
from jikim.period import Instant
from jikim.policy import Activity, BasisKind
from jikim.vault import (
    LIVE,
    SEPARATE,
    Happened,
    Note,
    Shelf,
    Standing,
    leaving,
    refresh,
    refresh_place,
    remove_rows,
)


def happen(
    running: Running, events: Sequence[tuple[str, bytes | None, str, Instant]], now: Instant, *, leaving: bool = False
) -> None:
    """Take in events, each (the service's reference or a record's owner, record or None, name, at).

    For an event of a record the person may be given as "". `leaving` says that a person who asks for erasure means
    to leave as well.
    """
    happened = _resolved(running, events, now)
    _refuse_erasure_in_contract(running, happened, leaving=leaving)
    take_in(running, happened, now)


def refused_events(
    running: Running, events: Sequence[tuple[str, bytes | None, str, Instant]], now: Instant, *, leaving: bool = False
) -> list[tuple[int, RefusedError]]:
    """Return which events of a batch `happen` would refuse, by their positions from 0; nothing is written."""
    refused = []
    for at, event in enumerate(events):
        try:
            _refuse_erasure_in_contract(running, _resolved(running, [event], now), leaving=leaving)
        except RefusedError as error:
            refused.append((at, error))
    return refused


def take_in(
    running: Running, happened: Sequence[Happened], now: Instant, consents: Sequence[dict[str, object]] = ()
) -> None:
    """Write events down, with rows of consents, and let them reach the strands."""
    with running.vault.live.alone():
        _take_in(running, happened, now, consents)


def _take_in(
    running: Running, happened: Sequence[Happened], now: Instant, consents: Sequence[dict[str, object]]
) -> None:
    with running.vault.live.transaction() as connection:
        write_events(connection, running, happened, now)
        if consents:
            connection.execute(queries("people", running.vault.live.dialect)["put_consent"], consents)
        notes = [
            Note(Book.EVIDENCE, _ACTS.get(name.partition(":")[0], Act.EVENT), running.actor,
                 list(dict.fromkeys(event.person for event in happened if event.name == name)), why=(name,))
            for name in dict.fromkeys(event.name for event in happened)
        ]  # fmt: skip
        running.vault.journal.write(connection, running.vault.live, running.request(), now, notes)
    ripe = [event.person for event in happened if event.at <= now]
    refresh(running.vault, running.kinds, running.calendar, ripe, now)


_ACTS = {WITHDREW: Act.WITHDRAW, ERASURE: Act.ERASE, "agreed": Act.CONSENT}


def withdraw(running: Running, person: str, matter: str, at: Instant, now: Instant) -> None:
    """Take in the withdrawal of a consent; as easy as it was to agree (PIPA Art. 37 (1), 38 (4))."""
    _consent(running, person, matter, at, now, agreed=False)


def agree(running: Running, person: str, matter: str, at: Instant, now: Instant) -> None:
    """Take in a consent given apart from any collecting."""
    _consent(running, person, matter, at, now, agreed=True)


def _consent(running: Running, person: str, matter: str, at: Instant, now: Instant, *, agreed: bool) -> None:
    subject, enacted = _asked(running, person, matter, now)
    consent: dict[str, object] = {
        "person": subject, "matter": matter, "agreed": int(agreed), "policy": enacted.id, "wording": enacted.digest,
        "at": at, "recorded": now,
    }  # fmt: skip
    name = f"agreed:{matter}" if agreed else f"{WITHDREW}:{matter}"
    take_in(running, [Happened(subject, None, name, at, now)], now, [consent])


def refused_consents(
    running: Running, consents: Sequence[tuple[str, str]], now: Instant
) -> list[tuple[int, RefusedError]]:
    """Return which consents, each (reference, matter), would be refused, by their positions from 0."""
    refused = []
    for at, (person, matter) in enumerate(consents):
        try:
            _asked(running, person, matter, now)
        except RefusedError as error:
            refused.append((at, error))
    return refused


def _asked(running: Running, person: str, matter: str, now: Instant) -> tuple[bytes, Enacted]:
    """Return the person and the policy in force; refuses a matter that it does not ask for."""
    subject, enacted = _person(running, person), running.in_force(now)
    known = {group.matter for activity in enacted.policy.activities for group in activity.collect}
    if matter not in known:
        raise RefusedError(
            msg("the policy asks for no consent called '{matter}'", matter=matter),
            msg("a consent counts only for the matter that was asked for"),
            msg("use one of: {known}", known=", ".join(sorted(known))))  # fmt: skip
    return subject, enacted


def hold(running: Running, person: str, name: str, now: Instant, reason: str = "") -> bytes:
    """Open a hold on a person and return its id: while it is open nothing it covers is destroyed.

    `reason` is sealed in the log and nowhere else.
    """
    enacted = running.in_force(now)
    if name not in {kind.id for kind in enacted.policy.holds}:
        raise RefusedError(
            msg("the policy knows no hold called '{name}'", name=name),
            msg("destruction may be stayed only for reasons that the policy states"),
            msg("use one of: {known}", known=", ".join(kind.id for kind in enacted.policy.holds) or "-"))  # fmt: skip
    number, sql = new_id(), queries("people", running.vault.live.dialect)
    with running.vault.live.alone():
        subject = _person(running, person)
        with running.vault.live.transaction() as connection:
            connection.execute(sql["put_hold"], {"id": number, "person": subject, "name": name, "opened": now})
            standings = running.people.standings(connection, [subject])
            _reach(running, LIVE, connection, standings, now)
            note = running.note(Act.HOLD, [subject], why=(name,), detail=reason)
            running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
        with running.vault.separate.transaction() as connection:
            _reach(running, SEPARATE, connection, standings, now)
        _settle(running, subject)
    return number


def _settle(running: Running, person: bytes) -> None:
    with running.vault.live.transaction() as connection:
        running.people.settle_holds(connection, [person])


def _reach(
    running: Running, place: str, connection: Connection, standings: Mapping[bytes, Standing], now: Instant
) -> None:
    refresh_place(Shelf(running.vault, place, connection), running.kinds, running.calendar, standings, now)


def release(running: Running, number: bytes, now: Instant) -> None:
    """Close a hold; what is over by then gets a fresh deadline.

    What is kept apart is let go first: after a crash in between the hold is still open, and the next run holds
    again what it covers.
    """
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.alone():
        person, name, standing = _open_hold(running, number)
        closed = [(*each[:3], now) if each[0] == number else each for each in standing.holds]
        standings = {person: replace(standing, holds=closed)}
        with running.vault.live.transaction() as connection:
            connection.execute(sql["unsettle_hold"], {"id": number})
        with running.vault.separate.transaction() as connection:
            _reach(running, SEPARATE, connection, standings, now)
        with running.vault.live.transaction() as connection:
            connection.execute(sql["close_hold"], {"id": number, "closed": now})
            _reach(running, LIVE, connection, standings, now)
            note = running.note(Act.RELEASE, [person], why=(name,))
            running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
        _settle(running, person)
        _let_go(running, person)


def _let_go(running: Running, person: bytes) -> None:
    """Remove the rows of a person whom nothing but the hold had kept."""
    gone = leaving(running.vault, (), [person])
    with running.vault.live.transaction() as connection:
        remove_rows(connection, running.vault, gone)


def _open_hold(running: Running, number: bytes) -> tuple[bytes, str, Standing]:
    """Return whom an open hold concerns, what it is called, and what is known of the person."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        row = connection.execute(sql["hold"], {"id": number}).one_or_none()
        if row is None or row.closed is not None:
            raise RefusedError(
                msg("no hold {number} is open", number=number.hex()[:8]),
                msg("only a hold that stays something can be released"),
                msg("list the open ones: `jikim hold --list`"))  # fmt: skip
        person = bytes(row.person)
        return person, row.name, running.people.standings(connection, [person])[person]


def open_holds(running: Running) -> list[tuple[bytes, str, Instant]]:
    """Return every hold that is open: its id, its name and since when; not whom it holds."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        return [(bytes(row.id), row.name, row.opened) for row in connection.execute(sql["open_holds"])]


def freeze(running: Running, person: str, activity: str | None, now: Instant) -> int:
    """Suspend the use of a person's records (PIPA Art. 37): kept, but not used and not provided; return how many."""
    return _set_frozen(running, person, activity, now, frozen=1)


def thaw(running: Running, person: str, activity: str | None, now: Instant) -> int:
    """Let a person's records be used again; return how many."""
    return _set_frozen(running, person, activity, now, frozen=0)


def _set_frozen(running: Running, person: str, activity: str | None, now: Instant, *, frozen: int) -> int:
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.alone():
        subject = _person(running, person)
        with running.vault.live.transaction() as connection:
            rows = connection.execute(sql["records_of_people"], {"people": [subject]}).all()
        records = [bytes(row.id) for row in rows if activity in (None, row.activity)]
        with running.vault.separate.transaction() as connection:
            Shelf(running.vault, SEPARATE, connection).set_frozen(records, frozen)
        with running.vault.live.transaction() as connection:
            Shelf(running.vault, LIVE, connection).set_frozen(records, frozen)
            note = running.note(Act.FREEZE if frozen else Act.THAW, [subject], detail=activity or "")
            running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    return len(records)


def _person(running: Running, reference: str) -> bytes:
    with running.vault.live.transaction() as connection:
        found = running.people.find(connection, [reference])
    if reference not in found:
        raise RefusedError(
            msg("the vault knows no such person"),
            msg("either nothing was ever collected, or everything has been destroyed"),
            msg("check the reference; nothing was changed"))  # fmt: skip
    return found[reference]


def _resolved(
    running: Running, events: Sequence[tuple[str, bytes | None, str, Instant]], now: Instant
) -> list[Happened]:
    """Return events with the ids of their people; refuses an event the policy does not know."""
    known = {event.id: event for each in running.enacted for event in each.policy.events}
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        people = running.people.find(connection, {reference for reference, _, _, _ in events if reference})
        wanted = [record for _, record, _, _ in events if record is not None]
        owners = {bytes(row.id): bytes(row.person) for row in connection.execute(sql["records"], {"ids": wanted})}
    resolved = []
    for reference, record, name, at in events:
        if name.partition(":")[0] not in known:
            raise RefusedError(
                msg("the policy knows no event called '{name}'", name=name),
                msg("an event that no rule counts would be stored for nothing"),
                msg("use one of: {known}", known=", ".join(sorted(known))))  # fmt: skip
        person = owners.get(record) if record is not None else people.get(reference)
        if person is None:
            raise RefusedError(
                msg("the vault knows no such person or record"),
                msg("either nothing was ever collected, or everything has been destroyed"),
                msg("check the reference; nothing was changed"))  # fmt: skip
        personal = known[name.partition(":")[0]].of != "record"
        if not personal and record is None and name != ERASURE:
            raise RefusedError(
                msg("the event '{name}' happens to a record, and none is named", name=name),
                msg("each record has its own clock"),
                msg("name the record: `--record`"))  # fmt: skip
        resolved.append(Happened(person, None if personal else record, name, at, now))
    return _of_each_record(running, resolved)


def _of_each_record(running: Running, happened: Sequence[Happened]) -> list[Happened]:
    """Let a request to erase everything be about each record there is: it says nothing of a later membership."""
    general = [event.person for event in happened if event.name == ERASURE and event.record is None]
    if not general:
        return list(happened)
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        rows = connection.execute(sql["records_of_people"], {"people": general}).all()
    spread: list[Happened] = []
    for event in happened:
        if event.name != ERASURE or event.record is not None:
            spread.append(event)
            continue
        own = [row for row in rows if bytes(row.person) == event.person and row.collected <= event.at]
        spread += [replace(event, record=bytes(row.id)) for row in own]
    return spread


def _refuse_erasure_in_contract(running: Running, happened: Sequence[Happened], *, leaving: bool) -> None:
    """Refuse an erasure request for what a running contract needs, unless the person means to leave."""
    asked = [event for event in happened if event.name == ERASURE]
    if leaving or not asked:
        return
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        standings = running.people.standings(connection, {event.person for event in asked})
        rows = connection.execute(sql["records_of_people"], {"people": [event.person for event in asked]}).all()
    for event in asked:
        known = [each for each in (*standings[event.person].events, *happened) if each.person == event.person]
        concerned = [row for row in rows if event.record in (None, bytes(row.id)) and bytes(row.person) == event.person]
        contracts = [
            row
            for row in concerned
            if _by_contract(running.of(row.policy).policy.activity(row.activity))
            and not _has_left(known, row, event.at)
        ]
        if contracts:
            raise RefusedError(
                msg("'{activity}' is needed for a contract that still runs", activity=contracts[0].activity),
                msg("erasing it would mean leaving the service, and the person has not said so"),
                msg("ask, then repeat with `--leaving`, or name another record"))  # fmt: skip


def _has_left(known: Sequence[Happened], row: Any, at: Instant) -> bool:  # noqa: ANN401  (a row of `record`)
    """Return whether the person had left by `at`, after the joining in whose spell the record was collected."""
    joined = max((each.at for each in known if each.name == "joined" and each.at <= row.collected), default=0)
    return any(each.name == "left" and joined <= each.at <= at for each in known)


def _by_contract(activity: Activity | None) -> bool:
    return activity is not None and activity.basis is not None and activity.basis.kind is BasisKind.CONTRACT
