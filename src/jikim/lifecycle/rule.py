"""The words of the algebra: ends, rules, and the keeping of a strand.

A strand is the items of one record that share exactly the same rules; it is what moves and dies. Within a rule
the earliest end ends it; among rules the latest keeps. There is no other precedence.
"""

from dataclasses import dataclass
from enum import Enum

from jikim.period import AT_ONCE, Period, Reading

COLLECTED = "collected"


class Place(Enum):
    """Where a strand may rest: in use, apart because a rule says so (PIPA Art. 21 (3)), or nowhere."""

    LIVE = "live"
    SEPARATE = "separate"
    NOWHERE = "nowhere"


class Bound(Enum):
    """On whose word a rule stands, and so how its period is read and what it forbids.

    FLOOR    a statute forbids earlier destruction: the latest reading
    CEILING  a statute forces destruction by then: the earliest reading; it caps and never keeps
    PROMISE  consent, contract or notice: the earliest reading; the person's request ends it
    """

    FLOOR = "floor"
    CEILING = "ceiling"
    PROMISE = "promise"

    @property
    def reading(self) -> Reading:
        """Return how an unsettled period is counted: in favour of whom the bound protects."""
        return Reading.HOLIDAY if self is Bound.FLOOR else Reading.ADMIN


@dataclass(frozen=True, slots=True)
class Term:
    """One end: an event, or a period after it; `bounded` lets collecting stand in for an event that never came."""

    event: str
    period: Period = AT_ONCE
    bounded: bool = False

    @property
    def bare(self) -> bool:
        """Return whether the event itself is the end."""
        return self.period == AT_ONCE


@dataclass(frozen=True, slots=True)
class Rule:
    """Keep in `place` until the earliest of `terms`; `reason` is a purpose of the policy or a statute's alias.

    `from_event`: the rule begins only with its event, and keeps nothing before (a store of leavers begins
    with leaving); every other rule keeps from collection on.
    """

    place: Place
    terms: tuple[Term, ...]
    bound: Bound
    reason: str
    store: str = ""
    from_event: bool = False


@dataclass(frozen=True, slots=True)
class Occurs:
    """How occurrences of an event are counted for one record.

    `personal`: it happens to the person, not to the record; `pair` opens the spell that it ends; `last`: the
    last occurrence counts, not the first; `begins`: collecting is its first occurrence.
    """

    event: str
    personal: bool
    pair: str | None = None
    last: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything that decides the life of a strand.

    `endings` are the events by which the person withdraws or asks for erasure: after one of them a bare duty of
    law keeps apart, whatever the rule says (PIPA Art. 21 (3)).
    """

    rules: tuple[Rule, ...]
    events: tuple[Occurs, ...]
    endings: tuple[str, ...] = ()
    anonymise: bool = False

    def of(self, bound: Bound, place: Place | None = None) -> tuple[Rule, ...]:
        """Return the rules of one bound, in one place if given."""
        return tuple(rule for rule in self.rules if rule.bound is bound and place in (None, rule.place))
