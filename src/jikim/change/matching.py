"""Which activity of the old policy is which of the new one: by id, else by its label, and that is told.

The vault knows strands by the id of their activity. What is matched by its label is the same to a reader and another
one to the vault: older records do not follow the new version there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.change.difference import Difference, Kind, Subject
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Activity, Policy


@dataclass(frozen=True, slots=True)
class Pair:
    """An activity as it was and as it is now."""

    old: Activity
    new: Activity


@dataclass(frozen=True, slots=True)
class Matched:
    """The activities of two policies: pairs, those that are gone, those that are new."""

    pairs: tuple[Pair, ...]
    gone: tuple[Activity, ...]
    new: tuple[Activity, ...]


def matched(old: Policy, new: Policy) -> Matched:
    """Return how the activities of two policies belong together."""
    pairs = {one.id: Pair(one, other) for one in old.activities if (other := new.activity(one.id))}
    gone = [one for one in old.activities if one.id not in pairs]
    fresh = {normal(other.label): other for other in new.activities if other.id not in pairs}
    for one in list(gone):
        other = fresh.pop(normal(one.label), None)
        if other is not None:
            pairs[one.id] = Pair(one, other)
            gone.remove(one)
    known = {pair.new.id for pair in pairs.values()}
    return Matched(
        tuple(pairs[one.id] for one in old.activities if one.id in pairs),
        tuple(gone),
        tuple(other for other in new.activities if other.id not in known),
    )


def activity_differences(found: Matched) -> Iterator[Difference]:
    """Yield activities that came, went, or are called otherwise."""
    for pair in found.pairs:
        about = (pair.new.id,)
        if pair.old.id != pair.new.id:
            yield Difference(Kind.REWORDED, Subject.ACTIVITY,
                msg("'{old}' is now called '{new}': the two were matched by their label '{label}', and what was "
                    "collected under the old id does not follow this version",
                    old=pair.old.id, new=pair.new.id, label=pair.new.label),
                pair.old.place, pair.new.place, about)  # fmt: skip
        elif pair.old.label != pair.new.label:
            yield Difference(Kind.REWORDED, Subject.ACTIVITY,
                msg("the activity '{old}' is now worded '{new}'", old=pair.old.label, new=pair.new.label),
                pair.old.place, pair.new.place, about)  # fmt: skip
    for one in found.gone:
        yield Difference(Kind.REMOVED, Subject.ACTIVITY,
            msg("'{activity}' is no longer done; what was collected for it keeps living under the version it was "
                "collected under", activity=one.label),
            one.place, None, (one.id,), roles_of(one), items_of(one))  # fmt: skip
    for one in found.new:
        yield Difference(Kind.ADDED, Subject.ACTIVITY,
            msg("'{activity}' is new: {count} items", activity=one.label, count=len(items_of(one))),
            None, one.place, (one.id,), roles_of(one), items_of(one))  # fmt: skip


def roles_of(activity: Activity) -> tuple[str, ...]:
    """Return the roles that an activity names, its groups of items included; "" where it names none."""
    named = dict.fromkeys(map(str, activity.roles))
    for group in activity.collect:
        named.update(dict.fromkeys(map(str, group.roles)))
    return tuple(named) or ("",)


def items_of(activity: Activity) -> tuple[str, ...]:
    """Return the items of an activity, each once."""
    return tuple(dict.fromkeys(listed.item for group in activity.collect for listed in group.items))


def item_labels(policy: Policy, items: Iterable[str]) -> str:
    """Return items as printed; one that the policy does not know by its id."""
    return ", ".join(found.label if (found := policy.item(item)) else item for item in dict.fromkeys(items))


def role_labels(policy: Policy, roles: Iterable[str]) -> str:
    """Return roles as printed."""
    return ", ".join(str(found.label) if (found := policy.role(role)) else role for role in dict.fromkeys(roles))


def activity_labels(policy: Policy, activities: Iterable[str]) -> str:
    """Return activities as printed, the first two in full."""
    named = [str(found.label) if (found := policy.activity(one)) else one for one in dict.fromkeys(activities)]
    more = f" +{len(named) - 2}" if len(named) > 2 else ""
    return ", ".join(named[:2]) + more
