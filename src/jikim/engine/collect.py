"""Take in what people give: checked against the policy in force, sealed, and written down; or nothing at all.

A batch is one transaction: every submission of it is stored, or none. The keys are drawn first, in their own
database; a crash after that leaves keys that open nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.engine import Connection

from jikim.consent import Admitted, Submission, admit
from jikim.database import queries
from jikim.engine.closing import close_begun
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.keeper import LARGEST_FILE_BYTES, hash_password, import_hash, new_ids, new_ids_beside
from jikim.ledger import Act, Book, Kept
from jikim.lifecycle import COLLECTED, WITHDREW, Keeping, gather, known
from jikim.messages import msg
from jikim.period import NEVER, Instant
from jikim.vault import (
    LIVE,
    Clock,
    Content,
    Happened,
    Kind,
    Newcomer,
    NewStrand,
    Note,
    Shelf,
    Standing,
    StrandRow,
    clock_of,
    refresh,
)

_UNKNOWN = Standing((), {}, ())
_Occasion = tuple[int, str, str]
"""The number of a policy, an activity and a role: what decides which kinds of strand a record has."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A kind of strand that a record may have, how it is kept, and the consent it stands on."""

    kind: Kind
    keeping: Keeping
    matter: str | None


@dataclass(slots=True)
class _Taken:
    """One submission on its way in."""

    submission: Submission
    person: bytes
    record: bytes
    enacted: Enacted
    admitted: Admitted
    events: list[Happened] = field(default_factory=list)

    @property
    def occasion(self) -> _Occasion:
        return self.enacted.id, self.admitted.activity.id, self.submission.role


@dataclass(slots=True)
class _Planned:
    """A strand that will be, all but its id and its key."""

    taken: _Taken
    kind: Kind
    content: Content
    clock: Clock
    held: int


def collect(running: Running, submissions: Sequence[Submission], now: Instant) -> list[bytes]:
    """Store submissions and return the id of each record, 16 bytes, in order.

    Raises RefusedError, with nothing stored, for the first that the policy in force does not allow.
    """
    with running.vault.live.alone():
        running.catch_up()
        close_begun(running, now)  # a person who is just leaving must have left before they come back
        return _collect(running, submissions, now)


def _collect(running: Running, submissions: Sequence[Submission], now: Instant) -> list[bytes]:
    people, new, standings = _people(running, submissions)
    taken = [
        _take(running, submission, person, record, standings[person], now)
        for submission, person, record in zip(submissions, people, new_ids(len(people)), strict=True)
    ]
    strands = _strands(running, taken, _together(taken, standings), now, extra=len(new))
    # Who is new and comes once has no strand but those of this record, whose clocks know its events already.
    times = Counter(people)
    settled = frozenset(newcomer.id for newcomer in new if times[newcomer.id] == 1)
    _store(running, taken, strands, new, settled, now)
    _tell_earlier(running, taken, settled, now)
    return [each.record for each in taken]


def _together(taken: Sequence[_Taken], standings: dict[bytes, Standing]) -> dict[bytes, Standing]:
    """Return the standings with what the batch itself tells of each person: who joins in it may give in it."""
    told: dict[bytes, list[Happened]] = {}
    for each in taken:
        if own := [event for event in each.events if event.record is None]:
            told.setdefault(each.person, []).extend(own)
    return standings | {person: _with(standings[person], events) for person, events in told.items()}


def _with(standing: Standing, events: Sequence[Happened]) -> Standing:
    return Standing((*standing.events, *events), standing.consents, standing.holds)


def refused_submissions(
    running: Running, submissions: Sequence[Submission], now: Instant
) -> list[tuple[int, RefusedError]]:
    """Return which submissions of a batch `collect` would refuse, by their positions from 0; nothing is stored."""
    people, _, standings = _people(running, submissions)
    refused: list[tuple[int, RefusedError]] = []
    taken: list[tuple[int, _Taken]] = []
    arrivals = zip(submissions, people, new_ids(len(people)), strict=True)
    for at, (submission, person, record) in enumerate(arrivals):
        try:
            taken.append((at, _take(running, submission, person, record, standings[person], now)))
        except RefusedError as error:
            refused.append((at, error))
    together = _together([each for _, each in taken], standings)
    shares = _shares(running, [each for _, each in taken])
    for at, each in taken:
        try:
            _judge(running, each, shares[each.occasion], together[each.person], now)
        except RefusedError as error:
            refused.append((at, error))
    return sorted(refused, key=lambda found: found[0])


def _judge(running: Running, taken: _Taken, shares: Sequence[_Share], standing: Standing, now: Instant) -> None:
    """Raise what storing one submission would raise."""
    for share in shares:
        if (content := _content(taken.admitted, share)) is not None:
            _plan(running, taken, share, content, standing, now)


def import_password(encoded: str) -> str:
    """Return a password hash from elsewhere in a form that can be kept; refuses plain text and weak hashes."""
    return import_hash(encoded)


def _people(
    running: Running, submissions: Sequence[Submission]
) -> tuple[list[bytes], list[Newcomer], dict[bytes, Standing]]:
    """Return the person of each submission, those who are new, and what is known of everybody."""
    digests = [None if each.person is None else running.people.digest(each.person) for each in submissions]
    with running.vault.live.transaction() as connection:
        ids = running.people.by_digest(connection, (digest for digest in digests if digest is not None))
        standings = running.people.standings(connection, ids.values())
    people, new = [], []
    for submission, digest, fresh in zip(submissions, digests, new_ids(len(digests)), strict=True):
        person = fresh if digest is None else ids.setdefault(digest, fresh)
        if person is fresh:
            new.append(Newcomer(person, submission.person, digest))
            standings[person] = _UNKNOWN
        people.append(person)
    return people, new, standings


def _take(
    running: Running, submission: Submission, person: bytes, record: bytes, standing: Standing, now: Instant
) -> _Taken:
    """Admit one submission; events that come with it are added."""
    if submission.at > now:
        raise RefusedError(
            msg("the submission is dated in the future"),
            msg("a period cannot begin before what begins it has happened"),
            msg("hand in the instant at which it was collected"))  # fmt: skip
    enacted = running.in_force(submission.at)
    admitted = admit(enacted.policy, running.law, submission, standing.consents)
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
    shares = _shares(running, taken)
    planned = [
        _plan(running, each, share, content, standings[each.person], now)
        for each in taken
        for share in shares[each.occasion]
        if (content := _content(each.admitted, share)) is not None
    ]
    keys = running.vault.keyring.make(len(planned) + extra)
    ids = new_ids_beside([each.taken.person for each in planned])
    strands = []
    for each, strand, (number, key) in zip(planned, ids, keys, strict=False):
        lookups = {item: text for item, text in each.content.texts.items() if item in running.lookups}
        strands.append(NewStrand(_row(each, strand, number, now), key, each.content, lookups))
    return strands, keys[len(planned) :]


def _row(planned: _Planned, strand: bytes, key: int, now: Instant) -> StrandRow:
    taken, kind = planned.taken, planned.kind
    return StrandRow(
        id=strand, record=taken.record, person=taken.person, kind=kind.id, keeping=kind.keeping,
        version=taken.enacted.version, revision=0, key=key, collected=taken.submission.at, since=now, not_before=0,
        held=planned.held, frozen=0, state=0, clock=planned.clock,
    )  # fmt: skip


def _shares(running: Running, taken: Sequence[_Taken]) -> dict[_Occasion, list[_Share]]:
    """Return of which kinds the strands of a record can be: asked once for an occasion, not for each record."""
    return {occasion: _shares_on(running, *occasion) for occasion in {each.occasion for each in taken}}


def _shares_on(running: Running, policy: int, activity: str, role: str) -> list[_Share]:
    """Return the kinds of one occasion: those of the role, or else of the narrowest wider one that has any."""
    wider = (*running.of(policy).policy.widens(role), "")
    kinds = next(filter(None, (running.kinds.of(policy, activity, each) for each in wider)), ())
    keepings = running.kinds.keepings
    return [_Share(kind, keepings[kind.keeping], _matter(keepings[kind.keeping])) for kind in kinds]


def _content(admitted: Admitted, share: _Share) -> Content | None:
    """Return what of a submission belongs to a kind of strand; None when nothing does.

    An item that is required in one case and optional otherwise has two kinds: it goes where its consent is.
    """
    own = [item for item in share.kind.items if admitted.stands_on.get(item) == share.matter]
    texts = {item: admitted.texts[item] for item in own if item in admitted.texts}
    if admitted.passwords or admitted.hashed:
        texts |= _hashes(admitted, own)
    files = {item: admitted.files[item] for item in own if item in admitted.files} if admitted.files else {}
    if any(len(data) > LARGEST_FILE_BYTES for data in files.values()):
        raise RefusedError(
            msg("a file in '{activity}' is too large", activity=share.kind.activity),
            msg("a file is sealed and opened in one piece, up to '{limit}' bytes", limit=LARGEST_FILE_BYTES),
            msg("split the file, or keep it outside and record where it is"))  # fmt: skip
    return Content(texts, files) if texts or files else None


def _hashes(admitted: Admitted, own: Sequence[str]) -> dict[str, str]:
    """Return passwords as they are kept; one that comes as a hash, too, is kept as that."""
    fresh = {item: hash_password(admitted.passwords[item]) for item in own if item in admitted.passwords}
    return fresh | {item: import_hash(admitted.hashed[item]) for item in own if item in admitted.hashed}


def _matter(keeping: Keeping) -> str | None:
    """Return the consent that strands of a keeping stand on."""
    withdrawn = (ending for ending in keeping.endings if ending.startswith(f"{WITHDREW}:"))
    return next((ending.partition(":")[2] for ending in withdrawn), None)


def _plan(
    running: Running, each: _Taken, share: _Share, content: Content, standing: Standing, now: Instant
) -> _Planned:
    """Return a new strand as far as it is known before its key; refuses one that would be dead at birth.

    What the submission tells of the person is in `standing` already.
    """
    pairs = [(event.name, event.at) for event in standing.events if event.record is None and event.at <= now]
    pairs += [(event.name, event.at) for event in each.events if event.record is not None and event.at <= now]
    facts = known(share.keeping, each.submission.at, gather(pairs), now, running.calendar)
    if facts.dead <= each.submission.at and facts.by != COLLECTED:
        raise RefusedError(
            msg("what is collected in '{activity}' would be due for destruction at once",
                activity=each.admitted.activity.id),
            msg("the event '{event}' has ended its period already", event=facts.by),
            msg("if the person has come back, report that first: `--event joined`"))  # fmt: skip
    held = sum(1 for _, name, _, closed in standing.holds if closed == NEVER and name in share.kind.holds)
    return _Planned(each, share.kind, content, clock_of(share.keeping, facts), held)


def _store(
    running: Running,
    taken: Sequence[_Taken],
    strands: tuple[list[NewStrand], list[tuple[int, bytes]]],
    new: Sequence[Newcomer],
    settled: frozenset[bytes],
    now: Instant,
) -> None:
    vault, sql = running.vault, queries("people", running.vault.live.dialect)
    rows, keys = strands
    people = running.people.rows_for(new, keys, now)
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
        items = sorted(set[str]().union(*(each.admitted.stands_on for each in own)))
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
