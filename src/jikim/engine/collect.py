"""Take in what people give: checked against the policy in force, sealed, and written down; or nothing at all.

A batch is one transaction: every submission of it is stored, or none. The keys are drawn first, in their own
database; a crash after that leaves keys that open nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from jikim.consent import Admitted, Submission, admit
from jikim.database import queries
from jikim.engine.closing import close_begun
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.keeper import LARGEST_FILE_BYTES, hash_password, import_hash, new_id, new_id_beside
from jikim.ledger import Act, Book, Kept
from jikim.lifecycle import COLLECTED, WITHDREW, Keeping, gather, known
from jikim.messages import msg
from jikim.period import NEVER, Instant
from jikim.vault import LIVE, Content, Happened, Kind, NewStrand, Note, Shelf, Standing, StrandRow, clock_of, refresh


@dataclass(slots=True)
class _Taken:
    """One submission on its way in."""

    submission: Submission
    person: bytes
    record: bytes
    enacted: Enacted
    admitted: Admitted
    events: list[Happened] = field(default_factory=list)


def collect(running: Running, submissions: Sequence[Submission], now: Instant) -> list[bytes]:
    """Store submissions and return the id of each record, 16 bytes, in order.

    Raises RefusedError, with nothing stored, for the first that the policy in force does not allow.
    """
    with running.vault.live.alone():
        running.catch_up()
        close_begun(running, now)  # a person who is just leaving must have left before they come back
        return _collect(running, submissions, now)


def _collect(running: Running, submissions: Sequence[Submission], now: Instant) -> list[bytes]:
    with running.vault.live.transaction() as connection:
        people, new = _people(running, connection, submissions)
        standings = running.people.standings(connection, people)
    taken = [
        _take(running, submission, person, standings[person], now)
        for submission, person in zip(submissions, people, strict=True)
    ]
    strands = _strands(running, taken, _together(taken, standings), now, extra=len(new))
    # Who is new and comes once has no strand but those of this record, whose clocks know its events already.
    times = Counter(people)
    settled = frozenset(person for person in new.values() if times[person] == 1)
    _store(running, taken, strands, new, settled, now)
    _tell_earlier(running, taken, settled, now)
    return [each.record for each in taken]


def _together(taken: Sequence[_Taken], standings: dict[bytes, Standing]) -> dict[bytes, Standing]:
    """Return the standings with what the batch itself tells of each person: who joins in it may give in it."""
    told: dict[bytes, list[Happened]] = {}
    for each in taken:
        told.setdefault(each.person, []).extend(event for event in each.events if event.record is None)
    return {person: replace(it, events=(*it.events, *told.get(person, ()))) for person, it in standings.items()}


def refused_submissions(
    running: Running, submissions: Sequence[Submission], now: Instant
) -> list[tuple[int, RefusedError]]:
    """Return which submissions of a batch `collect` would refuse, by their positions from 0; nothing is stored."""
    with running.vault.live.transaction() as connection:
        people, _ = _people(running, connection, submissions)
        standings = running.people.standings(connection, people)
    refused: list[tuple[int, RefusedError]] = []
    taken: list[tuple[int, _Taken]] = []
    for at, (submission, person) in enumerate(zip(submissions, people, strict=True)):
        try:
            taken.append((at, _take(running, submission, person, standings[person], now)))
        except RefusedError as error:
            refused.append((at, error))
    together = _together([each for _, each in taken], standings)
    for at, each in taken:
        try:
            _judge(running, each, together[each.person], now)
        except RefusedError as error:
            refused.append((at, error))
    return sorted(refused, key=lambda found: found[0])


def _judge(running: Running, taken: _Taken, standing: Standing, now: Instant) -> None:
    """Raise what storing one submission would raise."""
    for kind in running.kinds.of(taken.enacted.id, taken.admitted.activity.id, _role(running, taken)):
        if _content(running, taken.admitted, kind) is not None:
            _row(running, taken, kind, standing, now)


def import_password(encoded: str) -> str:
    """Return a password hash from elsewhere in a form that can be kept; refuses plain text and weak hashes."""
    return import_hash(encoded)


def _people(
    running: Running, connection: Connection, submissions: Sequence[Submission]
) -> tuple[list[bytes], dict[str, bytes]]:
    """Return the person of each submission, and the ids of those who are new (a guest has no reference)."""
    references = {submission.person for submission in submissions if submission.person is not None}
    known_people = running.people.find(connection, references)
    new: dict[str, bytes] = {}
    people = []
    for number, submission in enumerate(submissions):
        name = submission.person if submission.person is not None else f"\0guest {number}"
        found = known_people.get(name) or new.setdefault(name, new_id())
        people.append(found)
    return people, new


def _take(running: Running, submission: Submission, person: bytes, standing: Standing, now: Instant) -> _Taken:
    """Admit one submission and name its record; events that come with it are added."""
    if submission.at > now:
        raise RefusedError(
            msg("the submission is dated in the future"),
            msg("a period cannot begin before what begins it has happened"),
            msg("hand in the instant at which it was collected"))  # fmt: skip
    enacted = running.in_force(submission.at)
    admitted = admit(enacted.policy, running.law, submission, standing.consents)
    record = new_id()
    taken = _Taken(submission, person, record, enacted, admitted)
    for name, at in submission.events:
        event = enacted.policy.event(name)
        own = event is not None and event.of == "record"
        taken.events.append(Happened(person, record if own else None, name, at, now))
    for matter in admitted.matters:
        if matter in submission.agreed:
            taken.events.append(Happened(person, None, f"agreed:{matter}", submission.at, now))
    return taken


def _strands(
    running: Running, taken: Sequence[_Taken], standings: dict[bytes, Standing], now: Instant, extra: int
) -> tuple[list[NewStrand], list[tuple[int, bytes]]]:
    """Return the strands of every record with their keys, and `extra` more keys for new people.

    Keys are drawn last: what is refused leaves not even a key behind.
    """
    planned = [
        (_row(running, each, kind, standings[each.person], now), content)
        for each in taken
        for kind in running.kinds.of(each.enacted.id, each.admitted.activity.id, _role(running, each))
        if (content := _content(running, each.admitted, kind)) is not None
    ]
    keys = running.vault.keyring.make(len(planned) + extra)
    strands = []
    for (row, content), (number, key) in zip(planned, keys, strict=False):
        lookups = {item: text for item, text in content.texts.items() if item in running.lookups}
        strands.append(NewStrand(row(number), key, content, lookups))
    return strands, keys[len(planned) :]


def _role(running: Running, taken: _Taken) -> str:
    """Return the role under which the record's kinds are known: the submission's, or the wider one named."""
    occasion = taken.enacted.id, taken.admitted.activity.id
    widened = taken.enacted.policy.widens(taken.submission.role)
    return next((role for role in widened if running.kinds.of(*occasion, role)), "")


def _content(running: Running, admitted: Admitted, kind: Kind) -> Content | None:
    """Return what of a submission belongs to a kind of strand; None when nothing does.

    An item that is required in one case and optional otherwise has two kinds: it goes where its consent is.
    """
    matter = _matter(running.kinds.keepings[kind.keeping])
    own = {item for item in kind.items if admitted.stands_on.get(item) == matter}
    texts = {item: text for item, text in admitted.texts.items() if item in own}
    texts |= {item: hash_password(text) for item, text in admitted.passwords.items() if item in own}
    texts |= {item: import_hash(text) for item, text in admitted.hashed.items() if item in own}
    files = {item: data for item, data in admitted.files.items() if item in own}
    if any(len(data) > LARGEST_FILE_BYTES for data in files.values()):
        raise RefusedError(
            msg("a file in '{activity}' is too large", activity=kind.activity),
            msg("a file is sealed and opened in one piece, up to '{limit}' bytes", limit=LARGEST_FILE_BYTES),
            msg("split the file, or keep it outside and record where it is"))  # fmt: skip
    return Content(texts, files) if texts or files else None


def _matter(keeping: Keeping) -> str | None:
    """Return the consent that strands of a keeping stand on."""
    withdrawn = (ending for ending in keeping.endings if ending.startswith(f"{WITHDREW}:"))
    return next((ending.partition(":")[2] for ending in withdrawn), None)


def _row(running: Running, each: _Taken, kind: Kind, standing: Standing, now: Instant) -> Callable[[int], StrandRow]:
    """Return what makes the row of a new strand once its key is known; refuses one that would be dead at birth."""
    keeping = running.kinds.keepings[kind.keeping]
    pairs = [(event.name, event.at) for event in standing.events if event.record is None]
    pairs += [(event.name, event.at) for event in each.events]
    happened = gather((name, at) for name, at in pairs if at <= now)
    facts = known(keeping, each.submission.at, happened, now, running.calendar)
    if facts.dead <= each.submission.at and facts.by != COLLECTED:
        raise RefusedError(
            msg("what is collected in '{activity}' would be due for destruction at once",
                activity=each.admitted.activity.id),
            msg("the event '{event}' has ended its period already", event=facts.by),
            msg("if the person has come back, report that first: `--event joined`"))  # fmt: skip
    held = sum(1 for _, name, _, closed in standing.holds if closed == NEVER and name in kind.holds)
    clock = clock_of(keeping, facts)
    return lambda key: StrandRow(
        id=new_id_beside(each.person), record=each.record, person=each.person, kind=kind.id, keeping=kind.keeping,
        version=each.enacted.version, revision=0, key=key, collected=each.submission.at, since=now, not_before=0,
        held=held, frozen=0, state=0, clock=clock,
    )  # fmt: skip


def _store(
    running: Running,
    taken: Sequence[_Taken],
    strands: tuple[list[NewStrand], list[tuple[int, bytes]]],
    new: dict[str, bytes],
    settled: frozenset[bytes],
    now: Instant,
) -> None:
    vault, sql = running.vault, queries("people", running.vault.live.dialect)
    rows, keys = strands
    references = [None if name.startswith("\0guest ") else name for name in new]
    people = running.people.rows_for(references, keys, now, list(new.values()))
    with vault.live.transaction() as connection:
        if people:
            connection.execute(sql["put_person"], people)
        connection.execute(sql["put_record"], [_record(each) for each in taken])
        Shelf(vault, LIVE, connection).put(rows)
        events = [event for each in taken for event in each.events]
        write_events(connection, running, events, now, settled.union(each.record for each in taken))
        _write_consents(connection, running, taken, now)
        _bring_again(connection, running, taken)
        vault.journal.write(connection, vault.live, running.request(), now, _notes(running, taken))


def _bring_again(connection: Connection, running: Running, taken: Sequence[_Taken]) -> None:
    """Let the next run bring what is collected under an older policy to the newer ones, too."""
    sql, oldest = queries("people", running.vault.live.dialect), min(each.enacted.id for each in taken)
    if oldest < running.enacted[-1].id and int(connection.execute(sql["engaged"]).scalar() or 1) > oldest:
        connection.execute(sql["put_engaged"], {"value": str(oldest)})
        running.engaged = oldest


def _record(each: _Taken) -> dict[str, object]:
    return {
        "id": each.record, "person": each.person, "activity": each.admitted.activity.id,
        "role": each.submission.role, "cases": ",".join(each.submission.cases), "policy": each.enacted.id,
        "collected": each.submission.at,
    }  # fmt: skip


def write_events(
    connection: Connection,
    running: Running,
    events: Iterable[Happened],
    now: Instant,
    fresh: frozenset[bytes] = frozenset(),
) -> None:
    """Write events; each ripens when its day has come and it has reached the strands.

    One of a record, or of a person, that is new in this transaction is in the clocks already.
    """
    rows = [
        {"person": event.person, "record": event.record, "name": event.name, "at": event.at,
         "recorded": event.recorded, "ripe": int((event.record or event.person) in fresh and event.at <= now)}
        for event in events
    ]  # fmt: skip
    if rows:
        connection.execute(queries("people", running.vault.live.dialect)["put_event"], rows)


def _write_consents(connection: Connection, running: Running, taken: Sequence[_Taken], now: Instant) -> None:
    rows = [
        {"person": each.person, "matter": matter, "agreed": 1, "policy": each.enacted.id,
         "wording": each.enacted.digest, "at": each.submission.at, "recorded": now}
        for each in taken
        for matter in sorted(each.submission.agreed)
    ]  # fmt: skip
    if rows:
        connection.execute(queries("people", running.vault.live.dialect)["put_consent"], rows)


def _notes(running: Running, taken: Sequence[_Taken]) -> list[Note]:
    """Return one note for each activity of the batch, naming the people and the items."""
    notes = []
    for activity in dict.fromkeys(each.admitted.activity.id for each in taken):
        own = [each for each in taken if each.admitted.activity.id == activity]
        items = sorted({item for each in own for item in each.admitted.items})
        people = [each.person for each in own]
        why = tuple(purpose.id for purpose in own[0].admitted.activity.purposes[:4])
        notes.append(Note(Book.ACCESS, Act.CREATE, running.actor, people, Kept.LIVE, items, (), why, detail=activity))
    return notes


def _tell_earlier(running: Running, taken: Sequence[_Taken], settled: frozenset[bytes], now: Instant) -> None:
    """Let events of the person that came with a submission reach the strands collected before."""
    people = [
        each.person
        for each in taken
        if each.person not in settled and any(event.record is None for event in each.events)
    ]
    refresh(running.vault, running.kinds, running.calendar, people, now)
