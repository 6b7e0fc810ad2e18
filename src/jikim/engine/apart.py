"""The separate databases of connected ones: made ready, held against the live tables, and reached by what comes later.

What is kept there is kept for a law or a rule alone. `onward` plans its end, `showing` hands it out to whom the law
lets see it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection

from jikim.apart import (
    KEPT_TABLE,
    Mirror,
    mirrors,
    of_person,
    prepare,
    reckon,
    separate_drift,
    set_held,
    statements,
    tell,
)
from jikim.connect import describe, open_to_write, written
from jikim.engine.connected import Connected
from jikim.errors import Finding
from jikim.mapping import Database, Use
from jikim.period import Instant


def pairs(connected: Connected) -> Iterator[tuple[str, Database]]:
    """Yield each live database, by name, with the separate one that keeps its rows."""
    for live in connected.data.live:
        beside = connected.beside(str(live.name), Use.SEPARATE)
        if beside is not None:
            yield str(live.name), beside


def separates(connected: Connected, now: Instant) -> Iterator[tuple[Database, tuple[Mirror, ...]]]:
    """Yield each separate database with the tables it is to have under the policy in force."""
    policy = connected.enacted(now).policy
    for live, beside in pairs(connected):
        yield beside, mirrors(connected.data, policy, connected.schema(live), live)


def prepare_separate(connected: Connected, now: Instant) -> int:
    """Create what is missing in every separate database; return how many tables they are to have of live ones."""
    made = 0
    for database, some in separates(connected, now):
        with _writing(connected, str(database.name)) as connection:
            prepare(connection, some, str(database.name))
        made += len(some)
    return made


def statements_separate(connected: Connected, now: Instant) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return by name of each separate database the statements that `prepare_separate` would run; read only."""
    return tuple(
        (str(database.name), statements(some, connected.schema(str(database.name)).product))
        for database, some in separates(connected, now)
    )


def check_separate(connected: Connected, now: Instant) -> tuple[Finding, ...]:
    """Return where the separate databases differ from what the live tables need; a login with SELECT suffices."""
    return tuple(
        finding
        for database, some in separates(connected, now)
        for finding in separate_drift(some, describe(connected.engine(str(database.name))), database.place)
    )


def is_prepared(connected: Connected, separate: str) -> bool:
    """Return whether anything was ever made ready in a separate database."""
    return connected.schema(separate).table(KEPT_TABLE) is not None


def reckon_apart(connected: Connected, now: Instant, names: Collection[str]) -> int:
    """Write down until when each row stands apart under the policy in force; return how many were reckoned anew.

    `names` are the separate databases to be written to.
    """
    changed = 0
    digest = connected.enacted(now).digest.hex()
    for live, beside in pairs(connected):
        name = str(beside.name)
        if name in names and is_prepared(connected, name):
            question = connected.question(live, now)
            with _writing(connected, name) as there:
                changed += reckon(there, question, digest)
    return changed


def reach_apart(connected: Connected, person: object, now: Instant) -> int:
    """Let what the vault knows of a person by now reach what is kept of them: open holds, and what happened.

    `person` is their key in the people table. Returns how many strands changed. To be called after a hold was opened
    or closed, or an event was told; safe to repeat. Until then a plan reckons with both all the same.
    """
    changed = 0
    for live, beside in pairs(connected):
        name, question = str(beside.name), connected.question(live, now)
        if not is_prepared(connected, name):
            continue
        with _writing(connected, name) as there:
            activities = {one.activity for one in of_person(there, person)}
            stays = {activity: set(map(str, question.stays.get(activity, ()))) for activity in activities}
            held = {activity for activity, people in stays.items() if str(person) in people}
            changed += set_held(there, person, held, held=True)
            changed += set_held(there, person, activities - held, held=False)
            for event, people in question.told.items():
                happened = {at for key, instants in people.items() if str(key) == str(person) for at in instants}
                changed += sum(tell(there, question, person, event, at) for at in sorted(happened))
    return changed


@contextmanager
def _writing(connected: Connected, name: str) -> Iterator[Connection]:
    """Yield a transaction on a separate database."""
    engine = open_to_write(name, connected.address(name))
    try:
        with written(name), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
