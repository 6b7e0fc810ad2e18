"""People as the vault knows them: a random id, the service's own reference sealed, and what happened to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.keeper import Context, Index, Purpose, open_sealed, seal
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


class People:
    """The people of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sql = queries("people", vault.live.dialect)
        self._index = Index(vault.keyring.secret("index/reference", Purpose.INDEX))

    def find(self, connection: Connection, references: Iterable[str]) -> dict[str, bytes]:
        """Return the ids of the people whom the service calls so; those it never named are left out."""
        digests = {self._index.digest(_REFERENCE, reference): reference for reference in references}
        found: dict[str, bytes] = {}
        for chunk in chunks(list(digests)):
            for row in connection.execute(self._sql["people_by_digest"], {"digests": chunk}):
                found[digests[bytes(row.digest)]] = bytes(row.id)
        return found

    def rows_for(
        self,
        references: Sequence[str | None],
        keys: Sequence[tuple[int, bytes]],
        now: Instant,
        ids: Sequence[bytes],
    ) -> list[dict[str, object]]:
        """Return the rows of new people; one without a reference (a guest) is found by the id alone."""
        rows: list[dict[str, object]] = []
        for reference, (number, key), person in zip(references, keys, ids, strict=True):
            context = Context(self._vault.service, "person", person, NOBODY, _REFERENCE, "", 0)
            digest = None if reference is None else self._index.digest(_REFERENCE, reference)
            rows.append({"id": person, "digest": digest, "key": number, "created": now,
                         "sealed": seal(key, number, context, (reference or "").encode())})  # fmt: skip
        return rows

    def reference(self, person: bytes, number: int, sealed: bytes) -> str:
        """Return what the service calls a person."""
        context = Context(self._vault.service, "person", person, NOBODY, _REFERENCE, "", 0)
        return open_sealed(self._vault.keyring.open([number])[number], context, sealed).decode()

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
