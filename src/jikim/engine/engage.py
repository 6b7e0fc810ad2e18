"""Let a newer policy count for what was collected under an older one, from its day of effect on.

A record lives under the version it was collected under; a newer one applies where it is shorter or where a statute
demands it (`lifecycle/versions.py`). Strands whose items live alike under both get another keeping; where the newer
version tells items of one strand apart, the strand is split. What the newer version shortens is due from its day of
effect at the earliest. Safe to stop anywhere and to repeat: the kind of a strand says which versions it was brought to
(`signup/member/1~2.1` to the second).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from jikim.database import queries
from jikim.engine.running import Enacted, Running
from jikim.ledger import Act as Noted
from jikim.lifecycle import Keeping, Later, Strand, stages, strands
from jikim.period import Instant, day_of
from jikim.vault import LIVE, SEPARATE, Act, Kind, Part, Shelf, StrandRow, add_kinds, split, ticked

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the strands of one kind that live by one keeping: items by the keeping they get."""

    kind: Kind
    keeping: int
    items: Mapping[Keeping, tuple[str, ...]]


def engage(running: Running, now: Instant) -> dict[bytes, Act]:
    """Let every policy whose day of effect has come count for older strands; return those that do not open.

    These stay as they are, and until they open each run tries again. Whoever calls this is alone in the vault.
    """
    done, aside = _engaged(running), dict[bytes, StrandRow]()
    for enacted in running.enacted:
        if enacted.id > done and enacted.effective <= now:
            changed = _engage(running, enacted, aside, now)
            _set_engaged(running, enacted, changed, aside.values(), now)
    return dict.fromkeys(aside, Act.SPLIT)


def is_behind(running: Running, now: Instant) -> bool:
    """Return whether a policy is effective that older strands may not have been brought to."""
    newest = max((enacted.id for enacted in running.enacted if enacted.effective <= now), default=1)
    if running.engaged < newest:
        running.engaged = _engaged(running)
    return running.engaged < newest


def changes(running: Running, enacted: Enacted) -> list[Change]:
    """Return what a policy changes for strands that were collected under older ones and are still there."""
    found = strands(enacted.policy, running.law, day_of(enacted.effective))
    later = {(strand.activity, strand.role, item): strand for strand in found for item in strand.items}
    changed = []
    for number, keeping in sorted(_present(running)):
        kind = running.kinds.kinds[number]
        if kind.brought_to < enacted.id:
            born = running.kinds.keepings[running.kinds.original(kind).keeping]
            items = _targets(running.kinds.keepings[keeping], born, kind, later, enacted.effective)
            if set(items) != {running.kinds.keepings[keeping]}:
                changed.append(Change(kind, keeping, items))
    return changed


def _targets(
    own: Keeping, born: Keeping, kind: Kind, later: Mapping[tuple[str, str, str], Strand], effective: Instant
) -> dict[Keeping, tuple[str, ...]]:
    """Return the items of a kind by the keeping they get; what the newer version does not collect keeps its own."""
    targets: dict[Keeping, tuple[str, ...]] = {}
    for item in kind.items:
        strand = later.get((kind.activity, kind.role, item))
        keeping = own if strand is None else stages(own, [Later(effective, strand.keeping)], (), born)[-1].keeping
        targets[keeping] = (*targets.get(keeping, ()), item)
    return targets


def _engage(running: Running, enacted: Enacted, aside: dict[bytes, StrandRow], now: Instant) -> int:
    """Bring strands to a policy but for those set aside, to which it adds; return how many changed."""
    changed = 0
    for change in changes(running, enacted):
        parts = _install(running, enacted, change)
        for place in (SEPARATE, LIVE):
            for page in _pages(running, place, change):
                rows = _known(running, [row for row in page if row.id not in aside])
                damaged = _apply(running, place, rows, parts, enacted, now)
                aside |= {row.id: row for row in damaged}
                changed += len(rows) - len(damaged)
    return changed


def _install(running: Running, enacted: Enacted, change: Change) -> list[Part]:
    """Number the keepings and kinds that a change needs, in both places, and return its parts."""
    kinds = [
        (replace(change.kind, name=f"{change.kind.name}~{enacted.id}.{number}", items=items), keeping)
        for number, (keeping, items) in enumerate(change.items.items(), 1)
    ]
    numbered = add_kinds(running.vault, kinds)
    running.reload()
    return [Part(kind.items, kind.id, kind.keeping) for kind in numbered]


def _apply(
    running: Running, place: str, rows: list[StrandRow], parts: list[Part], enacted: Enacted, now: Instant
) -> list[StrandRow]:
    """Give strands their new keeping, or split them; return those that would have to be split and do not open."""
    with running.vault.live.transaction() as connection:
        standings = running.people.standings(connection, (row.person for row in rows))

    def tick(row: StrandRow) -> StrandRow:
        row = replace(row, not_before=max(row.not_before, enacted.effective))
        return ticked(row, running.kinds.keepings[row.keeping], standings[row.person], running.calendar, now)

    if len(parts) > 1:
        return split(running.vault, place, rows, parts, tick, running.lookups, now)
    fresh = [tick(replace(row, kind=parts[0].kind, keeping=parts[0].keeping)) for row in rows]
    with running.vault.place(place).transaction() as connection:
        Shelf(running.vault, place, connection).set_keepings(fresh)
    return []


def _pages(running: Running, place: str, change: Change) -> Iterator[list[StrandRow]]:
    """Yield the strands that a change is about, in the order of their ids: what is done to some moves no others."""
    after = b""
    while True:
        with running.vault.place(place).transaction() as connection:
            rows = Shelf(running.vault, place, connection).of_kind(change.kind.id, change.keeping, after, CHUNK)
        if not rows:
            return
        yield rows
        after = rows[-1].id


def _known(running: Running, rows: list[StrandRow]) -> list[StrandRow]:
    """Return the strands of people of whom the live place knows.

    It may have been put back from an old copy: then what happened to the others stands in their strands only, and
    working that out anew would lose it. They live on as they were.
    """
    known = running.knows(row.person for row in rows)
    return [row for row in rows if row.person in known]


def _present(running: Running) -> set[tuple[int, int]]:
    """Return which kinds of strand there are, each with the keeping it lives by."""
    found: set[tuple[int, int]] = set()
    for place in (LIVE, SEPARATE):
        with running.vault.place(place).transaction() as connection:
            found |= Shelf(running.vault, place, connection).kinds()
    return found


def _engaged(running: Running) -> int:
    """Return up to which policy the strands have been brought; the first needs no bringing."""
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        return int(connection.execute(sql["engaged"]).scalar() or 1)


def _set_engaged(running: Running, enacted: Enacted, changed: int, aside: Collection[StrandRow], now: Instant) -> None:
    """Write down what a policy changed; while a strand could not be brought to it, the next run asks again."""
    sql = queries("people", running.vault.live.dialect)
    detail = ",".join([f"{changed} strands", *(row.id.hex() for row in aside)])
    note = running.note(Noted.UPDATE, [row.person for row in aside], speaks_of=enacted.digest, ok=not aside,
                        detail=detail)  # fmt: skip
    with running.vault.live.transaction() as connection:
        if not aside:
            connection.execute(sql["put_engaged"], {"value": str(enacted.id)})
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
