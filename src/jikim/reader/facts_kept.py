"""What a published policy says of data: which are collected, from whom and why, and how long they are kept.

A retention rule runs from the event `until` for `plus` (an ISO 8601 length; `P0D` is at once; `None` is the term of
law itself). `alt` are further ends, `combine` (`earliest` or `latest`) joins them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jikim.document import Spot


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
