"""The algebra itself: when each rule ends, and what follows for the strand (all instants, NEVER for never).

    end(term)  the first instant after the period counted from the event; never, while the event is unknown
    end(rule)  the earliest of its terms
    live_end   the latest of the rules that keep in use
    base       the latest of live_end and the rules that keep apart
    cut        where a statute sets a ceiling: the later of the ceiling and the floor
    dead_at    the earlier of base and cut

A promise to keep something apart "P after E" keeps nothing before E (a store of leavers begins with leaving);
every other rule keeps from collection on, and no end falls before collection.
"""

from collections.abc import Mapping

from jikim.lifecycle.rule import COLLECTED, Bound, Keeping, Place, Rule, Term
from jikim.period import NEVER, Calendar, Instant

At = Mapping[str, Instant]


def end_of_term(term: Term, rule: Rule, at: At, calendar: Calendar) -> Instant:
    """Return when one term is over."""
    collected = at[COLLECTED]
    event = at.get(term.event)
    if event is None:
        if term.bounded and not term.bare:
            event = collected
        elif term.bare or not rule.from_event:
            return NEVER
        else:
            return collected
    end = calendar.end(event, term.period, rule.bound.reading)
    return end if end > collected else collected


def end_of(rule: Rule, at: At, calendar: Calendar) -> Instant:
    """Return when a rule is over: with the earliest of its terms."""
    return min([end_of_term(term, rule, at, calendar) for term in rule.terms])


def live_end(keeping: Keeping, at: At, calendar: Calendar) -> Instant:
    """Return when the strand leaves what is in use (ceilings apart).

    Once the person has withdrawn or asked for erasure, only what is more than a bare duty of law keeps in use.
    """
    ended = any(event in at for event in keeping.endings)
    end = at[COLLECTED]
    for rule in keeping.rules:
        if rule.place is Place.LIVE and (rule.bound is Bound.PROMISE or (rule.bound is Bound.FLOOR and not ended)):
            end = max(end, end_of(rule, at, calendar))
    return end


def base(keeping: Keeping, at: At, calendar: Calendar) -> Instant:
    """Return until when any rule keeps the strand anywhere (ceilings apart)."""
    return max([at[COLLECTED], *(end_of(rule, at, calendar) for rule in keeping.rules if rule.bound is not _CEILING)])


def cut(keeping: Keeping, at: At, calendar: Calendar) -> Instant:
    """Return by when a ceiling forces destruction; a floor holds against it."""
    ceilings = [end_of(rule, at, calendar) for rule in keeping.rules if rule.bound is _CEILING]
    if not ceilings:
        return NEVER
    return max([min(ceilings), *(end_of(rule, at, calendar) for rule in keeping.of(Bound.FLOOR))])


def dead_at(keeping: Keeping, at: At, calendar: Calendar) -> Instant:
    """Return when nothing keeps the strand any more; NEVER for a strand without rules, which is never planned."""
    if not keeping.rules:
        return NEVER
    return min(base(keeping, at, calendar), cut(keeping, at, calendar))


_CEILING = Bound.CEILING
