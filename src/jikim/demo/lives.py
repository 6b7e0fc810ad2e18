"""Lives at random: who joins when, gives what, is away, comes back, withdraws, asks, leaves, and joins again.

A life is a list of acts by day, made before anything is played, from one source of chance: the same seed tells the
same ten years. What follows on a record (paid, closed, a guest's request) is told by how many days later it comes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from jikim.demo.script import Family, Occasion, Script

_YEAR_DAYS = 365  # on average, to draw from
_MEMBERSHIP_DAYS = 3 * _YEAR_DAYS
_BETWEEN_DAYS = 300
_VISIT_DAYS = 150


@dataclass(frozen=True, slots=True)
class Give:
    """Something is collected; `follows` are events of the record with the days until then; a guest is nobody."""

    person: int
    occasion: Occasion
    guest: bool
    joins: bool
    optional: bool
    follows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tell:
    """Events of the person, all at once; `erase`: the person also asks for everything to be erased."""

    person: int
    events: tuple[str, ...]
    leaves: bool = False
    erase: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A consent is withdrawn."""

    person: int
    matter: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A hold is opened, and released so many days later."""

    person: int
    hold: str
    days: int


Act = Give | Tell | Withdraw | Stay


def lives(script: Script, people: int, days: int, chance: Random) -> dict[int, list[Act]]:
    """Return what happens on each day, numbered from 0."""
    agenda: dict[int, list[Act]] = {}
    for person in range(people):
        for day, act in _Life(script, person, chance).acts(days):
            if (day := _open_day(day)) < days:
                agenda.setdefault(day, []).append(act)
    return agenda


def _open_day(day: int) -> int:
    """Return the day on which what happens reaches the service: at a weekend, on Monday (day 0 is a Wednesday)."""
    weekday = (day + 2) % 7
    return day + max(0, 7 - weekday) if weekday > 4 else day


class _Life:
    """One life; every choice is drawn from `chance`."""

    def __init__(self, script: Script, person: int, chance: Random) -> None:
        self.script = script
        self.person = person
        self.chance = chance
        self.part = chance.choices(script.parts, [len(part.families) for part in script.parts])[0]

    def acts(self, days: int) -> Iterator[tuple[int, Act]]:
        """Yield acts with their days, in no order."""
        start = int(days * self.chance.random() ** 1.3)
        if not self.part.member:
            yield from self._guest(start)
            return
        while start < days:
            end = start + 30 + int(self.chance.expovariate(1 / _MEMBERSHIP_DAYS))
            yield from self._membership(start, end)
            if self.chance.random() > 0.3:
                return
            start = end + 80 + int(self.chance.expovariate(1 / 300))

    def _guest(self, start: int) -> Iterator[tuple[int, Act]]:
        family = self.chance.choice(self.part.families)
        yield start, self._give(self.chance.choice(family.occasions), guest=True)

    def _membership(self, start: int, end: int) -> Iterator[tuple[int, Act]]:
        families = self._families()
        first = next((family for family in families if family.standing), families[0])
        yield start, self._give(self.chance.choice(first.occasions), joins=True)
        for family in families:
            if family is not first and family.standing and self.chance.random() < 0.6:
                given = self._give(self.chance.choice(family.occasions))
                day = start + 1 + self.chance.randrange(90)
                yield from self._given(day, given, end)
        occasional = [family for family in families if not family.standing]
        for day in self._days(start, end, _BETWEEN_DAYS):
            if occasional:
                given = self._give(self.chance.choice(self.chance.choice(occasional).occasions))
                yield from self._given(day, given, end)
        yield from self._visits(start, end)
        yield from self._hold(start, end)
        yield from self._leave(end)

    def _families(self) -> list[Family]:
        families = list(self.part.families)
        if not self.part.alone:
            for part in self.script.parts:
                if part is not self.part and part.member and not part.alone and self.chance.random() < 0.6:
                    families += part.families
        return families

    def _given(self, day: int, give: Give, end: int) -> Iterator[tuple[int, Act]]:
        if day >= end:
            return
        yield day, give
        yield from self._visit(day)
        agreed = (*give.occasion.matters, *(give.occasion.optional_matters if give.optional else ()))
        for matter in agreed:
            later = day + 1 + int(self.chance.expovariate(1 / _YEAR_DAYS))
            if later < end and self.chance.random() < 0.25:
                yield later, Withdraw(self.person, matter)

    def _give(self, occasion: Occasion, *, guest: bool = False, joins: bool = False) -> Give:
        follows = []
        for event in occasion.closes:
            if self.chance.random() < 0.9:
                follows.append((event, self.chance.choice((0, 1, 3, 7, 20, 60))))
                if self.chance.random() < 0.15:
                    follows.append((event, 90))
        if guest and self.chance.random() < 0.5:
            follows.append(("erasure_requested", self.chance.randrange(1, 500)))
        return Give(self.person, occasion, guest, joins, self.chance.random() < 0.5, tuple(follows))

    def _visits(self, start: int, end: int) -> Iterator[tuple[int, Act]]:
        """Yield the days on which somebody shows up; some fall asleep for a year and more, and come back."""
        if not self.script.visits:
            return
        day = start
        while day < end:
            yield from self._visit(day)
            asleep = self.chance.random() < 0.1
            day += self.chance.randrange(380, 900) if asleep else 1 + int(self.chance.expovariate(1 / _VISIT_DAYS))

    def _visit(self, day: int) -> Iterator[tuple[int, Act]]:
        if self.script.visits:
            yield day, Tell(self.person, self.script.visits)

    def _hold(self, start: int, end: int) -> Iterator[tuple[int, Act]]:
        if self.script.holds and self.chance.random() < 0.08:
            day = self.chance.choice((start + 5, max(start + 5, end - 10)))
            if day < end:
                yield day, Stay(self.person, self.chance.choice(self.script.holds), self.chance.randrange(20, 800))

    def _leave(self, end: int) -> Iterator[tuple[int, Act]]:
        """Yield the end: the role first and the rest later, or everything at once."""
        last, before = self.part.ends[-1:], self.part.ends[:-1]
        if before and self.chance.random() < 0.6:
            yield end, Tell(self.person, before)
            end += self.chance.randrange(15, 60)
        yield end, Tell(self.person, last, leaves=True, erase=self.chance.random() < 0.2)

    def _days(self, start: int, end: int, between: int) -> Iterator[int]:
        day = start + int(self.chance.expovariate(1 / between))
        while day < end:
            yield day
            day += 1 + int(self.chance.expovariate(1 / between))
