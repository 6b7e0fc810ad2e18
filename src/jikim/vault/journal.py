"""Writing down: each act is noted in the transaction it speaks of, and the ledger takes it over exactly once.

A note is a leaf (codes and keyed references only) and a side record, sealed under the key of its month, that holds
who did it, to whom and why. Nothing is released or done before its note is committed. `drain` moves the notes of a
place into the ledger in their order: the number up to which it has taken over is written in the same transaction
as the leaves, so that a crash repeats nothing and loses nothing.

A place that is put back from an old copy numbers its notes anew from where it was. So a number alone says only that
a note may be known; whether it is, its sealed bytes say, which no two notes share. That a place was put back shows by
its turn: both sides count how often notes were taken over, the place first, so that it never counts less.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy.engine import Connection, Row

from jikim.database import Database, queries
from jikim.errors import TamperedError
from jikim.keeper import NoteSigner, Purpose, Reference, open_side, seal_side
from jikim.ledger import (
    Act,
    Audit,
    Book,
    Checkpoint,
    Kept,
    Leaf,
    Level,
    Log,
    Phase,
    parse_leaf,
    parse_note,
    sign_checkpoint,
    verify_checkpoint,
)
from jikim.messages import msg
from jikim.period import Instant, day_of
from jikim.vault.keyring import Keyring, chunks
from jikim.vault.log_rows import LogRows

MOST_SUBJECTS = 256
BATCH = 4096
EVERY = 2**62
_TAKEN, _TURN = "ledger", "turn"
_CODE = re.compile(r"[A-Za-z0-9_./:-]{1,64}")


@dataclass(frozen=True, slots=True)
class Note:
    """What to write down. `detail` is sealed; everything else becomes the leaf.

    A reason that is no code (a consent in the words of the policy) is sealed too.

    `actor` is who did it, as the operating system or the service names them; `people` are person ids.
    """

    book: Book
    act: Act
    actor: str
    people: Sequence[bytes] = ()
    kept: Kept | None = None
    items: Sequence[str] = ()
    classes: Sequence[str] = ()
    why: Sequence[str] = ()
    phase: Phase | None = None
    levels: Sequence[Level] = ()
    speaks_of: bytes | None = None
    ok: bool = True
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A note as the log tells it: the leaf and, of what was sealed beside it, the people and the detail."""

    leaf: Leaf
    people: tuple[bytes, ...]
    detail: str


class Journal:
    """The notes of one vault and the logs they end in."""

    def __init__(self, service: str, ledger: Database, keyring: Keyring) -> None:
        self._service = service
        self._ledger = ledger
        self._keyring = keyring
        self._sql = queries("ledger", ledger.dialect)
        self._references: dict[str, Reference] = {}
        self.policy_hash = bytes(16)

    def write(self, connection: Connection, place: Database, rid: bytes, now: Instant, notes: Iterable[Note]) -> None:
        """Add notes to a place, inside the transaction they speak of; `rid` (16 bytes) ties them together."""
        rows = [self._row(rid, now, part) for note in notes for part in _parts(note)]
        if rows:
            connection.execute(queries("place", place.dialect)["put_pending"], rows)

    def drain(self, place: Database) -> int:
        """Let the ledger take over what a place has noted; return how many notes. Safe to stop anywhere."""
        sql, moved = queries("place", place.dialect), 0
        while True:
            with self._ledger.transaction() as ledger:
                ledger.execute(self._sql["lock_ledger"])
                upto, turn = self._taken_over(ledger, place)
                with place.transaction() as connection:
                    connection.execute(sql["lock_pending"])
                    rows = connection.execute(sql["pending"], {"after": 0, "most": BATCH}).all()
                    self._must_hold_what_was_taken(ledger, place, connection)
                    behind = _turn(place, connection) < turn
                    if not behind:
                        turn = _take_turn(place, connection)
                new = self._unknown(ledger, rows, EVERY if behind else upto)
                self._take(ledger, new)
                last = int(rows[-1].id) if rows else upto
                upto = last if len(rows) < BATCH else max(upto, last)
                ledger.execute(self._sql["put_taken_over"], {"source": place.name, "upto": upto, "turn": turn})
                heads = self._heads(ledger)
            with place.transaction() as connection:
                connection.execute(sql["remove_pending"], {"upto": last if rows else 0})
                if not behind:  # until that is settled, what it last knew of the ledger says how old it is
                    connection.execute(sql["put_taken"], {"name": _TAKEN, "value": heads})
            moved += len(new)
            if len(rows) < BATCH:
                return moved

    def put_back(self, place: Database) -> Mapping[Book, int] | None:
        """Return how far the logs had come when a place was copied that has been put back since; None for any other.

        Raises TamperedError when the place knows another story than the ledger.
        """
        with self._ledger.transaction() as ledger:
            _, turn = self._taken_over(ledger, place)
            with place.transaction() as connection:
                if _turn(place, connection) >= turn:
                    return None
                self._must_hold_what_was_taken(ledger, place, connection)
                heads = _heads_known(place, connection)
        return {book: int(heads.get(self._origin(book), (0, ""))[0]) for book in Book}

    def catch_up(self, place: Database) -> None:
        """Let a place that was put back count on from where the ledger is: what followed from it is settled."""
        with self._ledger.transaction() as ledger:
            _, turn = self._taken_over(ledger, place)
            with place.transaction() as connection:
                _set_turn(place, connection, max(turn, _turn(place, connection)))

    def told(self, book: Book, start: int = 0) -> list[Told]:
        """Return the notes of a log from leaf `start` on, with what was sealed beside them."""
        with self._ledger.transaction() as ledger:
            log = self._log(ledger, book)
            sides = ledger.execute(self._sql["sides_from"], {"origin": log.origin, "leaf": start}).all()
            leaves = list(log.entries(start))
        return [self._told(leaf, bytes(side.rid), bytes(side.body)) for leaf, side in zip(leaves, sides, strict=True)]

    def _told(self, entry: bytes, rid: bytes, side: bytes) -> Told:
        leaf = parse_leaf(entry)
        key = self._keyring.secret(f"side/{leaf.ep}", Purpose.SIDE)
        said = json.loads(open_side(key, leaf.ep, rid, side))
        return Told(leaf, tuple(map(bytes.fromhex, said["people"])), said["detail"])

    def _taken_over(self, ledger: Connection, place: Database) -> tuple[int, int]:
        """Return up to which note the ledger has taken over from a place, and how often it has."""
        row = ledger.execute(self._sql["taken_over"], {"source": place.name}).one_or_none()
        return (0, 0) if row is None else (int(row.upto), int(row.turn))

    def _unknown(self, ledger: Connection, rows: Sequence[Row[Any]], upto: int) -> list[tuple[bytes, bytes, bytes]]:
        """Return which pending notes the ledger does not hold yet."""
        found = {(bytes(row.rid), bytes(row.body)) for chunk in chunks([row.rid for row in rows if row.id <= upto])
                 for row in ledger.execute(self._sql["held"], {"rids": chunk})}  # fmt: skip
        notes = [(bytes(row.rid), bytes(row.leaf), bytes(row.side)) for row in rows]
        return [note for note in notes if (note[0], note[2]) not in found]

    def audit(self, *places: Database) -> dict[Book, Audit]:
        """Verify every leaf, tile, side record and signed checkpoint; raises TamperedError naming the place.

        What each of `places` knows of the ledger must be in it: an old copy of the ledger verifies by itself.
        """
        with self._ledger.transaction() as connection:
            for place in places:
                with place.transaction() as other:
                    self._must_hold_what_was_taken(connection, place, other)
            return {book: self._audit(connection, book) for book in Book}

    def checkpoint(self, book: Book) -> str:
        """Sign the log as it stands and return the note; refuses to contradict what was signed before."""
        signer = self._signer(book)
        with self._ledger.transaction() as connection:
            connection.execute(self._sql["lock_ledger"])
            log = self._log(connection, book)
            last = self._last_signed(connection, book)
            checkpoint = log.extend_checkpoint(last)
            note = str(sign_checkpoint(checkpoint, signer))
            connection.execute(self._sql["put_signed"], {"origin": log.origin, "size": checkpoint.size, "note": note})
        return note

    def sizes(self) -> dict[Book, int]:
        """Return how many leaves each log holds."""
        with self._ledger.transaction() as connection:
            return {book: self._log(connection, book).size for book in Book}

    def verifier(self, book: Book) -> str:
        """Return the public key that verifies the checkpoints of a log, as it is passed on."""
        return str(self._signer(book).verifier.key)

    def _row(self, rid: bytes, now: Instant, note: Note) -> dict[str, object]:
        month = f"{day_of(now):%Y-%m}"
        reference = self._reference(month)
        side = seal_side(self._keyring.secret(f"side/{month}", Purpose.SIDE), month, rid, _side(note))
        leaf = Leaf(
            t=note.book, ts=now, ep=month, act=note.act, st=note.kept, cls=tuple(note.classes),
            itm=tuple(note.items), n=len(note.people), ok=note.ok, pol=self.policy_hash.hex(), rid=rid.hex(),
            a=reference.of("actor", note.actor.encode()).hex(),
            s=tuple(ref.hex() for ref in reference.of_many("subject", note.people)),
            h=hashlib.sha256(side).hexdigest(), ph=note.phase, lv=tuple(note.levels),
            why=tuple(filter(_CODE.fullmatch, note.why)),
            ref=note.speaks_of.hex() if note.speaks_of else None,
        )  # fmt: skip
        return {"rid": rid, "leaf": leaf.canonical(), "side": side}

    def _reference(self, month: str) -> Reference:
        if month not in self._references:
            key = self._keyring.secret(f"reference/{month}", Purpose.REFERENCE)
            self._references[month] = Reference(key, self._service)
        return self._references[month]

    def _take(self, ledger: Connection, notes: list[tuple[bytes, bytes, bytes]]) -> None:
        for book in Book:
            own = [note for note in notes if _book_of(note[1]) is book]
            if not own:
                continue
            log = self._log(ledger, book)
            indices = log.append([leaf for _, leaf, _ in own])
            ledger.execute(
                self._sql["put_side"],
                [{"origin": log.origin, "leaf": index, "month": json.loads(leaf)["ep"], "rid": rid, "body": side}
                 for index, (rid, leaf, side) in zip(indices, own, strict=True)],
            )  # fmt: skip

    def _heads(self, ledger: Connection) -> str:
        """Return how far each log has come, as text: origin -> size and root."""
        logs = [self._log(ledger, book) for book in Book]
        return json.dumps({log.origin: [log.size, log.root.hex()] for log in logs})

    def _must_hold_what_was_taken(self, ledger: Connection, place: Database, connection: Connection) -> None:
        """Refuse a ledger that has lost what it took over from a place: it was put back from an old copy."""
        heads = _heads_known(place, connection)
        for book in Book:
            size, root = heads.get(self._origin(book), (0, ""))
            if size:
                last = Checkpoint(self._origin(book), size, bytes.fromhex(root))
                try:
                    self._log(ledger, book).extend_checkpoint(last)
                except TamperedError as refusal:
                    raise _old_ledger(refusal) from refusal

    def _audit(self, connection: Connection, book: Book) -> Audit:
        log = self._log(connection, book)
        audit = log.audit()
        self._audit_sides(connection, log)
        last = self._last_signed(connection, book)
        if last is not None:
            log.extend_checkpoint(last)
        return audit

    def _audit_sides(self, connection: Connection, log: Log) -> None:
        """Hold each side record against the hash in its leaf."""
        sides = connection.execute(self._sql["sides"], {"origin": log.origin})
        for (number, leaf), side in zip_longest(enumerate(log.entries()), sides):
            if side is None or side.leaf != number or _hash_in(leaf) != hashlib.sha256(bytes(side.body)).hexdigest():
                raise TamperedError(
                    msg("the side record of leaf {number} in log '{origin}' is not the one that was written",
                        number=number, origin=log.origin),
                    msg("the leaf holds the hash of what was sealed beside it"),
                    msg("restore the ledger from its last backup, and find out who changed it"))  # fmt: skip

    def _last_signed(self, connection: Connection, book: Book) -> Checkpoint | None:
        row = connection.execute(self._sql["signed"], {"origin": self._origin(book)}).one_or_none()
        if row is None:
            return None
        return verify_checkpoint(parse_note(row.note.encode()), self._signer(book).verifier)

    def _signer(self, book: Book) -> NoteSigner:
        return NoteSigner.from_seed(self._origin(book), self._keyring.secret(f"sign/{book.value}", Purpose.SIGNING))

    def _log(self, connection: Connection, book: Book) -> Log:
        return Log(self._origin(book), LogRows(connection, self._sql, self._origin(book)))

    def _origin(self, book: Book) -> str:
        return f"jikim.example/{self._service}/{book.value}"


def _old_ledger(refusal: TamperedError) -> TamperedError:
    return TamperedError(
        refusal.what,
        msg("a ledger that was put back from an old copy, or changed, lacks what it had taken over"),
        msg("put back the newest copy of the ledger there is; what was noted since waits beside what it speaks of"),
    )


def _heads_known(place: Database, connection: Connection) -> dict[str, tuple[int, str]]:
    """Return how far each log had come when it last took over from a place: origin -> size and root."""
    said = connection.execute(queries("place", place.dialect)["taken"], {"name": _TAKEN}).scalar()
    return json.loads(said) if said else {}


def _turn(place: Database, connection: Connection) -> int:
    return int(connection.execute(queries("place", place.dialect)["taken"], {"name": _TURN}).scalar() or 0)


def _set_turn(place: Database, connection: Connection, turn: int) -> None:
    connection.execute(queries("place", place.dialect)["put_taken"], {"name": _TURN, "value": str(turn)})


def _take_turn(place: Database, connection: Connection) -> int:
    """Count on, before the ledger does: after a crash in between the place counts more, and never less."""
    turn = _turn(place, connection) + 1
    _set_turn(place, connection, turn)
    return turn


def _parts(note: Note) -> Iterable[Note]:
    """Yield a note in pieces of at most 256 people each, the most a leaf can name."""
    people = list(note.people)
    if len(people) <= MOST_SUBJECTS:
        yield note
        return
    for at in range(0, len(people), MOST_SUBJECTS):
        yield Note(note.book, note.act, note.actor, people[at : at + MOST_SUBJECTS], note.kept, note.items,
                   note.classes, note.why, note.phase, note.levels, note.speaks_of, note.ok, note.detail)  # fmt: skip


def _side(note: Note) -> bytes:
    return json.dumps(
        {"actor": note.actor, "people": [person.hex() for person in note.people], "detail": note.detail,
         "why": [reason for reason in note.why if not _CODE.fullmatch(reason)]},
        ensure_ascii=False, separators=(",", ":"),
    ).encode()  # fmt: skip


def _hash_in(leaf: bytes) -> str:
    return str(json.loads(leaf)["h"])


def _book_of(leaf: bytes) -> Book:
    return Book(json.loads(leaf)["t"])
