"""A service whose policy runs: its vault, the policies that were enacted, and what follows from them.

Everything here is derived from what is stored and can be thrown away; nothing is decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jikim.database import queries
from jikim.errors import RefusedError
from jikim.keeper import new_id
from jikim.law import Catalogue
from jikim.ledger import Act, Book
from jikim.messages import msg
from jikim.period import AT_ONCE, Calendar, Instant, Period, day_of
from jikim.policy import Policy, parse
from jikim.vault import LIVE, SEPARATE, Carrier, Finder, Kinds, Note, People, Vault, chunks, load_kinds

STANDARD_DEADLINE = Period(days=5)
"""Standard Guidelines Art. 10 (1): without delay means within five days, where the policy gives no figure."""


@dataclass(frozen=True, slots=True)
class Enacted:
    """A policy that is or was in force from an instant on."""

    id: int
    version: str
    digest: bytes
    policy: Policy
    effective: Instant


class Running:
    """One service at work; `actor` is who runs it, as the log will know them."""

    def __init__(self, vault: Vault, calendar: Calendar, law: Catalogue, actor: str) -> None:
        self.vault = vault
        self.calendar = calendar
        self.law = law
        self.actor = actor
        self.people = People(vault)
        self.enacted: tuple[Enacted, ...] = ()
        self.engaged = 1  # up to which policy the strands were brought when last asked
        self.kinds = Kinds({}, {})
        self.reload()

    def reload(self) -> None:
        """Read again what was enacted; called after an enactment."""
        sql = queries("people", self.vault.live.dialect)
        with self.vault.live.transaction() as connection:
            rows = connection.execute(sql["policies"]).all()
        self.enacted = tuple(
            Enacted(row.id, row.version, bytes(row.digest), parse(bytes(row.source), "policy.yaml"), row.effective)
            for row in rows
        )
        self.kinds = load_kinds(self.vault)
        self.finders = {
            place: Finder(self.vault.place(place), self.kinds.keepings, self.calendar, live=place == LIVE)
            for place in (LIVE, SEPARATE)
        }
        items = [item for each in self.enacted for item in each.policy.items]
        self.lookups = frozenset(item.id for item in items if item.lookup)
        remains = {
            (each.id, activity.id): tuple(listed.item for listed in activity.remains)
            for each in self.enacted
            for activity in each.policy.activities
        }
        self.carrier = Carrier(self.vault, self.kinds, remains, self.lookups)
        if self.enacted:
            self.vault.journal.policy_hash = self.enacted[-1].digest[:16]

    def catch_up(self) -> None:
        """Read again what another process has enacted meanwhile."""
        with self.vault.live.transaction() as connection:
            grown = connection.execute(queries("people", self.vault.live.dialect)["grown"]).one()
        if (grown.policies, grown.newest) != (len(self.enacted), max(self.kinds.kinds, default=0)):
            self.reload()

    def in_force(self, now: Instant) -> Enacted:
        """Return the policy in force at `now`; refuses when none is yet."""
        found = [each for each in self.enacted if each.effective <= now]
        if not found:
            raise RefusedError(
                msg("no policy is in force on {day}", day=day_of(now)),
                msg("what may be collected, and until when, is said by the policy in force"),
                msg("enact one: `jikim enact policy.yaml`"))  # fmt: skip
        return found[-1]

    def of(self, policy: int) -> Enacted:
        """Return an enacted policy by its number."""
        return next(each for each in self.enacted if each.id == policy)

    def deadline(self, now: Instant) -> Period:
        """Return how long after its end something may still be there; "without delay" is no figure."""
        destruction = self.in_force(now).policy.destruction
        within = destruction.within if destruction else None
        return STANDARD_DEADLINE if within is None or within == AT_ONCE else within

    def approval(self, now: Instant) -> str | None:
        """Return the role of the officer who must approve destruction, if the policy in force says so."""
        destruction = self.in_force(now).policy.destruction
        return str(destruction.approval) if destruction and destruction.approval else None

    def note(self, act: Act, people: Iterable[bytes] = (), **fields: object) -> Note:
        """Return a note of evidence by this actor."""
        return Note(Book.EVIDENCE, act, self.actor, tuple(people), **fields)  # type: ignore[arg-type]  # Note checks

    def knows(self, people: Iterable[bytes]) -> set[bytes]:
        """Return which of these people the live place knows."""
        sql = queries("people", self.vault.live.dialect)
        with self.vault.live.transaction() as connection:
            return {bytes(row.id) for chunk in chunks(list(dict.fromkeys(people)))
                    for row in connection.execute(sql["people"], {"ids": chunk})}  # fmt: skip

    def request(self) -> bytes:
        """Return a new request id."""
        return new_id()

    def today(self, now: Instant) -> date:
        """Return the Korean day of an instant."""
        return day_of(now)
