"""Hand out what is kept apart of one person, to whom a law lets see it, and only after it was written down.

What is kept apart opens only for the statute or the rule on whose word it is kept (PIPA Art. 21 (3)). The reason names
it in its first line; the whole of it is sealed in the log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jikim.apart import Judge, KeptStrand, Tree, of_person
from jikim.connect import asked
from jikim.engine.apart import is_prepared, pairs
from jikim.engine.connected import Connected
from jikim.errors import RefusedError
from jikim.find import Question
from jikim.ledger import Act, Book, Kept
from jikim.lifecycle import Bound, Place
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Key
from jikim.vault import Note


@dataclass(frozen=True, slots=True)
class Shown:
    """One row that is kept apart: until when (None: no end is known), and columns by live table, children included."""

    database: str
    table: str
    key: Key
    record: str
    until: Instant | None
    held: bool
    rows: tuple[tuple[str, Mapping[str, object]], ...] = field(repr=False)


def show_apart(connected: Connected, person: str, reason: str, now: Instant) -> Iterator[Shown]:
    """Yield what is kept of a person (their key in the people table) for the purpose in the first line of `reason`.

    It is written down before the first is yielded. Raises RefusedError when nothing is kept of them for it.
    """
    purpose = reason.strip().partition("\n")[0].strip()
    found = [(name, question, _opened(connected, name, question, person, purpose))
             for name, question in _asked(connected, now)]  # fmt: skip
    chosen = [one for _, _, (some, _) in found for one in some]
    known = sorted({each for _, _, (_, reasons) in found for each in reasons})
    if not chosen:
        raise RefusedError(
            msg("nothing is kept apart of this person for the purpose '{purpose}'", purpose=purpose),
            msg("what is kept apart is read only for what keeps it (PIPA Art. 21 (3))"),
            msg("begin the reason with a line that names one of: {known}", known=", ".join(known) or "-"))  # fmt: skip
    _write_down(connected, person, chosen, purpose, reason, now)
    for name, question, (some, _) in found:
        with connected.engine(name).connect() as connection, asked(name):
            for one in some:
                items = frozenset(f"{one.record}\0{item}" for item in one.items)
                rows = tuple(Tree(connection, question, one.table).shown(one.key, items))
                yield Shown(name, one.table, one.key, one.record, one.due_at, one.held, rows)


def _asked(connected: Connected, now: Instant) -> Iterator[tuple[str, Question]]:
    for live, beside in pairs(connected):
        if is_prepared(connected, str(beside.name)):
            yield str(beside.name), connected.question(live, now)


def _opened(
    connected: Connected, name: str, question: Question, person: str, purpose: str
) -> tuple[list[KeptStrand], set[str]]:
    """Return the strands of a person that a purpose opens, and every purpose that would open one."""
    reasons = {strand.name: {rule.reason for rule in strand.keeping.rules
                             if rule.reason and rule.place is Place.SEPARATE and rule.bound is not Bound.CEILING}
               for strand in question.kinds()}  # fmt: skip
    with connected.engine(name).connect() as connection, asked(name):
        kept = of_person(connection, person)
    judged = Judge(question, connected.enacted(question.now).digest.hex()).of(kept)
    mine = [one for one in judged if one.table in question.tables()]
    opened = [one for one in mine if purpose in reasons.get(one.strand, set())]
    return opened, {each for one in mine for each in reasons.get(one.strand, set())}


def _write_down(
    connected: Connected, person: str, chosen: list[KeptStrand], purpose: str, reason: str, now: Instant
) -> None:
    running = connected.running
    items = sorted({item for one in chosen for item in one.items})
    with running.vault.live.transaction() as connection:
        known = running.people.find(connection, [person])
        note = Note(Book.ACCESS, Act.READ, running.actor, list(known.values()), Kept.SEPARATE, items[:200], (),
                    (purpose,), detail=f"{person}: {reason.strip()}")  # fmt: skip
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
