"""The algebra itself: when each rule ends, and what follows for the strand (all instants, NEVER for never).

    end(term)  the first instant after the period counted from the event; never, while the event is unknown
    end(rule)  the earliest of its terms
    live_end   the latest of the rules that keep in use
    base       the latest of live_end and the rules that keep apart
    cut        where a statute sets a ceiling: the later of the ceiling and the floor
    dead_at    the earlier of base and cut

A promise to keep something apart "P after E" keeps nothing before E (a store of leavers begins with leaving);
every other rule keeps from collection on, and no end falls before collection. `ends` are the ends of the rules
of a keeping, in its order: they are counted once, and everything else is the latest or the earliest of them.
"""

from collections.abc import Mapping, Sequence

from jikim.lifecycle.rule import COLLECTED, Bound, Keeping, Place, Rule
from jikim.period import NEVER, Calendar, Instant

At = Mapping[str, Instant]
Ends = Sequence[Instant]

_FLOOR, _CEILING, _PROMISE, _LIVE = Bound.FLOOR, Bound.CEILING, Bound.PROMISE, Place.LIVE


def end_of(rule: Rule, at: At, calendar: Calendar) -> Instant:
    """Return when a rule is over: with the earliest of its terms."""
    earliest, collected = NEVER, at[COLLECTED]
    for event, period, reading, waits in rule.clocks:
        since = at.get(event)
        if since is not None:
            end = calendar.end(since, period, reading) if period.code else since
        elif waits:
            end = collected
        else:
            continue
        if end < earliest:
            earliest = end
    return earliest if earliest > collected else collected


def live_end(keeping: Keeping, ends: Ends, at: At) -> Instant:
    """Return when the strand leaves what is in use (ceilings apart).

    Once the person has withdrawn or asked for erasure, only what is more than a bare duty of law keeps in use.
    """
    latest = at[COLLECTED]
    for rule, end in zip(keeping.rules, ends, strict=True):
        if end > latest and rule.place is _LIVE and (rule.bound is _PROMISE or _in_use_by_law(rule, keeping, at)):
            latest = end
    return latest


def _in_use_by_law(rule: Rule, keeping: Keeping, at: At) -> bool:
    return rule.bound is _FLOOR and not any(event in at for event in keeping.endings)


def base(keeping: Keeping, ends: Ends, at: At) -> Instant:
    """Return until when any rule keeps the strand anywhere (ceilings apart)."""
    kept = [end for rule, end in zip(keeping.rules, ends, strict=True) if rule.bound is not _CEILING]
    return max(kept, default=at[COLLECTED])


def cut(keeping: Keeping, ends: Ends) -> Instant:
    """Return by when a ceiling forces destruction; a floor holds against it."""
    if not keeping.capped:
        return NEVER
    bounds = [(rule.bound, end) for rule, end in zip(keeping.rules, ends, strict=True)]
    ceiling = min(end for bound, end in bounds if bound is _CEILING)
    return max([ceiling, *(end for bound, end in bounds if bound is _FLOOR)])


def dead_at(keeping: Keeping, ends: Ends, at: At) -> Instant:
    """Return when nothing keeps the strand any more; NEVER for a strand without rules, which is never planned."""
    if not keeping.capped:
        return max(ends, default=NEVER)
    return min(base(keeping, ends, at), cut(keeping, ends))
