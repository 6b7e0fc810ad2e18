"""A keeping as text, so that each place can carry the rules its strands live by; and back.

Canonical JSON: equal keepings have equal text, and so one digest.
"""

import json

from jikim.lifecycle.rule import Bound, Keeping, Occurs, Place, Rule, Term
from jikim.period import Period

FORMAT = 1


def write_keeping(keeping: Keeping) -> str:
    """Return the canonical text of a keeping, ASCII."""
    return json.dumps(
        {
            "format": FORMAT,
            "anonymise": keeping.anonymise,
            "endings": list(keeping.endings),
            "events": [[it.event, it.personal, it.pair, it.last, it.begins] for it in keeping.events],
            "rules": [_written(rule) for rule in keeping.rules],
        },
        separators=(",", ":"),
        sort_keys=True,
    )


def read_keeping(text: str) -> Keeping:
    """Return the keeping that `write_keeping` wrote; ValueError for another format."""
    table = json.loads(text)
    if table["format"] != FORMAT:
        raise ValueError("a keeping of another format")
    return Keeping(
        rules=tuple(_read(rule) for rule in table["rules"]),
        events=tuple(Occurs(*occurs) for occurs in table["events"]),
        endings=tuple(table["endings"]),
        anonymise=table["anonymise"],
    )


def _written(rule: Rule) -> list[object]:
    terms = [[term.event, *_lengths(term.period), *([True] if term.waits else [])] for term in rule.terms]
    return [rule.place.value, rule.bound.value, terms, rule.reason, rule.store, rule.from_event]


def _lengths(period: Period) -> tuple[int, int, int, int]:
    return period.months, period.days, period.business_days, period.hours


def _read(row: list[object]) -> Rule:
    place, bound, terms, reason, store, from_event = row
    if not isinstance(terms, list):
        raise TypeError("terms are written as a list")
    return Rule(
        Place(place),
        tuple(Term(event, Period(*lengths[:4]), *lengths[4:]) for event, *lengths in terms),
        Bound(str(bound)),
        str(reason),
        str(store),
        bool(from_event),
    )
