"""Day after day through the engine: sweep in the first hour, collect in the morning, let things happen later.

    00:30  the officer approves on Mondays and Thursdays, where the policy wants it; then what is due is done
    10:00  everything that is given this day, in one go
    16:00  consents are withdrawn
    17:00  holds are opened and released
    18:00  everything else that happens, in one go
    23:00  once a month the logs are sealed, and the witness counts

The clock is turned by us: nothing here knows what day it really is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from jikim.consent import Submission
from jikim.demo.diary import Diary, Done, Given, Held
from jikim.demo.lives import Act, Give, Stay, Tell, Withdraw
from jikim.demo.script import submission
from jikim.demo.values import reference_of
from jikim.engine import (
    Outcome,
    Running,
    apply,
    approve,
    collect,
    happen,
    hold,
    overview,
    refused_events,
    release,
    seal_logs,
    withdraw,
)
from jikim.errors import RefusedError
from jikim.lifecycle import ERASURE
from jikim.period import Instant, instant_of

Sweep = Callable[[Running, Instant], Outcome]
Progress = Callable[[int, int], None]
_MINUTE = 60_000_000
_APPROVES = (0, 3)


class Watching(Protocol):
    """Whoever looks into the databases while the days go by."""

    def born(self, records: list[bytes], at: Instant) -> None:
        """Look at records that were just collected."""

    def moved(self, done: list[Done]) -> None:
        """Look at strands of which the engine says that they moved or ended."""

    def month(self, at: Instant) -> None:
        """Look at everything."""


def nobody_counts(_: int, __: int) -> None:
    """Report progress to nobody."""


@dataclass(slots=True)
class Days:
    """A service living through its days; `agenda` grows by what follows on records."""

    running: Running
    agenda: dict[int, list[Act]]
    begins: date
    witness: Watching
    sweep: Sweep = apply
    diary: Diary = field(default_factory=Diary)
    _later: dict[int, list[tuple[str, bytes | None, str, int]]] = field(default_factory=dict)
    _releases: dict[int, list[tuple[bytes, Held]]] = field(default_factory=dict)

    def live(self, days: int, progress: Progress = nobody_counts) -> Diary:
        """Live through so many days, then sweep once more; return the diary."""
        for number in range(days):
            day = self.begins + timedelta(days=number)
            self._sweep(day)
            acts = self.agenda.pop(number, [])
            self._collect([act for act in acts if isinstance(act, Give)], number, _at(day, 10))
            self._withdraw([act for act in acts if isinstance(act, Withdraw)], _at(day, 16))
            self._hold([act for act in acts if isinstance(act, Stay)], number, _at(day, 17))
            self._happen([act for act in acts if isinstance(act, Tell)], number, _at(day, 18))
            if (day + timedelta(days=1)).day == 1:
                seal_logs(self.running)
                self.witness.month(_at(day, 23))
                progress(number + 1, days)
        last = self.begins + timedelta(days=days)
        self._sweep(last)
        self.diary.ends = _at(last, 1)
        seal_logs(self.running)
        return self.diary

    def _sweep(self, day: date) -> None:
        now = instant_of(day) + 30 * _MINUTE
        role = self.running.approval(now)
        if role is not None and day.weekday() in _APPROVES:
            plan = overview(self.running, now)
            if plan.due:
                self.diary.approved += approve(self.running, plan.digest, role, now)
        outcome = self.sweep(self.running, now)
        done = [Done(strand, act.value, now) for strand, act in outcome.released]
        self.diary.done += done
        if done:
            self.witness.moved(done)

    def _collect(self, gives: list[Give], number: int, now: Instant) -> None:
        if not gives:
            return
        policy = self.running.in_force(now).policy
        handed = [self._submission(give, now) for give in gives]
        records = collect(self.running, handed, now)
        self.diary.gave(
            Given(record, give.person, give.occasion.activity, give.occasion.role, give.occasion.case,
                  (*each.values, *each.files, *each.hashed), now)
            for record, give, each in zip(records, gives, handed, strict=True)
        )  # fmt: skip
        known = {event.id: event.of for event in policy.events}
        for record, give, each in zip(records, gives, handed, strict=True):
            self.diary.happened([(give.person, None, name) for name, _ in each.events if known[name] != "record"], now)
            self.diary.happened([(give.person, None, f"agreed:{matter}") for matter in sorted(each.agreed)], now)
            for event, days in give.follows:
                self._later.setdefault(number + days, []).append(("", record, event, give.person))
        self.witness.born(records, now)

    def _submission(self, give: Give, now: Instant) -> Submission:
        policy = self.running.in_force(now).policy
        handed = submission(policy, give.occasion, give.person, now, optional=give.optional)
        person = None if give.guest else reference_of(give.person)
        events = (("joined", now),) if give.joins else ()
        return replace(handed, person=person, events=events)

    def _withdraw(self, acts: list[Withdraw], now: Instant) -> None:
        for act in acts:
            try:
                withdraw(self.running, reference_of(act.person), act.matter, now, now)
            except RefusedError:  # everything of this person is gone
                self.diary.refused += 1
            else:
                self.diary.happened([(act.person, None, f"withdrew:{act.matter}")], now)

    def _hold(self, acts: list[Stay], number: int, now: Instant) -> None:
        for hold_id, held in self._releases.pop(number, []):
            release(self.running, hold_id, now)
            held.closed = now
        for act in acts:
            try:
                hold_id = hold(self.running, reference_of(act.person), act.hold, now)
            except RefusedError:
                self.diary.refused += 1
            else:
                held = Held(act.hold, now)
                self.diary.held[act.person].append(held)
                self._releases.setdefault(number + act.days, []).append((hold_id, held))

    def _happen(self, acts: list[Tell], number: int, now: Instant) -> None:
        events: list[tuple[str, bytes | None, str, int]] = self._later.pop(number, [])
        for act in acts:
            names = (*act.events, *([ERASURE] if act.erase else []))
            events += [(reference_of(act.person), None, name, act.person) for name in names]
        if events and not self._report(events, now):
            told = [(ref, record, name, now) for ref, record, name, _ in events]
            gone = {at for at, _ in refused_events(self.running, told, now, leaving=True)}
            self.diary.refused += len(gone)
            left = [event for at, event in enumerate(events) if at not in gone]
            if left:
                self._report(left, now)

    def _report(self, events: list[tuple[str, bytes | None, str, int]], now: Instant) -> bool:
        """Tell the engine what happened; False when it knows one of the people or records no more."""
        try:
            happen(self.running, [(ref, record, name, now) for ref, record, name, _ in events], now, leaving=True)
        except RefusedError:
            return False
        self.diary.happened([(person, record, name) for _, record, name, person in events], now)
        return True


def _at(day: date, hour: int) -> Instant:
    return instant_of(day) + hour * 60 * _MINUTE
