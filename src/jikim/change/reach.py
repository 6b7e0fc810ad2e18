"""Which of two keepings keeps longer: compared rule by rule, without knowing a single life.

A rule is outlived by another where each end of the other comes no earlier than some end of it, whatever happens.
A keeping reaches as far as another where each rule of the other is outlived by one of its own, and no ceiling cuts it
earlier. What cannot be ordered so is longer for somebody and shorter for somebody else.
"""

from collections.abc import Iterable
from enum import Enum

from jikim.check import is_longer, is_within
from jikim.lifecycle import Bound, Keeping, Place, Rule, Term


class Reach(Enum):
    """How a later keeping compares with an earlier one."""

    SAME = "same"
    LONGER = "longer"
    SHORTER = "shorter"
    OTHER = "other"


def compared(old: Keeping, new: Keeping, place: Place | None = None) -> Reach:
    """Return how `new` compares with `old`; with a `place`, by the rules that keep there alone."""
    if not _counts_alike(old, new):
        return Reach.OTHER
    up, down = _reaches(new, old, place), _reaches(old, new, place)
    if up and down:
        return Reach.SAME
    return Reach.LONGER if up else Reach.SHORTER if down else Reach.OTHER


def grown(old: Keeping, new: Keeping) -> bool:
    """Return whether a promise of the new keeping may last longer than everything the old one said."""
    return any(not any(_outlives(one, rule) for one in _keeps(old)) for rule in new.of(Bound.PROMISE))


def bounds(keeping: Keeping) -> tuple[Rule, ...]:
    """Return the rules by which a statute binds: its floors and ceilings."""
    return tuple(rule for rule in keeping.rules if rule.bound is not Bound.PROMISE)


def crosses(keeping: Keeping) -> bool:
    """Return whether two statutes contradict each other: one forbids what another forces."""
    return any(
        _ends_later(floor, ceiling)
        for floor in keeping.of(Bound.FLOOR)
        for ceiling in keeping.of(Bound.CEILING)
        if floor.reason != ceiling.reason
    )


def _ends_later(floor: Rule, ceiling: Rule) -> bool:
    return any(
        all(_happens(term) == _happens(end) and is_longer(term.period, end.period) for term in floor.terms)
        for end in ceiling.terms
    )


def _happens(term: Term) -> str:
    """Return the event of a term; a clock that collecting bounds (`paid+`) runs from the same event once it comes."""
    return term.event.removesuffix("+")


def _counts_alike(old: Keeping, new: Keeping) -> bool:
    clocks = {occurs.event: occurs for occurs in old.events}
    return all(clocks.get(occurs.event, occurs) == occurs for occurs in new.events)


def _reaches(one: Keeping, other: Keeping, place: Place | None) -> bool:
    rules = tuple(rule for rule in _keeps(one) if place in (None, rule.place))
    wanted = (rule for rule in _keeps(other) if place in (None, rule.place))
    cut = one.of(Bound.CEILING)
    return all(any(_outlives(rule, each) for rule in rules) for each in wanted) and (
        place is not None or all(any(_outlives(rule, each) for each in other.of(Bound.CEILING)) for rule in cut)
    )


def _keeps(keeping: Keeping) -> Iterable[Rule]:
    return (rule for rule in keeping.rules if rule.bound is not Bound.CEILING)


def _outlives(one: Rule, other: Rule) -> bool:
    """Return whether each end of `one` comes no earlier than some end of `other`.

    A floor is read in the latest way, a promise in the earliest: with one period, the floor ends later.
    """
    if one.from_event and not other.from_event:
        return False
    read_later = other.bound is Bound.FLOOR and one.bound is not Bound.FLOOR
    return all(
        any(
            own.event == end.event and (own.bare or (not read_later and is_within(own.period, end.period)))
            for own in other.terms
        )
        for end in one.terms
    )
