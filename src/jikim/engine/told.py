"""What is told of people whom only the connected tables know: a hold is opened, something happened to them.

They are found in the people table as for any request, or by what is kept apart of them, and become known to the vault
by what the service calls them: a person without strands. From then on the hold counts for every row of theirs, the
event for every plan, and both reach what stands apart at once.
"""

from collections.abc import Mapping

from jikim.apart import of_person
from jikim.database import queries
from jikim.engine.apart import is_prepared, pairs, reach_apart
from jikim.engine.connected import Connected
from jikim.engine.happen import happen, known_or_new, unknown_event
from jikim.engine.holds import hold, of_hold, release
from jikim.engine.persons import find_people
from jikim.engine.running import Running
from jikim.errors import RefusedError
from jikim.lifecycle import ERASURE
from jikim.messages import msg
from jikim.period import Instant


def hold_tables(connected: Connected, wanted: Mapping[str, str], name: str, now: Instant, reason: str = "") -> bytes:
    """Open a hold on a person of the tables and return its id; `wanted` as `find_people` takes it."""
    key = _found(connected, wanted)
    number = hold(connected.running, str(key), name, now, reason, newly=True)
    reach_apart(connected, key, now)
    return number


def release_tables(connected: Connected, number: bytes, now: Instant) -> None:
    """Close a hold: what is over by then is due again, in the tables and apart."""
    reference = of_hold(connected.running, number)
    release(connected.running, number, now, of_tables=True)
    reach_apart(connected, reference, now)


def happen_tables(connected: Connected, wanted: Mapping[str, str], name: str, at: Instant, now: Instant) -> None:
    """Take in what happened to a person of the tables; refuses an event of a record, and a request to erase."""
    _must_be_of_a_person(connected, name, now)
    key = _found(connected, wanted)
    _make_known(connected.running, str(key), now)
    happen(connected.running, [(str(key), None, name, at)], now)
    reach_apart(connected, key, now)


def _found(connected: Connected, wanted: Mapping[str, str]) -> object:
    """Return the key of a person; one whose row is gone may be known to the vault, or to a separate database."""
    try:
        return find_people(connected, [wanted])[0]
    except RefusedError:
        key = wanted.get("key")
        if key is None or len(wanted) > 1 or not (_is_known(connected.running, key) or _is_apart(connected, key)):
            raise
        return key


def _is_known(running: Running, reference: str) -> bool:
    with running.vault.live.transaction() as connection:
        return reference in running.people.find(connection, [reference])


def _is_apart(connected: Connected, key: str) -> bool:
    for _, beside in pairs(connected):
        if is_prepared(connected, str(beside.name)):
            with connected.engine(str(beside.name)).connect() as connection:
                if of_person(connection, key):
                    return True
    return False


def _make_known(running: Running, reference: str, now: Instant) -> None:
    with running.vault.live.alone():
        _, rows, _ = known_or_new(running, [reference], now)
        with running.vault.live.transaction() as connection:
            if rows:
                connection.execute(queries("people", running.vault.live.dialect)["put_person"], rows)


def _must_be_of_a_person(connected: Connected, name: str, now: Instant) -> None:
    if name == ERASURE:
        raise RefusedError(
            msg("what a person asks to be erased is not only told"),
            msg("what a contract or a law still needs of it must be looked at first (PIPA Art. 36 (1))"),
            msg("ask it so: `jikim person erase --data FILE`"))  # fmt: skip
    events = {event.id: event for event in connected.enacted(now).policy.events}
    event = events.get(name.partition(":")[0])
    if event is None:
        raise unknown_event(name, events)
    if event.of == "record":
        raise RefusedError(
            msg("the event '{name}' happens to a record, which stands in the tables", name=name),
            msg("when it happened is read from the column that the map names"),
            msg("name the column under `events:` of the record in data.yaml"))  # fmt: skip
