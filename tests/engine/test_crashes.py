"""Stopped anywhere, the next run goes on: nothing lost, nothing in neither place, and the log says what is so.

A crash is an exception where a transaction is about to commit: what it held is rolled back, everything before it
stands. The test crashes before the first commit of a run, the second, and so on until the run gets through.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa

from bench.faults.facts import Census, wrong_at_rest, wrong_now
from jikim.database import Database
from jikim.engine import Running, apply, collect, enact, happen, hold, plan_due, release
from jikim.ledger import Act, Phase
from jikim.settings import Settings
from jikim.vault import LIVE, Begun, Carrier
from tests.engine.shop import (
    DAY,
    POLICY,
    at,
    census,
    databases,
    given,
    kinds_in,
    left,
    notes,
    opened,
    order,
    signup,
    strands,
    tables,
    take,
)
from tests.running import again, renewed

NOW = at("2021-04-01")


class Crash(BaseException):
    """Stands for the end of the process: nobody catches it."""


@contextmanager
def crash_before(running: Running, commit: int) -> Iterator[None]:
    """Crash before the commit with this number, counted from 1 over all four databases."""
    count = [0]

    def broken(database: Database) -> Callable[[sa.Connection, object], None]:
        end = database._end

        def crash(connection: sa.Connection, driver: object) -> None:
            count[0] += 1
            if count[0] == commit:
                connection.invalidate()  # the line to the server is cut, as when the process ends
                raise Crash
            end(connection, driver)

        return crash

    parts = databases(running).values()
    for database in parts:
        database._end = broken(database)  # type: ignore[method-assign]  # a database that breaks off
    try:
        yield
    finally:
        for database in parts:
            del database._end


def survives(running: Running, commit: int, now: int = NOW) -> bool:
    """Run what is due, crashing before a commit; return whether it got through."""
    try:
        with crash_before(running, commit):
            apply(running, now)
    except Crash:
        return False
    return True


def fill(running: Running, person: str) -> None:
    """Four things will be due: a move apart, two destructions, an anonymised review, and a return."""
    review = given("review", person, nickname="지킴이", review="좋았습니다")
    submissions = [signup(person), review, order(person, "2020-03-01"), given("course", f"{person}2", education="학사")]
    collect(running, submissions, at("2020-04-01"))
    apply(running, at("2021-03-10"))
    happen(running, [(person, None, "left", at("2021-03-20")), (f"{person}2", None, "last_active", at("2021-03-20"))],
           at("2021-03-20"))  # fmt: skip


def test_a_run_stopped_before_any_commit_goes_on(running: Running, settings: Settings) -> None:
    opened(running)
    for commit in range(1, 200, 7 if settings.addresses else 2):
        fill(running, f"kim{commit}")
        before = census(running)
        through = survives(running, commit)
        fresh = renewed(running.vault)

        assert list(wrong_now(fresh, before)) == [], f"after a crash before commit {commit}"
        survives(fresh, commit * 7 % 23 + 1)  # and once more, while it recovers
        apply(renewed(running.vault), NOW)
        assert list(wrong_at_rest(fresh, before)) == [], f"recovered from a crash before commit {commit}"
        assert plan_due(fresh, NOW) == []
        if through:
            break

    assert through
    assert commit > 20, "there is something to crash before"
    assert set(kinds_in(running, LIVE)) == {"course: education"}, "what had a use again came back"


STEPS = ("_copy", "_compare", "_leave", "_put_anonymous", "_remove")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_a_carrier_stopped_at_a_step_goes_on(running: Running, step: str, *, after: bool) -> None:
    opened(running)
    fill(running, "kim")
    before = census(running)
    stopped = Stopped(running, step, after=after)
    running.carrier = stopped
    with pytest.raises(Crash):
        apply(running, NOW)
    fresh = renewed(running.vault)

    assert list(wrong_now(fresh, before)) == []
    outcome = apply(fresh, NOW)

    assert outcome.recovered > 0
    assert list(wrong_at_rest(fresh, before)) == []


class Stopped(Carrier):
    """A carrier that dies just before or just after one of its steps."""

    def __init__(self, running: Running, step: str, *, after: bool) -> None:
        remains = {"review": ("review",)}
        super().__init__(running.vault, running.kinds, remains, running.lookups)
        whole = getattr(self, step)

        def stopped(*arguments: object) -> None:
            if after:
                whole(*arguments)
            raise Crash

        setattr(self, step, stopped)


def test_what_was_begun_is_closed_before_anything_new_begins(running: Running) -> None:
    opened(running)
    fill(running, "kim")
    assert not survives(running, 12)

    apply(running, NOW)

    open_requests: set[str] = set()
    for note in notes(running, Act.PRESERVE, Act.RETURN, Act.DESTROY, Act.ANONYMISE):
        if note.leaf.ph is Phase.INTENDED:
            assert open_requests <= {note.leaf.rid}, "one request at a time"
            open_requests.add(note.leaf.rid)
        else:
            open_requests.discard(note.leaf.rid)
    assert not open_requests


def test_a_hold_that_comes_after_a_crash_still_saves_what_is_there(running: Running) -> None:
    opened(running)
    take(running, order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-03-20")
    before = census(running)
    running.carrier.carry_out = _dies  # type: ignore[method-assign]  # the process ends after the intention
    with pytest.raises(Crash):
        apply(running, NOW)
    fresh = renewed(running.vault)

    lawsuit = hold(fresh, "kim", "lawsuit", NOW)
    outcome = apply(fresh, NOW)

    assert (outcome.destroyed, outcome.preserved) == (0, 2)
    assert len(strands(fresh)) == len(before.keys)
    given_up = [note for note in notes(fresh, Act.DESTROY) if note.leaf.ph is Phase.DONE]
    assert [note.leaf.ok for note in given_up] == [False]
    release(fresh, lawsuit, NOW + DAY)
    assert apply(fresh, NOW + DAY).destroyed == 1


def _dies(acts: list[Begun], now: int) -> None:
    raise Crash


@pytest.mark.parametrize("commit", range(1, 12))
def test_an_event_whose_report_was_cut_short_counts_or_was_never_reported(running: Running, commit: int) -> None:
    opened(running)
    take(running, signup("kim"))
    try:
        with crash_before(running, commit):
            left(running, "kim", "2021-03-20")
    except Crash:
        pass
    fresh = renewed(running.vault)
    reported = bool(notes(fresh, Act.EVENT))

    outcome = apply(fresh, NOW)

    assert (outcome.preserved, outcome.destroyed) == ((1, 1) if reported else (0, 0))


@pytest.mark.parametrize("commit", range(1, 12))
def test_a_hold_that_was_cut_short_holds_everywhere_or_nowhere(running: Running, commit: int) -> None:
    opened(running)
    take(running, order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-03-10")
    apply(running, at("2021-03-10"))
    take(running, signup("kim", "2021-03-15"))
    try:
        with crash_before(running, commit):
            hold(running, "kim", "lawsuit", NOW)
    except Crash:
        pass
    fresh = renewed(running.vault)
    noted = bool(notes(fresh, Act.HOLD))
    apply(fresh, NOW)

    held = {bool(row) for place in ("live", "separate") for row in _held(fresh, place)}
    assert held == {noted}


@pytest.mark.parametrize("commit", range(1, 14))
def test_a_release_that_was_cut_short_is_still_open_everywhere_or_nowhere(running: Running, commit: int) -> None:
    opened(running)
    take(running, order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-03-10")
    apply(running, at("2021-03-10"))
    take(running, signup("kim", "2021-03-15"))
    lawsuit = hold(running, "kim", "lawsuit", NOW)
    try:
        with crash_before(running, commit):
            release(running, lawsuit, NOW)
    except Crash:
        pass
    fresh = renewed(running.vault)
    noted = bool(notes(fresh, Act.RELEASE))
    apply(fresh, NOW)

    held = {bool(row) for place in ("live", "separate") for row in _held(fresh, place)}
    assert held == {not noted}


def _held(running: Running, place: str) -> list[object]:
    with databases(running)[place].transaction() as connection:
        return list(connection.execute(sa.text("SELECT held FROM strand")).scalars())


@pytest.mark.parametrize("commit", range(1, 12))
def test_an_enactment_that_was_cut_short_leaves_room_for_another(running: Running, commit: int) -> None:
    other = POLICY.replace("until: [left, 1 month after due_day]", "until: [left, 2 months after due_day]")
    try:
        with crash_before(running, commit):
            opened(running)
    except Crash:
        if not renewed(running.vault).enacted:
            enact(renewed(running.vault), other.encode(), "policy.yaml", at("2020-01-01"))
    fresh = renewed(running.vault)
    [record] = take(fresh, given("booking", "kim", name="김지킴"))
    happen(fresh, [("", record, "due_day", at("2020-04-01"))], at("2020-04-01"))

    wanted = 0 if b"2 months" in _source(fresh) else 1
    assert apply(fresh, at("2020-05-02")).destroyed == wanted, "it lives by the text that was enacted"
    assert apply(fresh, at("2020-06-02")).destroyed == 1 - wanted


def _source(running: Running) -> bytes:
    with running.vault.live.transaction() as connection:
        return bytes(connection.execute(sa.text("SELECT source FROM policy")).scalar_one())


@pytest.mark.parametrize("commit", range(1, 10))
def test_collecting_cut_short_stores_everything_or_nothing(running: Running, commit: int) -> None:
    opened(running)
    before = tables(running)
    try:
        with crash_before(running, commit):
            collect(running, [signup("kim"), order("kim")], NOW)
    except Crash:
        pass
    after = tables(running)

    new = {name for name in after if after[name] != before[name] and name[0] == LIVE}
    whole = {(LIVE, table) for table in ("person", "record", "strand", "sealed", "lookup", "event", "log_pending")}
    assert new in (set(), whole)


def test_who_comes_back_after_a_crash_is_somebody_new(running: Running) -> None:
    """The crash came after the key of their reference was shredded, and before their rows went."""
    opened(running)
    take(running, given("booking", "kim", name="김지킴"))
    left(running, "kim", "2021-03-10")
    for commit in range(1, 60):
        if survives(running, commit):
            break
        if not running.vault.keyring.whole(_person_keys(running)) and _person_keys(running):
            break
    take(renewed(running.vault), given("booking", "kim", "2021-05-01", name="김지킴"))

    fresh = renewed(running.vault)
    assert fresh.vault.keyring.whole(_person_keys(fresh)) == set(_person_keys(fresh))
    assert len(_person_keys(fresh)) == 1


def _person_keys(running: Running) -> list[int]:
    with running.vault.live.transaction() as connection:
        return list(connection.execute(sa.text("SELECT key FROM person")).scalars())


def test_two_sweeps_at_once_share_the_work_and_do_nothing_twice(running: Running, settings: Settings) -> None:
    opened(running)
    for number in range(20):
        fill(running, f"kim{number}")
    before: Census = census(running)
    due = len(plan_due(running, NOW))
    sweepers = [again(settings), again(settings)]
    start, outcomes = Barrier(2), []

    def sweep(sweeper: Running) -> None:
        start.wait()
        outcomes.append(apply(sweeper, NOW))

    threads = [Thread(target=sweep, args=(sweeper,)) for sweeper in sweepers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for sweeper in sweepers:
        sweeper.vault.close()

    assert sum(len(outcome.released) for outcome in outcomes) >= due
    assert list(wrong_at_rest(renewed(running.vault), before)) == []


def test_a_key_number_is_never_given_out_twice(running: Running) -> None:
    """Shredding again, as a recovery does, must not hit a key that came later."""
    [(first, _), (second, _)] = running.vault.keyring.make(2)
    running.vault.keyring.shred([first, second])
    running.vault.keyring.clean()
    [(third, key)] = running.vault.keyring.make(1)
    running.vault.keyring.shred([first, second])

    assert third > second
    assert running.vault.keyring.open([third]) == {third: key}
