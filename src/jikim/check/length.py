"""Which of two lengths is surely the longer, without knowing the day they count from; and how a length is told.

A month has 28 to 31 days, so "30 days" and "1 month" cannot be told apart here, and hours or business days are
not compared with anything: who is not sure accuses nobody.
"""

from jikim.messages import Message, msg
from jikim.period import AT_ONCE, Period

_SHORTEST, _LONGEST = 28, 31


def is_within(period: Period, other: Period) -> bool:
    """Return whether a period surely ends no later than another one from the same event.

    >>> is_within(Period(months=3), Period(months=12)), is_within(Period(days=30), Period(months=1))
    (True, False)
    """
    return period in (other, AT_ONCE) or _is_shorter(period, other)


def is_longer(period: Period, other: Period) -> bool:
    """Return whether a period surely ends later than another one from the same event."""
    return period != other and (other == AT_ONCE or _is_shorter(other, period))


def _is_shorter(period: Period, other: Period) -> bool:
    if period.business_days or other.business_days or period.hours or other.hours:
        return False
    if not period.days and not other.days:
        return period.months < other.months
    if not period.months and not other.months:
        return period.days < other.days
    return period.months * _LONGEST + period.days < other.months * _SHORTEST + other.days


def told(period: Period) -> Message:
    """Return a length in words.

    >>> str(told(Period(months=60))), str(told(Period(months=18)))
    ('5 years', '18 months')
    """
    if period in (Period(months=1), Period(months=12)):
        return msg("one month") if period.months == 1 else msg("one year")
    if period.months and not period.months % 12:
        return msg("{count} years", count=period.months // 12)
    if period.months:
        return msg("{count} months", count=period.months)
    if period.business_days:
        return msg("{count} business days", count=period.business_days)
    if period.hours:
        return msg("{count} hours", count=period.hours)
    return msg("{count} days", count=period.days) if period.days else msg("no time at all")
