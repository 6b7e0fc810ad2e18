"""Take in what happens: events, consents and their withdrawal. Each is written down and reaches every place.

What is dated in the future counts for nothing until its day. An erasure request for what a running contract needs is
a question, not an act: it means leaving, and is refused unless the person says so (PIPA Art. 36 (1)).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from jikim.consent import matters
from jikim.database import queries
from jikim.engine.collect import write_events
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.keeper import new_ids
from jikim.ledger import Act, Book
from jikim.lifecycle import ERASURE, WITHDREW
from jikim.messages import msg
from jikim.period import Instant
from jikim.policy import Activity, BasisKind
from jikim.vault import Happened, Newcomer, Note, refresh


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
    subject, enacted = known_person(running, person), running.in_force(now)
    known = matters(enacted.policy)
    if matter not in known:
        raise RefusedError(
            msg("the policy asks for no consent called '{matter}'", matter=matter),
            msg("a consent counts only for the matter that was asked for"),
            msg("use one of: {known}", known=", ".join(sorted(known))))  # fmt: skip
    return subject, enacted


def known_person(running: Running, reference: str) -> bytes:
    """Return the id of the person whom the service calls so; refuses one of whom nothing is here."""
    with running.vault.live.transaction() as connection:
        found = running.people.find(connection, [reference])
    if reference not in found:
        raise RefusedError(
            msg("the vault knows no such person"),
            msg("either nothing was ever collected, or everything has been destroyed"),
            msg("check the reference; nothing was changed"))  # fmt: skip
    return found[reference]


def unknown_event(name: str, known: Iterable[str]) -> RefusedError:
    """Return what is said of an event that no policy knows."""
    return RefusedError(
        msg("the policy knows no event called '{name}'", name=name),
        msg("an event that no rule counts would be stored for nothing"),
        msg("use one of: {known}", known=", ".join(sorted(known))))  # fmt: skip


def known_or_new(
    running: Running, references: Sequence[str], now: Instant
) -> tuple[dict[str, bytes], list[dict[str, object]], frozenset[bytes]]:
    """Return the ids of people by what the service calls them, the rows to be written of those not known so far, and
    their ids.

    To be called, and the rows to be written, while the vault is held `alone`.
    """
    with running.vault.live.transaction() as connection:
        known = running.people.find(connection, references)
    strangers = [each for each in dict.fromkeys(references) if each not in known]
    newcomers = [Newcomer(number, each, running.people.digest(each))
                 for number, each in zip(new_ids(len(strangers)), strangers, strict=True)]  # fmt: skip
    rows = running.people.rows_for(newcomers, running.vault.keyring.make(len(newcomers)), now)
    new = {each.reference or "": each.id for each in newcomers}
    return {**known, **new}, rows, frozenset(new.values())


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
            raise unknown_event(name, known)
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
