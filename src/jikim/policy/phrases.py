"""Periods and ends in words: the one form there is for each, so that what is shown can be read back.

An event stands in ‘ ’, a period is `‘대금 결제’ 후 5년`, several ends are joined by 또는 and closed by 가운데 먼저 오는
때까지. What is published and what a consent form tells say it with the same words.
"""

from collections.abc import Sequence

from jikim.messages import Message, msg
from jikim.period import Period

_YEAR = 12
EVENTS = {
    "collected": msg("collecting"),
    "joined": msg("joining"),
    "agreed": msg("agreeing"),
    "withdrew": msg("withdrawal of consent"),
    "erasure_requested": msg("request for erasure"),
    "ended": msg("end of the entrustment"),
}
"""The events that no policy declares, in words."""


def length(period: Period, *, at_least: bool = False) -> Message:
    """Return a length of time: 5년, 6개월, 30일, 3영업일, 72시간, 즉시, 3개월 이상."""
    return msg("{length} or more", length=_length(period)) if at_least else _length(period)


def _length(period: Period) -> Message:
    if period == Period():
        return msg("at once")
    if period.months and period.months % _YEAR == 0:
        years = period.months // _YEAR
        return msg("{count} year", count=1) if years == 1 else msg("{count} years", count=years)
    if period.months:
        return msg("{count} month", count=1) if period.months == 1 else msg("{count} months", count=period.months)
    if period.hours:
        return msg("{count} hour", count=1) if period.hours == 1 else msg("{count} hours", count=period.hours)
    days = period.business_days
    if days:
        return msg("{count} business day", count=1) if days == 1 else msg("{count} business days", count=days)
    return msg("{count} day", count=1) if period.days == 1 else msg("{count} days", count=period.days)


def end(event: str | Message, period: Period, *, at_least: bool = False) -> Message:
    """Return one end without its closing words: ‘탈퇴’, ‘대금 결제’ 후 5년."""
    if period == Period() and not at_least:
        return msg("‘{event}’", event=event)
    return msg("{length} after ‘{event}’", length=length(period, at_least=at_least), event=event)


def until(ends: Sequence[Message], *, open_ended: bool = False) -> Message:
    """Return the phrase for one end or for several, whichever comes first; an open-ended one has no closing words."""
    if len(ends) == 1:
        return ends[0] if open_ended else msg("until {end}", end=ends[0])
    joined = ends[0]
    for each in ends[1:]:
        joined = msg("{ends} or {end}", ends=joined, end=each)
    return msg("until {ends}, whichever comes first", ends=joined)
