"""Let what happened reach the strands: each carries the instants that its rules count, in every place.

The instants are worked out anew from the whole history of the person, so that events may be reported late, twice
or out of order, and a strand that had died by the time of an event is not revived by it.
"""

from collections.abc import Iterable
from dataclasses import replace

from jikim.lifecycle import COLLECTED, Keeping, known
from jikim.period import Calendar, Instant
from jikim.vault.home import LIVE, SEPARATE, Vault
from jikim.vault.kinds import Kinds
from jikim.vault.people import People, Standing
from jikim.vault.rows import StrandRow, clock_of
from jikim.vault.strands import Shelf


def refresh(vault: Vault, kinds: Kinds, calendar: Calendar, people: Iterable[bytes], now: Instant) -> int:
    """Work out the clocks of people's strands as known at `now`; return how many changed."""
    people = list(dict.fromkeys(people))
    if not people:
        return 0
    with vault.live.transaction() as connection:
        standings = People(vault).standings(connection, people)
        changed = _refresh_place(Shelf(vault, LIVE, connection), kinds, calendar, standings, now)
    with vault.separate.transaction() as connection:
        changed += _refresh_place(Shelf(vault, SEPARATE, connection), kinds, calendar, standings, now)
    return changed


def _refresh_place(
    shelf: Shelf, kinds: Kinds, calendar: Calendar, standings: dict[bytes, Standing], now: Instant
) -> int:
    changed = []
    for row in shelf.of_people(standings):
        fresh = ticked(row, kinds.keepings[row.keeping], standings[row.person], calendar, now)
        if fresh != row:
            changed.append(fresh)
    shelf.set_clocks(changed)
    return len(changed)


def ticked(row: StrandRow, keeping: Keeping, standing: Standing, calendar: Calendar, now: Instant) -> StrandRow:
    """Return a strand's row with the instants that count at `now`.

    When an event reported late shows that the strand had died before, destruction could not have been known to be
    due before the report.
    """
    facts = known(keeping, row.collected, standing.occurrences(row.record, now), now, calendar)
    not_before = row.not_before
    if facts.dead <= now and facts.by != COLLECTED:
        source = facts.by.removesuffix("+")
        not_before = max(not_before, standing.recorded(source, facts.at[facts.by]))
    return replace(row, clock=clock_of(keeping, facts), not_before=not_before)
