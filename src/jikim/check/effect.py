"""Retention, second part: whether a rule does anything.

A rule that another one outlasts, an item that nobody collects, a store with nothing in it, an event that nobody
can report: each reads like a promise, and nothing follows from it.
"""

from collections.abc import Iterator

from jikim.check.case import Case, Fault, labels, names
from jikim.check.length import is_within
from jikim.lifecycle import Place as Store
from jikim.lifecycle import rules_of
from jikim.messages import msg
from jikim.policy import Activity, Keep, Listed, Policy, Where


def rule_has_an_effect(case: Case) -> Iterator[Fault]:
    """A rule that another rule outlasts for all its items keeps nothing: among rules the latest keeps.

    Source: PIPA Art. 30 (1) 2, the period stated is the one that holds.

    Avoid:  keep: [{until: 1 year after left}, {until: 3 years after left}]
    Prefer: keep: [{until: 1 year after left, except: 결제기록}, {until: 3 years after left, items: 결제기록}]
    """
    for kept in case.kept:
        over = [_outlasting(case.policy, kept.line, activity) for activity in kept.activities]
        stronger = [other for other in over if other is not None]
        if stronger and len(stronger) == len(over):
            yield Fault(kept.line.place,
                msg("this rule has no effect: line {line} keeps the same items at least as long",
                    line=stronger[0].place.line),
                msg("a policy states the period that holds ({article})", article=case.cite("PP-02")),
                msg("take the rule out, or let the longer one leave these items out with `except:`"),
                names(*kept.activities))  # fmt: skip


def _outlasting(policy: Policy, keep: Keep, activity: Activity) -> Keep | None:
    """Return another promise of the activity that surely covers this one; of two equal rules, the second goes."""
    rules = rules_of(policy, activity)
    at = rules.index(keep)
    for number, other in enumerate(rules):
        if number != at and _covers(policy, other, keep) and not (number > at and _covers(policy, keep, other)):
            return other
    return None


def _covers(policy: Policy, other: Keep, keep: Keep) -> bool:
    """Return whether `other` keeps every item of `keep`, for everybody, in as good a place, at least as long."""
    promises = all(one.law is None and not one.by_law and one.ends for one in (other, keep))
    at_least = any(end.at_least for end in (*keep.ends, *other.ends))
    everybody = not other.roles or set(other.roles) >= set(keep.roles) > set()
    items = not other.items or {one.item for one in other.items} >= {one.item for one in keep.items} > set()
    left_out = {one.item for one in other.leaves_out} <= {one.item for one in keep.leaves_out}
    place = not _separate(other) or _separate(keep)
    return promises and not at_least and everybody and items and left_out and place and _later(policy, other, keep)


def _separate(keep: Keep) -> bool:
    return keep.where is Where.SEPARATE or (
        keep.where is None and any(end.event == "left" and not end.bare for end in keep.ends)
    )


def _later(policy: Policy, other: Keep, keep: Keep) -> bool:
    """Return whether each end of `other` comes no earlier than some end of `keep`: then so does the earliest."""
    mine = [(name, end.period) for end in keep.ends for name in _meant(policy, end.event)]
    theirs = [(name, end.period) for end in other.ends for name in _meant(policy, end.event)]
    return all(any(event == name and is_within(period, longer) for name, period in mine) for event, longer in theirs)


def _meant(policy: Policy, name: str, deep: int = 8) -> tuple[str, ...]:
    event = policy.event(name)
    if event is None or not event.means or not deep:
        return (name,)
    return tuple(one for meant in event.means for one in _meant(policy, meant, deep - 1))


def kept_items_are_collected(case: Case) -> Iterator[Fault]:
    """A rule names items that its activities collect.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  collect: [{required: [이메일]}], keep: [{until: 6 months after left, items: [아이디]}]
    Prefer: collect: [{required: [이메일, 아이디]}], keep: [{until: 6 months after left, items: [아이디]}]
    """
    policy = case.policy
    lines: list[tuple[tuple[Listed, ...], tuple[Activity, ...]]] = [
        ((*kept.line.items, *kept.line.leaves_out), kept.activities) for kept in case.kept
    ]
    lines += [(line.items, tuple(each for each in policy.activities if each.id in (line.of or ())))
              for line in policy.statutory]  # fmt: skip
    for items, activities in lines:
        collected = {one.item for activity in activities for group in activity.collect for one in group.items}
        missing = [one for one in items if one.item not in collected] if activities else []
        if missing:
            yield Fault(missing[0].words.place,
                msg("'{items}' is kept and not collected by '{activities}'",
                    items=", ".join(one.words for one in missing), activities=labels(activities)),
                msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                msg("list it where it is collected, or take it out of the rule"),
                (*names(*activities), *(name for one in missing for name in (one.item, str(one.words)))))  # fmt: skip


def separate_store_holds_something(case: Case) -> Iterator[Fault]:
    """A store that the document promises or names holds something: some rule keeps collected items there.

    Source: PIPA Art. 21 (3), separate storage; Art. 30 (1) 3-2, its basis and items.

    Avoid:  destruction: {separate: {where: 별도의 DB}}, and no rule `in: separate`
    Prefer: the same, and statutory: [{record: ..., for: 5 years, law: ecommerce/payment, of: [order], items: [...]}]
    """
    promised = case.policy.destruction.separate if case.policy.destruction else ()
    rules = [rule for strand in case.strands for rule in strand.keeping.rules if rule.place is Store.SEPARATE]
    held = {rule.store for rule in rules}
    why = msg("what is kept under another law is stored apart, and its basis and items are shown ({article})",
        article=case.cite("DS-07"))  # fmt: skip
    fix = msg("say what is kept there by a rule `in: separate` or a statutory line, or take the promise out")
    if promised and not rules:
        yield Fault(promised[0][0].place,
            msg("separate storage is promised, and nothing is kept there"), why, fix, ("destruction",))  # fmt: skip
    for kept in case.kept:
        store = kept.line.store
        if store is not None and kept.line.ends and store not in held and _separate(kept.line):
            yield Fault(store.place,
                msg("'{store}' is named as a store, and nothing is kept there", store=store), why, fix,
                (*names(*kept.activities), str(store)))  # fmt: skip


def event_is_used(case: Case) -> Iterator[Fault]:
    """An event that is declared begins or ends something.

    Source: PIPA Art. 30 (1) 2; an event without a rule is usually a rule that was forgotten.

    Avoid:  events: {delivered: 배송 완료}, and no rule that counts from it
    Prefer: events: {delivered: 배송 완료}, keep: [{until: 6 months after delivered}]
    """
    used = _used_events(case.policy)
    for event in case.policy.events:
        if event.place is not None and event.id not in used:
            yield Fault(event.place,
                msg("the event '{event}' is declared and never used", event=event.label),
                msg("a period counts from an event; one that nothing counts from was forgotten, or is not needed"),
                msg("use it in a rule, or take it out"),
                (event.id, event.label))  # fmt: skip


def event_can_be_reported(case: Case) -> Iterator[Fault]:
    """An event of a role happens to somebody: some activity has that role.

    Source: PIPA Art. 21 (1); a clock that nobody starts never ends.

    Avoid:  events: {ended_deal: {label: 계약 해지, of: partner}}, shop: {roles: [seller], keep: [{until: ended_deal}]}
    Prefer: events: {ended_deal: {label: 계약 해지, of: seller}}, shop: {roles: [seller], keep: [{until: ended_deal}]}
    """
    policy, used = case.policy, _used_events(case.policy)
    had = {str(role) for each in policy.activities for role in (*each.roles, *_from(each))}
    if not had:
        return
    for event in policy.events:
        if event.place is None or event.id not in used or event.of in ("person", "record", "entrusted"):
            continue
        if not any(event.of in policy.widens(role) or role in policy.widens(event.of) for role in had):
            yield Fault(event.place,
                msg("the event '{event}' happens to '{role}', and no activity has that role",
                    event=event.label, role=event.of),
                msg("what is no longer needed is destroyed without delay ({article})", article=case.cite("DS-01")),
                msg("give an activity that role, or let the event happen to a role that exists"),
                (event.id, event.label, event.of))  # fmt: skip


def _from(activity: Activity) -> tuple[str, ...]:
    return tuple(str(role) for group in activity.collect for role in group.roles)


def _used_events(policy: Policy) -> set[str]:
    keeps = [*policy.keep, *(keep for activity in policy.activities for keep in activity.keep or ())]
    ends = [end for keep in keeps for end in keep.ends]
    ends += [end for end in (policy.dormant, *(each.dormant for each in policy.activities)) if end is not None]
    used = {end.event for end in ends} | {line.after for line in policy.statutory}
    used |= {str(name) for party in policy.entrusted for name in party.until}
    waiting = list(used)
    while waiting:
        event = policy.event(waiting.pop())
        found = {*event.means, *((event.pair,) if event.pair else ())} - used if event else set()
        used |= found
        waiting += found
    return used
