"""Let a newer policy count for what was collected under an older one, from its day of effect on.

A record lives under the version it was collected under; a newer one applies where it is shorter or where a statute
demands it (`lifecycle/versions.py`). Strands whose items live alike under both get another keeping; where the newer
version tells items of one strand apart, the strand is split. What the newer version shortens is due from its day of
effect at the earliest. Safe to stop anywhere and to repeat: the kind of a strand says which versions it was brought to
(`signup/member/1~2.1` to the second).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jikim.database import queries
from jikim.engine.running import Enacted, Running
from jikim.ledger import Act
from jikim.lifecycle import Keeping, Later, Strand, stages, strands
from jikim.period import Instant, day_of
from jikim.vault import LIVE, SEPARATE, Kind, Part, Shelf, StrandRow, add_kinds, split, ticked

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the strands of one kind that live by one keeping: items by the keeping they get."""

    kind: Kind
    keeping: int
    items: Mapping[Keeping, tuple[str, ...]]


def engage(running: Running, now: Instant) -> int:
    """Let every policy whose day of effect has come count for older strands; return how many strands changed.

    Whoever calls this is alone in the vault.
    """
    done, changed = _engaged(running), 0
    for enacted in running.enacted:
        if enacted.id > done and enacted.effective <= now:
            changed += _engage(running, enacted, now)
            _set_engaged(running, enacted, changed, now)
    return changed


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
        if kind.policy < enacted.id and f"~{enacted.id}." not in kind.name:
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


def _engage(running: Running, enacted: Enacted, now: Instant) -> int:
    changed = 0
    for change in changes(running, enacted):
        parts = _install(running, enacted, change)
        for place in (SEPARATE, LIVE):
            while rows := _rows(running, place, change):
                _apply(running, place, rows, parts, enacted, now)
                changed += len(rows)
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
) -> None:
    """Give strands their new keeping, or split them."""
    with running.vault.live.transaction() as connection:
        standings = running.people.standings(connection, (row.person for row in rows))

    def tick(row: StrandRow) -> StrandRow:
        row = replace(row, not_before=max(row.not_before, enacted.effective))
        return ticked(row, running.kinds.keepings[row.keeping], standings[row.person], running.calendar, now)

    if len(parts) > 1:
        split(running.vault, place, rows, parts, tick, running.lookups, now)
        return
    fresh = [tick(replace(row, kind=parts[0].kind, keeping=parts[0].keeping)) for row in rows]
    with running.vault.place(place).transaction() as connection:
        Shelf(running.vault, place, connection).set_keepings(fresh)


def _rows(running: Running, place: str, change: Change) -> list[StrandRow]:
    with running.vault.place(place).transaction() as connection:
        return Shelf(running.vault, place, connection).of_kind(change.kind.id, change.keeping, CHUNK)


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


def _set_engaged(running: Running, enacted: Enacted, changed: int, now: Instant) -> None:
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        connection.execute(sql["put_engaged"], {"value": str(enacted.id)})
        note = running.note(Act.UPDATE, speaks_of=enacted.digest, detail=f"{changed} strands")
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
