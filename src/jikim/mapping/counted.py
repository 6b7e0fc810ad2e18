"""The instants that count for a row, by what the tables say now; death is not latched here (docs/decisions).

As in `lifecycle.history`: what is dated after today has not happened, a person's events count from the spell in
which the row was collected, collecting stands in for an event that `begins` with it, and the first or the last
occurrence counts. Unlike there, an event after the end still counts: a row that is there can only be kept longer by it.
"""

from collections.abc import Mapping

from jikim.lifecycle import COLLECTED, Keeping, Occurrences, Occurs
from jikim.period import Instant


def counted(
    keeping: Keeping, collected: Instant | None, occurrences: Occurrences, now: Instant
) -> Mapping[str, Instant]:
    """Return the instant of each event that has come; `collected` is None where nothing says it."""
    at = {} if collected is None else {COLLECTED: collected}
    for occurs in keeping.events:
        if occurs.begins and collected is not None:
            at[occurs.event] = collected
        start = _start(occurs, collected, occurrences, now) if occurs.personal else None
        came = [
            instant
            for instant in occurrences.get(occurs.source, ())
            if instant <= now and (start is None or instant >= start)
        ]
        if came:
            at[occurs.event] = came[-1] if occurs.last else came[0]
    return at


def _start(occurs: Occurs, collected: Instant | None, occurrences: Occurrences, now: Instant) -> Instant | None:
    """Return when the spell began in which the row was collected; without a day of collecting, the latest spell."""
    until = now if collected is None else collected
    opened = [instant for instant in occurrences.get(occurs.pair or "", ()) if instant <= until]
    return opened[-1] if opened else collected
