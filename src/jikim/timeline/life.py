"""Policy + story -> the life of every strand: where it rests from when to when, and on whose word.

The walk asks `justify` only where something can change: at each event of the story, and at each change that
`justify` itself foretells. What is known on a day is what had happened by then, so a stretch has the reason that
an auditor would have been given during it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jikim.law import Catalogue
from jikim.lifecycle import Bound, Justification, Place, Rule, Strand, justify, strands
from jikim.period import NEVER, Calendar, Instant, day_of
from jikim.policy import Policy
from jikim.timeline.reason import Reason, reason_of
from jikim.timeline.story import Story


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` up to, not including, `end` a strand rests in `place`; NEVER where nothing ends it.

    `reasons` begins with the longest; it is empty where no rule keeps (a fault of the policy), and for NOWHERE
    unless a statute forced the destruction. `provisional`: the end lies in a year whose public holidays are not
    known yet, and may move by some days.
    """

    place: Place
    start: Instant
    end: Instant
    reasons: tuple[Reason, ...] = ()
    provisional: bool = False

    @property
    def bound(self) -> Bound | None:
        """Return on whose word it stands."""
        return self.reasons[0].bound if self.reasons else None


@dataclass(frozen=True, slots=True)
class Life:
    """The life of the items of one activity that live and die together, in the words of the policy.

    `roles` are the labels of the roles that share it; `strands` their names in `lifecycle.strands`;
    `anonymise`: at the end the row stays and what identifies the person goes.
    """

    activity: str
    label: str
    roles: tuple[str, ...]
    items: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    anonymise: bool
    strands: tuple[str, ...]

    def until(self, place: Place) -> Instant | None:
        """Return when the strand last leaves a place; None when it never rests there."""
        return max((each.end for each in self.stretches if each.place is place), default=None)


@dataclass(frozen=True, slots=True)
class Group:
    """Activities whose lives are the same (six ways to sign up), and those lives."""

    labels: tuple[str, ...]
    lives: tuple[Life, ...]


def lives(policy: Policy, catalogue: Catalogue, calendar: Calendar, story: Story) -> tuple[Life, ...]:
    """Return the life of every strand, by the law in force on the first day of the story."""
    alike: dict[Strand, list[Strand]] = {}
    for strand in strands(policy, catalogue, story.begins):
        alike.setdefault(replace(strand, role="", name=""), []).append(strand)
    return tuple(_life(same, policy, catalogue, calendar, story) for same in alike.values())


def _life(same: list[Strand], policy: Policy, catalogue: Catalogue, calendar: Calendar, story: Story) -> Life:
    one = same[0]
    activity = policy.activity(one.activity)
    items = [policy.item(item) for item in one.items]
    roles = [policy.role(each.role) for each in same]
    return Life(
        activity=one.activity,
        label=str(activity.label) if activity else one.activity,
        roles=tuple(str(role.label) for role in roles if role),
        items=tuple(str(item.label) for item in items if item),
        stretches=_Walk(one, policy, catalogue, calendar, story).stretches(),
        anonymise=one.keeping.anonymise,
        strands=tuple(each.name for each in same),
    )


def groups(told: Iterable[Life]) -> tuple[Group, ...]:
    """Return lives by activity, those activities together whose lives are the same."""
    by_activity: dict[str, list[Life]] = {}
    for life in told:
        by_activity.setdefault(life.activity, []).append(life)
    same: dict[tuple[Life, ...], list[list[Life]]] = {}
    for all_of_it in by_activity.values():
        key = tuple(replace(life, activity="", label="", strands=()) for life in all_of_it)
        same.setdefault(key, []).append(all_of_it)
    return tuple(Group(tuple(each[0].label for each in found), tuple(found[0])) for found in same.values())


@dataclass(frozen=True, slots=True)
class _Walk:
    """One strand through a story."""

    strand: Strand
    policy: Policy
    catalogue: Catalogue
    calendar: Calendar
    story: Story

    def stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches, joined where neither the place nor the rule that carries changes."""
        joined: list[tuple[Stretch, tuple[Rule, ...]]] = []
        for start, end, state in self._steps():
            carriers = _carriers(state)
            if joined and _continues(joined[-1], state, carriers):
                start = joined.pop()[0].start
            joined.append((self._stretch(start, end, state, carriers), carriers))
        return tuple(stretch for stretch, _ in joined)

    def _steps(self) -> Iterator[tuple[Instant, Instant, Justification]]:
        """Yield what is the case between one change point and the next, from collecting on."""
        collected, happened = self.story.collected, self.story.occurrences()
        instants = sorted({instant for each in happened.values() for instant in each if instant > collected})
        now = collected
        while now < NEVER:
            state = justify(self.strand.keeping, collected, happened, now, self.calendar)
            ahead = next((instant for instant in instants if instant > now), NEVER)
            change = NEVER if state.place is Place.NOWHERE else min(state.next_change, ahead)
            yield now, change, state
            now = change

    def _stretch(self, start: Instant, end: Instant, state: Justification, carriers: tuple[Rule, ...]) -> Stretch:
        if state.place is Place.NOWHERE:
            carriers = _forced(state)
        said = [reason_of(rule, self.strand.activity, self.policy, self.catalogue) for rule in carriers]
        provisional = end < NEVER and not self.calendar.holidays.knows(day_of(end - 1))
        return Stretch(state.place, start, end, tuple(dict.fromkeys(said)), provisional)


def _carriers(state: Justification) -> tuple[Rule, ...]:
    """Return the rule that carries a strand, and those that keep it in the same place exactly as long."""
    if state.carrier is None:
        return ()
    end = next(each.end for each in state.rules if each.rule is state.carrier)
    others = [each.rule for each in state.rules if each.end == end and each.rule.place is state.carrier.place]
    return tuple(dict.fromkeys([state.carrier, *(rule for rule in others if rule.bound is not Bound.CEILING)]))


def _continues(before: tuple[Stretch, tuple[Rule, ...]], state: Justification, carriers: tuple[Rule, ...]) -> bool:
    stretch, rules = before
    return stretch.place is state.place and (not carriers or carriers[0] in rules)


def _forced(state: Justification) -> tuple[Rule, ...]:
    """Return the ceilings that ended a strand which another rule would have kept longer."""
    longer = any(each.end > state.dead for each in state.rules if each.rule.bound is not Bound.CEILING)
    ceilings = [each.rule for each in state.rules if each.rule.bound is Bound.CEILING and each.end <= state.dead]
    return tuple(ceilings) if longer else ()
