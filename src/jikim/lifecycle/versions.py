"""A record lives under the version it was collected under; a newer one applies to it where it is shorter.

    dead   the later of the floors of both versions and the earlier of both deaths

so a record never outlives its own version, unless a statute demands it or the person consented again. The
earlier of two lives, each the latest of its rules, is again the latest of rules: those of the one crossed with
those of the other, the terms of each pair together. The result is a `Keeping` like any other, and what explains
a strand or compares a table needs to know nothing of versions.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from jikim.lifecycle.history import Occurrences, known
from jikim.lifecycle.rule import Bound, Keeping, Place, Rule, Term
from jikim.lifecycle.strands import ERASURE, WITHDREW
from jikim.period import Calendar, Instant


@dataclass(frozen=True, slots=True)
class Later:
    """What a later version says of a strand, from `effective` on.

    `agreed`: the person consented again, at `effective`; then the later version alone applies.
    """

    effective: Instant
    keeping: Keeping
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What applies to a strand from `effective` on (0: since it was collected).

    `lacks` are the events that the later version speaks of and nobody reports for strands of the older one:
    while such an event has not come, what the later version says of it neither ends nor keeps anything.
    """

    effective: Instant
    keeping: Keeping
    lacks: tuple[str, ...] = ()


def stages(
    own: Keeping, later: Iterable[Later], reported: Collection[str] = (), born: Keeping | None = None
) -> tuple[Stage, ...]:
    """Return what applies to a strand, stage after stage, in the order of the days of effect.

    `reported` are events that are known for these strands besides those that their own version counts; `born` is
    the keeping under which they were collected, where `own` is already one that a later version has shortened.
    """
    first = own if born is None else born
    found = [Stage(0, own)]
    for version in sorted(later, key=lambda each: each.effective):
        before = found[-1].keeping
        lacks = () if version.agreed else _lacking(first, version.keeping, reported)
        keeping = version.keeping if version.agreed else shorter(before, version.keeping, lacks)
        found.append(Stage(version.effective, keeping, lacks))
    return tuple(found)


def stage_at(found: tuple[Stage, ...], now: Instant) -> Stage:
    """Return the stage that applies at `now`."""
    return [stage for stage in found if stage.effective <= now][-1]


def not_before(
    found: tuple[Stage, ...], collected: Instant, occurrences: Occurrences, now: Instant, calendar: Calendar
) -> Instant:
    """Return the first instant at which destruction of a strand could have been known to be due.

    That is the day of effect of the version that shortened its life, if it was over on that day already; else the
    end of its life.
    """
    in_force = [stage for stage in found if stage.effective <= now]
    deaths = (known(stage.keeping, collected, occurrences, now, calendar).dead for stage in in_force)
    return min(max(dead, stage.effective) for dead, stage in zip(deaths, in_force, strict=True))


def shorter(own: Keeping, later: Keeping, lacks: Collection[str] = ()) -> Keeping:
    """Return the keeping that ends with the earlier of two, and not before the floors of either.

    A version without a rule for the strand has no end, and so shortens nothing.
    """
    if own == later or not later.rules:
        return own
    later = _told_apart(own, later, lacks)
    if not own.rules:
        return later
    own = replace(own, rules=tuple(told for rule in own.rules for told in _told(rule, {}, ())))
    return Keeping(
        rules=_needed((*_bounds(own), *_bounds(later), *_crossed(own, later))),
        events=tuple(sorted({*own.events, *later.events}, key=lambda occurs: occurs.event)),
        endings=tuple(dict.fromkeys((*own.endings, *later.endings))),
        anonymise=own.anonymise and later.anonymise,
    )


def _lacking(own: Keeping, later: Keeping, reported: Collection[str]) -> tuple[str, ...]:
    """Return the events of the later version that are not known for these strands; consent and erasure always are."""
    have = {*reported, *(occurs.source for occurs in own.events)}
    names = dict.fromkeys(occurs.source for occurs in later.events)
    return tuple(name for name in names if name not in have and name.partition(":")[0] not in (ERASURE, WITHDREW))


def _told_apart(own: Keeping, later: Keeping, lacks: Collection[str]) -> Keeping:
    """Return the later version with a clock of its own for each event that it counts in another way.

    Collecting does not stand in for an event that nobody reports.
    """
    clocks = {occurs.event: occurs for occurs in own.events}
    names: dict[str, str] = {}
    for occurs in later.events:
        counted = replace(occurs, begins=occurs.begins and occurs.source not in lacks)
        while clocks.setdefault(counted.event, counted) != counted:
            counted = replace(counted, event=f"{counted.event}+")
        names[occurs.event] = counted.event
    lacking = {occurs.event for occurs in later.events if occurs.source in lacks}
    return Keeping(
        rules=tuple(told for rule in later.rules for told in _told(rule, names, lacking, later.endings)),
        events=tuple(clocks[name] for name in names.values()),
        endings=tuple(names.get(event, event) for event in later.endings),
        anonymise=later.anonymise,
    )


def _told(
    rule: Rule, names: Mapping[str, str], lacking: Collection[str], endings: Collection[str] = ()
) -> Iterator[Rule]:
    """Yield a rule whose terms say for themselves whether they wait.

    One that hangs on events that are lacking says nothing while none has come: it ends nothing and moves nothing,
    and a floor keeps nothing.
    """
    terms = tuple(
        Term(names.get(term.event, term.event), term.period, rule.waits_for(term) and term.event not in lacking)
        for term in rule.terms
    )
    told = replace(rule, terms=terms, from_event=False)
    hangs = [term.event in lacking for term in rule.terms if term.event not in endings]
    if rule.bound is Bound.CEILING or not hangs or not all(hangs):
        yield told
        return
    yield replace(told, place=Place.LIVE, bound=Bound.PROMISE)
    if rule.bound is Bound.FLOOR:
        yield replace(told, place=Place.SEPARATE, terms=tuple(replace(term, waits=True) for term in terms))


def _bounds(keeping: Keeping) -> Iterator[Rule]:
    """Yield what holds whatever the other version says: floors, if only apart, and ceilings."""
    for rule in keeping.rules:
        if rule.bound is not Bound.PROMISE:
            yield replace(rule, place=Place.SEPARATE)


def _crossed(own: Keeping, later: Keeping) -> Iterator[Rule]:
    """Yield each rule of one version as the other cuts it: the earliest of the terms of both.

    What a duty of law keeps in use by one version and a promise by the other stays in use by a promise: the floor
    itself keeps it apart for the rest.
    """
    for one, other in product(_kept(own), _kept(later)):
        place = one.place if one.place is other.place else Place.SEPARATE
        floors = (one.bound, other.bound).count(Bound.FLOOR)
        if floors and place is Place.SEPARATE:
            continue  # it would end before the floor, which keeps it apart anyway
        terms = (*one.terms, *other.terms)
        if floors == 1:
            endings = own.endings if one.bound is Bound.FLOOR else later.endings
            terms += tuple(map(Term, endings))
        bound = Bound.FLOOR if floors == 2 else Bound.PROMISE
        yield Rule(place, tuple(dict.fromkeys(terms)), bound, one.reason, other.store or one.store)


def _kept(keeping: Keeping) -> list[Rule]:
    return [rule for rule in keeping.rules if rule.bound is not Bound.CEILING]


def _needed(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules without those that end no later than another which keeps in the same place or in use."""
    kept: list[Rule] = []
    for rule in sorted(dict.fromkeys(rules), key=lambda it: (len(it.terms), it.place is not Place.LIVE)):
        if rule.bound is Bound.CEILING or not any(_outlives(other, rule) for other in kept):
            kept.append(rule)
    return tuple(kept)


def _outlives(one: Rule, other: Rule) -> bool:
    same = one.bound is other.bound and one.place in (other.place, Place.LIVE)
    return same and set(one.terms) <= set(other.terms)
