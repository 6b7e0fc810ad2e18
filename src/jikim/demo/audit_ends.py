"""Where an item had to be, day by day, reckoned naively from what was handed over.

The events of a record are gone through in the order of their time. After each, every reason to keep is counted out
with `jikim.period.last_day`; the latest of them says how long the item may stay. Once an item is dead no later
event revives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from jikim.demo.audit_rules import CEILING, FLOOR, PROMISE, Bond, Bonds
from jikim.demo.diary import Told
from jikim.period import NEVER, Holidays, Instant, Period, Reading, day_of, instant_of, last_day
from jikim.policy import Counts, Event, Policy

LIVE, SEPARATE, NOWHERE = "live", "separate", "nowhere"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From an instant on an item belongs into a place."""

    since: Instant
    place: str


class Reckoning:
    """The naive reckoner of one policy."""

    def __init__(self, policy: Policy, holidays: Holidays) -> None:
        self.policy = policy
        self.holidays = holidays
        self._end = cache(self._end_of)

    def stretches(self, bonds: Bonds, record: bytes, collected: Instant, told: Sequence[Told]) -> tuple[Stretch, ...]:
        """Return where an item of a record belonged, from collecting until nothing kept it."""
        happened = self._counting(bonds, record, collected, told)
        at: dict[str, Instant] = {"collected": collected}
        for name in {event for bond in bonds.bonds for event, _ in bond.ends}:
            event = self._event(name)
            if event.of != "record" and event.counts is Counts.LAST:
                at[name] = collected  # collecting is itself a sign of life
        found: list[Stretch] = []
        instants = sorted({instant for instant, _ in happened} | {collected})
        for position, now in enumerate(instants):
            for instant, name in happened:
                if instant == now:
                    self._note(at, name, instant)
            until = instants[position + 1] if position + 1 < len(instants) else NEVER
            if self._segment(found, bonds, at, now, until):
                break
        return tuple(found)

    def _segment(
        self, found: list[Stretch], bonds: Bonds, at: dict[str, Instant], now: Instant, until: Instant
    ) -> bool:
        """Add where the item belongs while nothing new happens; True when it dies in that time."""
        in_use, dead = self._ends(bonds, at)
        self._add(found, now, LIVE if in_use > now else SEPARATE if dead > now else NOWHERE)
        if dead > now and now < in_use < min(until, dead):
            self._add(found, in_use, SEPARATE)
        if now < dead < until:
            self._add(found, dead, NOWHERE)
        return dead < until

    @staticmethod
    def _add(found: list[Stretch], since: Instant, place: str) -> None:
        if not found or found[-1].place != place:
            found.append(Stretch(since, place))

    def _note(self, at: dict[str, Instant], name: str, instant: Instant) -> None:
        event = self._event(name)
        if name not in at or event.counts is Counts.LAST:
            at[name] = instant

    def _counting(
        self, bonds: Bonds, record: bytes, collected: Instant, told: Sequence[Told]
    ) -> list[tuple[Instant, str]]:
        """Return the events that concern a record: its own, and the person's of the spell it was collected in."""
        wanted = {event for bond in bonds.bonds for event, _ in bond.ends} | set(bonds.partings)
        found = []
        for each in told:
            event = self._event(each.name)
            if each.name not in wanted:
                continue
            if event.of == "record":
                if each.record == record or (each.record is None and each.at >= collected):
                    found.append((each.at, each.name))
            elif each.at >= self._spell(event, each.name, collected, told):
                found.append((each.at, each.name))
        return sorted(found)

    @staticmethod
    def _spell(event: Event, name: str, collected: Instant, told: Sequence[Told]) -> Instant:
        """Return when the spell began that an event can end: with the last opening before collecting."""
        matter = name.partition(":")[2]
        opening = f"{event.pair}:{matter}" if event.pair and matter else event.pair
        opened = [each.at for each in told if each.name == opening and each.at <= collected]
        return max(opened, default=collected)

    def _event(self, name: str) -> Event:
        event = self.policy.event(name.partition(":")[0])
        return event if event is not None else Event(name, name, "record")

    def _ends(self, bonds: Bonds, at: dict[str, Instant]) -> tuple[Instant, Instant]:
        """Return until when the item belongs into use, and until when anywhere."""
        collected = at["collected"]
        ended = [(bond, max(collected, self._bond_end(bond, at))) for bond in bonds.bonds]
        parted = any(name in at for name in bonds.partings)
        in_use = [end for bond, end in ended
                  if bond.in_use and (bond.kind == PROMISE or (bond.kind == FLOOR and not parted))]  # fmt: skip
        kept = [end for bond, end in ended if bond.kind != CEILING]
        floors = [end for bond, end in ended if bond.kind == FLOOR]
        ceilings = [end for bond, end in ended if bond.kind == CEILING]
        cut = max([min(ceilings), *floors]) if ceilings else NEVER
        return min(max(in_use, default=collected), cut), min(max(kept, default=collected), cut)

    def _bond_end(self, bond: Bond, at: dict[str, Instant]) -> Instant:
        reading = Reading.HOLIDAY if bond.kind == FLOOR else Reading.ADMIN
        ends = []
        for name, period in bond.ends:
            since = at.get(name)
            if since is None and self._event(name).bounded and period != Period():
                since = at["collected"]
            if since is not None:
                ends.append(self._end(since, period, reading))
            elif bond.later and period != Period():
                ends.append(at["collected"])
        return min(ends, default=NEVER)

    def _end_of(self, since: Instant, period: Period, reading: Reading) -> Instant:
        """Return the first instant after a period: 00:00 of the day after its last day, by the calendar."""
        if period == Period():
            return since
        if period.hours:
            return since + period.hours * 3_600_000_000
        return instant_of(last_day(day_of(since), period, reading, self.holidays) + timedelta(days=1))
