"""What differs in an activity before any period: its roles, its purposes and their ground, its items.

An item that one activity gives up and another takes, of the same people, has moved. What several activities take over
from one line (`like:`) is one difference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.change.difference import Ask, Difference, Kind, Subject
from jikim.change.matching import Pair, activity_labels, item_labels, role_labels, roles_of
from jikim.errors import Place
from jikim.law import LegalClass, normal
from jikim.lifecycle import Collected, collected_items
from jikim.messages import msg
from jikim.policy import Activity, Basis, BasisKind, Need, Policy, Purpose

COLLECTING, SENSITIVE, UNIQUE, PROMOTION = "CS-01", "CS-05", "CS-06", "CS-08"
_CLASSES = {LegalClass.SENSITIVE: SENSITIVE, LegalClass.UNIQUE_IDENTIFIER: UNIQUE}


def role_differences(old: Policy, new: Policy, pairs: Iterable[Pair]) -> Iterator[Difference]:
    """Yield the roles of whom an activity is done for the first time, or no longer."""
    for pair in pairs:
        before, after = roles_of(pair.old), roles_of(pair.new)
        more, fewer = _without(after, before), _without(before, after)
        if more:
            yield Difference(Kind.WIDENED, Subject.ROLE,
                msg("'{activity}' now concerns '{roles}' too", activity=pair.new.label,
                    roles=role_labels(new, more) or "*"),
                pair.old.place, pair.new.place, (pair.new.id,), more)  # fmt: skip
        if fewer:
            yield Difference(Kind.NARROWED, Subject.ROLE,
                msg("'{activity}' no longer concerns '{roles}'", activity=pair.new.label,
                    roles=role_labels(old, fewer) or "*"),
                pair.old.place, pair.new.place, (pair.new.id,), fewer)  # fmt: skip


def purpose_differences(pairs: Iterable[Pair]) -> Iterator[Difference]:
    """Yield purposes that came, went or are worded otherwise, and grounds that changed."""
    for pair in pairs:
        before, after = _purposes(pair.old), _purposes(pair.new)
        by_words = {normal(each.label): each for each in before.values()}
        for name, purpose in after.items():
            was = before.get(name) or by_words.get(normal(purpose.label))
            yield from _new_purpose(pair, purpose) if was is None else _same_purpose(pair, was, purpose)
        kept = {normal(each.label) for each in after.values()}
        for name, purpose in before.items():
            if name not in after and normal(purpose.label) not in kept:
                yield Difference(Kind.NARROWED, Subject.PURPOSE,
                    msg("'{activity}' no longer serves '{purpose}'", activity=pair.new.label, purpose=purpose.label),
                    purpose.label.place, pair.new.place, (pair.new.id,))  # fmt: skip


def _purposes(activity: Activity) -> dict[str, Purpose]:
    return {purpose.id: purpose for purpose in activity.purposes}


def _new_purpose(pair: Pair, purpose: Purpose) -> Iterator[Difference]:
    basis = purpose.basis or pair.new.basis
    asks = _asks_of_all(pair.new) if _consented(basis) else ()
    yield Difference(Kind.WIDENED, Subject.PURPOSE,
        msg("'{activity}' now serves '{purpose}' too", activity=pair.new.label, purpose=purpose.label),
        pair.old.place, purpose.label.place, (pair.new.id,), asks=asks)  # fmt: skip


def _same_purpose(pair: Pair, was: Purpose, purpose: Purpose) -> Iterator[Difference]:
    places, about = (was.label.place, purpose.label.place), (pair.new.id,)
    if normal(was.label) != normal(purpose.label):
        yield Difference(Kind.REWORDED, Subject.PURPOSE,
            msg("the purpose '{old}' of '{activity}' is now worded '{new}': somebody must say whether it is the same",
                old=was.label, new=purpose.label, activity=pair.new.label),
            *places, about)  # fmt: skip
    before, after = was.basis or pair.old.basis, purpose.basis or pair.new.basis
    if before == after:
        return
    kind = Kind.WIDENED if _consented(before) else Kind.NARROWED if _consented(after) else Kind.MOVED
    yield Difference(kind, Subject.BASIS,
        msg("'{purpose}' of '{activity}' rests on '{new}', no longer on '{old}'", purpose=purpose.label,
            activity=pair.new.label, old=_ground(before), new=_ground(after)),
        *places, about, asks=_asks_of_all(pair.new) if _consented(after) else ())  # fmt: skip


def _ground(basis: Basis | None) -> str:
    return "-" if basis is None else basis.law or basis.kind.value


def _consented(basis: Basis | None) -> bool:
    return basis is not None and basis.kind is BasisKind.CONSENT


def _asks_of_all(activity: Activity) -> tuple[Ask, ...]:
    """Return the consents that the items of an activity stand on."""
    matters = dict.fromkeys(group.matter for group in activity.collect if group.items)
    return tuple(Ask(matter, (COLLECTING,), (), (activity.id,)) for matter in matters)


# Items


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that came or went together: what ties them into one difference."""

    kind: Kind
    need: Need
    matter: str | None
    was: Place | None
    now: Place | None


@dataclass(frozen=True, slots=True)
class _One:
    group: _Group
    activity: str
    role: str
    item: str


def item_differences(old: Policy, new: Policy, pairs: Iterable[Pair]) -> Iterator[Difference]:
    """Yield items that came, went, moved, or are needed otherwise."""
    found = [one for pair in pairs for one in _items(old, new, pair)]
    came = {(one.role, one.item): one for one in found if one.group.kind is Kind.WIDENED}
    gone = {(one.role, one.item): one for one in found if one.group.kind is Kind.NARROWED}
    moved = came.keys() & gone.keys()
    for key in sorted(moved):
        yield _moved(old, new, gone[key], came[key])
    together: dict[_Group, list[_One]] = {}
    for one in found:
        if (one.role, one.item) not in moved:
            together.setdefault(one.group, []).append(one)
    for group, ones in together.items():
        yield _difference(old, new, group, ones)
    for pair in pairs:
        yield from _needs(old, new, pair)


def _items(old: Policy, new: Policy, pair: Pair) -> Iterator[_One]:
    for role in roles_of(pair.new):
        if role not in roles_of(pair.old):
            continue  # told as a role
        before, after = _collected(old, pair.old, role), _collected(new, pair.new, role)
        for item in after.keys() - before.keys():
            group = _Group(Kind.WIDENED, after[item].need, after[item].matter, pair.old.place,
                           _place(pair.new, item))  # fmt: skip
            yield _One(group, pair.new.id, role, item)
        for item in before.keys() - after.keys():
            group = _Group(Kind.NARROWED, before[item].need, None, _place(pair.old, item), pair.new.place)
            yield _One(group, pair.new.id, role, item)


def _collected(policy: Policy, activity: Activity, role: str) -> dict[str, Collected]:
    """Return what is collected from a role, by item; where cases differ, the one that needs it more."""
    found: dict[str, Collected] = {}
    for one in collected_items(policy, activity, role):
        if one.item not in found or one.need is Need.REQUIRED:
            found[one.item] = one
    return found


def _place(activity: Activity, item: str) -> Place:
    """Return where an activity lists an item."""
    listed = (one for group in activity.collect for one in group.items if one.item == item)
    return next((one.words.place for one in listed), activity.place)


def _difference(old: Policy, new: Policy, group: _Group, ones: list[_One]) -> Difference:
    activities, roles, items = _about(ones)
    gaps = {"activity": activity_labels(new, activities)}
    if group.kind is Kind.WIDENED:
        optional = group.need is Need.OPTIONAL
        what = (
            msg("'{activity}' asks for '{items}' too, as a choice", items=item_labels(new, items), **gaps)
            if optional
            else msg("'{activity}' collects '{items}' too", items=item_labels(new, items), **gaps)
        )
    else:
        what = msg("'{activity}' no longer collects '{items}'", items=item_labels(old, items), **gaps)
    asks = _asks(new, group.matter, activities, roles, items) if group.kind is Kind.WIDENED else ()
    return Difference(group.kind, Subject.ITEM, what, group.was, group.now, activities, roles, items, asks)


def _about(ones: Iterable[_One]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    ones = tuple(ones)
    return (
        tuple(dict.fromkeys(one.activity for one in ones)),
        tuple(sorted({one.role for one in ones})),
        tuple(sorted({one.item for one in ones})),
    )


def _asks(
    policy: Policy, matter: str | None, activities: tuple[str, ...], roles: tuple[str, ...], items: tuple[str, ...]
) -> tuple[Ask, ...]:
    """Return the consent that items stand on, with what the law adds for sensitive ones and unique identifiers."""
    if matter is None:
        return ()
    classes = {legal for item in items if (found := policy.item(item)) for legal in found.legal}
    law = (COLLECTING, *(fact for legal, fact in _CLASSES.items() if legal in classes))
    return (Ask(matter, law, tuple(role for role in roles if role), activities),)


def _moved(old: Policy, new: Policy, gone: _One, came: _One) -> Difference:
    return Difference(Kind.MOVED, Subject.ITEM,
        msg("'{item}' is collected for '{new}', no longer for '{old}'", item=item_labels(new, [came.item]),
            new=activity_labels(new, [came.activity]), old=activity_labels(old, [gone.activity])),
        gone.group.was, came.group.now, (came.activity, gone.activity), (came.role,), (came.item,),
        _asks(new, came.group.matter, (came.activity,), (came.role,), (came.item,)))  # fmt: skip


def _needs(old: Policy, new: Policy, pair: Pair) -> Iterator[Difference]:
    """Yield items that are required now and were not, the opposite, and those that stand on another consent."""
    together: dict[tuple[Need, Need, str | None, str | None], list[_One]] = {}
    for role in set(roles_of(pair.new)) & set(roles_of(pair.old)):
        before, after = _collected(old, pair.old, role), _collected(new, pair.new, role)
        for item in before.keys() & after.keys():
            was, now = before[item], after[item]
            if (was.need, was.matter) != (now.need, now.matter):
                group = _Group(Kind.MOVED, now.need, now.matter, _place(pair.old, item), _place(pair.new, item))
                key = (was.need, now.need, was.matter, now.matter)
                together.setdefault(key, []).append(_One(group, pair.new.id, role, item))
    for (was_need, now_need, was_matter, now_matter), ones in together.items():
        activities, roles, items = _about(ones)
        gaps = {"items": item_labels(new, items), "activity": pair.new.label}
        if was_need is not Need.REQUIRED and now_need is Need.REQUIRED:
            kind, what = Kind.WIDENED, msg("'{items}' of '{activity}' must now be given", **gaps)
        elif was_need is Need.REQUIRED and now_need is not Need.REQUIRED:
            kind, what = Kind.NARROWED, msg("'{items}' of '{activity}' need no longer be given", **gaps)
        elif was_matter != now_matter:
            kind, what = Kind.MOVED, msg("'{items}' of '{activity}' stand on another consent", **gaps)
        else:
            kind, what = Kind.REWORDED, msg("whether '{items}' of '{activity}' must be given is said otherwise", **gaps)
        asked = now_matter if now_matter != was_matter else None
        subject = Subject.CONSENT if kind is Kind.MOVED else Subject.ITEM
        yield Difference(kind, subject, what, ones[0].group.was, ones[0].group.now, activities, roles, items,
                         _asks(new, asked, activities, roles, items))  # fmt: skip


def _without(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(name for name in names if name not in known)
