"""The days on which a period may not end (Civil Act Art. 161): handed in as data, never looked up here."""

from dataclasses import dataclass
from datetime import date

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays of Korea with their substitutes, known up to the end of `last_year`.

    Beyond that year only weekends count; whoever shows such a day says so.
    """

    days: frozenset[date]
    last_year: int

    def is_rest(self, day: date) -> bool:
        """Return whether `day` is a Saturday, a Sunday or a public holiday."""
        return day.weekday() in (_SATURDAY, _SUNDAY) or day in self.days

    def knows(self, day: date) -> bool:
        """Return whether the table reaches the year of `day`."""
        return day.year <= self.last_year
