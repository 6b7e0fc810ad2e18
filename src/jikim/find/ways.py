"""The ways in which rows can be due, as conditions: wide enough to miss no row, narrow enough for an index.

A way of `lifecycle.ways` names events; each event may be told by several columns, and each choice is one branch. That
collecting stands in for an event that has not come is one more branch. What only the row can answer (did this
leaving end the spell in which it was collected?) is left open here, and judged on the row.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import sqlalchemy as sa

from jikim.connect.rows import Said
from jikim.find.clocks import HandedIn
from jikim.find.moments import SqlMoment
from jikim.lifecycle import COLLECTED, AllOf, Count, Keeping, Occurs, Predicate, Way, live_over, ways
from jikim.period import Calendar, Instant

Teller = SqlMoment | HandedIn
Over = Callable[[Keeping, Instant, Calendar], Predicate]
"""When a keeping is over: in use (`live_over`), or altogether (`all_over`)."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One condition; `driven` are the indexes by which its rows are found (table, column).

    Of one record, branches with the same `way` name the same rows.
    """

    said: Said
    driven: tuple[tuple[str, str], ...]
    way: Hashable = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What a day is asked with: who tells which event for one owner of a record, and when it was collected.

    What is dated after `until` has not happened yet.
    """

    now: Instant
    calendar: Calendar
    tellers: Mapping[str, tuple[Teller, ...]]
    collected: SqlMoment | None
    until: Instant

    def branches(self, keepings: tuple[Keeping, ...], over: Over = live_over) -> Iterator[Branch]:
        """Yield the ways in which everything that these keep is over, by default in use."""
        occurs = {each.event: each for keeping in keepings for each in keeping.events}
        begun = {event for event, each in occurs.items() if each.begins} if self.collected is not None else set()
        predicate = AllOf(tuple(over(keeping, self.now, self.calendar) for keeping in keepings))
        for way in ways(predicate, begun):
            yield from self._way(way, occurs)

    def _way(self, way: Way, occurs: Mapping[str, Occurs]) -> Iterator[Branch]:
        driver = way.driver()
        events = sorted(way.events, key=lambda event: event != driver)
        said = tuple((event, way.events[event], occurs.get(event)) for event in events)
        for number, chosen in enumerate(product(*[tuple(self._event(*each)) for each in said])):
            driven = chosen[0].driven if chosen else ()
            yield Branch(sa.and_(sa.true(), *[each.said for each in chosen]), driven, (said, number))

    def _event(self, event: str, counts: frozenset[Count], occurs: Occurs | None) -> Iterator[Branch]:
        """Yield the ways in which an event can lie far enough back, or not have come."""
        if event == COLLECTED or occurs is None:
            yield from self._collected(counts)
            return
        tellers = self.tellers.get(occurs.source, ())
        moments = [teller for teller in tellers if isinstance(teller, SqlMoment)]
        absent = sa.and_(sa.true(), *[moment.missing(self.until) for moment in moments])
        if not counts:
            yield Branch(sa.true() if occurs.personal else absent, ())
            return
        cutoff = self._cutoff(counts)
        for teller in tellers:
            said = teller.before(cutoff)
            if said is not None:
                yield Branch(said, teller.driven if isinstance(teller, SqlMoment) else ())
        if occurs.begins:
            yield from (Branch(sa.and_(each.said, absent), each.driven) for each in self._collected(counts))

    def _collected(self, counts: frozenset[Count]) -> Iterator[Branch]:
        if self.collected is not None and counts:
            yield Branch(self.collected.before(self._cutoff(counts)), self.collected.driven)

    def _cutoff(self, counts: frozenset[Count]) -> Instant:
        return min(self.calendar.cutoff(self.now, period, reading) for period, reading in counts)
