"""A policy -> the strands of each activity: which items share a life, and by which rules.

1. The rules of an activity are its own `keep`, or else those of the whole policy, together with the statutory
lines that name it. 2. Each item gets the rules that cover it for a role. 3. Consent and erasure are added: what
stands on consent ends with its withdrawal, and every promise ends when the person asks. 4. Dormancy splits what
is kept in use. 5. Items with equal rules and equal holds are one strand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from jikim.law import Catalogue, Direction
from jikim.lifecycle.rule import Bound, Keeping, Occurs, Place, Rule, Term
from jikim.period import Period
from jikim.policy import (
    Activity,
    BasisKind,
    Collect,
    Counts,
    End,
    Event,
    Keep,
    Listed,
    Need,
    Policy,
    Statutory,
    Then,
    Where,
    remembered,
)

ERASURE = "erasure_requested"
WITHDREW = "withdrew"


@dataclass(frozen=True, slots=True)
class Strand:
    """A kind of strand: the items of an activity that live and die together for one role.

    `holds` are the ids of the holds that can stay it; `matter` is the consent that its items stand on, if any.
    """

    activity: str
    role: str
    name: str
    items: tuple[str, ...]
    keeping: Keeping
    holds: tuple[str, ...] = ()
    matter: str | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """One item as collected from a role: how much it is needed, and on which consent it stands."""

    item: str
    words: str
    need: Need
    case: str | None
    matter: str | None


def collected_items(policy: Policy, activity: Activity, role: str) -> tuple[Collected, ...]:
    """Return the items an activity collects from a role; one both required and optional is required."""
    return _collected(policy, activity.id, role)


@remembered
def _collected(policy: Policy, name: str, role: str) -> tuple[Collected, ...]:
    """Work it out; a service asks the same for every record it takes in."""
    activity = policy.activity(name)
    if activity is None:
        return ()
    found: dict[tuple[str, str | None], Collected] = {}
    for group in activity.collect:
        if not _concerns(policy, group.roles or activity.roles, role):
            continue
        for listed in group.items:
            item = Collected(listed.item, listed.words, group.need, _text(group.case), _matter(activity, group))
            key = (item.item, item.case)
            before = found.get(key)
            if before is None or (before.need is Need.OPTIONAL and item.need is not Need.OPTIONAL):
                found[key] = item
    return tuple(found.values())


def strands(policy: Policy, catalogue: Catalogue, on: date) -> tuple[Strand, ...]:
    """Return every kind of strand of a policy, judged by the law in force `on` that day."""
    compiler = _Compiler(policy, catalogue, on)
    return tuple(
        strand for activity in policy.activities for role in _roles(activity) for strand in compiler.of(activity, role)
    )


def _roles(activity: Activity) -> tuple[str, ...]:
    """Return the roles a record of this activity can carry; "" where the policy names none."""
    named = dict.fromkeys(str(role) for role in activity.roles)
    for group in activity.collect:
        named.update(dict.fromkeys(str(role) for role in group.roles))
    return tuple(named) or ("",)


def _concerns(policy: Policy, roles: Iterable[str], role: str) -> bool:
    """Return whether something said of `roles` holds for `role`: of it, of a wider role, or of everybody."""
    named = [str(name) for name in roles]
    return not named or not role or any(name in named for name in policy.widens(role))


def _text(text: str | None) -> str | None:
    return None if text is None else str(text)


def _matter(activity: Activity, group: Collect) -> str | None:
    """Return the consent that a group of items stands on: its own if optional, the activity's if by consent."""
    consented = activity.basis is not None and activity.basis.kind is BasisKind.CONSENT
    return group.matter if group.need is Need.OPTIONAL or consented else None


class _Compiler:
    """One policy under the law of one day."""

    def __init__(self, policy: Policy, catalogue: Catalogue, on: date) -> None:
        self.policy = policy
        self.catalogue = catalogue
        self.on = on
        self.events = {event.id: event for event in policy.events}

    def of(self, activity: Activity, role: str) -> Iterator[Strand]:
        grouped: dict[tuple[Keeping, tuple[str, ...], str | None], list[str]] = {}
        for collected in collected_items(self.policy, activity, role):
            keeping = self._keeping(activity, role, collected)
            key = (keeping, self._holds(activity, collected.item), collected.matter)
            items = grouped.setdefault(key, [])
            if collected.item not in items:
                items.append(collected.item)
        for number, ((keeping, holds, matter), items) in enumerate(grouped.items(), 1):
            name = f"{activity.id}/{role or 'anyone'}/{number}"
            yield Strand(activity.id, role, name, tuple(items), keeping, holds, matter)

    def _keeping(self, activity: Activity, role: str, collected: Collected) -> Keeping:
        rules = [rule for keep in self._keeps(activity, role, collected.item) for rule in self._rules(keep)]
        rules += [rule for line in self._lines(activity, role, collected.item) for rule in self._line(line)]
        rules = [told for rule in rules for told in self._of_role(rule, role)]
        if not any(rule.place is Place.LIVE for rule in rules):
            rules = list(self._in_use(rules))
        endings = self._endings(collected.matter)
        rules = [self._personal(rule, collected.matter) for rule in rules]
        rules = list(self._dormant(activity, rules))
        return Keeping(
            rules=tuple(dict.fromkeys(rules)),
            events=self._events(rules, endings),
            endings=endings,
            anonymise=activity.then is Then.ANONYMISE,
        )

    def _keeps(self, activity: Activity, role: str, item: str) -> Iterator[Keep]:
        """Yield the rules that cover an item: the activity's own replace those of the policy, `add` joins them."""
        own = activity.keep is not None and len(activity.keep) > 0
        general = [keep for keep in self.policy.keep if not own or keep.adds]
        general = [keep for keep in general if not keep.of or activity.id in keep.of]
        for keep in (*(activity.keep or ()), *general):
            if _covers(keep.items, keep.leaves_out, item) and _concerns(self.policy, keep.roles, role):
                yield keep

    def _lines(self, activity: Activity, role: str, item: str) -> Iterator[Statutory]:
        """Yield the statutory lines that bind an item; a line without items takes those of `until: law`."""
        by_law = [keep for keep in (*(activity.keep or ()), *self.policy.keep) if keep.by_law and keep.items]
        for line in self.policy.statutory:
            if line.of is None or activity.id not in line.of:
                continue
            named = line.items or tuple(listed for keep in by_law for listed in keep.items)
            if _covers(named, (), item):
                yield line

    def _rules(self, keep: Keep) -> Iterator[Rule]:
        """Yield the rules that one keep rule means; one that only points at statutory lines means none itself."""
        if not keep.ends:
            return
        terms = tuple(term for end in keep.ends for term in self._terms(end))
        law = None if keep.law in (None, "none") else str(keep.law)
        where = keep.where or (Where.SEPARATE if law or _waits_for_leaving(keep) else Where.LIVE)
        place = Place.SEPARATE if where is Where.SEPARATE else Place.LIVE
        reason = law or str(keep.why or "")
        waits = place is Place.SEPARATE and law is None
        rule = Rule(place, terms, Bound.PROMISE, reason, str(keep.store or ""), from_event=waits)
        least = any(end.at_least for end in keep.ends)
        yield from self._bounded(rule, law) if law else (replace(rule, bound=Bound.FLOOR),) if least else (rule,)

    def _line(self, line: Statutory) -> Iterator[Rule]:
        term = self._term(line.after, line.length.period)
        law = None if line.law == "none" else str(line.law)
        place = Place.LIVE if line.where is Where.LIVE else Place.SEPARATE
        rule = Rule(place, (term,), Bound.PROMISE, law or "own")
        yield from self._bounded(rule, law) if law else (rule,)

    def _bounded(self, rule: Rule, law: str) -> Iterator[Rule]:
        """Yield a rule that cites a statute with the bound that the statute gives it.

        What goes beyond the statute's own figure is a promise, and only the figure itself is a floor.
        """
        duty = self.catalogue.find_retention(law)
        duty = duty if duty and self.catalogue.in_force(law, self.on) else None
        direction = duty.direction_on(self.on) if duty else Direction.POLICY
        if duty and direction in (Direction.MAX, Direction.MIN_THEN_DESTROY):
            yield replace(_as_long(rule, duty.ceiling(self.on)), bound=Bound.CEILING, place=Place.SEPARATE)
        if duty and direction in (Direction.MIN, Direction.MIN_THEN_DESTROY):
            floor = _as_long(rule, duty.floor(self.on))
            beyond = all(_longer(*each) for each in zip(_periods(rule), _periods(floor), strict=True))
            yield replace(floor if beyond else rule, bound=Bound.FLOOR)
            if not beyond:
                return
        yield rule

    def _of_role(self, rule: Rule, role: str) -> Iterator[Rule]:
        """Yield a rule without the events of other roles: to records of this role they never happen."""
        known = tuple(term for term in rule.terms if self._happens_to(role, term.event))
        waits = any(rule.waits_for(term) for term in rule.terms if term not in known)
        if not waits:
            yield replace(rule, terms=known)

    def _happens_to(self, role: str, event: str) -> bool:
        of = self.events[_name(event)].of
        return not role or of in ("person", "record", "entrusted", *self.policy.widens(role))

    def _in_use(self, rules: list[Rule]) -> Iterator[Rule]:
        """Yield rules, none of which is in use, with what is in use: else it would be destroyed, or moved, at birth.

        What only statutes keep is in use until they end; what is kept apart after an event, until that event.
        """
        by_law = all(self.catalogue.find_retention(rule.reason) for rule in rules)
        for rule in rules:
            if rule.from_event:
                events = tuple(Term(term.event.removesuffix("+")) for term in rule.terms)
                yield Rule(Place.LIVE, events, Bound.PROMISE, rule.reason)
            yield replace(rule, place=Place.LIVE) if by_law and rule.bound is not Bound.CEILING else rule

    def _terms(self, end: End) -> Iterator[Term]:
        """Yield the terms of an end; an event that is another name for several becomes each of them."""
        for event in self._meanings(end.event):
            yield self._term(event, end.period)

    def _term(self, event: str, period: Period) -> Term:
        """Return a term; a period whose event may never come runs on a clock that collecting bounds."""
        bounded = self.events[event].bounded and period != Period()
        return Term(f"{event}+" if bounded else event, period)

    def _meanings(self, event: str, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
        means = self.events[event].means
        if not means or event in seen:
            return (event,)
        return tuple(meaning for name in means for meaning in self._meanings(name, (*seen, event)))

    def _endings(self, matter: str | None) -> tuple[str, ...]:
        return (f"{WITHDREW}:{matter}", ERASURE) if matter else (ERASURE,)

    def _personal(self, rule: Rule, matter: str | None) -> Rule:
        """Let the person end what is only promised: by asking for erasure, and in use by withdrawing consent.

        A rule that already says `withdrew` means the withdrawal of its own matter.
        """
        own = matter or "service"
        terms = tuple(replace(term, event=f"{WITHDREW}:{own}") if term.event == WITHDREW else term
                      for term in rule.terms)  # fmt: skip
        if rule.bound is Bound.PROMISE:
            if matter and rule.place is Place.LIVE:
                terms = (*terms, Term(f"{WITHDREW}:{matter}"))
            terms = (*terms, Term(ERASURE))
        return replace(rule, terms=tuple(dict.fromkeys(terms)))

    def _dormant(self, activity: Activity, rules: list[Rule]) -> Iterator[Rule]:
        """Split what is kept in use: in use until its end or dormant, apart until its end."""
        end = activity.dormant or self.policy.dormant
        dormant = tuple(self._terms(end)) if end else ()
        for rule in rules:
            if dormant and rule.place is Place.LIVE and rule.bound is Bound.PROMISE:
                yield replace(rule, terms=(*rule.terms, *dormant))
                yield replace(rule, place=Place.SEPARATE)
            else:
                yield rule

    def _events(self, rules: list[Rule], endings: tuple[str, ...]) -> tuple[Occurs, ...]:
        names = dict.fromkeys(term.event for rule in rules for term in rule.terms)
        names.update(dict.fromkeys(endings))
        return tuple(sorted((self._occurs(name) for name in names if name != "collected"), key=lambda it: it.event))

    def _occurs(self, name: str) -> Occurs:
        _, _, matter = name.partition(":")
        known: Event = self.events[_name(name)]
        personal = known.of != "record"
        pair = f"{known.pair}:{matter}" if known.pair and matter else known.pair
        last = known.counts is Counts.LAST
        return Occurs(name, personal, pair, last, begins=(personal and last) or name.endswith("+"))

    def _holds(self, activity: Activity, item: str) -> tuple[str, ...]:
        return tuple(
            hold.id
            for hold in self.policy.holds
            if (not hold.of or activity.id in hold.of) and _covers(_parts_too(self.policy, hold.items), (), item)
        )


def _parts_too(policy: Policy, listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
    """Return listed items with those that a group of items consists of, where the parts are items themselves."""
    names = {one.item for one in listed}
    words = {part for item in policy.items if item.id in names for part in item.parts}
    inside = (one for activity in policy.activities for group in activity.collect for one in group.items)
    return (*listed, *(one for one in inside if one.words in words)) if words else listed


def _covers(named: tuple[Listed, ...], left_out: tuple[Listed, ...], item: str) -> bool:
    if any(listed.item == item for listed in left_out):
        return False
    return not named or any(listed.item == item for listed in named)


def _waits_for_leaving(keep: Keep) -> bool:
    """Return whether an unsaid place means apart: a period after leaving begins when the person is gone."""
    return any(end.event == "left" and not end.bare for end in keep.ends)


def _name(event: str) -> str:
    """Return the id of the event behind a clock (`paid+`) or a matter (`withdrew:ads`)."""
    return event.removesuffix("+").partition(":")[0]


def _as_long(rule: Rule, figure: str | None) -> Rule:
    """Return a rule with the period that a statute names, if it names one."""
    if figure is None:
        return rule
    return replace(rule, terms=tuple(Term(term.event, Period.from_iso(figure)) for term in rule.terms))


def _periods(rule: Rule) -> tuple[Period, ...]:
    return tuple(term.period for term in rule.terms)


def _longer(one: Period, other: Period) -> bool:
    """Return whether a period is surely longer than another (a month has at least 28 days)."""
    return one.months * 28 + one.days > other.months * 31 + other.days or (
        bool(one.months and other.months) and one.months > other.months
    )
