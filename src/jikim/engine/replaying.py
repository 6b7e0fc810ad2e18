"""After a database was put back from a backup: what had been destroyed since is destroyed again, before it is opened.

The ledger of erasures is the journal of chunks, in our own store: a backup of the service's database does not take it
back. What was kept apart is in the separate database already; where that was put back as well, it is copied again
before it goes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from jikim.apart import OnceMore, kept_rows
from jikim.connect import committed
from jikim.engine.carrying import Hands
from jikim.engine.chunks import Chunk, Chunks
from jikim.engine.connected import Connected
from jikim.engine.tasks import hashing_secret, named_still
from jikim.ledger import Act, Book, Kept, Level, Phase
from jikim.mapping import Use
from jikim.period import Instant
from jikim.plan import Key
from jikim.vault import Note


@dataclass(slots=True)
class Replayed:
    """What was back, and is gone again; `looked` are the rows that the ledger of erasures names."""

    looked: int = 0
    back: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)


def replay(
    connected: Connected,
    now: Instant,
    since: Instant = 0,
    *,
    dry: bool = False,
    reached: Callable[[int], None] = lambda rows: None,
) -> Replayed:
    """Destroy again what went from `since` on and is back; `dry` only counts. Safe to stop and to repeat."""
    found = Replayed()
    with Hands(connected, now) as hands:
        if not dry:
            hands.take_up()
        for chunk in Chunks(connected.running).done_since(since):
            if chunk.lot.part.database in {str(one.name) for one in connected.data.live}:
                _replay(connected, hands, chunk, found, now, dry=dry)
                reached(len(chunk.lot.keys))
    return found


def _replay(connected: Connected, hands: Hands, chunk: Chunk, found: Replayed, now: Instant, *, dry: bool) -> None:
    part, keys = chunk.lot.part, chunk.lot.keys
    question = named_still(connected.question(part.database, chunk.lot.now, known=now), part)
    again = OnceMore(question, part, secret=hashing_secret(connected))
    found.looked += len(keys)
    with connected.engine(part.database).connect() as connection:
        back = again.back(connection, keys, chunk.ended)
    if part.ends:
        found.back[part.table] += len(back)
    if dry or not back:
        return
    with connected.running.vault.live.alone():
        lost = _not_kept(connected, chunk, back)
        if lost:
            hands.copy(chunk.lot, lost)
        with committed(part.database, hands.engine(part.database)) as live:
            carried = again.destroy(live, back, chunk.ended)
    found.rows.update(dict(carried.rows))
    _note(connected, chunk, len(carried.done), now)


def _not_kept(connected: Connected, chunk: Chunk, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return which of these rows should be kept apart and are not, because that database was put back as well."""
    part = chunk.lot.part
    beside = connected.beside(part.database, Use.SEPARATE) if part.preserve else None
    if beside is None:
        return ()
    with connected.engine(str(beside.name)).connect() as there:
        kept = kept_rows(there, part.table, keys)
    return tuple(key for key in keys if key not in kept)


def _note(connected: Connected, chunk: Chunk, rows: int, now: Instant) -> None:
    running, part = connected.running, chunk.lot.part
    act = Act.DESTROY if part.ends else Act.UPDATE
    note = Note(Book.EVIDENCE, act, running.actor, (), Kept.LIVE, (), (), (), Phase.DONE, (Level.E1,), chunk.plan, True,
                f"again {part.database}.{part.table}: {rows}")  # fmt: skip
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
