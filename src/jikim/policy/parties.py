"""The parts of a policy that are about people and promises rather than about items and periods."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from jikim.errors import Place
from jikim.period import Period
from jikim.policy.node import Text


@dataclass(frozen=True, slots=True)
class Document:
    """The published document; `complete` is false for an excerpt, whose gaps prove nothing."""

    title: Text | None
    complete: bool
    laws: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Service:
    """The service this policy is for; `id` names it in logs and vaults."""

    id: str
    name: Text | None
    url: Text | None
    does: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Controller:
    """The controller (PIPA Art. 2), as the document names it; `country` where it processes from abroad."""

    name: Text | None
    alias: tuple[Text, ...]
    country: Text | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A privacy officer or a person in charge, by role (PIPA Art. 30 (1) 6); a name is not needed to run.

    The role `agent` is the domestic agent of a controller abroad (Art. 31-2), `location` the one in charge of location
    information, `complaints` the desk for complaints and access.
    """

    role: Text
    title: Text | None
    position: Text | None
    department: Text | None
    phone: Text | None
    email: Text | None
    name: Text | None
    address: Text | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """Which edition this is; days in Korea. What the document does not say is None."""

    id: Text
    announced: date | None
    effective: date | None
    says: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Entrusted:
    """A party entrusted with processing (PIPA Art. 26); `passed_on_by` names who entrusted it further (26 (6))."""

    name: Text
    work: tuple[Text, ...]
    country: Text | None
    location: Text | None
    until: tuple[Text, ...]
    etc: bool
    says: Text | None
    place: Place
    passed_on_by: Text | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A third party to whom items are provided (PIPA Art. 17)."""

    name: Text | None
    role: Text | None
    successor: bool
    items: tuple[Text, ...]
    purpose: Text | None
    until: Text | None
    when: Text | None
    ongoing: bool
    duties: tuple[Text, ...]
    says: Text | None
    place: Place
    country: Text | None = None
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class Provided:
    """What the document says of provision; `nobody` where an empty list says so, and not only because none is there."""

    rule: Text | None
    exceptions: tuple[tuple[Text, Text], ...]
    to: tuple[Recipient, ...]
    nobody: bool
    place: Place


class Gateway(Enum):
    """The grounds on which items may go abroad (PIPA Art. 28-8 (1))."""

    CONSENT = "consent"
    LAW = "law"
    CONTRACT = "contract"
    CERTIFIED = "certified"
    ADEQUATE = "adequate"


@dataclass(frozen=True, slots=True)
class Overseas:
    """A transfer abroad with its ground and the matters of PIPA Art. 28-8 (2)."""

    recipient: Text | None
    country: Text | None
    items: tuple[Text, ...]
    purpose: Text | None
    until: Text | None
    how: Text | None
    refusal: Text | None
    place: Place
    contact: Text | None = None
    basis: Gateway | None = None


class ChildRule(Enum):
    """What the service does with children (PIPA Art. 22-2)."""

    REFUSE = "refuse"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Child:
    """Below which age, and what then."""

    under: int
    rule: ChildRule
    why: Text | None
    says: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Destruction:
    """How and how fast what is no longer kept is destroyed (PIPA Art. 21, 30 (1) 3-2).

    `within` is the deadline after the end; None where the document gives no figure. `approval` names the
    officer's role that must approve.
    """

    within: Period | None
    within_says: Text | None
    approval: Text | None
    triggers: tuple[Text, ...]
    steps: tuple[Text, ...]
    electronic: Text | None
    paper: Text | None
    separate: tuple[tuple[Text, Text], ...]
    says: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Rights:
    """How people ask, and what the document promises them (PIPA Art. 35 to 38)."""

    list: tuple[tuple[Text, Text | None], ...]
    channels: tuple[Text, ...]
    within: Text | None
    delegates: tuple[tuple[Text, Text], ...]
    form: Text | None
    identity: Text | None
    limits: tuple[Text, ...]
    freeze: tuple[Text, ...]
    freeze_until: Text | None
    freeze_says: Text | None
    self_correct: Text | None
    cited: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Training:
    """Training of handlers (PIPA Art. 28 (2)); `every` is an RRULE in Korean time."""

    every: Text | None
    lasts: Text | None
    who: tuple[Text, ...]
    what: tuple[Text, ...]
    at_least: Text | None
    may_move: bool
    says: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Safety measures by their usual kinds (PIPA Decree Art. 31 (1) 3)."""

    managerial: tuple[Text, ...]
    technical: tuple[Text, ...]
    physical: tuple[Text, ...]
    other: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A body to which people can turn."""

    name: Text
    by: Text | None
    phone: Text | None
    url: Text | None
    address: Text | None
    work: Text | None


@dataclass(frozen=True, slots=True)
class Notice:
    """How changes of the policy are announced; `changes` is how long before, None for words without a figure."""

    changes: Period | None
    changes_says: Text | None
    by: Text | None
    says: Text | None
    place: Place


class Matter(Enum):
    """What a document speaks of only if the service does it (PIPA Arts. 22 to 39, Decree Art. 31)."""

    SENSITIVE = "sensitive"
    PSEUDONYMISED = "pseudonymised"
    FURTHER_USE = "further_use"
    AUTOMATED = "automated"
    LOCATION = "location"
    TRANSMISSION = "transmission"
    BEHAVIOUR = "behaviour"
    CAMERAS = "cameras"
    TRAINING_DATA = "training_data"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a document says of one of the special matters; only what it says, the rest is empty."""

    matter: Matter
    says: tuple[Text, ...]
    place: Place
    purpose: Text | None = None
    items: tuple[Text, ...] = ()
    until: Text | None = None
    to: tuple[Text, ...] = ()
    how: Text | None = None
    criteria: tuple[Text, ...] = ()
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A statement that binds and is no rule of its own: its kind, and the words."""

    kind: Text
    says: tuple[Text, ...]
    items: tuple[Text, ...]
    cited: Text | None
    when: Text | None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody takes responsibility for, until a day."""

    rule: Text
    of: Text | None
    reason: Text
    until: date | None
    by: Text | None
    place: Place
