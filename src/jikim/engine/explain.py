"""Why is this still here? Every strand of a person, with each rule, its end, and on whose word it rests."""

from dataclasses import dataclass

from jikim.database import queries
from jikim.engine.running import Running
from jikim.lifecycle import Justification, Stay, justify
from jikim.period import Instant
from jikim.vault import LIVE, SEPARATE, Kind, Shelf, StrandRow


@dataclass(frozen=True, slots=True)
class Explained:
    """One strand: what kind it is, where it rests, and its justification."""

    row: StrandRow
    kind: Kind
    place: str
    justification: Justification


def explain(running: Running, reference: str, now: Instant) -> list[Explained]:
    """Return every strand of the person whom the service calls so, as it stands at `now`."""
    with running.vault.live.transaction() as connection:
        person = running.people.find(connection, [reference]).get(reference)
    return [] if person is None else explain_person(running, person, now)


def explain_person(running: Running, person: bytes, now: Instant) -> list[Explained]:
    """Return every strand of a person by id."""
    with running.vault.live.transaction() as connection:
        standing = running.people.standings(connection, [person])[person]
    explained = []
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            rows = Shelf(running.vault, place, connection).of_people([person])
        for row in rows:
            kind = running.kinds.kinds[row.kind]
            stays = [Stay(opened, closed) for _, name, opened, closed in standing.holds if name in kind.holds]
            found = justify(running.kinds.keepings[row.keeping], row.collected, standing.occurrences(row.record), now,
                            running.calendar, stays, row.not_before)  # fmt: skip
            explained.append(Explained(row, kind, place, found))
    return sorted(explained, key=lambda each: (each.row.collected, each.kind.name))


def person_of(running: Running, record: bytes) -> bytes | None:
    """Return the person of a record."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        row = connection.execute(sql["records"], {"ids": [record]}).one_or_none()
    return None if row is None else bytes(row.person)
