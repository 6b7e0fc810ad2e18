"""Ends and their inverse, fast: the same arithmetic as `counting.py`, on instants, remembered by the day.

`end` answers for one event; `cutoff` turns the calendar round once a sweep, so that "is it over?" becomes
`event < cutoff` for a whole table. `event < cutoff(now, p)` if and only if `end(event, p) <= now`: `end`
never decreases as the event moves on, so the cutoff is found by halving.
"""

from datetime import date

from jikim.period.counting import Reading, last_day
from jikim.period.holidays import Holidays
from jikim.period.korea import NEVER, Instant, ordinal_of, start_of
from jikim.period.length import AT_ONCE, Period

_MICROSECONDS_AN_HOUR = 3_600_000_000
_LAST_ORDINAL = date(9000, 1, 1).toordinal()


class Calendar:
    """Periods counted against one table of holidays; keeps what it has counted."""

    __slots__ = ("_cutoffs", "_ends", "holidays")

    def __init__(self, holidays: Holidays) -> None:
        self.holidays = holidays
        self._ends: dict[tuple[int, int, int], Instant] = {}
        self._cutoffs: tuple[Instant, dict[tuple[int, int], Instant]] = (0, {})

    def end(self, event: Instant, period: Period, reading: Reading) -> Instant:
        """Return the first instant after `period`, counted from `event`; NEVER stays NEVER.

        Days end at 24:00 in Seoul (Civil Act Art. 159); hours run by the minute (Art. 156).
        """
        if not period.code or event >= NEVER:
            return event
        if period.hours:
            return event + period.hours * _MICROSECONDS_AN_HOUR
        ordinal = ordinal_of(event)
        key = (ordinal, period.code, reading.code)
        known = self._ends.get(key)
        if known is None:
            known = self._ends[key] = self._count(ordinal, period, reading)
        return known

    def cutoff(self, now: Instant, period: Period, reading: Reading) -> Instant:
        """Return the first instant of an event whose `period` is not over at `now`."""
        of, known = self._cutoffs
        if of != now:  # one value, replaced at once: another thread may be asking about another instant
            self._cutoffs = _, known = now, {}
        key = (period.code, reading.code)
        if key not in known:
            known[key] = self._cutoff(now, period, reading)
        return known[key]

    def _cutoff(self, now: Instant, period: Period, reading: Reading) -> Instant:
        if period == AT_ONCE:
            return now + 1
        if period.hours:
            return now - period.hours * _MICROSECONDS_AN_HOUR + 1
        over, running = _between(ordinal_of(now), period)
        while running - over > 1:
            middle = (over + running) // 2
            if self._count(middle, period, reading) <= now:
                over = middle
            else:
                running = middle
        return start_of(running)

    def _count(self, ordinal: int, period: Period, reading: Reading) -> Instant:
        if ordinal >= _LAST_ORDINAL:
            return NEVER
        return start_of(last_day(date.fromordinal(ordinal), period, reading, self.holidays).toordinal() + 1)


def _between(today: int, period: Period) -> tuple[int, int]:
    """Return a day whose period is surely over today, and one whose period surely is not.

    A month has 28 to 31 days; rests put an end off by less than three weeks, and business days by less than
    three times their number and three weeks.
    """
    shortest = period.months * 28 + period.days + period.business_days
    longest = period.months * 31 + period.days + period.business_days * 3
    return max(1, today - longest - 30), today - shortest + 3
