"""The ways in which a predicate can hold, each a plain conjunction that one index can answer.

A database that is asked `a < x OR b < y` over many rows tends to read them all; asked once for `a < x` and once for
`b < y` it reads only what is due. `ways` multiplies a predicate out, drops what contradicts itself or is implied by
another way, and leaves the cutoffs open: a statement is made once and asked with the cutoffs of each day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from jikim.lifecycle.predicate import AllOf, AnyOf, Before, Count, Predicate
from jikim.period import Period

MISSING: frozenset[Count] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """Events that must have come before the earliest of some cutoffs; MISSING: the event must not have come."""

    events: Mapping[str, frozenset[Count]]

    def driver(self) -> str | None:
        """Return the event whose comparison leaves the fewest rows: the one that must lie back longest."""
        come = [event for event, counts in self.events.items() if counts]
        return max(come, key=lambda event: max(_days(count[0]) for count in self.events[event]), default=None)


def ways(predicate: Predicate, never_missing: Collection[str] = ()) -> tuple[Way, ...]:
    """Return the ways in which a predicate can hold; a row may satisfy several.

    `never_missing` are clocks that always have an instant, because collecting stands in until the event comes.
    """
    found = [dict(way) for way in _multiply(predicate)]
    found = [way for way in found if all(counts or event not in never_missing for event, counts in way.items())]
    kept: list[dict[str, frozenset[Count]]] = []
    for way in sorted(found, key=lambda way: (len(way), sum(map(len, way.values())))):
        if not any(_implies(way, other) for other in kept):
            kept.append(way)
    return tuple(Way(way) for way in kept)


def _multiply(predicate: Predicate) -> Iterable[dict[str, frozenset[Count]]]:
    match predicate:
        case Before(event, _, unknown, count):
            yield {event: frozenset([count])}
            if unknown:
                yield {event: MISSING}
        case AnyOf(parts):
            for part in parts:
                yield from _multiply(part)
        case AllOf(parts):
            for chosen in product(*[tuple(_multiply(part)) for part in parts]):
                joined = _join(chosen)
                if joined is not None:
                    yield joined


def _join(parts: Iterable[Mapping[str, frozenset[Count]]]) -> dict[str, frozenset[Count]] | None:
    """Return what holds when all parts do; None when an event would have to have come and not have come."""
    joined: dict[str, frozenset[Count]] = {}
    for part in parts:
        for event, counts in part.items():
            if event in joined and bool(joined[event]) != bool(counts):
                return None
            joined[event] = joined.get(event, MISSING) | counts
    return joined


def _implies(way: Mapping[str, frozenset[Count]], other: Mapping[str, frozenset[Count]]) -> bool:
    """Return whether whatever satisfies `way` satisfies `other` too."""
    return all(event in way and bool(way[event]) == bool(counts) and way[event] >= counts
               for event, counts in other.items())  # fmt: skip


def _days(period: Period) -> int:
    return period.months * 30 + period.days + period.business_days + period.hours // 24
