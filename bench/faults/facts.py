"""What must hold of a vault whatever stopped it: where each strand is, which keys are left, what the log says of it.

An auditor with every key: it looks into the databases and the log by itself, and knows of the engine only how its
rows are laid out. `Census` is what was there before; `wrong_now` may be asked after a fault and before recovery,
`wrong_at_rest` once the engine has run again.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.database import Database, queries
from jikim.engine import Running
from jikim.keeper import Purpose, open_side
from jikim.ledger import Act, Book, Leaf, Log, Phase, parse_leaf
from jikim.vault import LIVE, SEPARATE, Shelf
from jikim.vault.log_rows import LogRows

ENDING = (Act.DESTROY, Act.ANONYMISE)
MOVING = {Act.PRESERVE: SEPARATE, Act.RETURN: LIVE}


@dataclass(frozen=True, slots=True)
class Noted:
    """A leaf with what was sealed beside it."""

    leaf: Leaf
    side: Mapping[str, list[str] | str]

    @property
    def strands(self) -> tuple[bytes, ...]:
        return tuple(bytes.fromhex(each) for each in str(self.side["detail"]).split(",") if len(each) == 32)


def notes(running: Running, *acts: Act) -> list[Noted]:
    """Return what was written down, in order: taken over by the ledger first, then what is still pending."""
    rows = [row for book in Book for row in _taken_over(running, book)]
    for place in (LIVE, SEPARATE):
        pending = _rows(running.vault.place(place), "SELECT leaf, rid, side FROM log_pending ORDER BY id")
        rows += [(bytes(row.leaf), bytes(row.rid), bytes(row.side)) for row in pending]
    found = [_noted(running, leaf, rid, side) for leaf, rid, side in rows]
    return [each for each in found if not acts or each.leaf.act in acts]


def _taken_over(running: Running, book: Book) -> Iterator[tuple[bytes, bytes, bytes]]:
    sql, origin = queries("ledger", running.vault.ledger.dialect), f"jikim.example/{running.vault.service}/{book.value}"
    with running.vault.ledger.transaction() as connection:
        sides = connection.execute(sql["sides"], {"origin": origin}).all()
        leaves = Log(origin, LogRows(connection, sql, origin)).entries()
        for leaf, side in zip(leaves, sides, strict=True):
            yield leaf, bytes(side.rid), bytes(side.body)


def _noted(running: Running, raw: bytes, rid: bytes, side: bytes) -> Noted:
    leaf = parse_leaf(raw)
    key = running.vault.keyring.secret(f"side/{leaf.ep}", Purpose.SIDE)
    return Noted(leaf, json.loads(open_side(key, leaf.ep, rid, side)))


@dataclass(frozen=True, slots=True)
class Census:
    """The strands of a vault: the key of each, and what it holds."""

    keys: Mapping[bytes, int]
    texts: Mapping[bytes, Mapping[str, str]]


def census(running: Running) -> Census:
    """Return every strand that is there; one that does not open raises TamperedError."""
    keys: dict[bytes, int] = {}
    texts: dict[bytes, Mapping[str, str]] = {}
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            shelf = Shelf(running.vault, place, connection)
            ids = [bytes(each) for each in connection.execute(sa.text("SELECT id FROM strand")).scalars()]
            rows = list(shelf.rows(ids).values())
            for row, content in zip(rows, shelf.open(rows), strict=True):
                keys[row.id], texts[row.id] = row.key, dict(content.texts)
    return Census(keys, texts)


def wrong_now(running: Running, before: Census, gone: frozenset[bytes] = frozenset()) -> Iterator[str]:
    """Yield what no fault may cause, even before anything is recovered; `gone` were destroyed with a note before."""
    live, apart = _ids(running.vault.live), _ids(running.vault.separate)
    begun = {bytes(row.strand): row.act for row in _rows(running.vault.live, "SELECT strand, act FROM outbox")}
    ended = gone | _done(running)
    for strand in before.keys.keys() - live - apart:
        if strand not in ended and begun.get(strand) not in ("destroy", "anonymise"):
            yield f"strand {strand.hex()[-8:]} is in neither place, and nothing says that it was destroyed"
    for strand in live & apart:
        if begun.get(strand) not in ("preserve", "return", "anonymise"):
            yield f"strand {strand.hex()[-8:]} is in both places, and no move was begun"
    for strand in (live | apart) & _done(running):
        yield f"strand {strand.hex()[-8:]} is noted as destroyed, and is there"


def wrong_at_rest(running: Running, before: Census) -> Iterator[str]:
    """Yield what does not hold of a vault in which nothing is under way."""
    live, apart = _ids(running.vault.live), _ids(running.vault.separate)
    for strand in live & apart:
        yield f"strand {strand.hex()[-8:]} is in both places"
    if _rows(running.vault.live, "SELECT id FROM outbox"):
        yield "the journal still has open acts"
    for database in (running.vault.live, running.vault.separate):
        if _rows(database, "SELECT id FROM strand WHERE state <> 0"):
            yield f"a strand in {database.name} is marked as being moved, and is not"
    yield from _wrong_rows(running)
    now = census(running)
    for strand, texts in before.texts.items():
        if strand in now.texts and now.texts[strand] != texts:
            yield f"strand {strand.hex()[-8:]} does not hold what it held"
    yield from _wrong_in_the_log(running, before, now)


def _wrong_rows(running: Running) -> Iterator[str]:
    for database in (running.vault.live, running.vault.separate):
        ids = _ids(database)
        for table in ("sealed", "lookup"):
            left = {bytes(row.strand) for row in _rows(database, f"SELECT strand FROM {table}")} - ids
            if left:
                yield f"{len(left)} rows of {table} in {database.name} belong to no strand"


def _wrong_in_the_log(running: Running, before: Census, now: Census) -> Iterator[str]:
    """What was intended was done or given up, once; what a note of the end names is gone, and what is gone is named."""
    found = notes(running, *ENDING, *MOVING)
    intended, done = _told(found, Phase.INTENDED), _told(found, Phase.DONE)
    for request, strands in intended.items():
        if done.get(request) != strands or max(strands.values()) > 1:
            yield f"{request[1].value} of request {request[0][:8]} was not answered once for each strand"
    if done.keys() - intended.keys():
        yield "an act was done that nothing says was intended"
    closed = [each for each in found if each.leaf.ph is Phase.DONE and each.leaf.ok]
    ended = Counter(strand for each in closed if each.leaf.act in ENDING for strand in each.strands)
    for strand, count in ended.items():
        if count > 1 or strand in now.keys:
            yield f"strand {strand.hex()[-8:]} is noted as destroyed {count} times, there: {strand in now.keys}"
    for strand in before.keys.keys() - now.keys.keys() - ended.keys():
        yield f"strand {strand.hex()[-8:]} is gone, and no note says so"
    left = running.vault.keyring.whole(key for strand, key in before.keys.items() if now.keys.get(strand) != key)
    if left:
        yield f"{len(left)} keys outlived the strands or the places they were for"


def _told(found: list[Noted], phase: Phase) -> dict[tuple[str, Act], Counter[bytes]]:
    """Return how often each strand is named by the notes of one phase, by request and act."""
    told: dict[tuple[str, Act], Counter[bytes]] = {}
    for each in found:
        if each.leaf.ph is phase:
            told.setdefault((each.leaf.rid, each.leaf.act), Counter()).update(each.strands)
    return told


def _done(running: Running) -> frozenset[bytes]:
    closed = [each for each in notes(running, *ENDING) if each.leaf.ph is Phase.DONE and each.leaf.ok]
    return frozenset(strand for each in closed for strand in each.strands)


def _ids(database: Database) -> set[bytes]:
    return {bytes(row.id) for row in _rows(database, "SELECT id FROM strand")}


def _rows(database: Database, sql: str) -> list[sa.Row[tuple[object, ...]]]:
    with database.transaction() as connection:
        return list(connection.execute(sa.text(sql)))
