"""What happened -> what counts: the one instant that each event contributes to a strand.

Events of the person count within the spell in which the record was collected: who left in 2020 and joins again
in 2021 starts anew, and the old clock is not renewed. Events of the record count by their last occurrence.
Dead is latched: the occurrences are taken in the order of their time, and the first moment at which nothing
known by then keeps the strand ends it; what happens later cannot revive it. What is dated after `now` has not
happened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jikim.lifecycle.ends import dead_at, end_of
from jikim.lifecycle.rule import COLLECTED, Keeping, Occurs
from jikim.period import NEVER, Calendar, Instant

Occurrences = Mapping[str, Sequence[Instant]]
"""Event -> its instants in ascending order: those of the person and of this record together."""


@dataclass(frozen=True, slots=True)
class Known:
    """The instants that count, and whether the strand is dead by them.

    `at` maps an event to its instant; an event that has not come is absent. `dead` is the instant at which the
    strand died, NEVER while it lives on what is known; `by` is the event whose coming decided that. `ends` are
    the ends of the rules by them, in the order of the keeping.
    """

    at: Mapping[str, Instant]
    dead: Instant = NEVER
    by: str = COLLECTED
    ends: tuple[Instant, ...] = ()


def gather(pairs: Iterable[tuple[str, Instant]]) -> Occurrences:
    """Return occurrences by event, sorted."""
    found: dict[str, list[Instant]] = {}
    for event, at in pairs:
        found.setdefault(event, []).append(at)
    return {event: sorted(instants) for event, instants in found.items()}


def known(keeping: Keeping, collected: Instant, occurrences: Occurrences, now: Instant, calendar: Calendar) -> Known:
    """Return what counts at `now` for a strand collected at `collected`."""
    at: dict[str, Instant] = {COLLECTED: collected}
    steps: list[tuple[Instant, str]] = []
    for occurs in keeping.events:
        if occurs.begins:
            at[occurs.event] = collected
        instants = occurrences.get(occurs.source)
        if instants:
            spell = _of_spell(occurs, collected, instants, occurrences) if occurs.personal else instants
            steps += [(instant, occurs.event) for instant in spell if instant <= now]
    steps.sort()
    return _take(keeping, at, steps, calendar)


def _take(keeping: Keeping, at: dict[str, Instant], steps: list[tuple[Instant, str]], calendar: Calendar) -> Known:
    """Take the occurrences in order of time, and stop at the one before which the strand had died."""
    by, since = COLLECTED, at[COLLECTED]
    came: set[str] = set()
    ends = [end_of(rule, at, calendar) for rule in keeping.rules]
    for instant, event in steps:
        if instant > since:
            dead = dead_at(keeping, ends, at)
            if dead < instant:
                return Known(at, dead, by, tuple(ends))
            since = instant
        by = event
        if event not in came or event in keeping.last:
            came.add(event)
            at[event] = instant
            for position in keeping.uses[event]:
                ends[position] = end_of(keeping.rules[position], at, calendar)
    return Known(at, dead_at(keeping, ends, at), by, tuple(ends))


def _of_spell(
    occurs: Occurs, collected: Instant, instants: Sequence[Instant], occurrences: Occurrences
) -> Sequence[Instant]:
    """Return the occurrences that belong to the record's own spell, in order."""
    opened = occurrences.get(occurs.pair, ()) if occurs.pair else ()
    before = bisect_right(opened, collected)
    start = opened[before - 1] if before else collected
    return instants[bisect_left(instants, start) :]
