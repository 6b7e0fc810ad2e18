"""From instants to where they stand in a picture: 0 is the first day, 1 the last that is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jikim.period import NEVER, Instant, day_of, instant_of
from jikim.timeline.life import Life

_YEAR: Instant = 365 * 86_400_000_000
_MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that is drawn; both ends are instants."""

    start: Instant
    end: Instant

    @classmethod
    def of(cls, lives: tuple[Life, ...]) -> "Scale":
        """Return the time from the first collecting to a little after the last end; two years at the least."""
        stretches = [stretch for life in lives for stretch in life.stretches]
        start = min(stretch.start for stretch in stretches)
        known = [instant for each in stretches for instant in (each.start, each.end) if instant < NEVER]
        length = max(*known, start + 2 * _YEAR) - start
        return cls(start, start + int(length * (1 + _MARGIN)))

    def at(self, instant: Instant) -> float:
        """Return where an instant stands, between 0 and 1; what lies beyond the picture at its edge."""
        return min(1.0, max(0.0, (instant - self.start) / (self.end - self.start)))

    def years(self) -> Iterator[tuple[int, float]]:
        """Yield every year that begins within the picture, and where."""
        for year in range(day_of(self.start).year + 1, day_of(self.end).year + 1):
            yield year, self.at(instant_of(date(year, 1, 1)))
