"""What an auditor takes away, and what a service can take back: logs that verify, and everything it gave us."""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.database import queries
from jikim.engine.running import Running
from jikim.ledger import Act, Book
from jikim.period import Instant, text_of
from jikim.vault import LIVE, SEPARATE, Note, Shelf


@dataclass(frozen=True, slots=True)
class Evidence:
    """The logs of a vault: how many leaves each has, and the signed checkpoints."""

    sizes: dict[Book, int]
    checkpoints: dict[Book, str]


def seal_logs(running: Running) -> Evidence:
    """Let the ledger take over what is pending, and sign every log as it stands."""
    journal = running.vault.journal
    for place in (running.vault.live, running.vault.separate):
        journal.drain(place)
    return Evidence(journal.sizes(), {book: journal.checkpoint(book) for book in Book})


def verify_logs(running: Running) -> dict[Book, int]:
    """Verify every leaf, tile, side record and checkpoint; return the sizes, or raise TamperedError."""
    audits = running.vault.journal.audit(running.vault.live, running.vault.separate)
    return {book: audit.size for book, audit in audits.items()}


def export_all(running: Running, now: Instant) -> Iterator[dict[str, object]]:
    """Yield everything that was handed to us, one object a record, as plain values; it is written down first."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        people = connection.execute(sql["every_person"]).all()
        note = Note(Book.ACCESS, Act.EXPORT, running.actor, [bytes(row.id) for row in people], detail="all")
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    for row in people:
        reference = running.people.reference(bytes(row.id), row.key, bytes(row.sealed)) if row.digest else None
        yield from _of_person(running, bytes(row.id), reference)


def _of_person(running: Running, person: bytes, reference: str | None) -> Iterator[dict[str, object]]:
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        records = connection.execute(sql["records_of_people"], {"people": [person]}).all()
        standing = running.people.standings(connection, [person])[person]
    for row in records:
        texts, places = _texts(running, person, bytes(row.id))
        yield {
            "person": reference, "record": bytes(row.id).hex(), "activity": row.activity, "role": row.role,
            "cases": [case for case in row.cases.split(",") if case], "at": text_of(row.collected),
            "values": texts, "places": places,
            "events": [[event.name, text_of(event.at)] for event in standing.events
                       if event.record in (None, bytes(row.id))],
            "consents": dict(standing.consents),
        }  # fmt: skip


def _texts(running: Running, person: bytes, record: bytes) -> tuple[dict[str, str], list[str]]:
    texts: dict[str, str] = {}
    places = []
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            shelf = Shelf(running.vault, place, connection)
            rows = shelf.of_record(person, record)
            for content in shelf.open(rows):
                texts |= content.texts
        places += [place] * bool(rows)
    return texts, places
