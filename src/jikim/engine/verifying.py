"""What came of a plan over a service's tables, looked at independently of whoever carried it out.

1. receipts  what the journal says was done, and what it says was begun and has not ended
2. gone      each row it says was done is asked about again: it is not there, or nothing of the plan is due in it
3. kept      each row that was moved apart is there, by what the separate database says of itself
4. residue   values of people whose own rows went are looked for in every table, by value (`seek.residue`)
5. told      the outcome goes to the log; after a clean one the values that were looked for are destroyed

It reads through the database that data.yaml gives for it (`role: verify`), with a login or a replica of its own, and
else through the live one; nothing is written there. The status follows from what was found, and nobody sets it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from jikim.apart import kept_there, left_apart
from jikim.connect import asked, describe
from jikim.engine.chunks import Chunk, Chunks, State
from jikim.engine.connected import Connected
from jikim.engine.trace import KEPT_DAYS, end_trace, end_traces, open_trace
from jikim.errors import RefusedError
from jikim.find import Inquiry, Question
from jikim.ledger import Act, Book, Kept, Level, Phase
from jikim.mapping import Use
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Key, Part
from jikim.seek import Residue, Sought, residue
from jikim.vault import Note

_DAY = 86_400_000_000
_TOGETHER = 500
_SHOWN = 20
"""Keys of rows that are told of one column; of more, only how many."""


class Status(Enum):
    """What came of a plan."""

    DONE = "done"
    NOTHING = "nothing found"
    KEPT = "partly kept by law"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """A column in which values of people who are gone stand: in how many rows, of how many people.

    `kept` is the record that says why they may; empty for residue. `bases` are the statutes behind it.
    """

    database: str
    table: str
    column: str
    item: str
    rows: int
    people: int
    strong: bool
    kept: str = ""
    bases: tuple[str, ...] = ()
    keys: tuple[Key, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of one plan.

    `rows` were reported done, `left` of them (database, table, how many) are still there and due; `unfinished` chunks
    were begun or refused; `lost` rows were moved apart and are not there. `sought` people were looked for, None when
    their values are no longer kept. `kept` are statutes on whose word rows were put apart. `unread` tables (database,
    table) could not be read.
    """

    plan: bytes
    status: Status
    rows: int
    left: tuple[tuple[str, str, int], ...]
    unfinished: int
    lost: tuple[tuple[str, str, int], ...]
    sought: int | None
    places: tuple[Place, ...]
    kept: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]

    @property
    def residue(self) -> tuple[Place, ...]:
        """The places where something stands that says by itself who somebody was, and nothing explains it."""
        return tuple(place for place in self.places if place.strong and not place.kept)


def verify_tables(connected: Connected, now: Instant, plan: bytes | None = None) -> tuple[Verified, ...]:
    """Look at what came of a plan, or of every plan of the last fourteen days, the oldest first; and write it down.

    Raises RefusedError when nothing was carried out that could be looked at.
    """
    running = connected.running
    end_traces(running, now)
    chunks = Chunks(running)
    plans = [plan] if plan else _recent(chunks, now)
    found = tuple(_verified(connected, each, list(chunks.of_plan(each).values()), now) for each in plans)
    if not found or not (found[0].rows or found[0].unfinished or plan is None or chunks.of_plan(plan)):
        raise RefusedError(
            msg("nothing was carried out on connected databases that could be verified"),
            msg("what is looked for is what the journal says was done in the last {days} days", days=KEPT_DAYS),
            msg("carry out a plan first: `jikim apply --plan FILE`, or name another with `--plan DIGEST`"))  # fmt: skip
    return found


def _recent(chunks: Chunks, now: Instant) -> list[bytes]:
    done = [each.plan for each in chunks.done_since(now - KEPT_DAYS * _DAY)]
    return list(dict.fromkeys([*done, *(each.plan for each in chunks.open())]))


def _verified(connected: Connected, plan: bytes, chunks: Sequence[Chunk], now: Instant) -> Verified:
    done = [chunk for chunk in chunks if chunk.state is State.DONE]
    eyes = {name: _Eyes(connected, name) for name in map(str, (one.name for one in connected.data.live))}
    left = (*_left(eyes, done), *_left_apart(connected, done))
    sought, unread = open_trace(connected.running, plan), list[tuple[str, str]]()
    places = tuple(_places(eyes, sought, done[0].lot.now, unread)) if sought is not None and done else ()
    rows = sum(len(chunk.lot.keys) - chunk.missing for chunk in done)
    lost = tuple(_lost(connected, done))
    people = sought.people if sought else None
    found = Verified(plan, Status.DONE, rows, left, len(chunks) - len(done), lost, people, places, _statutes(done),
                     tuple(unread))  # fmt: skip
    found = replace(found, status=_status(found))
    _write_down(connected, found, now)
    if found.status is not Status.FAILED:
        end_trace(connected.running, plan)
    return found


def _status(found: Verified) -> Status:
    if found.left or found.unfinished or found.lost or found.residue or found.unread:
        return Status.FAILED
    if found.kept or any(place.bases for place in found.places):
        return Status.KEPT
    return Status.DONE if found.rows else Status.NOTHING


class _Eyes:
    """A live database as it is seen for verifying: through its own login or replica where there is one."""

    def __init__(self, connected: Connected, live: str) -> None:
        self._connected, self.name = connected, live
        beside = connected.beside(live, Use.VERIFY)
        self._engine = connected.engine(str(beside.name) if beside else live)
        self._questions: dict[Instant, Question] = {}
        with self._engine.connect() as connection:
            self._schema = describe(connection, live)

    def question(self, now: Instant) -> Question:
        """Return what was asked on the day of the plan, of the tables as they look now."""
        if now not in self._questions:
            self._questions[now] = replace(self._connected.question(self.name, now), schema=self._schema)
        return self._questions[now]

    def still(self, part: Part, now: Instant) -> int:
        """Return how many rows of a part are there and still due for any of what was done."""
        question = self.question(now)
        records = question.tables().get(part.table, ())
        if not records:
            return 0
        inquiry, count = Inquiry(question, part.table, records, question.kinds()), 0
        with self._engine.connect() as connection:
            for at in range(0, len(part.keys), _TOGETHER):
                for row in inquiry.again(connection, part.keys[at : at + _TOGETHER]).values():
                    due = {*row.destroy, *row.preserve} if row is not None else set()
                    count += bool(due & {*part.destroy, *part.preserve})
        return count

    def residue(self, sought: Sought, now: Instant, unread: list[str]) -> Iterator[Residue]:
        """Yield where values of people stand."""
        with self._engine.connect() as connection:
            yield from residue(connection, self.question(now), sought, unread)


def _left(eyes: dict[str, _Eyes], done: Sequence[Chunk]) -> Iterator[tuple[str, str, int]]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for chunk in done:
        part = chunk.lot.part
        if part.database in eyes:
            found[part.database, part.table] += eyes[part.database].still(part, chunk.lot.now)
    yield from ((database, table, count) for (database, table), count in found.items() if count)


def _left_apart(connected: Connected, done: Sequence[Chunk]) -> Iterator[tuple[str, str, int]]:
    """Yield how many rows that were to end where they stand apart are still there."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for chunk in done:
        part = chunk.lot.part
        live = connected.live_of(part.database)
        if live is not None:
            with connected.engine(part.database).connect() as separate, asked(part.database):
                left = left_apart(separate, connected.question(live, chunk.lot.now), part)
            found[part.database, part.table] += left
    yield from ((database, table, count) for (database, table), count in found.items() if count)


def _ended(connected: Connected, since: Instant) -> dict[tuple[str, str], set[Key]]:
    """Return the rows that ended where they stood apart since then, by separate database and table."""
    found: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for chunk in Chunks(connected.running).done_since(since):
        part = chunk.lot.part
        if part.ends and connected.live_of(part.database) is not None:
            found[part.database, part.table].update(part.keys)
    return found


def _lost(connected: Connected, done: Sequence[Chunk]) -> Iterator[tuple[str, str, int]]:
    """Yield how many rows were moved apart and are not there; those that another hand took may never have been.

    Those that ended there since are not lost.
    """
    if not any(chunk.lot.part.preserve for chunk in done):
        return
    ended = _ended(connected, min(chunk.begun for chunk in done))
    found: dict[tuple[str, str], int] = defaultdict(int)
    for chunk in done:
        part = chunk.lot.part
        beside = connected.beside(part.database, Use.SEPARATE) if part.preserve and part.keys else None
        if beside is not None:
            gone = ended.get((str(beside.name), part.table), set())
            keys = [key for key in part.keys if key not in gone]
            with connected.engine(str(beside.name)).connect() as separate:
                there = kept_there(separate, str(beside.name), part.table, keys)
            found[part.database, part.table] += max(0, len(keys) - chunk.missing - there)
    yield from ((database, table, count) for (database, table), count in found.items() if count)


@dataclass(slots=True)
class _Tally:
    keys: set[Key] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    rows: int = 0

    def add(self, one: Residue) -> None:
        """Count one finding; rows are told apart as far as that is needed."""
        self.rows += one.key not in self.keys
        if len(self.keys) < _TOGETHER:
            self.keys.add(one.key)
        self.people.add(one.person)
        if one.kept is not None:
            self.bases.update(filter(None, one.kept.basis.split(", ")))


def _places(eyes: dict[str, _Eyes], sought: Sought, now: Instant, unread: list[tuple[str, str]]) -> Iterator[Place]:
    for name, eye in eyes.items():
        missed, found = list[str](), defaultdict[tuple[str, str, str, bool, str], _Tally](_Tally)
        for one in eye.residue(sought, now, missed):
            kept = one.kept.record if one.kept else ""
            found[one.table, one.column, one.item, one.strong, kept].add(one)
        unread += [(name, table) for table in missed]
        for (table, column, item, strong, kept), tally in sorted(found.items()):
            keys = tuple(sorted(tally.keys, key=str))[:_SHOWN]
            yield Place(name, table, column, item, tally.rows, len(tally.people), strong, kept,
                        tuple(sorted(tally.bases)), keys)  # fmt: skip


def _statutes(done: Sequence[Chunk]) -> tuple[str, ...]:
    """Return on whose word rows were put apart."""
    reasons = (reason for chunk in done for reason in chunk.lot.part.reasons if chunk.lot.keys)
    return tuple(dict.fromkeys(reason.basis for reason in reasons if reason.act == "preserve" and reason.basis))


def _write_down(connected: Connected, found: Verified, now: Instant) -> None:
    running = connected.running
    failed = found.status is Status.FAILED
    counts = {"rows": found.rows, "left": sum(count for *_, count in found.left), "unfinished": found.unfinished,
              "lost": sum(count for *_, count in found.lost),
              "residue": sum(place.rows for place in found.residue), "people": found.sought or 0}  # fmt: skip
    detail = f"verified: {found.status.value}; " + ", ".join(f"{name} {count}" for name, count in counts.items())
    why = tuple(dict.fromkeys([*found.kept, *(basis for place in found.places for basis in place.bases)]))
    note = Note(Book.EVIDENCE, Act.DESTROY, running.actor, (), Kept.LIVE, (), (), why[:20], Phase.DONE,
                () if failed else (Level.E1,), found.plan, not failed, detail)  # fmt: skip
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
