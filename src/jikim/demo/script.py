"""What a policy lets people do: which roles there are, what each gives when it joins, and what again and again.

Everything follows from the policy, so that any policy can be lived through:

member     a role of which some rule waits for an event of the person (left, last active)
guest      any other role: comes once, asks, and goes
standing   given once, when joining or soon after: every end of its rules is an event of the person
family     activities that are `like` one another are one occasion: who signs up by mail does not by phone too
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jikim.consent import Submission, admit
from jikim.demo.values import birthday, texts_and_files
from jikim.errors import RefusedError
from jikim.law import Catalogue
from jikim.lifecycle import ERASURE, WITHDREW, Collected, collected_items
from jikim.messages import msg
from jikim.period import Instant, instant_of_text
from jikim.policy import Activity, Counts, Event, Need, Policy

_BUILT_IN = ("collected", "joined", "agreed", WITHDREW, ERASURE, "ended")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One way to give: an activity in a role, under a case; `closes` are the events that follow on the record."""

    activity: str
    role: str
    case: str | None
    required: tuple[str, ...]
    optional: tuple[str, ...]
    matters: tuple[str, ...]
    optional_matters: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Occasions of which a person takes one at a time."""

    occasions: tuple[Occasion, ...]
    standing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a role can do; `ends` are the events that end it (left, contract ended), the one that means all last.

    `alone`: who has this role has no other (a client is no expert, but who is a member also orders).
    """

    role: str
    member: bool
    alone: bool
    families: tuple[Family, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The parts of a policy, the events that show somebody is still there, and the holds."""

    parts: tuple[Part, ...]
    visits: tuple[str, ...]
    holds: tuple[str, ...]


def script_of(policy: Policy, law: Catalogue) -> Script:
    """Return what people can do under a policy; RefusedError where it is nothing."""
    wide = {role.under for role in policy.roles}
    roles = [role.id for role in policy.roles if role.id not in wide and role.was is None] or [""]
    parts = [_part(policy, law, role) for role in roles]
    personal = [event for event in policy.events if event.of not in ("record", "entrusted") and not event.means]
    visits = tuple(event.id for event in personal if event.counts is Counts.LAST)
    if not any(part.families for part in parts):
        raise RefusedError(
            msg("nobody can hand anything over under this policy"),
            msg("a demo lets people sign up, buy and leave; no activity of the policy collects an item"),
            msg("add an activity with `collect:`, as those of the examples"))  # fmt: skip
    return Script(tuple(part for part in parts if part.families), visits, tuple(hold.id for hold in policy.holds))


def _part(policy: Policy, law: Catalogue, role: str) -> Part:
    grouped: dict[str, list[Activity]] = {}
    for activity in policy.activities:
        if _takes_part(policy, activity, role):
            grouped.setdefault(str(activity.like or activity.id), []).append(activity)
    families = []
    for activities in grouped.values():
        found = [it for activity in activities for it in _occasions(policy, law, activity, role)]
        if found:
            families.append(Family(tuple(found), all(_standing(policy, activity, role) for activity in activities)))
    activities = [each for group in grouped.values() for each in group]
    names = {event for each in activities for event in ending_events(policy, each, role)} - set(_BUILT_IN)
    ends = sorted((event for event in map(policy.event, names) if event and _ends_a_role(event, role)),
                  key=lambda event: (event.of == "person", event.id))  # fmt: skip
    found_role = policy.role(role)
    alone = (found_role is not None and found_role.under is not None) or any(event.of == role for event in ends)
    return Part(role, bool(ends), alone, tuple(families), tuple(event.id for event in ends))


def _takes_part(policy: Policy, activity: Activity, role: str) -> bool:
    roles = {str(name) for name in activity.roles}
    roles |= {str(name) for group in activity.collect for name in group.roles}
    return (not roles or not role or bool(roles & set(policy.widens(role)))) and bool(
        collected_items(policy, activity, role)
    )


def _ends_a_role(event: Event, role: str) -> bool:
    return event.of in ("person", role) and event.counts is Counts.FIRST and not event.means and event.pair is not None


def _standing(policy: Policy, activity: Activity, role: str) -> bool:
    names = set(ending_events(policy, activity, role)) - set(_BUILT_IN[1:])
    return not any(event.of == "record" for event in map(policy.event, names) if event is not None)


def ending_events(policy: Policy, activity: Activity, role: str) -> tuple[str, ...]:
    """Return the events that the rules of an activity count for a role, other names for events resolved."""
    items = {item.item for item in collected_items(policy, activity, role)}
    keeps = [*(activity.keep or ()), *(keep for keep in policy.keep if keep.adds or not activity.keep)]
    keeps = [keep for keep in keeps if not keep.of or activity.id in keep.of]
    named = [end.event for keep in keeps if not keep.items or items & {listed.item for listed in keep.items}
             for end in keep.ends]  # fmt: skip
    named += [line.after for line in policy.statutory if line.of is not None and activity.id in line.of]
    return tuple(dict.fromkeys(meaning for name in named for meaning in meanings(policy, name)))


def meanings(policy: Policy, name: str) -> tuple[str, ...]:
    """Return the events that a name stands for: itself, or those that it is another name of."""
    event = policy.event(name)
    if event is None or not event.means:
        return (name,)
    return tuple(meaning for each in event.means for meaning in meanings(policy, each))


def _occasions(policy: Policy, law: Catalogue, activity: Activity, role: str) -> Iterable[Occasion]:
    """Yield the occasions of an activity, one a case; what the law would refuse nobody gives."""
    collected = collected_items(policy, activity, role)
    cases = list(dict.fromkeys(item.case for item in sorted(collected, key=lambda item: item.case or "")))
    for case in cases:
        own = [item for item in collected if item.case in (None, case)]
        required = {item.item: item for item in own if item.need is not Need.OPTIONAL}
        optional = {item.item: item for item in own if item.item not in required}
        occasion = Occasion(activity.id, role, case, tuple(required), tuple(optional), _matters(required.values()),
                            _matters(optional.values()), _closes(policy, activity, role))  # fmt: skip
        if _admitted(policy, law, occasion):
            yield occasion


def _matters(items: Iterable[Collected]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.matter for item in items if item.matter is not None))


def _closes(policy: Policy, activity: Activity, role: str) -> tuple[str, ...]:
    names = [name for name in ending_events(policy, activity, role) if name not in _BUILT_IN]
    return tuple(name for name in names if (event := policy.event(name)) is not None and event.of == "record")


def _admitted(policy: Policy, law: Catalogue, occasion: Occasion) -> bool:
    try:
        admit(policy, law, submission(policy, occasion, 0, instant_of_text("2020-01-01"), optional=True), {})
    except RefusedError:
        return False
    return bool(occasion.required or occasion.optional)


def submission(policy: Policy, occasion: Occasion, person: int, at: Instant, *, optional: bool) -> Submission:
    """Return what a person hands over on an occasion; without a reference, which only members have."""
    named = occasion.required + (occasion.optional if optional or not occasion.required else ())
    items = tuple(item for item in map(policy.item, named) if item is not None)
    texts, files, hashed = texts_and_files(items, person)
    given_optional = named != occasion.required
    matters = occasion.matters + (occasion.optional_matters if given_optional else ())
    return Submission(
        activity=occasion.activity, role=occasion.role, at=at, values=texts, files=files, hashed=hashed,
        cases=(occasion.case,) if occasion.case else (), agreed=frozenset(matters),
        born=_birth(person) if policy.children else None,
    )  # fmt: skip


def _birth(person: int) -> date:
    return date.fromisoformat(birthday(person))
