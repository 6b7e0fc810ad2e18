"""What a published policy says of people: who else gets data, what a person may ask, who answers, what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jikim.document import Spot
from jikim.reader.facts_kept import Rule


@dataclass(frozen=True, slots=True)
class Processor:
    """One to whom work is entrusted."""

    name: str
    work: str | None
    spot: Spot
    work_items: tuple[str, ...] = ()
    retention: Rule | None = None
    location: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence or a phrase that says one thing, by a word for it."""

    id: str
    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Provision:
    """Data handed to a third party."""

    id: str
    recipient: str | None
    spot: Spot
    purpose: str | None = None
    items: tuple[str, ...] = ()
    retention: tuple[Rule, ...] = ()
    condition: str | None = None
    duty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """The rule about handing on, with what it leaves open and whom it names."""

    rule: str | None
    spot: Spot
    exceptions: tuple[Named, ...] = ()
    provisions: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something the text asks for or allows, in its words."""

    phrase: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Said:
    """A limit or a measure, in the words of the text."""

    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Representative:
    """Who may act for the person."""

    legal: str | None
    agent: str | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may ask for: `list` by id (access, correct, erase, suspend, withdraw_consent, leave, ...)."""

    list: tuple[Named, ...]
    channels: tuple[str, ...] = ()
    representative: Representative | None = None
    poa_form: Phrase | None = None
    identity_check: Phrase | None = None
    limits: tuple[Said, ...] = ()
    response: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """How soon: `max` as ISO 8601."""

    text: str
    max: str | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Approval:
    """Who has to approve."""

    by: str
    phrase: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class SeparateDb:
    """Kept apart: in the words of the text, and under which condition."""

    used: bool
    phrase: str
    spot: Spot
    condition: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Destruction:
    """When, how soon, on whose word and how data are destroyed; `methods` by `electronic` and `paper`."""

    spot: Spot
    triggers: tuple[str, ...] = ()
    deadline: Deadline | None = None
    approval: Approval | None = None
    selection: Phrase | None = None
    methods: Mapping[str, str] = field(default_factory=dict)
    separate_db: SeparateDb | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """Who answers to people: `cpo`, `manager` or `dept`; never a body of remedy."""

    role: str
    role_text: str
    spot: Spot
    name: str | None = None
    title: str | None = None
    dept: str | None = None
    phone: str | None = None
    email: str | None = None
    fax: str | None = None


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Measures, by kind."""

    managerial: tuple[Said, ...] = ()
    technical: tuple[Said, ...] = ()
    physical: tuple[Said, ...] = ()
    other: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """Lessons for those who handle data: `rrule` as RFC 5545 where the text fixes a day."""

    spot: Spot
    who: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    frequency: str | None = None
    duration: str | None = None
    rrule: str | None = None
    may_change: bool = False
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Analytics:
    """A third party that measures use."""

    name: str
    opt_out: str | None = None


@dataclass(frozen=True, slots=True)
class Cookies:
    """Devices that collect by themselves, and how to refuse them."""

    uses: bool | None
    spot: Spot
    purpose: str | None = None
    refusal: tuple[str, ...] = ()
    consequence: str | None = None
    third_party_analytics: tuple[Analytics, ...] = ()


@dataclass(frozen=True, slots=True)
class Children:
    """The rule about children: `not_stated` where there is none."""

    rule: str = "not_stated"
    age: int | None = None
    phrase: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """A body outside to which a person may turn."""

    name: str
    spot: Spot
    by: str | None = None
    phone: str | None = None
    url: str | None = None
    address: str | None = None
    work: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """How a change is told, and how many days before."""

    spot: Spot
    method: str | None = None
    days_before: int | None = None
    days_before_important: int | None = None
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Another statement that can be held to; `kind` from the list of the schema."""

    kind: str
    phrase: str
    spot: Spot
