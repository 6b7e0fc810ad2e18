"""What a consent form consists of: values, not yet in any language or markup.

A form belongs to an activity. It tells what is processed without consent (PIPA Art. 22 (3)), with no box to tick, and
asks for each matter by itself (Art. 22 (1)), required apart from optional, each with what must be told. `important`
marks what Decree Art. 17 (3) wants shown clearly: that one may be contacted, sensitive items and unique identifiers,
the period, and who receives what for. Nothing is agreed to beforehand.
"""

from dataclasses import dataclass
from enum import Enum

from jikim.messages import Message
from jikim.policy import Text

Words = Text | str | Message
"""The author's words, or ours."""


class Kind(Enum):
    """What a consent is for; the fact of the catalogue that says what must be told stands with it."""

    COLLECTION = "CS-01"
    PROVISION = "CS-02"
    SENSITIVE = "CS-05"
    UNIQUE_IDENTIFIER = "CS-06"
    PROMOTION = "CS-08"
    OVERSEAS = "CS-09"
    NIGHT = "CS-AD-3"


class What(Enum):
    """What is told of a matter (PIPA Art. 15 (2), Art. 17 (2), Art. 22 (1), Art. 28-8 (2))."""

    PURPOSE = "purpose"
    ITEMS = "items"
    PERIOD = "period"
    REFUSAL = "refusal"
    GROUND = "ground"
    RECIPIENT = "recipient"
    COUNTRY = "country"
    HOW = "how"
    CONTACTED = "contacted"
    AT_NIGHT = "at_night"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told, a line for each part of it."""

    what: What
    lines: tuple[Words, ...]
    important: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """One consent: its id, as `jikim collect` and `jikim consent` take it, and what is told before it is asked.

    `items` are ids. `required` says that the activity is not possible without it; such a consent may be refused too.
    `everybody` is false where it is asked of some roles or in some cases only: the others never need to agree.
    """

    id: str
    kinds: tuple[Kind, ...]
    title: Words
    required: bool
    told: tuple[Told, ...]
    items: tuple[str, ...] = ()
    everybody: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """Items that are processed without consent: told with their ground, and asked for by nobody."""

    told: tuple[Told, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guardian:
    """What holds for children: they are refused, or their legal representative agrees (PIPA Art. 22-2)."""

    under: int
    asked: bool
    says: Text | None


@dataclass(frozen=True, slots=True)
class Form:
    """What is told and asked on one occasion: an activity, or `provided` and `overseas` for who receives items."""

    activity: str
    label: Words
    grounds: tuple[Ground, ...]
    matters: tuple[Matter, ...]
    guardian: Guardian | None
