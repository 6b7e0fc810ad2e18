"""A whole table at once: the same algebra as comparisons that every SQL dialect can index.

`end(term) <= now` holds exactly for the events before a cutoff, so each period's calendar is turned round once
a sweep and a rule becomes `paid_at < :cutoff`. The earliest of the terms becomes OR, the latest of the rules
becomes AND. Nothing here knows SQL: `database` compiles these values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jikim.lifecycle.rule import Bound, Keeping, Place, Rule, Term
from jikim.period import AT_ONCE, Calendar, Instant, Period, Reading

Count = tuple[Period, Reading]
"""What a cutoff is counted from: a length, and the reading of it."""


@dataclass(frozen=True, slots=True)
class Before:
    """The event came before `cutoff`.

    `unknown` is the answer while the event has not come; `count` is what the cutoff was counted from, the same on
    every day.
    """

    event: str
    cutoff: Instant
    unknown: bool = False
    count: Count = field(default=(AT_ONCE, Reading.ADMIN), compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts holds; none holds of no parts."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; all hold of no parts."""

    parts: tuple["Predicate", ...]


Predicate = Before | AnyOf | AllOf


def live_over(keeping: Keeping, now: Instant, calendar: Calendar) -> Predicate:
    """Return what holds of the strands that no longer belong in use at `now`; of none where there is no rule."""
    if not keeping.rules:
        return AnyOf(())
    promises = [_over(rule, now, calendar) for rule in keeping.of(Bound.PROMISE, Place.LIVE)]
    ended = [Before(event, now + 1) for event in keeping.endings]
    floors = [AnyOf((_over(rule, now, calendar), *ended)) for rule in keeping.of(Bound.FLOOR, Place.LIVE)]
    return _with_cut(AllOf((*promises, *floors)), keeping, now, calendar)


def all_over(keeping: Keeping, now: Instant, calendar: Calendar) -> Predicate:
    """Return what holds of the strands that nothing keeps any more at `now`; of none where there is no rule."""
    if not keeping.rules:
        return AnyOf(())
    over = tuple(_over(rule, now, calendar) for rule in keeping.rules if rule.bound is not Bound.CEILING)
    return _with_cut(AllOf(over), keeping, now, calendar)


def may_return(keeping: Keeping) -> bool:
    """Return whether a strand kept apart can come back into use.

    A rule in use counts a last occurrence, or one that collecting stands in for until it comes.
    """
    moves = {occurs.event for occurs in keeping.events if occurs.last or occurs.begins}
    return any(term.event in moves for rule in keeping.rules if rule.place is Place.LIVE for term in rule.terms)


def _with_cut(over: Predicate, keeping: Keeping, now: Instant, calendar: Calendar) -> Predicate:
    ceilings = tuple(_over(rule, now, calendar) for rule in keeping.of(Bound.CEILING))
    if not ceilings:
        return over
    floors = tuple(_over(rule, now, calendar) for rule in keeping.of(Bound.FLOOR))
    return AnyOf((over, AllOf((AnyOf(ceilings), *floors))))


def _over(rule: Rule, now: Instant, calendar: Calendar) -> Predicate:
    return AnyOf(tuple(_term_over(term, rule, now, calendar) for term in rule.terms))


def _term_over(term: Term, rule: Rule, now: Instant, calendar: Calendar) -> Before:
    cutoff = calendar.cutoff(now, term.period, rule.bound.reading)
    return Before(term.event, cutoff, rule.waits_for(term), _count(term, rule))


def _count(term: Term, rule: Rule) -> Count:
    return term.period, Reading.ADMIN if term.bare else rule.bound.reading


def holds(predicate: Predicate, at: Mapping[str, Instant]) -> bool:
    """Return whether a predicate holds of one strand: the meaning of the values above, in one place."""
    match predicate:
        case Before(event, cutoff, unknown, _):
            instant = at.get(event)
            return unknown if instant is None else instant < cutoff
        case AnyOf(parts):
            return any(holds(part, at) for part in parts)
        case AllOf(parts):
            return all(holds(part, at) for part in parts)
