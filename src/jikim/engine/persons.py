"""What a person may ask for of a service's own tables: what is held of them (PIPA Art. 35), and its erasure (Art. 36).

Several people are asked for at once, and each statement serves all of them. An erasure is a plan over the rows of these
people alone: what they asked for counts as an event of the day, and what a statute still keeps stays, by its name. The
plan is carried out like any other; that they asked is written down first, so that it holds for whatever is left too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.engine.collect import write_events
from jikim.engine.connected import Connected
from jikim.engine.happen import known_or_new
from jikim.engine.parts import parts_of
from jikim.engine.planned import PlanShelf
from jikim.engine.running import Running
from jikim.errors import DocumentError, RefusedError
from jikim.find import DueRow, Inquiry, Question
from jikim.ledger import Act, Book, Kept
from jikim.lifecycle import ERASURE, Bound, Strand
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Key, Plan, expiry
from jikim.policy import BasisKind
from jikim.seek import Alike, Held, alike, export, find_person
from jikim.vault import Happened, Note

_AT_ONE_MOMENT = "REPEATABLE READ"


@dataclass(frozen=True, slots=True)
class Stay:
    """Rows of a record that an erasure leaves, or moves apart: how many, and the statutes on whose word."""

    table: str
    record: str
    activity: str
    rows: int
    apart: bool
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure comes to: the plan, what stays, and rows of guests that may be of the same people."""

    people: tuple[object, ...]
    plan: Plan
    stays: tuple[Stay, ...]
    alike: tuple[Alike, ...]


def find_people(connected: Connected, wanted: Sequence[Mapping[str, str]]) -> tuple[object, ...]:
    """Return the key of each person, in order; see `seek.find_person`."""
    question_of = _database(connected)
    with connected.engine(question_of).connect() as connection:
        question = Question(connected.data, connected.running.enacted[-1].policy, connected.schema(question_of),
                            question_of, 0, connected.running.calendar)  # fmt: skip
        return tuple(dict.fromkeys(find_person(connection, question, one) for one in wanted))


def hand_out(connected: Connected, people: Sequence[object], now: Instant) -> Iterator[Held | Alike]:
    """Yield every row of these people, then the rows of guests that are alike; written down before the first."""
    question = connected.question(_database(connected), now)
    _write_export(connected.running, connected, people, now)
    with _at_one_moment(connected, question.database) as connection:
        yield from export(connection, question, people)
        yield from alike(connection, question, people)


def plan_erasure(
    connected: Connected, people: Sequence[object], now: Instant, made: Instant, *, leaving: bool = False
) -> Erasure:
    """Return what erasing these people would take and leave; nothing is written.

    Raises RefusedError when a contract still runs and they have not said that they are `leaving` (PIPA Art. 36 (1)).
    """
    name = _database(connected)
    question = connected.question(name, now)
    asked = {key: [now] for key in people}
    question = replace(question, told={**question.told, ERASURE: {**question.told.get(ERASURE, {}), **asked}})
    kinds = question.kinds()
    with _at_one_moment(connected, name) as connection:
        if not leaving:
            _refuse_running_contracts(connection, question, kinds, people)
        left = _Left(kinds)
        due = parts_of(left.without(_judged(connection, question, kinds, people)), kinds)
        guests = tuple(alike(connection, question, people))
    plan = Plan(connected.running.vault.service, now, made, expiry(made), connected.enacted(now).digest.hex(),
                connected.mapped.digest.hex(), _fingerprints(connected), due)  # fmt: skip
    return Erasure(tuple(people), plan, left.stays(), guests)


def ask_erasure(connected: Connected, erasure: Erasure, now: Instant) -> None:
    """Write down that these people asked, and the plan that follows: it can then be approved and carried out."""
    running, plan = connected.running, erasure.plan
    references = list(dict.fromkeys(map(str, erasure.people)))
    with running.vault.live.alone():
        known, rows, fresh = known_or_new(running, references, now)
        subjects = list(known.values())
        with running.vault.live.transaction() as connection:
            if rows:
                connection.execute(queries("people", running.vault.live.dialect)["put_person"], rows)
            told = [Happened(person, None, ERASURE, now, now) for person in subjects]
            write_events(connection, running, told, now, fresh)
            PlanShelf(running).put(connection, plan, 0, unusual=False, whole=False)
            notes = [running.note(Act.ERASE, subjects, why=(ERASURE,), speaks_of=plan.digest),
                     running.note(Act.PLAN, speaks_of=plan.digest, detail=f"{plan.rows}")]  # fmt: skip
            running.vault.journal.write(connection, running.vault.live, running.request(), now, notes)


# Asking


@contextmanager
def _at_one_moment(connected: Connected, name: str) -> Iterator[Connection]:
    """Give a way into a database that shows it as it stands now, whatever is written while it is read."""
    with connected.engine(name).connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # the driver begins by itself only to write
            yield connection
        else:
            yield connection.execution_options(isolation_level=_AT_ONE_MOMENT)


def _database(connected: Connected) -> str:
    if connected.data.people is None:
        raise DocumentError(
            msg("'{file}' does not say who the people are", file=connected.mapped.file),
            msg("a request is about somebody, who must be found first"),
            msg("name the table under `people:`"))  # fmt: skip
    return connected.data.people.table.database


def _fingerprints(connected: Connected) -> tuple[tuple[str, str], ...]:
    return tuple((name, schema.fingerprint) for name, schema in connected.schemas().items())


def _judged(
    connection: Connection, question: Question, kinds: tuple[Strand, ...], people: Sequence[object]
) -> Iterator[tuple[Inquiry, Key, DueRow | None]]:
    """Yield every row of these people by its key, with what is due for it; see `Inquiry.of_people`."""
    for name, records in question.tables().items():
        inquiry = Inquiry(question, name, records, kinds)
        for key, row in inquiry.of_people(connection, people):
            yield inquiry, key, row


def _refuse_running_contracts(
    connection: Connection, asked: Question, kinds: tuple[Strand, ...], people: Sequence[object]
) -> None:
    """Refuse what would take rows of a contract that nothing but the request ends."""
    before = replace(asked, told={event: told for event, told in asked.told.items() if event != ERASURE})
    contracts = {activity.id for activity in asked.policy.activities
                 if activity.basis is not None and activity.basis.kind is BasisKind.CONTRACT}  # fmt: skip
    by_name = {strand.name: strand.activity for strand in kinds}
    due = {(row.table, key): row for _, key, row in _judged(connection, before, kinds, people) if row is not None}
    for _, key, row in _judged(connection, asked, kinds, people):
        ended = due.get((row.table, key)) if row is not None else None
        taken = {*row.destroy, *row.preserve} if row is not None else set()
        newly = taken - ({*ended.destroy, *ended.preserve} if ended else set())
        running = [by_name[name] for name in sorted(newly) if by_name[name] in contracts]
        if running:
            raise RefusedError(
                msg("'{activity}' is needed for a contract that still runs", activity=running[0]),
                msg("erasing it would mean leaving the service, and the person has not said so"),
                msg("ask, then repeat with `--leaving`"))  # fmt: skip


class _Left:
    """What is left or only moved, by record, with the statutes behind it: counted as the rows come, none is held."""

    def __init__(self, kinds: tuple[Strand, ...]) -> None:
        self._by_name = {strand.name: strand for strand in kinds}
        self._count: Counter[tuple[Inquiry, tuple[str, ...] | None, bool]] = Counter()

    def without(self, judged: Iterable[tuple[Inquiry, Key, DueRow | None]]) -> Iterator[tuple[Key, DueRow]]:
        """Yield the rows for which something is due; count those that stay, if only apart."""
        for inquiry, key, row in judged:
            if row is None:
                self._count[inquiry, None, False] += 1
                continue
            if row.remaining or row.preserve:
                self._count[inquiry, row.preserve or row.remaining, bool(row.preserve)] += 1
            yield key, row

    def stays(self) -> tuple[Stay, ...]:
        """Return what was counted, in order."""
        found: Counter[tuple[str, str, str, bool, tuple[str, ...]]] = Counter()
        for (inquiry, names, apart), rows in self._count.items():
            lens, table = inquiry.lenses[0], inquiry.row.shape.name
            kept = lens.strands if names is None else [self._by_name[name] for name in names]
            if kept:
                found[table, str(lens.record.name), str(lens.record.activity), apart, _bases(kept)] += rows
        return tuple(Stay(table, record, activity, rows, apart, bases)
                     for (table, record, activity, apart, bases), rows in sorted(found.items()))  # fmt: skip


def _bases(strands: Sequence[Strand]) -> tuple[str, ...]:
    rules = (rule for strand in strands for rule in strand.keeping.rules if rule.bound is Bound.FLOOR)
    return tuple(dict.fromkeys(rule.reason for rule in rules if rule.reason))


def _write_export(running: Running, connected: Connected, people: Sequence[object], now: Instant) -> None:
    items = sorted({str(holding.item) for record in connected.data.records for contents in record.contents.all()
                    for holding in contents.holdings if not holding.other})  # fmt: skip
    with running.vault.live.transaction() as connection:
        known = running.people.find(connection, list(map(str, people)))
        note = Note(Book.ACCESS, Act.EXPORT, running.actor, list(known.values()), Kept.LIVE, items[:200],
                    detail=", ".join(map(str, people)))  # fmt: skip
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
