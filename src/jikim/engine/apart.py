"""The separate databases of connected ones: made ready, and held against what the live tables look like today."""

from collections.abc import Iterator

from jikim.connect import describe, open_to_write
from jikim.connect.mirror import Mirror, mirrors, prepare, statements
from jikim.connect.mirror_drift import separate_drift
from jikim.engine.connected import Connected
from jikim.errors import Finding
from jikim.mapping import Database, Use
from jikim.period import Instant


def separates(connected: Connected, now: Instant) -> Iterator[tuple[Database, tuple[Mirror, ...]]]:
    """Yield each separate database with the tables it is to have under the policy in force."""
    policy = connected.enacted(now).policy
    for live in connected.data.live:
        beside = connected.beside(str(live.name), Use.SEPARATE)
        if beside is not None:
            schema = connected.schema(str(live.name))
            yield beside, mirrors(connected.data, policy, schema, str(live.name))


def prepare_separate(connected: Connected, now: Instant) -> int:
    """Create what is missing in every separate database; return how many tables they are to have of live ones."""
    made = 0
    for database, some in separates(connected, now):
        engine = open_to_write(str(database.name), connected.address(str(database.name)))
        try:
            with engine.begin() as connection:
                prepare(connection, some, str(database.name))
        finally:
            engine.dispose()
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
