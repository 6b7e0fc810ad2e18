"""The names that tie the parts of a policy together: each must stand for something that is there."""

from collections.abc import Iterable

from jikim.errors import Place
from jikim.law import Catalogue
from jikim.messages import msg
from jikim.policy.model import Activity, Event, Keep, Policy
from jikim.policy.node import Text
from jikim.policy.read_activities import AUTOMATIC, listed_twice
from jikim.policy.reading import Faults
from jikim.policy.words import Events


def tied(event: Event, events: Events, faults: Faults) -> Event:
    """Return an event; reports what it refers to and does not exist, or is itself."""
    place = event.place or Place("", 1, 1)
    named = (*((event.pair,) if event.pair else ()), *event.means)
    for name in named:
        events.resolve(Text.at(name, place), name)
    if event.id == event.pair or event.id in _meant(event.means, events):
        faults.add(place, "event-circle",
            msg("the event '{name}' refers to itself", name=event.id),
            msg("an event that waits for itself never comes"),
            msg("name the events that are reported"))  # fmt: skip
    return event


def _meant(names: Iterable[str], events: Events) -> set[str]:
    """Return the events that these are other names for, however many steps away."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += events.all[name].means if name in events.all else ()
    return found


def look_up(policy: Policy, faults: Faults) -> None:
    """Report the names of roles, cases, activities and purposes that stand for nothing."""
    roles, activities = {role.id for role in policy.roles}, {activity.id for activity in policy.activities}
    cases = {case for case, _ in policy.cases}
    _report_second_automatic(policy, faults)
    for activity in policy.activities:
        _known(faults, "role", activity.roles, roles)
        for group in activity.collect:
            _known(faults, "role", group.roles, roles)
            _known(faults, "case", (group.case,) if group.case else (), cases)
            _known(faults, "activity", (group.ask,) if group.ask else (), activities)
        _report_twice(activity, faults)
    for keep in _keeps(policy):
        _known(faults, "role", keep.roles, roles)
        _known(faults, "activity", keep.of, activities | {AUTOMATIC})
    _look_up_reasons(policy, faults)
    for line in policy.statutory:
        _known(faults, "activity", line.of or (), activities)
    for hold in policy.holds:
        _known(faults, "activity", hold.of, activities)
    for event in policy.events:
        if event.of not in {"person", "record", "entrusted", *roles}:
            _known(faults, "role", (Text.at(event.of, event.place or Place(policy.file, 1, 1)),), roles)
    for party in policy.entrusted:
        _known(faults, "event", party.until, {event.id for event in policy.events})
    for recipient in policy.provided.to if policy.provided else ():
        _known(faults, "role", (recipient.role,) if recipient.role else (), roles)
    wider = [Text.at(name, role.label.place) for role in policy.roles for name in (role.under, role.was) if name]
    _known(faults, "role", wider, roles)


def _keeps(policy: Policy) -> list[Keep]:
    return [*policy.keep, *(keep for activity in policy.activities for keep in activity.keep or ())]


def _look_up_reasons(policy: Policy, faults: Faults) -> None:
    """Report each `why` that is no purpose of any activity: a rule may be taken over from one that has it.

    A statute is no reason here: it would keep like a duty of law without being held against it, so it has `law`.
    """
    purposes = {purpose.id for activity in policy.activities for purpose in activity.purposes}
    _known(faults, "purpose", (keep.why for keep in _keeps(policy) if keep.why is not None), purposes)


def _report_second_automatic(policy: Policy, faults: Faults) -> None:
    same = [activity for activity in policy.activities if activity.id == AUTOMATIC]
    if len(same) > 1:
        faults.add(same[0].place, "activity-twice",
            msg("an activity is called `automatic` beside the section `automatic:`"),
            msg("the section is an activity of that id, and their records could not be told apart"),
            msg("give the activity another id, or write it under `automatic:`"))  # fmt: skip


_KINDS = {
    "role": msg("role"),
    "case": msg("case"),
    "activity": msg("activity"),
    "event": msg("event"),
    "purpose": msg("purpose"),
}


def _known(faults: Faults, kind: str, names: Iterable[Text], known: set[str]) -> None:
    for name in names:
        if name not in known:
            faults.add(name.place, f"{kind}-unknown",
                msg("no {kind} is called '{name}'", kind=_KINDS[kind], name=name),
                msg("a name ties this line to another, and the other is not there"),
                msg("known are: {known}", known=", ".join(sorted(known)) or "-"))  # fmt: skip


def _report_twice(activity: Activity, faults: Faults) -> None:
    for first, second in listed_twice(activity):
        faults.add(second.words.place, "item-twice",
            msg("'{second}' and '{first}' are the same item here", second=second.words, first=first.words),
            msg("one record holds one value of an item, and the second would overwrite the first"),
            msg("declare one of them under `items:` with an id of its own"))  # fmt: skip


def look_up_law(policy: Policy, law: Catalogue, faults: Faults) -> None:
    """Report the statutes that the catalogue does not have; whether one is in force is the check's business."""
    named = (*(keep.law for keep in _keeps(policy)), *(line.law for line in policy.statutory))
    for name in filter(None, named):
        if name != "none" and law.find_retention(name) is None:
            faults.add(
                name.place,
                "statute-unknown",
                msg("no retention duty is called '{name}'", name=name),
                msg("a rule that cites a statute takes its direction from the catalogue of law"),
                msg("write an alias of the catalogue such as ecommerce/payment, or `law: none` for a rule of your own"),
            )
