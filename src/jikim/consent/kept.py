"""Until when the items of a matter are kept, in words: by the rules of the activity, and by the statutes tied to it.

A rule for some of the items, or for some of the people, says so; an item that nothing ends, for somebody of whom it is
collected, is a fault: who agrees is told the period of everything (PIPA Art. 15 (2) 3).
"""

from collections.abc import Iterable, Iterator

from jikim.consent.form import Words
from jikim.consent.telling import Telling, items_of
from jikim.lifecycle import rules_of
from jikim.messages import Message, msg
from jikim.policy import Activity, Collect, Keep, Listed, Policy, Statutory, Text
from jikim.policy.phrases import EVENTS, end, until


def periods(
    telling: Telling, activity: Activity, groups: Iterable[Collect], *, asked: bool = True
) -> tuple[Words, ...]:
    """Return until when the items of groups are kept, by rules and by statutes.

    Reports the items for which nothing says so, where a consent is asked.
    """
    groups = tuple(groups)
    policy, items = telling.policy, items_of(groups)
    found = (*_promised(policy, activity, groups), *_statutory(policy, activity, set(items)))
    endless = _endless(policy, activity, groups)
    if endless and asked:
        telling.miss("retention-missing", groups[0].place, "CS-01", _without_end(activity, endless, len(items)),
            msg("add `keep:` with `until:`, as `keep: [{{until: left}}]`"))  # fmt: skip
    return tuple(dict.fromkeys(found))


def _without_end(activity: Activity, endless: dict[str, str], items: int) -> Message:
    if len(endless) == items:
        return msg("'{activity}' does not say until when its items are kept", activity=activity.label)
    return msg(
        "'{activity}' keeps '{items}' without an end", activity=activity.label, items=", ".join(endless.values())
    )


def _endless(policy: Policy, activity: Activity, groups: Iterable[Collect]) -> dict[str, str]:
    """Return the items, with their words, that nothing ends for somebody of whom they are collected."""
    bound = {item for line in policy.statutory for item in _bound(policy, activity, line)}
    rules = [keep for keep in rules_of(policy, activity) if keep.ends or keep.says]
    return {
        listed.item: str(listed.words)
        for group in groups
        for listed in group.items
        if listed.item not in bound
        and not all(
            any(_covers(keep, listed.item) and _concerns(policy, keep.roles, role) for keep in rules)
            for role in _whose(activity, group)
        )
    }


def _whose(activity: Activity, group: Collect) -> tuple[str, ...]:
    """Return of which roles a group is collected; "" where the policy names none."""
    return tuple(map(str, group.roles or activity.roles)) or ("",)


def _covers(keep: Keep, item: str) -> bool:
    named, left = {each.item for each in keep.items}, {each.item for each in keep.leaves_out}
    return item not in left and (not named or item in named)


def _concerns(policy: Policy, roles: Iterable[Text], role: str) -> bool:
    """Return whether what is said of some roles holds for a role: of it, of a wider role, or of everybody."""
    named = set(map(str, roles))
    return not named or not role or bool(named & {role, *policy.widens(role)})


def _promised(policy: Policy, activity: Activity, groups: tuple[Collect, ...]) -> Iterator[Words]:
    """Yield each rule that keeps something of groups: of which items and of whom, where it is not all of them."""
    words = {listed.item: str(listed.words) for group in groups for listed in group.items}
    whose = tuple(dict.fromkeys(role for group in groups for role in _whose(activity, group)))
    for keep in rules_of(policy, activity):
        covered = [printed for item, printed in words.items() if _covers(keep, item)]
        said = keep.says or _phrase(policy, keep)
        concerned = [role for role in whose if _concerns(policy, keep.roles, role)]
        narrower = {str(role) for role in keep.roles} & {each for role in concerned for each in policy.widens(role)}
        if said is None or not covered or not concerned:
            continue
        some: Words = said if len(covered) == len(words) else (
            msg("{items}: {period}", items=", ".join(covered), period=said))  # fmt: skip
        labels = [str(role.label) for name in narrower if (role := policy.role(name)) and len(concerned) < len(whose)]
        yield msg("{period} ({roles})", period=some, roles=", ".join(sorted(labels))) if labels else some


def _phrase(policy: Policy, keep: Keep) -> Message | None:
    ends = [end(event_in_words(policy, each.event), each.period, at_least=each.at_least) for each in keep.ends]
    return until(ends, open_ended=keep.ends[0].at_least) if ends else None


def event_in_words(policy: Policy, name: str) -> str | Message:
    """Return what an event is called."""
    found = policy.event(name)
    if found is None or (found.place is None and name in EVENTS):
        return EVENTS.get(name, name)
    return found.label


def _statutory(policy: Policy, activity: Activity, items: set[str]) -> Iterator[Words]:
    for line in policy.statutory:
        if items & _bound(policy, activity, line):
            yield msg("{record}: {period}", record=line.record, period=_counted(policy, line))


def _bound(policy: Policy, activity: Activity, line: Statutory) -> set[str]:
    """Return the items of an activity that a statutory line keeps; one without items takes those of `until: law`."""
    if line.of is None or activity.id not in line.of:
        return set()
    by_law = [keep for keep in (*(activity.keep or ()), *policy.keep) if keep.by_law and keep.items]
    named: Iterable[Listed] = line.items or [listed for keep in by_law for listed in keep.items]
    return {listed.item for listed in named} or set(items_of(activity.collect))


def _counted(policy: Policy, line: Statutory) -> Message:
    event = event_in_words(policy, str(line.after))
    return end(event, line.length.period, at_least=line.length.at_least)
