"""Carry out a plan on a service's own tables: only the rows it names, chunk by chunk, each asked about once more.

1. take up  what an earlier run began and did not end is carried out again, whichever plan it was of
2. intend   a note for each part, and a row of the journal for each chunk, before the service's tables are touched
3. carry    one transaction on the service's database a chunk (`connect.Carrying`); what is kept is copied first
4. files    of rows that are gone, written down before they went, are destroyed, and again until that has succeeded
5. end      the journal says what became of each row, with the note of the outcome

Safe to stop anywhere, kill -9 included: a chunk that is carried out twice leaves what one would. One that is refused
stays open where something of it stands apart, or may come to: no other chunk has rows in both places. Two runs take
turns, chunk by chunk. Between chunks it rests, as the author's rate and the replicas ask, and stops when it is told to.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy.engine import Engine

from jikim.apart import kept_there
from jikim.carry import Carried, Fate, Left, ordered
from jikim.connect import CHUNK, Pace, Unsure, asked, committed, replica_lag
from jikim.engine.apart import check_separate, reckon_apart
from jikim.engine.approving import must_hold
from jikim.engine.carries import Carries, carries_of
from jikim.engine.chunks import Chunk, Chunks, State
from jikim.engine.connected import Connected
from jikim.engine.holds import open_holds
from jikim.engine.planned import PlanShelf
from jikim.engine.tasks import apart_of, destroy_files, pace_of, writable
from jikim.engine.trace import trace
from jikim.errors import DocumentError, OperatorError, Severity
from jikim.keeper import new_id
from jikim.ledger import Act as Noted
from jikim.ledger import Book, Kept, Level, Phase
from jikim.lifecycle import strands
from jikim.mapping import Use
from jikim.messages import msg
from jikim.period import Instant, day_of
from jikim.plan import Key, Lot, Part, Plan
from jikim.vault import Note

_AHEAD = 3_600_000_000
"""How much later than the run's own clock (µs) something may have happened: what is carried out is looked at afresh
long before that is over, and clocks differ."""
_AFRESH_SECONDS = 600.0

Reached = Callable[[int], None]
"""Told after each chunk how many more rows of the plan are done."""


@dataclass(slots=True)
class Work:
    """What a run did, in rows; `skipped` are those that were no longer due as planned, by table.

    `gone` are rows that somebody else had removed before their turn came; `stopped` says that the run was told to
    stop before its end. `unread` are values by table and column that could not be taken apart, `files` what is still
    there of files whose rows are gone, by address.
    """

    done: int = 0
    gone: int = 0
    recovered: int = 0
    skipped: list[tuple[str, Key]] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    files: dict[str, Fate] = field(default_factory=dict, repr=False)
    destroyed: int = 0
    stopped: bool = False

    @property
    def files_left(self) -> Counter[tuple[str, Left]]:
        """How many files are still there in some form, by folder or bucket and reason."""
        return Counter((fate.folder, fate.left) for fate in self.files.values() if fate.left is not None)

    def add(self, table: str, carried: Carried, fates: Sequence[Fate] = ()) -> None:
        """Count one chunk."""
        self.unread.update({(where, column): count for where, column, count in carried.unread})
        for fate in fates:
            self.files.pop(fate.file.address, None)
        self.files.update({fate.file.address: fate for fate in fates if fate.left is not None})
        self.destroyed += sum(fate.there for fate in fates)
        self.done += len(carried.done)
        self.skipped += [(table, key) for key in carried.skipped]
        self.rows.update(dict(carried.rows))
        self.kept.update(dict(carried.kept))


def carry_plan(
    connected: Connected,
    plan: Plan,
    now: Instant,
    *,
    reached: Reached = lambda rows: None,
    go_on: Callable[[], bool] = lambda: True,
) -> Work:
    """Carry out a plan; what was done of it already is not done again.

    Raises RefusedError when it has expired, lacks its approval, or was made from other documents or another schema;
    OperatorError when a database refuses a chunk, of which then nothing was done where it has transactions.
    """
    must_hold(connected, plan, now)
    _must_have_room(connected, plan, now)
    with Hands(connected, now) as hands:
        work = hands.take_up()
        trace(connected, plan, now)
        reckon_apart(connected, now, [name for name, _ in plan.schemas])
        schemas = {str(each.name): connected.schema(str(each.name)) for each in connected.data.live}
        for number, part in enumerate(ordered(plan.parts, connected.data, schemas)):
            if not work.stopped:
                hands.part(plan, number, part, work, reached, go_on)
    if not work.stopped:
        PlanShelf(connected.running).carried(plan.digest, now)
    return work


def _must_have_room(connected: Connected, plan: Plan, now: Instant) -> None:
    """Refuse before anything is begun when what is to be kept has nowhere to go."""
    if not any(part.preserve for part in plan.parts):
        return
    wrong = tuple(each for each in check_separate(connected, now) if each.severity is Severity.ERROR)
    if wrong:
        raise DocumentError(
            msg("the separate database is not ready for what is to be kept: {count} errors", count=len(wrong)),
            msg("rows that a law keeps are copied there before they go; nothing was touched"),
            msg("make it ready: `jikim separate prepare --data FILE`"),
            wrong)  # fmt: skip


def take_up(connected: Connected, now: Instant) -> Work:
    """Carry out again what an earlier run began and did not end."""
    with Hands(connected, now) as hands:
        return hands.take_up()


@dataclass(frozen=True, slots=True)
class _Ready:
    """What carries a part out, how fast, with the holds that were open then, and when it was made."""

    carrying: Carries
    pace: Pace
    holds: list[tuple[bytes, str, Instant]]
    made: float


class Hands:
    """The open ways into a service's databases, for one run."""

    def __init__(self, connected: Connected, now: Instant) -> None:
        self._connected, self._now, self._began = connected, now, time.monotonic()
        self._chunks = Chunks(connected.running)
        policy = connected.enacted(now).policy
        self._kinds = strands(policy, connected.running.law, day_of(now))
        self._stack = ExitStack()
        self._engines: dict[str, Engine] = {}

    def __enter__(self) -> "Hands":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def take_up(self) -> Work:
        """Carry out again what was begun and has not ended."""
        work = Work()
        for chunk in self._chunks.open():
            with self._connected.running.vault.live.alone():
                if not self._chunks.is_open(chunk):
                    continue  # it was of a run that is still at work
                carried, fates = self._carry(chunk, self._carrying(chunk.lot), again=True)
            work.add(chunk.lot.part.table, carried, fates)
            work.recovered += len(carried.done) + len(carried.missing)
        return work

    def copy(self, lot: Lot, keys: Sequence[Key]) -> None:
        """Copy rows into the separate database; nothing is taken from where they are."""
        apart = apart_of(self._connected, lot, self.engine, self._known())
        if apart is not None:
            with committed(lot.part.database, self.engine(lot.part.database)) as live:
                apart.copy(live, keys)

    def part(
        self, plan: Plan, number: int, part: Part, work: Work, reached: Reached, go_on: Callable[[], bool]
    ) -> None:
        """Carry out what is left of a part."""
        ready = self._ready(plan, part)
        todo, mark = self._todo(plan, number, part, ready), self._chunks.mark(plan.digest, number)
        if not todo:
            return
        self._intend(plan, part)
        key = self._chunks.new_key()
        while todo:
            if not go_on():
                work.stopped = True
                return
            began = time.monotonic()
            with self._connected.running.vault.live.alone():
                if self._chunks.mark(plan.digest, number) != mark:  # another run is at work on the same plan
                    todo = self._todo(plan, number, part, ready)
                    mark = self._chunks.mark(plan.digest, number)
                    continue
                ready = self._ready(plan, part, ready)
                failed, at, lot = todo.popleft()
                chunk = Chunk(new_id(), plan.digest, number, at, key, lot, self._now)
                carried, fates = self._carry(self._begun(failed, chunk), ready.carrying)
                mark = self._chunks.mark(plan.digest, number)
            work.add(part.table, carried, fates)
            work.gone += len(carried.missing)
            reached(len(lot.keys))
            self._rest(part.database, ready.pace, sum(count for _, count in carried.rows), time.monotonic() - began)

    def _todo(self, plan: Plan, number: int, part: Part, ready: _Ready) -> deque[tuple[Chunk | None, int, Lot]]:
        """Return what is left of a part: chunks that failed, as they were, then the rows that are in no chunk yet.

        How large the chunks of an earlier run were does not matter: rows are told apart by their keys.
        """
        known = self._chunks.of_plan(plan.digest, number).values()
        failed = [each for each in known if each.state is State.FAILED]
        taken = {key for each in known for key in (*each.lot.keys, *each.lot.skipped)}
        left = replace(part, keys=tuple(key for key in part.keys if key not in taken))
        first = max((each.number for each in known), default=-1) + 1
        size = ready.pace.chunk or ready.carrying.chunk or CHUNK
        return deque([*((each, each.number, each.lot) for each in failed),
                      *((None, first + at, lot) for at, lot in _lots(plan, left, size))])  # fmt: skip

    def _ready(self, plan: Plan, part: Part, before: "_Ready | None" = None) -> "_Ready":
        """Return what carries a part out; made anew when a hold was opened or closed, and every few minutes."""
        holds = open_holds(self._connected.running)
        if before is not None and before.holds == holds and time.monotonic() - before.made < _AFRESH_SECONDS:
            return before
        pace = pace_of(self._connected, part.database)
        return _Ready(self._carrying(Lot(plan.now, part)), pace, holds, time.monotonic())

    def _begun(self, failed: Chunk | None, chunk: Chunk) -> Chunk:
        if failed is not None:
            return self._chunks.begin_again(failed, self._now)
        self._chunks.begin(chunk)
        return chunk

    def _carry(self, chunk: Chunk, carrying: Carries, *, again: bool = False) -> tuple[Carried, tuple[Fate, ...]]:
        """Carry out one chunk, then destroy the files of its rows, and write down what became of it.

        `again`: an earlier run began it, and what that run sent may still be landing; then it stays open until it ends.
        """
        part = chunk.lot.part
        try:
            with committed(part.database, self.engine(part.database)) as live:
                carried = carrying.carry(live, chunk.lot.keys, partial(self._chunks.note_files, chunk))
        except OperatorError as error:
            if carrying.whole and not again and not isinstance(error, Unsure) and self._is_nothing_apart(chunk):
                self._chunks.fail(chunk, self._now)
            raise
        gone = (*carried.done, *carried.missing)
        before = (file for file in chunk.lot.files if file.key in set(gone))  # of a run that was stopped
        fates = destroy_files(self._connected, chunk.lot, (*carried.files, *before))
        back = self._withdrawn(chunk.lot, carried.skipped) if again and carrying.whole else 0
        self._chunks.end(chunk, gone, carried.skipped, len(carried.missing), self._now,
                         list(self._done(chunk.plan, part, carried, fates, back)))  # fmt: skip
        return carried, fates

    def _withdrawn(self, lot: Lot, skipped: Sequence[Key]) -> int:
        """Take back the copies that a stopped run made of rows that are due no longer; return of how many rows.

        Only of rows that would have gone whole, in one transaction: of one that is still there nothing was taken.
        """
        apart = apart_of(self._connected, lot, self.engine, self._known()) if skipped and lot.part.ends else None
        return apart.withdraw(skipped) if apart is not None else 0

    def _rest(self, database: str, pace: Pace, rows: int, took: float) -> None:
        time.sleep(pace.rest(rows, took))
        while self._lag(database) > pace.most_lag:
            time.sleep(1)

    def _lag(self, database: str) -> float:
        with self.engine(database).connect() as live:
            return replica_lag(live, self._connected.schema(database).product) or 0.0

    def engine(self, database: str) -> Engine:
        """Return the way into a database that may be written to, the same for the whole run."""
        if database not in self._engines:
            engine = writable(self._connected, database)
            self._stack.callback(engine.dispose)
            self._engines[database] = engine
        return self._engines[database]

    def _carrying(self, lot: Lot) -> Carries:
        return carries_of(self._connected, lot, self.engine, self._known())

    def _known(self) -> Instant:
        """Return until when what is dated has happened; a little ahead, so that nothing done meanwhile is missed."""
        return self._now + int((time.monotonic() - self._began) * 1_000_000) + _AHEAD

    # Notes

    def _intend(self, plan: Plan, part: Part) -> None:
        running = self._connected.running
        detail = f"{part.database}.{part.table}: {len(part.keys)}"
        notes = [self._note(act, part, Phase.INTENDED, (), plan.digest, detail) for act in _acts(part)]
        with running.vault.live.transaction() as connection:
            running.vault.journal.write(connection, running.vault.live, running.request(), self._now, notes)

    def _done(self, plan: bytes, part: Part, carried: Carried, fates: Sequence[Fate], back: int = 0) -> Iterator[Note]:
        rows, kept = Counter(dict(carried.rows)), Counter(dict(carried.kept))
        rows.update({f"not read in {table}.{column}": count for table, column, count in carried.unread})
        rows.update(_said_of(fates))
        rows.update({"copies withdrawn": back} if back else {})
        if carried.missing:  # mostly of a run that was killed before it could write them down
            rows["gone before"] = len(carried.missing)
            kept[part.table] += self._kept_before(part, carried.missing)
        if kept := +kept:
            yield self._note(Noted.PRESERVE, part, Phase.DONE, (), plan, _counted(kept))
        for act in _acts(part):
            if act is not Noted.PRESERVE:
                levels = (Level.E1,) if act is Noted.DESTROY else ()
                yield self._note(act, part, Phase.DONE, levels, plan, _counted(rows))

    def _is_nothing_apart(self, chunk: Chunk) -> bool:
        """Return whether it is certain that nothing of a refused chunk stands apart: a copy is there before rows go."""
        try:
            return not self._kept_before(chunk.lot.part, chunk.lot.keys)
        except OperatorError:  # the database that would know is away
            return False

    def _kept_before(self, part: Part, gone: Sequence[Key]) -> int:
        """Return of how many rows something stands apart already. Raises OperatorError."""
        beside = self._connected.beside(part.database, Use.SEPARATE) if part.preserve else None
        if beside is None:
            return 0
        name = str(beside.name)
        with asked(name), self.engine(name).connect() as separate:
            return kept_there(separate, name, part.table, gone)

    def _note(self, act: Noted, part: Part, phase: Phase, levels: Sequence[Level], plan: bytes, detail: str) -> Note:
        names = part.preserve if act is Noted.PRESERVE else (*part.destroy, *part.preserve)
        items = sorted({item for strand in self._kinds if strand.name in names for item in strand.items})
        why = tuple(dict.fromkeys(each.basis for each in part.reasons if each.basis))
        apart = act is Noted.PRESERVE or self._connected.live_of(part.database) is not None
        kept = Kept.SEPARATE if apart else Kept.LIVE
        return Note(Book.EVIDENCE, act, self._connected.running.actor, (), kept, items[:200], (), why[:20], phase,
                    tuple(levels), plan, True, detail)  # fmt: skip


def _lots(plan: Plan, part: Part, size: int) -> list[tuple[int, Lot]]:
    pieces = [part.keys[at : at + size] for at in range(0, len(part.keys), size)]
    bare = replace(part, samples=(), keys=())
    return [(number, Lot(plan.now, replace(bare, keys=keys))) for number, keys in enumerate(pieces)]


def _counted(rows: Counter[str]) -> str:
    return ", ".join(f"{table}: {count}" for table, count in rows.items())


def _said_of(fates: Sequence[Fate]) -> Counter[str]:
    """Return how many files were destroyed, and are still there, by folder: never an address."""
    said = Counter(f"file left in {fate.folder} ({fate.left.value})" for fate in fates if fate.left is not None)
    destroyed = sum(fate.there for fate in fates)
    return said + Counter({"files": destroyed})


def _acts(part: Part) -> tuple[Noted, ...]:
    ending = Noted.DESTROY if part.ends else Noted.UPDATE
    return (Noted.PRESERVE, ending) if part.preserve else (ending,)
