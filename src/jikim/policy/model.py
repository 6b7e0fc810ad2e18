"""What a policy is made of: frozen values, each of which knows its line.

The words of the data subject's document (labels, items as printed, periods, parties) stand beside the ids that
the machine uses; nothing here is judged. What may be absent in a real document is absent here too (`None`,
empty), never guessed. `parse.py` builds these, `lifecycle` follows from them.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from jikim.errors import Place
from jikim.law import Form, LegalClass
from jikim.period import Period
from jikim.policy.node import Text
from jikim.policy.parties import (
    Child,
    Controller,
    Destruction,
    Disclosure,
    Document,
    Entrusted,
    Notice,
    Officer,
    Overseas,
    Promise,
    Provided,
    Remedy,
    Rights,
    Safeguards,
    Service,
    Training,
    Version,
    Waiver,
)
from jikim.policy.until import Length


class Need(Enum):
    """Whether a person must give an item (PIPA Art. 16 (2), (3))."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNSAID = "unsaid"


class BasisKind(Enum):
    """The grounds of PIPA Art. 15 (1) that a service relies on."""

    CONTRACT = "contract"
    CONSENT = "consent"
    LAW = "law"
    INTEREST = "interest"


class Where(Enum):
    """Where a rule keeps: in use, or apart (PIPA Art. 21 (3))."""

    LIVE = "live"
    SEPARATE = "separate"


class Counts(Enum):
    """Which occurrence of an event decides."""

    FIRST = "first"
    LAST = "last"


class Then(Enum):
    """What happens when nothing keeps a strand any more."""

    DESTROY = "destroy"
    ANONYMISE = "anonymise"


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of data subject; `under` is the wider role, `was` the role that a former member had."""

    id: str
    label: Text
    under: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of personal information, from the standard vocabulary or declared by this policy (at `place`)."""

    id: str
    label: str
    legal: tuple[LegalClass, ...]
    form: Form
    lookup: bool
    parts: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()
    declared: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An item where it is listed: its id, and the words printed there."""

    item: str
    words: Text


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, with a time.

    `of` is "person", "record", "entrusted" or the id of a role; `pair` the event that opens the spell this
    one ends (`left` pairs with `joined`); `bounded` says that `collected` stands in while it never came;
    `means` lists the events that this one is another name for.
    """

    id: str
    label: str
    of: str
    pair: str | None = None
    counts: Counts = Counts.FIRST
    bounded: bool = False
    means: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A ground for processing; `law` names the statutory ground."""

    kind: BasisKind
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why items are processed; reading names one by its id."""

    id: str
    label: Text
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Collect:
    """Items collected together from some roles, in some case; `matter` is the consent that optional ones need."""

    place: Place
    roles: tuple[Text, ...]
    case: Text | None
    need: Need
    items: tuple[Listed, ...]
    matter: str
    ask: Text | None = None
    etc: bool = False
    note: Text | None = None
    says: Text | None = None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a rule: an event, or a period after it; `at_least` marks an open-ended floor."""

    event: str
    period: Period
    at_least: bool
    words: Text

    @property
    def bare(self) -> bool:
        """Return whether the event itself is the end."""
        return self.period == Period() and not self.at_least


@dataclass(frozen=True, slots=True)
class Keep:
    """A keep rule: the earliest of its ends ends it (`by_law`: the statutory lines of the activity say when).

    `law` is a catalogue alias, or "none" for a rule of the service's own that is dressed as law.
    """

    place: Place
    where: Where | None
    ends: tuple[End, ...]
    by_law: bool = False
    law: Text | None = None
    items: tuple[Listed, ...] = ()
    leaves_out: tuple[Listed, ...] = ()
    roles: tuple[Text, ...] = ()
    of: tuple[Text, ...] = ()
    adds: bool = False
    store: Text | None = None
    why: Text | None = None
    says: Text | None = None
    cited: Text | None = None
    use: Text | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One occasion of collecting: who, what, why, until when; a record is one occurrence of it."""

    id: str
    place: Place
    label: Text
    roles: tuple[Text, ...]
    purposes: tuple[Purpose, ...]
    basis: Basis | None
    consent: Text | None
    collect: tuple[Collect, ...]
    keep: tuple[Keep, ...] | None
    then: Then = Then.DESTROY
    remains: tuple[Listed, ...] = ()
    dormant: End | None = None
    methods: tuple[Text, ...] = ()
    note: Text | None = None
    group: Text | None = None
    like: Text | None = None


@dataclass(frozen=True, slots=True)
class Statutory:
    """A line that quotes a law; `of` is None when nobody said which activities it binds."""

    place: Place
    record: Text
    length: Length
    said: Text
    law: Text
    cited: Text | None
    of: tuple[Text, ...] | None
    after: str
    items: tuple[Listed, ...]
    where: Where | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Automatic:
    """What the automatic collection adds to its activity: refusal and analytics (PIPA Art. 30 (1) 7)."""

    refusal: tuple[tuple[Text, Text], ...] = ()
    purpose: Text | None = None
    consequence: Text | None = None
    analytics: tuple[tuple[Text, Text | None], ...] = ()
    etc: bool = False
    says: Text | None = None


@dataclass(frozen=True, slots=True)
class HoldKind:
    """A reason that may stay destruction: an investigation, a lawsuit, a debt; opened per person."""

    id: str
    label: Text
    of: tuple[Text, ...]
    items: tuple[Listed, ...]
    says: Text | None = None


@dataclass(frozen=True, eq=False)
class Policy:
    """A whole policy as written; `keys` are those of the file itself, which say that something is spoken of.

    Told apart by identity: it is looked into for every record, and what was found once is kept (so no slots).
    """

    file: str
    keys: tuple[Text, ...]
    document: Document
    service: Service
    controller: Controller
    officers: tuple[Officer, ...]
    version: Version
    roles: tuple[Role, ...]
    cases: tuple[tuple[str, Text], ...]
    items: tuple[Item, ...]
    events: tuple[Event, ...]
    activities: tuple[Activity, ...]
    keep: tuple[Keep, ...]
    statutory: tuple[Statutory, ...]
    automatic: Automatic | None
    dormant: End | None
    holds: tuple[HoldKind, ...]
    entrusted: tuple[Entrusted, ...]
    entrusting: tuple[Text, ...]
    provided: Provided | None
    overseas: tuple[Overseas, ...] | None
    children: Child | None
    destruction: Destruction | None
    rights: Rights | None
    training: Training | None
    safeguards: Safeguards | None
    remedies: tuple[Remedy, ...]
    notice: Notice | None
    disclosures: tuple[Disclosure, ...]
    promises: tuple[Promise, ...]
    waivers: tuple[Waiver, ...]

    def place_of(self, key: str) -> Place:
        """Return where a key of the file stands; its beginning for one that is not there."""
        return next((each.place for each in self.keys if each == key), Place(self.file, 1, 1))

    def activity(self, name: str) -> Activity | None:
        """Return the activity with this id."""
        return self._activities.get(name)

    def item(self, name: str) -> Item | None:
        """Return the item with this id."""
        return self._items.get(name)

    def event(self, name: str) -> Event | None:
        """Return the event with this id."""
        return self._events.get(name)

    def role(self, name: str) -> Role | None:
        """Return the role with this id."""
        return self._roles.get(name)

    def widens(self, role: str) -> tuple[str, ...]:
        """Return a role and the wider roles it belongs to, narrowest first."""
        chain: list[str] = []
        while role and role not in chain and (found := self.role(role)):
            chain.append(role)
            role = found.under or ""
        return tuple(chain)

    @cached_property
    def _activities(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}
