"""Stay destruction and suspend use: a hold keeps what would go, a freeze keeps what is there from being used.

Each reaches both places. What was cut short in between is finished by the next run (a hold), or by asking again (a
freeze). A freeze stays nothing: what is due is destroyed, and what a statute keeps apart is read for that statute.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.happen import known_or_new, known_person
from jikim.engine.running import Running
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.ledger import Act
from jikim.messages import msg
from jikim.period import Instant
from jikim.vault import LIVE, SEPARATE, Shelf, Standing, leaving, refresh_place, remove_rows


def hold(
    running: Running, person: str, name: str, now: Instant, reason: str = "", *, newly: bool = False
) -> bytes:  # fmt: skip
    """Open a hold on a person and return its id: while it is open nothing it covers is destroyed.

    `reason` is sealed in the log and nowhere else. `newly`: one of whom nothing is here becomes known by it.
    """
    enacted = running.in_force(now)
    if name not in {kind.id for kind in enacted.policy.holds}:
        raise RefusedError(
            msg("the policy knows no hold called '{name}'", name=name),
            msg("destruction may be stayed only for reasons that the policy states"),
            msg("use one of: {known}", known=", ".join(kind.id for kind in enacted.policy.holds) or "-"))  # fmt: skip
    number, sql = new_id(), queries("people", running.vault.live.dialect)
    with running.vault.live.alone():
        known, rows, _ = known_or_new(running, [person], now) if newly else ({}, [], None)
        subject = known[person] if newly else known_person(running, person)
        with running.vault.live.transaction() as connection:
            if rows:
                connection.execute(sql["put_person"], rows)
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


def release(running: Running, number: bytes, now: Instant, *, of_tables: bool = False) -> None:
    """Close a hold; what is over by then gets a fresh deadline.

    `of_tables`: the person stands in connected tables, so what happened to them is kept though nothing else is here.

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
        if not (of_tables and standing.events):
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


def of_hold(running: Running, number: bytes) -> str:
    """Return what the service calls the person whom an open hold concerns; empty for a guest."""
    person = _open_hold(running, number)[0]
    with running.vault.live.transaction() as connection:
        rows = connection.execute(queries("people", running.vault.live.dialect)["people"], {"ids": [person]}).all()
    return running.people.references(rows)[person]


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
        subject = known_person(running, person)
        with running.vault.live.transaction() as connection:
            rows = connection.execute(sql["records_of_people"], {"people": [subject]}).all()
        records = [bytes(row.id) for row in rows if activity in (None, row.activity)]
        with running.vault.separate.transaction() as connection:
            Shelf(running.vault, SEPARATE, connection).set_frozen(subject, records, frozen)
        with running.vault.live.transaction() as connection:
            Shelf(running.vault, LIVE, connection).set_frozen(subject, records, frozen)
            note = running.note(Act.FREEZE if frozen else Act.THAW, [subject], detail=activity or "")
            running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    return len(records)
