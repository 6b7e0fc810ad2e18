"""The last day of a period, under each reading of the law.

The day of the event is not counted (Civil Act Art. 157); months and years run by the calendar from the next
day and end on the day before the corresponding day, or on the month's own last day where there is none
(Art. 160). Three readings exist, and each is computed:

CIVIL    as above
HOLIDAY  a last day on a Saturday, Sunday or public holiday moves to the next day that is none (Art. 161)
ADMIN    the day of the event counts, and nothing moves (General Act on Public Administration Art. 6 (2))

ADMIN never ends after CIVIL, and CIVIL never after HOLIDAY: the earliest and the latest reading are the
outer two. The proviso of Art. 157 (a period that begins at 00:00 counts its first day) is the ADMIN reading.
Hours run at once (Art. 156) and are not days: see `calendar.py`.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import Enum

from jikim.period.holidays import Holidays
from jikim.period.length import Period

_ONE_DAY = timedelta(days=1)


class Reading(Enum):
    """A way to count a period that the law leaves open."""

    CIVIL = "civil"
    HOLIDAY = "holiday"
    ADMIN = "admin"

    def __init__(self, _: str) -> None:
        self.code = len(type(self).__members__)  # cheaper to look up by than the member itself


def last_day(event: date, period: Period, reading: Reading, holidays: Holidays) -> date:
    """Return the last day of `period`, running from `event`; a period of hours has none (ValueError).

    Counting starts on 1 March, so a month is the whole of March (the usual addition says the 28th):

    >>> last_day(date(2023, 2, 28), Period(months=1), Reading.CIVIL, Holidays(frozenset(), 2040))
    datetime.date(2023, 3, 31)
    """
    if period.hours:
        raise ValueError("hours run by the clock, not by the day")
    if period.business_days:
        return _nth_business_day(event, period.business_days, holidays)
    if period == Period():
        return event
    first = event if reading is Reading.ADMIN else event + _ONE_DAY
    last = first + timedelta(days=period.days - 1) if period.days else _months_from(first, period.months)
    while reading is Reading.HOLIDAY and holidays.is_rest(last):
        last += _ONE_DAY
    return last


def turns(born: date, years: int) -> date:
    """Return the day on which a person reaches an age: the day of birth counts (Civil Act Art. 158).

    >>> turns(date(2012, 11, 22), 14), turns(date(2012, 2, 29), 14)
    (datetime.date(2026, 11, 22), datetime.date(2026, 3, 1))
    """
    return _months_from(born, years * 12) + _ONE_DAY


def _months_from(first: date, months: int) -> date:
    """Return the last day of so many calendar months that begin on `first` (Art. 160 (2), (3))."""
    years, month0 = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month0 + 1
    month_end = monthrange(year, month)[1]
    if first.day > month_end:
        return date(year, month, month_end)
    return date(year, month, first.day) - _ONE_DAY


def _nth_business_day(event: date, count: int, holidays: Holidays) -> date:
    day = event
    while count:
        day += _ONE_DAY
        count -= not holidays.is_rest(day)
    return day
