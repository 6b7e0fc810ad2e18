"""Why an item may be kept, read once more from the policy, by code that shares nothing with what it audits.

Written the long way on purpose: for one item of one record, go through every keep rule and every statutory line of
the policy and ask whether it speaks of this item. Nothing is merged, compiled or remembered across items.
"""

from dataclasses import dataclass
from datetime import date

from jikim.law import Catalogue, Direction
from jikim.period import Period
from jikim.policy import Activity, BasisKind, Collect, Keep, Listed, Need, Policy, Statutory, Then, Where

FLOOR, CEILING, PROMISE = "floor", "ceiling", "promise"


@dataclass(frozen=True, slots=True)
class Bond:
    """One reason to keep: in use or apart, until the earliest of its ends (event, period).

    `later`: a store that begins with its event; before the event it keeps nothing.
    """

    in_use: bool
    ends: tuple[tuple[str, Period], ...]
    kind: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Bonds:
    """Everything that keeps one item; `partings` are the events by which the person ends all promises."""

    bonds: tuple[Bond, ...]
    partings: tuple[str, ...]
    holds: frozenset[str]
    anonymise: bool


def bonds_of(
    policy: Policy, law: Catalogue, on: date, activity_id: str, role: str, case: str | None, item: str
) -> Bonds:
    """Return what keeps an item that an activity collected from a role, under a case if any."""
    activity = policy.activity(activity_id)
    if activity is None:
        return Bonds((), (), frozenset(), anonymise=False)
    matter = _matter(policy, activity, role, case, item)
    bonds = []
    for keep in _speaking(policy, activity, role, item):
        bonds += _of_keep(policy, law, on, keep)
    for line in policy.statutory:
        if line.of is not None and activity.id in line.of and _line_names(policy, activity, line, item):
            bonds += _of_line(policy, law, on, line)
    if all(bond.kind != PROMISE for bond in bonds):
        bonds = [Bond(bond.kind == FLOOR or bond.in_use, bond.ends, bond.kind, bond.later) for bond in bonds]
    bonds = [_of_person(bond, matter) for bond in bonds]
    bonds = _asleep(policy, activity, bonds)
    partings = ("erasure_requested",) if matter is None else (f"withdrew:{matter}", "erasure_requested")
    return Bonds(tuple(bonds), partings, _holds(policy, activity, item), activity.then is Then.ANONYMISE)


def _matter(policy: Policy, activity: Activity, role: str, case: str | None, item: str) -> str | None:
    """Return the consent an item stands on; what is required anywhere on the occasion is required."""
    groups = [group for group in activity.collect if _asks(policy, activity, group, role, case, item)]
    firm = [group for group in groups if group.need is not Need.OPTIONAL]
    by_consent = activity.basis is not None and activity.basis.kind is BasisKind.CONSENT
    for group in firm or groups:
        return group.matter if by_consent or group.need is Need.OPTIONAL else None
    return None


def _asks(policy: Policy, activity: Activity, group: Collect, role: str, case: str | None, item: str) -> bool:
    right_case = group.case is None or str(group.case) == case
    roles = [str(name) for name in (group.roles or activity.roles)]
    return right_case and _named(group.items, item) and _is_of(policy, roles, role)


def _is_of(policy: Policy, roles: list[str], role: str) -> bool:
    if not roles or not role:
        return True
    while role:
        if role in roles:
            return True
        found = policy.role(role)
        role = (found.under or "") if found else ""
    return False


def _named(listed: tuple[Listed, ...], item: str) -> bool:
    return any(one.item == item for one in listed)


def _speaking(policy: Policy, activity: Activity, role: str, item: str) -> list[Keep]:
    """Return the keep rules that speak of an item: the activity's own, or else the policy's, and what is added."""
    rules = list(activity.keep or ())
    for keep in policy.keep:
        if (keep.adds or not activity.keep) and (not keep.of or activity.id in keep.of):
            rules.append(keep)
    return [
        keep for keep in rules
        if (not keep.items or _named(keep.items, item)) and not _named(keep.leaves_out, item)
        and _is_of(policy, [str(name) for name in keep.roles], role)
    ]  # fmt: skip


def _of_keep(policy: Policy, law: Catalogue, on: date, keep: Keep) -> list[Bond]:
    if not keep.ends:
        return []
    ends = tuple((event, end.period) for end in keep.ends for event in _real_events(policy, end.event))
    cited = None if keep.law in (None, "none") else str(keep.law)
    after_leaving = any(end.event == "left" and end.period != Period() for end in keep.ends)
    apart = keep.where is Where.SEPARATE or (keep.where is None and (cited is not None or after_leaving))
    if cited is not None:
        return _by_law(law, on, cited, Bond(not apart, ends, PROMISE))
    least = any(end.at_least for end in keep.ends)
    return [Bond(not apart, ends, FLOOR if least else PROMISE, later=apart)]


def _line_names(policy: Policy, activity: Activity, line: Statutory, item: str) -> bool:
    if line.items:
        return _named(line.items, item)
    pointing = [keep for keep in (*(activity.keep or ()), *policy.keep) if keep.by_law and keep.items]
    return not pointing or any(_named(keep.items, item) for keep in pointing)


def _of_line(policy: Policy, law: Catalogue, on: date, line: Statutory) -> list[Bond]:
    bond = Bond(line.where is Where.LIVE, ((line.after, line.length.period),), PROMISE)
    return [bond] if line.law == "none" else _by_law(law, on, str(line.law), bond)


def _by_law(law: Catalogue, on: date, name: str, bond: Bond) -> list[Bond]:
    """Return a bond as its statute has it: a duty to keep, a duty to destroy, both, or neither."""
    duty = law.find_retention(name)
    if duty is None or not duty.fact.is_in_force(on):
        return [bond]
    found = []
    if duty.direction in (Direction.MAX, Direction.MIN_THEN_DESTROY):
        found.append(Bond(in_use=False, ends=bond.ends, kind=CEILING, later=bond.later))
    if duty.direction in (Direction.MIN, Direction.MIN_THEN_DESTROY):
        figure = Period.from_iso(duty.duration) if duty.duration else None
        if figure is not None and all(_days(period) > _days(figure) for _, period in bond.ends):
            shorter = tuple((event, figure) for event, _ in bond.ends)
            found += [Bond(bond.in_use, shorter, FLOOR, bond.later), bond]
        else:
            found.append(Bond(bond.in_use, bond.ends, FLOOR, bond.later))
    elif duty.direction is not Direction.MAX:
        found.append(bond)
    return found


def _days(period: Period) -> int:
    """Return about how long a period is; only periods of one unit are ever compared here."""
    return period.months * 30 + period.days


def _real_events(policy: Policy, name: str) -> list[str]:
    event = policy.event(name)
    if event is None or not event.means:
        return [name]
    return [real for each in event.means for real in _real_events(policy, each)]


def _of_person(bond: Bond, matter: str | None) -> Bond:
    """Let the person end what is only promised: any promise by asking, one in use by withdrawing consent."""
    own = f"withdrew:{matter or 'service'}"
    ends = tuple((own if event == "withdrew" else event, period) for event, period in bond.ends)
    if bond.kind == PROMISE:
        if matter is not None and bond.in_use:
            ends += ((own, Period()),)
        ends += (("erasure_requested", Period()),)
    return Bond(bond.in_use, ends, bond.kind, bond.later)


def _asleep(policy: Policy, activity: Activity, bonds: list[Bond]) -> list[Bond]:
    end = activity.dormant or policy.dormant
    if end is None:
        return bonds
    sleep = tuple((event, end.period) for event in _real_events(policy, end.event))
    found = []
    for bond in bonds:
        if bond.in_use and bond.kind == PROMISE:
            found += [Bond(in_use=True, ends=bond.ends + sleep, kind=PROMISE), Bond(False, bond.ends, PROMISE)]
        else:
            found.append(bond)
    return found


def _holds(policy: Policy, activity: Activity, item: str) -> frozenset[str]:
    """Return the holds that cover an item; one that names a group of items covers what the group consists of."""
    found = set()
    for hold in policy.holds:
        if hold.of and activity.id not in hold.of:
            continue
        groups = [policy.item(listed.item) for listed in hold.items]
        parts = {str(part) for group in groups if group is not None for part in group.parts}
        inside = any(
            one.item == item and str(one.words) in parts
            for each in policy.activities for group in each.collect for one in group.items
        )  # fmt: skip
        if not hold.items or _named(hold.items, item) or inside:
            found.add(hold.id)
    return frozenset(found)
