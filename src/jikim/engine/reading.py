"""Hand out what a record holds, for a purpose, and only after it was written down.

In use, a purpose of the record's own activity opens it. What is kept apart opens only for the statute (or the purpose)
on whose word it is kept (PIPA Art. 21 (3)). What is frozen is not used, wherever it rests (PIPA Art. 37 (1)): only a
statute that forbids its destruction still opens it, for a legal duty outweighs a suspension (PIPA Art. 37 (2)). The
note is committed before the first plaintext is released; when it cannot be written, nothing is handed out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jikim.database import queries
from jikim.engine.running import Running
from jikim.errors import RefusedError
from jikim.ledger import Act, Book, Kept
from jikim.lifecycle import Bound, Place
from jikim.messages import msg
from jikim.period import Instant
from jikim.vault import LIVE, SEPARATE, Note, Shelf, StrandRow


@dataclass(frozen=True, slots=True)
class Opened:
    """What a record holds, as far as the purpose reaches; never shown by repr."""

    record: bytes
    texts: Mapping[str, str]
    files: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Opened({self.record.hex()[:8]})"


def read_record(running: Running, record: bytes, purpose: str, now: Instant) -> Opened:
    """Return what a record holds for a purpose; raises RefusedError when the purpose does not open it."""
    live, apart = _strands(running, record)
    if not live and not apart:
        raise RefusedError(
            msg("there is no record {record}", record=record.hex()[:8]),
            msg("either it never was, or everything in it has been destroyed"),
            msg("check the id"))  # fmt: skip
    place, chosen = _choose(running, live, apart, purpose)
    _write_down(running, chosen, place, purpose, now)
    with running.vault.place(place).transaction() as connection:
        contents = Shelf(running.vault, place, connection).open(chosen)
    texts = {item: text for content in contents for item, text in content.texts.items()}
    files = {item: data for content in contents for item, data in content.files.items()}
    return Opened(record, texts, files)


def find_records(running: Running, item: str, value: str, now: Instant) -> list[bytes]:
    """Return the records in use that hold this value of an item that may be looked up; the search is written down."""
    if item not in running.lookups:
        raise RefusedError(
            msg("the item '{item}' cannot be looked up", item=item),
            msg("only items of which hardly two people share a value are indexed"),
            msg("look up one of: {known}", known=", ".join(sorted(running.lookups)) or "-"))  # fmt: skip
    with running.vault.live.transaction() as connection:
        shelf = Shelf(running.vault, LIVE, connection)
        found = shelf.look_up(item, value)
        rows = shelf.rows(strand for strand, _ in found)
        note = Note(Book.ACCESS, Act.SEARCH, running.actor, [person for _, person in found], Kept.LIVE, (item,))
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    return list(dict.fromkeys(row.record for row in rows.values() if not row.frozen and not row.state))


def _strands(running: Running, record: bytes) -> tuple[list[StrandRow], list[StrandRow]]:
    """Return the strands of a record at rest, in use and kept apart; asked for through the person whose it is."""
    vault, sql = running.vault, queries("people", running.vault.live.dialect)
    with vault.live.transaction() as connection:
        row = connection.execute(sql["records"], {"ids": [record]}).one_or_none()
        if row is None:
            return [], []
        person = bytes(row.person)
        live = Shelf(vault, LIVE, connection).of_record(person, record)
    with vault.separate.transaction() as connection:
        apart = Shelf(vault, SEPARATE, connection).of_record(person, record)
    return [row for row in live if not row.state], [row for row in apart if not row.state]


def _choose(
    running: Running, live: list[StrandRow], apart: list[StrandRow], purpose: str
) -> tuple[str, list[StrandRow]]:
    """Return where the purpose reaches and which strands it opens there."""
    rows = live or apart
    kind = running.kinds.kinds[rows[0].kind]
    activity = running.of(kind.policy).policy.activity(kind.activity)
    purposes = {each.id for each in activity.purposes} if activity else set()
    kept_for = [row for row in apart if purpose in _reasons(running, row)]
    if live and purpose in purposes:
        return LIVE, _usable(running, live, purpose)
    if kept_for:
        return SEPARATE, _usable(running, kept_for, purpose)
    known = sorted(purposes if live else {reason for row in apart for reason in _reasons(running, row)})
    raise RefusedError(
        msg("the purpose '{purpose}' does not open this record", purpose=purpose),
        msg("what is in use is read for a purpose of its activity, what is kept apart only for what keeps it "
            "(PIPA Art. 21 (3))"),
        msg("name one of: {known}", known=", ".join(known) or "-"))  # fmt: skip


def _reasons(running: Running, row: StrandRow) -> set[str]:
    rules = running.kinds.keepings[row.keeping].rules
    apart = (rule for rule in rules if rule.place is Place.SEPARATE and rule.bound is not Bound.CEILING)
    return {rule.reason for rule in apart if rule.reason}


def _duties(running: Running, row: StrandRow) -> set[str]:
    """Return the statutes that forbid the destruction of a strand."""
    rules = running.kinds.keepings[row.keeping].rules
    return {rule.reason for rule in rules if rule.bound is Bound.FLOOR and running.law.find_retention(rule.reason)}


def _usable(running: Running, rows: list[StrandRow], purpose: str) -> list[StrandRow]:
    """Return what may be used now; refuses when all of it is frozen and no duty needs it."""
    usable = [row for row in rows if not row.frozen or purpose in _duties(running, row)]
    if not usable:
        raise RefusedError(
            msg("the record {record} is frozen", record=rows[0].record.hex()[:8]),
            msg("while use is suspended or a correction is under way it is neither used nor provided (PIPA Art. 37)"),
            msg("wait until the request is closed: `jikim freeze --thaw`"))  # fmt: skip
    return usable


def _write_down(running: Running, rows: list[StrandRow], place: str, purpose: str, now: Instant) -> None:
    """Commit the note of what is about to be read, in the live database, before anything is opened."""
    items = sorted({item for row in rows for item in running.kinds.kinds[row.kind].items})
    kept = Kept.LIVE if place == LIVE else Kept.SEPARATE
    note = Note(Book.ACCESS, Act.READ, running.actor, [rows[0].person], kept, items, (), (purpose,),
                detail=rows[0].record.hex())  # fmt: skip
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])


def records_of(running: Running, reference: str) -> list[tuple[bytes, str]]:
    """Return the records of a person, each with its activity, oldest first."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        found = running.people.find(connection, [reference])
        if reference not in found:
            return []
        rows = connection.execute(sql["records_of_people"], {"people": [found[reference]]})
        return [(bytes(row.id), row.activity) for row in rows]
