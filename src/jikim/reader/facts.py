"""What a published policy says, as values: one field for each key of the schema `kpp-gold/1`.

Nothing here is guessed: what the document does not say is `None` or empty, and a choice that only a person can make
stands among the questions of the reading (`notes.py`) with the choice that was made. Strings are the document's own
words, white space made single. Every fact has the spot where it stands; `as_json` writes that as `line`.

A retention rule runs from the event `until` for `plus` (an ISO 8601 length; `P0D` is at once; `None` is the term of
law itself). `alt` are further ends, `combine` (`earliest` or `latest`) joins them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import TypeAlias

from jikim.document import Spot

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | bool | None"


class Need(Enum):
    """Whether a person has to give an item."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNSPECIFIED = "unspecified"


class Tie(Enum):
    """How the columns of an activity that stand apart were brought together."""

    LABEL = "label"  # the same label, white space and punctuation aside
    ORDER = "inferred_by_order"


@dataclass(frozen=True, slots=True)
class Source:
    """The document itself; `complete` is false for an excerpt."""

    file: str
    title: str | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Service:
    """What the controller runs, as written."""

    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    description: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the data; `aliases` are the words the text uses for it (회사, 당사)."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Days in ISO 8601; `phrase` is where the effective one stands."""

    announced: str | None = None
    effective: str | None = None
    last_changed: str | None = None
    version: str | None = None
    phrase: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of data subject; `under` is the id of the kind it belongs to."""

    id: str
    label: str
    under: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a retention rule."""

    until: str
    plus: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """How long something is kept; `applies_to` is `all` or what the text names. See the module."""

    id: str
    until: str
    plus: str | None
    phrase: str
    spot: Spot
    alt: tuple[End, ...] = ()
    combine: str | None = None
    store: str = "unspecified"
    store_name: str | None = None
    action: str = "keep"
    statute: str | tuple[str, ...] | None = None
    statute_text: str | None = None
    applies_to: str | tuple[str, ...] = "all"
    reason: str | None = None
    condition: str | None = None
    use_limit: str | None = None
    kind: str | None = None
    deadline: str | None = None
    until_stated: bool = True
    at_least: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Items collected together; `consents` are things to agree to that stand where items stand."""

    role: str
    need: Need
    items: tuple[str, ...]
    spot: Spot
    when: str | None = None
    consents: tuple[str, ...] = ()
    etc: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A law that the text names as the ground of an activity."""

    law: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One context in which data are collected; `inherits` names the columns taken from another line."""

    id: str
    context: str | None
    spot: Spot
    group: str | None = None
    roles: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    items: tuple[Items, ...] = ()
    retention: tuple[Rule, ...] = ()
    inherits: Mapping[str, int] = field(default_factory=dict)
    tie: Tie | None = None
    legal_basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()
    need: Need | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """An item with its parts in brackets."""

    item: str
    head: str
    parts: tuple[str, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Automatic:
    """What a machine writes down by itself."""

    items: tuple[str, ...]
    spot: Spot
    purposes: tuple[str, ...] = ()
    retention: tuple[Rule, ...] = ()
    context: str | None = None
    etc: bool = False


@dataclass(frozen=True, slots=True)
class Statutory:
    """A record that a law makes the controller keep; `law` is None where the text ties the line to none."""

    id: str
    law: str | None
    law_text: str | None
    law_expected: str | None
    record: str
    record_text: str | None
    duration: str
    duration_text: str
    spot: Spot
    at_least: bool = False
    abolished: str | None = None
    store: str | None = None


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
    limits: tuple[Phrase, ...] = ()
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

    managerial: tuple[Phrase, ...] = ()
    technical: tuple[Phrase, ...] = ()
    physical: tuple[Phrase, ...] = ()
    other: tuple[Phrase, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read of one document."""

    source: Source
    service: Service = Service()
    controller: Controller = Controller()
    dates: Dates = Dates()
    roles: tuple[Role, ...] = ()
    legal_frame: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    item_parts: tuple[Parts, ...] = ()
    auto_collected: Automatic | None = None
    collection_methods: tuple[str, ...] = ()
    retention_default: tuple[Rule, ...] = ()
    retention_special: tuple[Rule, ...] = ()
    statutory_retention: tuple[Statutory, ...] = ()
    processors: tuple[Processor, ...] = ()
    processing_terms: tuple[str, ...] = ()
    third_party: ThirdParty | None = None
    rights: Rights | None = None
    destruction: Destruction | None = None
    officers: tuple[Officer, ...] = ()
    safeguards: Safeguards | None = None
    training: Training | None = None
    cookies: Cookies | None = None
    children: Children = Children()
    remedies: tuple[Remedy, ...] = ()
    change_notice: ChangeNotice | None = None
    promises: tuple[Promise, ...] = ()


def as_json(value: object) -> Json:
    """Write a fact as the schema has it: a spot as `line` (and `page`), an enum as its word, nothing left out."""
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        written: dict[str, Json] = {}
        for one in fields(value):
            held = getattr(value, one.name)
            if isinstance(held, Spot):
                written |= {"line": held.number} | ({"page": held.page} if held.page else {})
            elif one.name == "spot":
                written["line"] = None
            else:
                written[one.name] = as_json(held)
        return written
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(each) for each in value]
    if value is None or isinstance(value, (str, int, bool)):
        return value
    raise TypeError(type(value).__name__)
