"""An invented life, so that a policy can be seen at work: who joins, what happens, when the person leaves.

The example is made of the policy's own events, so that it works for any policy:

1. on the first day the person joins, agrees, and every activity collects;
2. a few days later everything happens that happens to a record (paid, inquiry closed);
3. after a quarter of the years the person is active for the last time, so that dormancy can be seen;
4. after the years everything happens that ends a membership or a role (left, contract ended).

The person never withdraws and never asks for erasure: a promise is seen at its full length. Another story is
another value: `Story(begins, happenings)`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from jikim.lifecycle import ERASURE, WITHDREW, Occurrences, gather
from jikim.messages import Message
from jikim.period import Instant, instant_of
from jikim.policy import Counts, Event, Policy
from jikim.timeline.reason import event_label

YEARS = 3
_FEW_DAYS = timedelta(days=3)
_HALF_A_DAY = 43_200_000_000
_FIRST_DAY = ("joined", "agreed")
_NOT_TOLD = ("collected", *_FIRST_DAY, WITHDREW, ERASURE)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on a day (at noon in Korea); `personal`: it happens to the person, not to a record."""

    event: str
    label: Message
    day: date
    personal: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Everything is collected on `begins`; the happenings follow in order of their days."""

    begins: date
    happenings: tuple[Happening, ...]

    @property
    def collected(self) -> Instant:
        """Return the instant of collecting."""
        return noon(self.begins)

    def occurrences(self) -> Occurrences:
        """Return what happened, as the lifecycle counts it."""
        return gather((each.event, noon(each.day)) for each in self.happenings)


def noon(day: date) -> Instant:
    """Return 12:00 of a day in Korea: what happens on a day belongs to that day for everybody."""
    return instant_of(day) + _HALF_A_DAY


def example(policy: Policy, begins: date, years: int = YEARS) -> Story:
    """Return the default story of a policy for a person who joins on `begins` and leaves after so many years."""
    told = [_happening(event, begins, policy) for event in (policy.event(name) for name in _FIRST_DAY) if event]
    for event in policy.events:
        if event.id not in _NOT_TOLD and not event.means and event.of != "entrusted":
            told.append(_happening(event, _day_of(event, begins, years), policy))
    return Story(begins, tuple(sorted(told, key=lambda each: each.day)))


def _happening(event: Event, day: date, policy: Policy) -> Happening:
    return Happening(event.id, event_label(event.id, policy), day, event.of != "record")


def _day_of(event: Event, begins: date, years: int) -> date:
    if event.of == "record":
        return begins + _FEW_DAYS
    return _months_later(begins, 3 * years if event.counts is Counts.LAST else 12 * years)


def _months_later(day: date, months: int) -> date:
    """Return about the same day so many months later: never beyond the 28th, which every month has."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
