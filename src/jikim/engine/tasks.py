"""What carrying out a part needs, put together from a connected service: the only place that chooses how."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy.engine import Engine

from jikim.apart import Apart
from jikim.carry import Carrying, Fate, Files, Inside
from jikim.connect import Pace, asked, open_to_write
from jikim.engine.connected import Connected
from jikim.errors import RefusedError
from jikim.find import Question
from jikim.keeper import Purpose
from jikim.mapping import Blob, Ending, Ids, Record, Use
from jikim.mapping.blobs import Files as InFiles
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Lot, Part, RowFile

Opened = Callable[[str], Engine]
_HASHES = "index/hashed"


def pace_of(connected: Connected, database: str) -> Pace:
    """Return how fast work on a database may go, as the author says."""
    own, data = connected.data.database(database), connected.data
    return Pace(chunk=(own.chunk if own else None) or data.chunk, rate=(own.rate if own else None) or data.rate)


def writable(connected: Connected, database: str) -> Engine:
    """Open a database so that it can be written to. Raises OperatorError."""
    return open_to_write(database, connected.address(database))


def carrying_of(connected: Connected, lot: Lot, opened: Opened, known: Instant) -> Carrying:
    """Return a part, ready to be carried out; `opened` hands out the ways into databases, to be written to.

    What happened until `known` counts, though the plan is older: who was here yesterday is not taken for a sleeper.

    Raises RefusedError when rows are to be kept and nothing says where.
    """
    part = lot.part
    question = named_still(connected.question(part.database, lot.now, known=known), part)
    return Carrying(
        question,
        part,
        apart=apart_of(connected, lot, opened, known),
        inside=Inside(question, part) if _has_values_inside(question, part) else None,
        files=Files(question, part) if _has_files(question, part) else None,
        secret=hashing_secret(connected),
    )


def destroy_files(connected: Connected, lot: Lot, files: Sequence[RowFile]) -> tuple[Fate, ...]:
    """Destroy files of rows that are gone; what still names one is asked, read only.

    Raises OperatorError: then they are to be tried again.
    """
    if not files:
        return ()
    part = lot.part
    question = named_still(connected.question(part.database, lot.now), part)
    with connected.engine(part.database).connect() as connection, asked(part.database):
        return Files(question, part).destroy(connection, files)


def named_still(question: Question, part: Part) -> Question:
    """Return the question; refuses a part of a table that the mapping no longer names."""
    if part.table in question.tables():
        return question
    raise RefusedError(
        msg("rows of '{table}' were to be carried out, and data.yaml no longer names this table", table=part.table),
        msg("what was begun is carried to its end by the mapping that says what belongs to a row"),
        msg("name the table again until `jikim apply` has taken up what is open"))  # fmt: skip


def hashing_secret(connected: Connected) -> bytes:
    """Return the key of the hashes that stand in place of values, the same as long as the vault lives."""
    return connected.running.vault.keyring.secret(_HASHES, Purpose.INDEX)


def _has_values_inside(question: Question, part: Part) -> bool:
    """Return whether values inside of others are to be emptied: in rows that stay, or in lists that name who goes."""
    people, tables = question.data.people, question.tables()
    if part.ends and people is not None and people.table.name == part.table:
        every = [record for records in tables.values() for record in records]
        if any(isinstance(blob, Ids) for blob in _blobs(every)):
            return True
    staying = [one for one in tables[part.table] if not (part.ends and one.destroy.ending is Ending.DELETE)]
    return any(not isinstance(blob, InFiles) for blob in _blobs(staying))


def _has_files(question: Question, part: Part) -> bool:
    return any(isinstance(blob, InFiles) for blob in _blobs(question.tables()[part.table]))


def _blobs(records: Iterable[Record]) -> Iterator[Blob]:
    for record in records:
        for contents in record.contents.all():
            yield from contents.blobs


def apart_of(connected: Connected, lot: Lot, opened: Opened, known: Instant) -> Apart | None:
    """Return what copies the rows of a part into the separate database; None where nothing of them is kept."""
    part = lot.part
    if not part.preserve:
        return None
    beside = connected.beside(part.database, Use.SEPARATE)
    if beside is None:
        raise RefusedError(
            msg("rows of '{table}' are to be kept, and no separate database is named", table=part.table),
            msg("what only a law keeps is stored apart from what is in use (PIPA Art. 21 (3))"),
            msg("name one in data.yaml with `role: separate`"))  # fmt: skip
    question = connected.question(part.database, lot.now, known=known)
    policy = connected.enacted(lot.now).digest.hex()
    return Apart(question, part, opened(str(beside.name)), policy=policy)
