"""One strand explained and a whole table asked by set give the same answer, on every database, for every row."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from jikim.database import Database, queries
from jikim.engine import Running
from jikim.keeper import new_id
from jikim.lifecycle import Keeping, Place, Stay, gather, justify, known, may_return, write_keeping
from jikim.period import Instant
from jikim.vault import LIVE, NOBODY, SEPARATE, Act, Finder, Happened, Shelf, Standing, StrandRow, clock_of, ticked
from tests.lifecycle.lives import COLLECTED_AT, keepings, later, pairs_of
from tests.lifecycle.said import CALENDAR

SLOTS = 8
EXAMPLES = int(os.environ.get("JIKIM_DUE_EXAMPLES", "25"))


@dataclass(frozen=True)
class Case:
    """A strand under a keeping, what happened, and whether a hold is open."""

    keeping: Keeping
    events: tuple[tuple[str, Instant], ...]
    held: bool


cases = st.builds(
    Case, keepings().filter(lambda keeping: len(keeping.events) <= SLOTS), pairs_of().map(tuple), st.booleans()
)
many = st.lists(cases, min_size=1, max_size=8)
on_both = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=int(os.environ.get("JIKIM_DUE_EXAMPLES", "25")),
)


class RollBack(Exception):
    """Ends an example; nothing of it stays."""


def row_of(case: Case, number: int, now: Instant) -> StrandRow:
    facts = known(case.keeping, COLLECTED_AT, gather(case.events), now, CALENDAR)
    return StrandRow(id=new_id(), record=NOBODY, person=NOBODY, kind=number, keeping=number, version="1", revision=0,
                     key=1, collected=COLLECTED_AT, since=COLLECTED_AT, not_before=0, held=int(case.held), frozen=0,
                     state=0, clock=clock_of(case.keeping, facts))  # fmt: skip


def put(connection: Connection, database: Database, given_cases: Sequence[Case], now: Instant) -> list[StrandRow]:
    sql = queries("place", database.dialect)
    rows = [row_of(case, number, now) for number, case in enumerate(given_cases, 1)]
    for row, case in zip(rows, given_cases, strict=True):
        spec = write_keeping(case.keeping)
        connection.execute(sql["put_keeping"], {"id": row.keeping, "digest": row.id, "spec": spec,
                                               "by_age": int(case.keeping.by_age)})  # fmt: skip
        connection.execute(sql["put_kind"], {"id": row.kind, "policy": 1, "activity": "a", "role": "", "items": "[]",
                                             "name": str(row.kind), "holds": "[]", "keeping": row.keeping})  # fmt: skip
    connection.execute(sql["put_strand"], [row.binds() for row in rows])
    connection.execute(sql["stir"], {"ids": [row.id for row in rows]})
    return rows


def finder_of(database: Database, given_cases: Sequence[Case], place: str) -> Finder:
    numbered = {number: case.keeping for number, case in enumerate(given_cases, 1)}
    return Finder(database, numbered, CALENDAR, live=place == LIVE)


def by_set(finder: Finder, connection: Connection, now: Instant) -> dict[int, Act]:
    found = list(finder.due(connection, now))
    assert len({due.strand for due in found}) == len(found), "a strand at rest is due once"
    return {due.keeping: due.act for due in found}


def one_by_one(given_cases: Sequence[Case], place: str, known_at: Instant, now: Instant) -> dict[int, Act]:
    """What follows from each strand's own justification."""
    acts = {number: _act(case, place, known_at, now) for number, case in enumerate(given_cases, 1)}
    return {number: act for number, act in acts.items() if act is not None}


def _act(case: Case, place: str, known_at: Instant, now: Instant) -> Act | None:
    history = gather((event, at) for event, at in case.events if at <= known_at)
    stays = [Stay(COLLECTED_AT)] if case.held else []
    found = justify(case.keeping, COLLECTED_AT, history, now, CALENDAR, stays)
    if found.place is Place.NOWHERE:
        return Act.DESTROY
    if place == LIVE:
        return None if found.place is Place.LIVE else Act.PRESERVE
    return Act.RETURN if found.place is Place.LIVE and may_return(case.keeping) else None


@on_both
@given(many, later, later)
def test_one_strand_and_the_whole_table_agree(
    running: Running, given_cases: list[Case], known_at: Instant, now: Instant
) -> None:
    """Also when time has passed since the clocks were set, and nothing happened."""
    known_at, now = sorted((known_at, now))
    for place in (LIVE, SEPARATE):
        database = running.vault.place(place)
        try:
            with database.transaction() as connection:
                put(connection, database, given_cases, known_at)
                finder = finder_of(database, given_cases, place)
                for instant in (known_at, now):
                    asked = by_set(finder, connection, instant)
                    assert asked == one_by_one(given_cases, place, known_at, instant)
                raise RollBack
        except RollBack:
            pass


@on_both
@given(many, later, later)
def test_they_agree_after_events_that_were_reported_late(
    running: Running, given_cases: list[Case], before: Instant, now: Instant
) -> None:
    before, now = sorted((before, now))
    for place in (LIVE, SEPARATE):
        database = running.vault.place(place)
        try:
            with database.transaction() as connection:
                rows = put(connection, database, given_cases, before)
                fresh = [
                    ticked(row, case.keeping, _standing(case, now), CALENDAR, now)
                    for row, case in zip(rows, given_cases, strict=True)
                ]
                Shelf(running.vault, place, connection).set_clocks(fresh)
                asked = by_set(finder_of(database, given_cases, place), connection, now)
                assert asked == one_by_one(given_cases, place, now, now)
                raise RollBack
        except RollBack:
            pass


def _standing(case: Case, recorded: Instant) -> Standing:
    return Standing([Happened(NOBODY, None, name, at, recorded) for name, at in case.events], {}, [])


@on_both
@given(many, later)
def test_working_the_clocks_out_again_changes_nothing(running: Running, given_cases: list[Case], now: Instant) -> None:
    for number, case in enumerate(given_cases, 1):
        row = row_of(case, number, now)
        once = ticked(row, case.keeping, _standing(case, now), CALENDAR, now)

        assert once.clock == row.clock
        assert ticked(once, case.keeping, _standing(case, now), CALENDAR, now) == once
