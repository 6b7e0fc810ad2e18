"""The journal of work on a service's tables: each chunk is written down before it is begun, and after it has ended.

A chunk that was begun and has not ended may have been carried out or not: it is carried out again, which does no harm.
What was destroyed stays here, sealed, as the ledger of erasures: a database that is put back from a backup is swept
again by it. A row ends when no backup that is older than it should be left (`KEPT_DAYS`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from jikim.database import Queries, queries
from jikim.engine.running import Running
from jikim.keeper import Context, open_sealed, seal
from jikim.period import Instant
from jikim.plan import Key, Lot, RowFile, read_lot, write_lot
from jikim.vault import NOBODY, Note

KEPT_DAYS = 400
_DAY = 86_400_000_000
_MARKED = 16  # bytes of a plan's digest that an id has room for


class State(Enum):
    """Where a chunk is: `FAILED` means that it was refused as a whole: nothing of it was done, and nothing copied."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a part, opened; `key` is the number of the key that it is sealed with."""

    id: bytes
    plan: bytes
    part: int
    number: int
    key: int
    lot: Lot
    begun: Instant
    state: State = State.BEGUN
    missing: int = 0
    ended: Instant = 0


class Chunks:
    """The journal of one service."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._place = running.vault.live
        self._noted: set[bytes] = set()

    @property
    def _sql(self) -> Queries:
        return queries("chunks", self._place.dialect)

    def new_key(self) -> int:
        """Draw the key of the chunks of one part, and return its number."""
        return self._running.vault.keyring.make(1)[0][0]

    def begin(self, chunk: Chunk) -> None:
        """Write a chunk down; it is committed when this returns."""
        part = chunk.lot.part
        with self._place.transaction() as connection:
            connection.execute(
                self._sql["put_chunk"],
                {"id": chunk.id, "plan": chunk.plan, "part": chunk.part, "number": chunk.number, "key": chunk.key,
                 "database": part.database, "tbl": part.table, "begun": chunk.begun,
                 "sealed": self._seal(chunk, chunk.lot)})  # fmt: skip

    def begin_again(self, chunk: Chunk, now: Instant) -> Chunk:
        """Write down that a chunk which failed is begun once more."""
        with self._place.transaction() as connection:
            connection.execute(self._sql["begin_again"], {"id": chunk.id, "begun": now})
        return replace(chunk, state=State.BEGUN, begun=now)

    def note_files(self, chunk: Chunk, files: Sequence[RowFile]) -> None:
        """Write down the files of its rows, before any row goes; those that an earlier run wrote down stay."""
        lot = replace(chunk.lot, files=tuple(dict.fromkeys((*chunk.lot.files, *files))))
        self._noted.add(chunk.id)
        with self._place.transaction() as connection:
            connection.execute(self._sql["note_files"], {"id": chunk.id, "sealed": self._seal(chunk, lot)})

    def end(
        self, chunk: Chunk, gone: Sequence[Key], skipped: Sequence[Key], missing: int, now: Instant, notes: list[Note]
    ) -> None:
        """Write down what became of a chunk, with the notes that speak of it."""
        lot = chunk.lot.ended(gone, skipped)
        as_begun = lot == chunk.lot and chunk.id not in self._noted
        with self._place.transaction() as connection:
            connection.execute(
                self._sql["end_chunk"],
                {"id": chunk.id, "state": State.DONE.value, "sealed": None if as_begun else self._seal(chunk, lot),
                 "done": len(gone), "skipped": len(skipped), "missing": missing, "ended": now})  # fmt: skip
            self._running.vault.journal.write(connection, self._place, chunk.id, now, notes)

    def fail(self, chunk: Chunk, now: Instant) -> None:
        """Write down that nothing of a chunk was done."""
        with self._place.transaction() as connection:
            connection.execute(self._sql["fail_chunk"], {"id": chunk.id, "ended": now})

    def open(self) -> list[Chunk]:
        """Return what was begun and has not ended."""
        return list(self._read("open_chunks", {}))

    def is_open(self, chunk: Chunk) -> bool:
        """Return whether a chunk has still not ended."""
        with self._place.transaction() as connection:
            row = connection.execute(self._sql["chunk_state"], {"id": chunk.id}).one_or_none()
        return row is not None and row.state == State.BEGUN.value

    def mark(self, plan: bytes, part: int) -> tuple[int, int]:
        """Return how many chunks of a part there are, and how many are done: another run changes one or the other."""
        with self._place.transaction() as connection:
            row = connection.execute(self._sql["chunks_of_part"], {"plan": plan, "part": part}).one()
        return int(row.known), int(row.done or 0)

    def of_plan(self, plan: bytes, part: int | None = None) -> dict[tuple[int, int], Chunk]:
        """Return the chunks of a plan by part and number; `part`: only those of one."""
        return {(each.part, each.number): each for each in self._read("chunks_of_plan", {"plan": plan}, part)}

    def done_since(self, since: Instant) -> Iterator[Chunk]:
        """Yield what was done from an instant on, the oldest first."""
        yield from self._read("done_chunks", {"since": since})

    def expire(self, now: Instant) -> int:
        """Remove what is older than any backup should be, its keys shredded; return how many chunks went."""
        with self._place.transaction() as connection:
            rows = connection.execute(self._sql["aged_chunks"], {"before": now - KEPT_DAYS * _DAY}).all()
        if not rows:
            return 0
        self._running.vault.keyring.shred({row.key for row in rows})
        with self._place.transaction() as connection:
            connection.execute(self._sql["remove_chunks"], {"ids": [bytes(row.id) for row in rows]})
        return len(rows)

    def _read(self, name: str, binds: dict[str, object], part: int | None = None) -> Iterator[Chunk]:
        with self._place.transaction() as connection:
            rows = [row for row in connection.execute(self._sql[name], binds) if part is None or row.part == part]
        keys = self._running.vault.keyring.open(row.key for row in rows)
        for row in rows:
            yield self._opened(row, keys[row.key])

    def _opened(self, row: Any, key: bytes) -> Chunk:  # noqa: ANN401  (a row of the journal)
        number = bytes(row.id)
        lot = read_lot(open_sealed(key, self._context(number, bytes(row.plan)), bytes(row.sealed)))
        return Chunk(number, bytes(row.plan), row.part, row.number, row.key, lot, row.begun, State(row.state),
                     row.missing, row.ended or 0)  # fmt: skip

    def _seal(self, chunk: Chunk, lot: Lot) -> bytes:
        key = self._running.vault.keyring.open([chunk.key])[chunk.key]
        return seal(key, chunk.key, self._context(chunk.id, chunk.plan), write_lot(lot))

    def _context(self, chunk: bytes, plan: bytes) -> Context:
        return Context(self._running.vault.service, "chunks", NOBODY, chunk, plan[:_MARKED].hex(), "", 0)
