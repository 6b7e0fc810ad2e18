"""Let what happened reach the strands: each carries the instants that its rules count and its holds, in every place.

The instants are worked out anew from the whole history of the person, so that events may be reported late, twice
or out of order, and a strand that had died by the time of an event is not revived by it. Everything is worked out,
nothing counted up: after a crash between the two places, doing it again is enough, and an event counts as settled
(`ripe`) only in the transaction that ends this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jikim.lifecycle import COLLECTED, Keeping, holds, justify, live_over, may_return
from jikim.period import NEVER, Calendar, Instant
from jikim.vault.home import LIVE, SEPARATE, Vault
from jikim.vault.kinds import Kind, Kinds
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
    with vault.separate.transaction() as connection:
        changed = refresh_place(Shelf(vault, SEPARATE, connection), kinds, calendar, standings, now)
    with vault.live.transaction() as connection:
        changed += refresh_place(Shelf(vault, LIVE, connection), kinds, calendar, standings, now)
        People(vault).settle(connection, people, now)
    return changed


def refresh_place(
    shelf: Shelf, kinds: Kinds, calendar: Calendar, standings: Mapping[bytes, Standing], now: Instant
) -> int:
    """Work out the clocks of the strands of one place, inside its transaction; return how many changed."""
    changed, current = [], []
    for row in shelf.of_people(standings):
        standing = standings[row.person]
        fresh = held(row, kinds.kinds[row.kind], standing, now)
        fresh = ticked(fresh, kinds.keepings[row.keeping], standing, calendar, now)
        current.append(fresh)
        if fresh != row:
            changed.append(fresh)
    shelf.set_clocks(changed)
    if shelf.place == SEPARATE:  # also what is as it was: the place may have been put back to before it was stirred
        shelf.stir(row.id for row in current if _has_use(row, kinds.keepings[row.keeping], calendar, now))
    return len(changed)


def _has_use(row: StrandRow, keeping: Keeping, calendar: Calendar, now: Instant) -> bool:
    """Return whether what is kept apart belongs in use again."""
    clock = {occurs.event: at for occurs, at in zip(keeping.events, row.clock, strict=False) if at is not None}
    return may_return(keeping) and not holds(live_over(keeping, now, calendar), clock | {COLLECTED: row.collected})


def held(row: StrandRow, kind: Kind, standing: Standing, now: Instant) -> StrandRow:
    """Return a strand's row with the holds that cover it; each that was closed gives a fresh deadline."""
    covering = [closed for _, name, _, closed in standing.holds if name in kind.holds]
    closings = [closed for closed in covering if closed <= now]
    return replace(row, held=covering.count(NEVER), not_before=max([row.not_before, *closings]))


def ticked(row: StrandRow, keeping: Keeping, standing: Standing, calendar: Calendar, now: Instant) -> StrandRow:
    """Return a strand's row with the instants that count at `now`.

    When an event reported late shows that the strand had moved or died before, that could not have been known to be
    due before the report; reporting it again changes nothing.
    """
    found = justify(keeping, row.collected, standing.occurrences(row.record, now), now, calendar)
    late = [
        recorded
        for end in (found.live_end, found.dead) if end <= now
        for occurs in keeping.events if (at := found.known.at.get(occurs.event)) is not None and at <= end
        for recorded in standing.recorded(occurs.source, at, row.record) if recorded > end
    ]  # fmt: skip
    return replace(row, clock=clock_of(keeping, found.known), not_before=max([row.not_before, *late]))
