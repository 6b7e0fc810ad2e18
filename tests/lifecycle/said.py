"""Rules and events in short text, as the tables and the laws of this folder write them.

live promise: left | 5 years after paid       the earliest of the terms ends the rule
separate floor: 5 years after paid+           a clock that collecting bounds while `paid` has not come
separate ceiling: 5 years after left
"""

from jikim.law import holidays
from jikim.lifecycle import Bound, Keeping, Occurrences, Occurs, Place, Rule, Stay, Term, gather
from jikim.period import AT_ONCE, NEVER, Calendar, Instant, instant_of_text
from jikim.policy.until import read_term

CALENDAR = Calendar(holidays())
PAIRS = {"left": "joined", "withdrew": "agreed", "contract_ended": "contracted"}


def occurs(event: str) -> Occurs:
    """How an event of these tables counts: of the person by its first occurrence, of the record by its last."""
    source, bounded = event.removesuffix("+"), event.endswith("+")
    if source == "last_active":
        return Occurs(event, personal=True, last=True, begins=True)
    if source in PAIRS:
        return Occurs(event, personal=True, pair=PAIRS[source], begins=bounded)
    return Occurs(event, personal=False, last=True, begins=bounded)


def term(text: str) -> Term:
    said = read_term(text)
    return Term(said.event, said.length.period if said.length else AT_ONCE)


def rule(text: str) -> Rule:
    """A promise to keep apart begins with its event, as in a policy."""
    head, _, until = text.partition(":")
    place, bound = head.split()
    waits = place == "separate" and bound == "promise"
    terms = tuple(term(each.strip()) for each in until.split("|"))
    return Rule(Place(place), terms, Bound(bound), reason=until.strip(), from_event=waits)


def keeping_of(rules: tuple[Rule, ...], endings: tuple[str, ...] = ()) -> Keeping:
    names = sorted({each.event for one in rules for each in one.terms} | set(endings))
    return Keeping(rules, tuple(occurs(name) for name in names if name != "collected"), endings)


def keeping(*rules: str, endings: tuple[str, ...] = ()) -> Keeping:
    return keeping_of(tuple(rule(text) for text in rules), endings)


def happened(text: str) -> Occurrences:
    """`joined 2018-01-01, left 2020-01-01`."""
    pairs = (each.split() for each in text.split(",") if each.strip())
    return gather((event, instant_of_text(day)) for event, day in pairs)


def stays(text: str) -> tuple[Stay, ...]:
    """`2020-06-01..2023-01-01`; an open one ends with the dots."""
    spans = (each.strip().split("..") for each in text.split(",") if each.strip())
    return tuple(Stay(instant_of_text(opened), until(closed)) for opened, closed in spans)


def until(day: str) -> Instant:
    """An empty day, or `never`, is NEVER."""
    return NEVER if day in ("", "never") else instant_of_text(day)
