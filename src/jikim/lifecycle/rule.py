"""The words of the algebra: ends, rules, and the keeping of a strand.

A strand is the items of one record that share exactly the same rules; it is what moves and dies. Within a rule
the earliest end ends it; among rules the latest keeps. There is no other precedence.

Fields that are not arguments follow from the others. They are worked out once, when a value is made, because a
policy has some hundred rules and a service asks them of a million strands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """One end: an event, or a period after it; one that `waits` is over while its event has not come."""

    event: str
    period: Period = AT_ONCE
    waits: bool = False

    @property
    def bare(self) -> bool:
        """Return whether the event itself is the end."""
        return not self.period.code


@dataclass(frozen=True, slots=True)
class Rule:
    """Keep in `place` until the earliest of `terms`; `reason` is a purpose of the policy or a statute's alias.

    `from_event`: the rule begins only with its event, and keeps nothing before (a store of leavers begins
    with leaving): every period in it waits. Every other rule keeps from collection on.
    """

    place: Place
    terms: tuple[Term, ...]
    bound: Bound
    reason: str
    store: str = ""
    from_event: bool = False
    clocks: tuple[tuple[str, Period, Reading, bool], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reading = self.bound.reading
        clocks = tuple((term.event, term.period, reading, self.waits_for(term)) for term in self.terms)
        object.__setattr__(self, "clocks", clocks)

    def waits_for(self, term: Term) -> bool:
        """Return whether one of its terms is over while the event of that term has not come."""
        return term.waits or (self.from_event and not term.bare)


@dataclass(frozen=True, slots=True)
class Occurs:
    """How occurrences of an event are counted for one record.

    `personal`: it happens to the person, not to the record; `pair` opens the spell that it ends; `last`: the
    last occurrence counts, not the first; `begins`: until it comes, collecting stands in for it. A clock that
    collecting bounds is called `paid+` and counts the occurrences of `paid`; a further way of counting the same
    event has a further `+`. `source` is the event that is reported.
    """

    event: str
    personal: bool
    pair: str | None = None
    last: bool = False
    begins: bool = False
    source: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", self.event.rstrip("+"))


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything that decides the life of a strand.

    `endings` are the events by which the person withdraws or asks for erasure: after one of them a bare duty of
    law keeps apart, whatever the rule says (PIPA Art. 21 (3)). `uses` are the positions of the rules that an
    event bears on, `last` the events that count by their last occurrence, `capped` whether a ceiling stands.
    """

    rules: tuple[Rule, ...]
    events: tuple[Occurs, ...]
    endings: tuple[str, ...] = ()
    anonymise: bool = False
    uses: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    last: frozenset[str] = field(init=False, repr=False, compare=False)
    capped: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        used = [{term.event for term in rule.terms} for rule in self.rules]
        uses = {it.event: tuple(at for at, events in enumerate(used) if it.event in events) for it in self.events}
        object.__setattr__(self, "uses", uses)
        object.__setattr__(self, "last", frozenset(it.event for it in self.events if it.last))
        object.__setattr__(self, "capped", any(rule.bound is Bound.CEILING for rule in self.rules))

    @property
    def by_age(self) -> bool:
        """Return whether a rule counts from the day of collecting itself."""
        return any(term.event == COLLECTED for rule in self.rules for term in rule.terms)

    def of(self, bound: Bound, place: Place | None = None) -> tuple[Rule, ...]:
        """Return the rules of one bound, in one place if given."""
        return tuple(rule for rule in self.rules if rule.bound is bound and place in (None, rule.place))
