"""What a difference between two policies is: a value with its kind, its subject and both places.

Nothing here says what follows from one; that is `consequence.py`. `asks` are the consents that no longer cover what
the new version says, because what people were told has changed (PIPA Art. 15 (2), 17 (2), 28-8 (3)).
"""

from dataclasses import dataclass
from enum import Enum

from jikim.errors import Place
from jikim.messages import Message


class Kind(Enum):
    """How a difference bears on the person, in the order in which differences are shown.

    WIDENED   more items, purposes, parties or roles, longer, abroad, fewer rights, required where it was optional
    MOVED     elsewhere: in use or apart, in another activity, on another ground
    ADDED     something new that takes nothing from who is there already
    REMOVED   something that is no longer said, and was no limit on the service
    NARROWED  the opposite of widened
    REWORDED  other words; whether they mean the same is for a person to say
    """

    WIDENED = "widened"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    NARROWED = "narrowed"
    REWORDED = "reworded"


class Subject(Enum):
    """What a difference is about."""

    SERVICE = "service"
    ACTIVITY = "activity"
    ROLE = "role"
    ITEM = "item"
    PURPOSE = "purpose"
    BASIS = "basis"
    CONSENT = "consent"
    PERIOD = "period"
    PLACE = "place"
    STATUTE = "statute"
    HOLD = "hold"
    PARTY = "party"
    RECIPIENT = "recipient"
    OVERSEAS = "overseas"
    AUTOMATIC = "automatic"
    CHILDREN = "children"
    RIGHT = "right"
    DESTRUCTION = "destruction"
    OFFICER = "officer"
    SAFEGUARD = "safeguard"
    TRAINING = "training"
    NOTICE = "notice"
    PROMISE = "promise"
    REMEDY = "remedy"


PROVISION = "provided"
TRANSFER = "overseas"
GUARDIAN = "guardian"
"""Consents that are no matter of an activity: to provision, to a transfer abroad, of a guardian."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A consent that must be asked again: its matter, and the facts of law that say so.

    `roles` are those it is asked of (none: everybody), `activities` those whose records it covers (none: any).
    `sure` is false where the policy does not say that this ground is consent at all.
    """

    matter: str
    law: tuple[str, ...]
    roles: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `was` and `now` are the places in the old and in the new policy, None where it is not said.

    `activities`, `roles` and `items` are ids of the new policy, or of the old one for what is there no longer.
    """

    kind: Kind
    subject: Subject
    what: Message
    was: Place | None
    now: Place | None
    activities: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
