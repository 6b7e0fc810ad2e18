"""Instants and the Korean civil day.

An `Instant` is an integer: microseconds since 1970-01-01T00:00Z, the form every database stores alike.
Law counts days in Korean time. Seoul has been nine hours ahead of UTC, without summer time, since
1988-10-09; the offset is therefore a constant here, and an event of the two summers before may be judged
by one hour.
"""

from datetime import UTC, date, datetime, timedelta, timezone

Instant = int

NEVER: Instant = 2**62
"""Later than every event that can be written down; it sorts and compares like any instant."""

KOREA = timezone(timedelta(hours=9), "KST")
MICROSECONDS_A_DAY = 86_400_000_000
_OFFSET = 9 * 3_600_000_000
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ordinal_of(instant: Instant) -> int:
    """Return the proleptic ordinal (`date.toordinal`) of the Korean day that holds `instant`."""
    return (instant + _OFFSET) // MICROSECONDS_A_DAY + _EPOCH_ORDINAL


def start_of(ordinal: int) -> Instant:
    """Return the instant at which the Korean day with this ordinal begins."""
    return (ordinal - _EPOCH_ORDINAL) * MICROSECONDS_A_DAY - _OFFSET


def day_of(instant: Instant) -> date:
    """Return the Korean day that holds `instant`."""
    return date.fromordinal(ordinal_of(instant))


def instant_of(moment: date | datetime) -> Instant:
    """Return the instant of a moment with a time zone, or of 00:00 in Seoul of a day.

    Raises ValueError for a datetime without a time zone: nine hours early is an early destruction.

    >>> day_of(instant_of(date(2026, 11, 22)))
    datetime.date(2026, 11, 22)
    """
    if not isinstance(moment, datetime):
        return start_of(moment.toordinal())
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def instant_of_text(text: str) -> Instant:
    """Read `2026-11-22` (00:00 in Seoul) or an ISO moment; one without an offset is Korean time.

    Raises ValueError when there is no such day.
    """
    if len(text) == len("2026-11-22"):
        return instant_of(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return instant_of(moment if moment.tzinfo else moment.replace(tzinfo=KOREA))


def text_of(instant: Instant) -> str:
    """Return an instant as people in Korea write it, to the minute; its day alone at 00:00.

    >>> text_of(instant_of_text("2026-11-22T18:30")), text_of(instant_of_text("2026-11-22"))
    ('2026-11-22 18:30', '2026-11-22')
    """
    moment = (_EPOCH + timedelta(microseconds=instant)).astimezone(KOREA)
    return f"{moment:%Y-%m-%d}" if moment.hour == moment.minute == 0 else f"{moment:%Y-%m-%d %H:%M}"
