"""Where a strand rests at an instant, and why: one strand, explained.

`justify` is the answer to "why do you still have this?", for the person and for the auditor: every rule with
its end, the one that carries the strand today, and the next change. `due` adds what stays or delays an
execution: holds, the day a shorter version took effect, the day the deciding event was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jikim.lifecycle.ends import cut, live_end
from jikim.lifecycle.history import Known, Occurrences, known
from jikim.lifecycle.rule import Bound, Keeping, Place, Rule
from jikim.period import NEVER, Calendar, Instant


@dataclass(frozen=True, slots=True)
class Stay:
    """A hold on a strand: from `opened` until `closed` (NEVER while open) nothing is destroyed."""

    opened: Instant
    closed: Instant = NEVER


@dataclass(frozen=True, slots=True)
class Justified:
    """A rule with the instant at which it ends for this strand."""

    rule: Rule
    end: Instant


@dataclass(frozen=True, slots=True)
class Justification:
    """The whole state of one strand.

    `place` is where it may rest; `carrier` the rule on whose word (None when nothing keeps it, or a hold
    alone does); `next_change` the instant at which that changes if nothing else happens; `due` the instant
    from which destruction is owed (NEVER while it lives or is held).
    """

    place: Place
    carrier: Rule | None
    rules: tuple[Justified, ...]
    live_end: Instant
    dead: Instant
    due: Instant
    held: bool
    unruled: bool
    next_change: Instant
    known: Known


def justify(
    keeping: Keeping,
    collected: Instant,
    occurrences: Occurrences,
    now: Instant,
    calendar: Calendar,
    stays: Iterable[Stay] = (),
    not_before: Instant = 0,
) -> Justification:
    """Return where a strand rests at `now` and every reason for it.

    `not_before` is the earliest instant at which destruction could have been known to be due: the effective
    day of the version that shortened the life, or the day the deciding event was recorded.
    """
    facts = known(keeping, collected, occurrences, now, calendar)
    rules = tuple(map(Justified, keeping.rules, facts.ends))
    live = min(live_end(keeping, facts.ends, facts.at), cut(keeping, facts.ends)) if rules else NEVER
    dead = facts.dead
    held, due = _due(dead, now, stays, not_before)
    place = _place(now, live, dead, held=held)
    carrier = _carrier(rules, place, now) if now < dead else None
    change = _next_change(now, live, dead)
    return Justification(place, carrier, rules, live, dead, due, held, not rules, change, facts)


def _place(now: Instant, live: Instant, dead: Instant, *, held: bool) -> Place:
    if now < live and now < dead:
        return Place.LIVE
    return Place.SEPARATE if now < dead or held else Place.NOWHERE


def _due(dead: Instant, now: Instant, stays: Iterable[Stay], not_before: Instant) -> tuple[bool, Instant]:
    """Return whether a hold is open, and when destruction is owed.

    A hold opened before the strand is destroyed stays it, even one opened after its end; each closing gives a
    fresh deadline.
    """
    closings = [stay.closed for stay in stays if stay.opened <= now]
    if closings and max(closings) > now:
        return True, NEVER
    return False, NEVER if dead > now else max([dead, not_before, *closings])


def _carrier(rules: tuple[Justified, ...], place: Place, now: Instant) -> Rule | None:
    """Return the rule that keeps longest among those that keep here; a rule of the place before any other."""
    carrier, rank = None, (False, now)
    for each in rules:
        rule = each.rule
        if each.end > now and rule.bound is not _CEILING and (rule.place is place, each.end) > rank:
            carrier, rank = rule, (rule.place is place, each.end)
    return carrier


def _next_change(now: Instant, live: Instant, dead: Instant) -> Instant:
    if now < live < dead:
        return live
    return dead if now < dead else NEVER


_CEILING = Bound.CEILING
