"""A version that is not in force yet, in numbers: whom to tell, whom to ask again, what would move or end by it.

Counted by set, and nothing is written: neither the version nor its kinds of strand are installed. Strands are judged
as `engage` would bring them to the version (`lifecycle/versions.py`), on the day from which it counts and by what has
happened so far. Only where the version counts an event that the strands do not carry are they read one by one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.change import GUARDIAN, PROVISION, TRANSFER, Again, crosses
from jikim.database import compile_predicate, queries
from jikim.engine.engage import CHUNK, Change, changes
from jikim.engine.running import Enacted, Running
from jikim.lifecycle import Keeping, Predicate, all_over, justify, live_over
from jikim.period import Instant
from jikim.policy import Policy
from jikim.vault import LIVE, SEPARATE, SLOT_NAMES, Shelf

_STRAND = sa.table("strand", *[sa.column(name, sa.BigInteger) for name in
                               ("kind", "keeping", "collected", "held", "state", *SLOT_NAMES)])  # fmt: skip
_Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """Strands of one kind that a version moves or ends on its first day, and would not without it.

    `stay` would end on that day, and no longer do: a statute keeps them. `crossing` can never be destroyed: two
    statutes contradict each other.
    """

    activity: str
    role: str
    items: tuple[str, ...]
    preserve: int
    destroy: int
    anonymise: int
    stay: int
    crossing: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom and what a version reaches.

    `people` are known to the service, `touched` have a record of an activity that changes; `again` are the people to
    ask, in the order in which the consents were handed in, None where a vault cannot know who they are.
    """

    people: int
    touched: int
    again: tuple[int | None, ...]
    moved: tuple[Moved, ...]


def reached(
    running: Running, new: Policy, activities: Iterable[str], again: Iterable[Again], effective: Instant
) -> Reached:
    """Return whom and what a version reaches that would count from `effective`."""
    with running.vault.live.transaction() as connection:
        people = _count(running, connection, "everybody", {})
        touched = _touched(running, connection, tuple(activities), ())
        asked = tuple(_asked(running, connection, one, people) for one in again)
    return Reached(people, touched, asked, tuple(_moved(running, new, effective)))


def _count(running: Running, connection: Connection, name: str, binds: dict[str, object]) -> int:
    return int(connection.execute(queries("change", running.vault.live.dialect)[name], binds).scalar_one())


def _touched(running: Running, connection: Connection, activities: tuple[str, ...], roles: tuple[str, ...]) -> int:
    return _count(running, connection, "touched", _of(activities, roles)) if activities else 0


def _of(activities: tuple[str, ...], roles: tuple[str, ...]) -> dict[str, object]:
    return {"activities": activities, "roles": roles or ("",), "any_role": int(not roles)}


def _asked(running: Running, connection: Connection, again: Again, people: int) -> int | None:
    """Return how many people to ask; of a matter nobody was asked so far, all whom it concerns."""
    if again.matter == GUARDIAN:
        return None  # who is a child, and of whom, no vault knows
    if again.matter in (PROVISION, TRANSFER):
        return people
    before = {group.matter for known in running.enacted for activity in known.policy.activities
              for group in activity.collect}  # fmt: skip
    if again.matter not in before:
        return _touched(running, connection, again.activities, again.roles)
    return _count(running, connection, "agreed", {"matter": again.matter, **_of(again.activities, again.roles)})


# Strands


def _moved(running: Running, new: Policy, effective: Instant) -> Iterator[Moved]:
    """Yield what becomes of the strands that are there, by kind."""
    number = max((each.id for each in running.enacted), default=0) + 1
    version = Enacted(number, str(new.version.id), b"", new, effective)
    together: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for change in changes(running, version):
        own = running.kinds.keepings[change.keeping]
        for keeping, items in change.items.items():
            counts = together.setdefault((change.kind.activity, change.kind.role, items), [0] * 5)
            for place in (LIVE, SEPARATE):
                preserve, end, stay = _judged(running, place, change, own, keeping, effective)
                found = (preserve, 0 if keeping.anonymise else end, end if keeping.anonymise else 0, stay)
                crossing = _there(running, place, change) if crosses(keeping) else 0
                counts[:] = [one + other for one, other in zip(counts, (*found, crossing), strict=True)]
    for (activity, role, items), counts in together.items():
        if any(counts):
            yield Moved(activity, role, items, *counts)


def _judged(
    running: Running, place: str, change: Change, own: Keeping, keeping: Keeping, at: Instant
) -> _Counts:  # fmt: skip
    """Return how many strands of a place move apart, end, or end no longer, at `at`, by another keeping."""
    if own == keeping:
        return 0, 0, 0
    if set(keeping.events) <= set(own.events):
        return _by_set(running, place, change, own, keeping, at)
    return _one_by_one(running, place, change, own, keeping, at)


def _by_set(running: Running, place: str, change: Change, own: Keeping, keeping: Keeping, at: Instant) -> _Counts:
    columns = {occurs.event: _STRAND.c[slot] for occurs, slot in zip(own.events, SLOT_NAMES, strict=False)}
    columns["collected"] = _STRAND.c.collected

    def said(predicate: Predicate) -> sa.ColumnElement[bool]:
        compiled = compile_predicate(predicate, columns, lambda before: sa.literal(before.cutoff, sa.BigInteger))
        return sa.func.coalesce(compiled, sa.false())

    calendar = running.calendar
    dead, was_dead = said(all_over(keeping, at, calendar)), said(all_over(own, at, calendar))
    over, was_over = said(live_over(keeping, at, calendar)), said(live_over(own, at, calendar))
    unheld = _STRAND.c.held == sa.literal(0, sa.BigInteger)
    apart = sa.and_(over, sa.not_(dead), sa.not_(was_over)) if place == LIVE else sa.false()
    ends, stays = sa.and_(dead, unheld, sa.not_(was_dead)), sa.and_(was_dead, unheld, sa.not_(dead))
    counted = [sa.func.coalesce(sa.func.sum(sa.case((one, 1), else_=0)), 0) for one in (apart, ends, stays)]
    with running.vault.place(place).transaction() as connection:
        row = connection.execute(sa.select(*counted).where(*_of_kind(change))).one()
    return int(row[0]), int(row[1]), int(row[2])


def _of_kind(change: Change) -> tuple[sa.ColumnElement[bool], ...]:
    return _STRAND.c.kind == change.kind.id, _STRAND.c.keeping == change.keeping, _STRAND.c.state == 0


def _there(running: Running, place: str, change: Change) -> int:
    with running.vault.place(place).transaction() as connection:
        found = connection.execute(sa.select(sa.func.count()).select_from(_STRAND).where(*_of_kind(change)))
        return int(found.scalar_one())


def _one_by_one(running: Running, place: str, change: Change, own: Keeping, keeping: Keeping, at: Instant) -> _Counts:
    """Judge strands by the history of their people: the version counts an event that they do not carry."""
    counts, after = [0, 0, 0], b""
    while True:
        with running.vault.place(place).transaction() as connection:
            rows = Shelf(running.vault, place, connection).of_kind(change.kind.id, change.keeping, after, CHUNK)
        if not rows:
            return counts[0], counts[1], counts[2]
        after = rows[-1].id
        with running.vault.live.transaction() as connection:
            standings = running.people.standings(connection, (row.person for row in rows))
        for row in rows:
            history = standings[row.person].occurrences(row.record)
            was, now = (justify(each, row.collected, history, at, running.calendar) for each in (own, keeping))
            dead, was_dead = now.dead <= at, was.dead <= at
            counts[0] += place == LIVE and now.live_end <= at and not dead and was.live_end > at
            counts[1] += dead and not was_dead and not row.held
            counts[2] += was_dead and not dead and not row.held
