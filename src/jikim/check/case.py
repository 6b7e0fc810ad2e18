"""What a rule is given, and what it gives back: a policy under the law of one day, and a fault.

A `Case` holds the policy together with what several rules would otherwise work out again: its strands, its texts, and
its rules and groups of items with the activities they serve. What `like:` takes over from another activity stands on
one line of the document, so it is one entry here, with all the activities it serves: one line, one finding.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from jikim.check.said import Said, texts
from jikim.errors import Place, Severity
from jikim.law import Catalogue, Fact, Ground, LegalClass, Outdated, Retention, Severeness
from jikim.lifecycle import Strand, rules_of, strands
from jikim.messages import Both, Message, msg
from jikim.policy import Activity, Collect, Keep, Policy
from jikim.policy.parties import Waiver

AUTOMATIC = "automatic"
Line = TypeVar("Line", Keep, Collect)


@dataclass(frozen=True, slots=True)
class Fault:
    """What one rule found at one place.

    `about` holds every name a waiver may use for it (ids and the words printed). `severity` and `law` stand in
    for those of the rule where this fault is graver or lighter, or rests on another fact of law.
    """

    place: Place
    what: Message
    why: Message
    fix: Message
    about: tuple[str, ...] = ()
    severity: Severity | None = None
    law: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A keep rule of the document, and the activities whose records it keeps."""

    line: Keep
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group of items of the document, and the activities that collect it."""

    line: Collect
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A policy to be judged by the law in force `on` a day; `idle` are the waivers that waived nothing."""

    policy: Policy
    catalogue: Catalogue
    on: date
    strands: tuple[Strand, ...] = field(repr=False)
    kept: tuple[Kept, ...] = field(repr=False)
    gathered: tuple[Gathered, ...] = field(repr=False)
    texts: tuple[Said, ...] = field(repr=False)
    idle: tuple[Waiver, ...] = ()

    @classmethod
    def of(cls, policy: Policy, catalogue: Catalogue, on: date) -> "Case":
        """Return the case of a policy on a day in Korea."""
        keeps = [(keep, activity) for activity in policy.activities for keep in rules_of(policy, activity)]
        groups = [(group, activity) for activity in policy.activities for group in activity.collect]
        return cls(
            policy,
            catalogue,
            on,
            strands(policy, catalogue, on),
            tuple(Kept(*pair) for pair in _by_line(keeps, lambda keep: (keep.place, ""))),
            # `required:` and `optional:` of one group stand at one place.
            tuple(Gathered(*pair) for pair in _by_line(groups, lambda group: (group.place, group.need.value))),
            texts(policy),
        )

    @property
    def start(self) -> Place:
        """Return the place of what stands nowhere: the beginning of the document."""
        return Place(self.policy.file, 1, 1)

    def cite(self, name: str) -> Both | Message:
        """Return the article of a fact as each language cites it, and say so if nobody verified it.

        `PIPA Art. 30 (1) 2` in English, 개인정보 보호법 제30조제1항제2호 in Korean.
        """
        return self.cite_fact(self.catalogue.fact(name))

    def cite_fact(self, fact: Fact | Ground | Outdated) -> Both | Message:
        """Return the article of a fact, a ground or an entry of old words, as `cite` does."""
        cited = Both(self.catalogue.cite_in_korean(fact), self.catalogue.cite(fact))
        return cited if self.catalogue.verified(fact) else msg("{article}, unverified", article=cited)

    def doubted(self, *duties: Retention | None) -> Severity | None:
        """Return the severity of a finding that rests on facts nobody verified: a warning, never an error."""
        return None if all(duty is None or self.catalogue.verified(duty) for duty in duties) else Severity.WARNING

    def classes(self, item: str) -> tuple[LegalClass, ...]:
        """Return what the law asks of an item."""
        found = self.policy.item(item)
        return found.legal if found else ()

    def sanction(self, penalty: str) -> Severity:
        """Return how grave a finding is whose violation carries this penalty of the catalogue (`PN-12`)."""
        return gravity(self.catalogue, penalty)


def gravity(catalogue: Catalogue, penalty: str) -> Severity:
    """Return how grave the law takes what carries a penalty."""
    medium = catalogue.fact(penalty).severity is Severeness.MEDIUM
    return Severity.WARNING if medium else Severity.ERROR


def labels(activities: Iterable[Activity]) -> str:
    """Return activities as printed, the first two in full."""
    named = [str(activity.label) for activity in activities]
    more = f" +{len(named) - 2}" if len(named) > 2 else ""
    return ", ".join(named[:2]) + more


def names(*activities: Activity) -> tuple[str, ...]:
    """Return what a waiver may call these activities: their ids and their labels."""
    return tuple(name for activity in activities for name in (activity.id, str(activity.label)))


def _by_line(
    pairs: Iterable[tuple[Line, Activity]], key: Callable[[Line], tuple[Place, str]]
) -> list[tuple[Line, tuple[Activity, ...]]]:
    found: dict[tuple[Place, str], tuple[Line, list[Activity]]] = {}
    for line, activity in pairs:
        found.setdefault(key(line), (line, []))[1].append(activity)
    return [(line, tuple(activities)) for line, activities in found.values()]
