"""What a published policy says, as values: one field for each key of the schema `kpp-gold/1`.

Nothing here is guessed: what the document does not say is `None` or empty, and a choice that only a person can make
stands among the questions of the reading (`notes.py`) with the choice that was made. Strings are the document's own
words, white space made single. Every fact has the spot where it stands; `as_json` writes that as `line`.
What is collected and kept stands in `facts_kept.py`, what binds people in `facts_said.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import TypeAlias

from jikim.document import Spot
from jikim.reader.facts_kept import (
    Activity,
    Automatic,
    Basis,
    End,
    Items,
    Need,
    Parts,
    Role,
    Rule,
    Statutory,
    Tie,
)
from jikim.reader.facts_said import (
    Analytics,
    Approval,
    ChangeNotice,
    Children,
    Cookies,
    Deadline,
    Destruction,
    Named,
    Officer,
    Phrase,
    Processor,
    Promise,
    Provision,
    Remedy,
    Representative,
    Rights,
    Safeguards,
    Said,
    SeparateDb,
    ThirdParty,
    Training,
)

__all__ = [
    "Activity",
    "Analytics",
    "Approval",
    "Automatic",
    "Basis",
    "ChangeNotice",
    "Children",
    "Controller",
    "Cookies",
    "Dates",
    "Deadline",
    "Destruction",
    "End",
    "Facts",
    "Items",
    "Json",
    "Named",
    "Need",
    "Officer",
    "Parts",
    "Phrase",
    "Processor",
    "Promise",
    "Provision",
    "Remedy",
    "Representative",
    "Rights",
    "Role",
    "Rule",
    "Safeguards",
    "Said",
    "SeparateDb",
    "Service",
    "Source",
    "Statutory",
    "ThirdParty",
    "Tie",
    "Training",
    "as_json",
]

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | bool | None"


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
    children: Children = field(default_factory=Children)
    remedies: tuple[Remedy, ...] = ()
    change_notice: ChangeNotice | None = None
    promises: tuple[Promise, ...] = ()


def as_json(value: object) -> Json:
    """Write a fact as the schema has it: a spot as `line` (and `page`), an enum as its word, a flag only if raised."""
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        written: dict[str, Json] = {}
        for one in fields(value):
            held = getattr(value, one.name)
            if isinstance(held, bool) and held is one.default:
                continue
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
