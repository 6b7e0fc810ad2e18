"""People as the vault knows them: a random id, the service's own reference sealed, and what happened to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.keeper import Context, Index, Purpose, open_sealed, seal_many
from jikim.lifecycle import Occurrences, gather
from jikim.period import NEVER, Instant
from jikim.vault.home import Vault
from jikim.vault.keyring import chunks
from jikim.vault.rows import NOBODY

_REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a person (record None) or of a record, as reported."""

    person: bytes
    record: bytes | None
    name: str
    at: Instant
    recorded: Instant


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one person: events, consents standing (matter -> agreed), open holds by name."""

    events: Sequence[Happened]
    consents: Mapping[str, bool]
    holds: Sequence[tuple[bytes, str, Instant, Instant]]

    def occurrences(self, record: bytes, until: Instant = NEVER) -> Occurrences:
        """Return the occurrences that can concern a record: the person's and its own, dated up to `until`."""
        return gather(
            (event.name, event.at) for event in self.events if event.record in (None, record) and event.at <= until
        )

    def recorded(self, name: str, at: Instant, record: bytes) -> list[Instant]:
        """Return when an event of the person or of this record was first recorded; empty when there is none such."""
        found = [event.recorded for event in self.events
                 if event.name == name and event.at == at and event.record in (None, record)]  # fmt: skip
        return [min(found)] if found else []


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who comes for the first time; a guest has no reference and is found by the id alone."""

    id: bytes
    reference: str | None = field(repr=False)
    digest: bytes | None


class People:
    """The people of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sql = queries("people", vault.live.dialect)
        self._index = Index(vault.keyring.secret("index/reference", Purpose.INDEX))

    def find(self, connection: Connection, references: Iterable[str]) -> dict[str, bytes]:
        """Return the ids of the people whom the service calls so; those it never named are left out."""
        digests = {reference: self.digest(reference) for reference in references}
        ids = self.by_digest(connection, digests.values())
        return {reference: ids[digest] for reference, digest in digests.items() if digest in ids}

    def digest(self, reference: str) -> bytes:
        """Return under what a person whom the service calls so is found: the same for two ways of writing it."""
        return self._index.digest(_REFERENCE, reference)

    def by_digest(self, connection: Connection, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the ids of the people who are found under digests; those who are not there are left out."""
        found: dict[bytes, bytes] = {}
        for chunk in chunks(list(dict.fromkeys(digests))):
            for row in connection.execute(self._sql["people_by_digest"], {"digests": chunk}):
                found[bytes(row.digest)] = bytes(row.id)
        return found

    def rows_for(
        self, newcomers: Sequence[Newcomer], keys: Sequence[tuple[int, bytes]], now: Instant
    ) -> list[dict[str, object]]:
        """Return the rows of new people, each under a key of their own."""
        sealed = seal_many(
            (key, number, self._context(each.id), (each.reference or "").encode())
            for each, (number, key) in zip(newcomers, keys, strict=True)
        )
        return [
            {"id": each.id, "digest": each.digest, "key": number, "created": now, "sealed": body}
            for each, (number, _), body in zip(newcomers, keys, sealed, strict=True)
        ]

    def reference(self, person: bytes, number: int, sealed: bytes) -> str:
        """Return what the service calls a person."""
        return open_sealed(self._vault.keyring.open([number])[number], self._context(person), sealed).decode()

    def references(self, rows: Iterable[Any]) -> dict[bytes, str]:
        """Return what the service calls people, by id; `rows` have their id, the number of their key, and sealed."""
        sealed = {bytes(row.id): (int(row.key), bytes(row.sealed)) for row in rows}
        keys = self._vault.keyring.open(number for number, _ in sealed.values())
        return {
            person: open_sealed(keys[number], self._context(person), body).decode()
            for person, (number, body) in sealed.items()
        }

    def _context(self, person: bytes) -> Context:
        """Return what the sealed reference of a person is bound to."""
        return Context(self._vault.service, "person", person, NOBODY, _REFERENCE, "", 0)

    def settle(self, connection: Connection, people: Iterable[bytes], now: Instant) -> None:
        """Note that the events of people dated up to `now` have reached their strands."""
        for chunk in chunks(list(people)):
            connection.execute(self._sql["ripen"], {"people": chunk, "now": now})

    def unsettled(self, connection: Connection) -> list[bytes]:
        """Return the people with a hold whose opening or closing may not have reached both places."""
        return [bytes(person) for person in connection.execute(self._sql["unsettled_holds"]).scalars()]

    def settle_holds(self, connection: Connection, people: Iterable[bytes]) -> None:
        """Note that the holds of people have reached both places."""
        for chunk in chunks(list(people)):
            connection.execute(self._sql["settle_holds"], {"people": chunk})

    def standings(self, connection: Connection, people: Iterable[bytes]) -> dict[bytes, Standing]:
        """Return what is known of people, by id."""
        events: dict[bytes, list[Happened]] = defaultdict(list)
        consents: dict[bytes, dict[str, bool]] = defaultdict(dict)
        holds: dict[bytes, list[tuple[bytes, str, Instant, Instant]]] = defaultdict(list)
        wanted = list(dict.fromkeys(people))
        for chunk in chunks(wanted):
            binds = {"people": chunk}
            for row in connection.execute(self._sql["events_of_people"], binds):
                record = None if row.record is None else bytes(row.record)
                event = Happened(bytes(row.person), record, row.name, row.at, row.recorded)
                events[event.person].append(event)
            for row in connection.execute(self._sql["consents_of_people"], binds):
                consents[bytes(row.person)][row.matter] = bool(row.agreed)
            for row in connection.execute(self._sql["holds_of_people"], binds):
                closed = NEVER if row.closed is None else row.closed
                holds[bytes(row.person)].append((bytes(row.id), row.name, row.opened, closed))
        return {person: Standing(events[person], consents[person], holds[person]) for person in wanted}
