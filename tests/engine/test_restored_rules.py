"""A place put back from an old copy lives by the rules of today: holds, freezes, events, policies and their numbers."""

from contextlib import suppress

import pytest
import sqlalchemy as sa

from jikim.database import queries
from jikim.engine import Running, apply, enact, explain, freeze, happen, hold, refuse_restored, release, seal_logs, thaw
from jikim.engine.holds import open_holds
from jikim.errors import OperatorError, RefusedError
from jikim.settings import Settings
from jikim.vault import LIVE, SEPARATE, agree_on_kinds
from tests.engine.shop import DAY, POLICY, at, column, databases, given, left, signup, take
from tests.engine.test_crashes import Crash, crash_before
from tests.engine.test_restored_places import NOW, Backup, kim_leaves, refused, shop
from tests.engine.test_versions import SECOND
from tests.running import renewed

__all__ = ["shop"]

FIVE_YEARS = SECOND.replace("until: 1 year after left", "until: 5 years after left")
SIX_MONTHS = SECOND.replace("until: 1 year after left", "until: 6 months after left")


def second(running: Running, text: str, day: str = "2022-12-20") -> None:
    enact(running, text.encode(), "policy.yaml", at(day))


def settled(running: Running, day: str) -> Running:
    with pytest.raises(RefusedError, match="put back from an old copy"):
        apply(running, at(day))
    return renewed(running.vault)


def known(running: Running, place: str) -> tuple[list[object], list[object]]:
    """The kinds and the keepings that a place knows."""
    kinds = column(running, place, "SELECT name FROM kind ORDER BY id, policy, keeping")
    numbers = column(running, place, "SELECT 1000000 * id + 1000 * policy + keeping FROM kind ORDER BY id")
    return [*kinds, *numbers], column(running, place, "SELECT spec FROM keeping ORDER BY id")


def test_what_a_hold_covers_is_not_destroyed_after_separate_was_put_back(shop: Running, settings: Settings) -> None:
    kim_leaves(shop)
    backup = Backup(shop, settings, SEPARATE)
    hold(shop, "kim", "lawsuit", NOW + DAY)
    seal_logs(shop)
    fresh = backup.put_back(shop)
    refused(fresh)

    assert apply(renewed(fresh.vault), at("2022-04-01")).destroyed == 0


def test_what_was_released_since_the_copy_ends(shop: Running, settings: Settings) -> None:
    kim_leaves(shop)
    hold(shop, "kim", "lawsuit", NOW)
    backup = Backup(shop, settings, SEPARATE)
    [(number, _, _)] = open_holds(shop)
    release(shop, number, NOW + DAY)
    seal_logs(shop)
    fresh = backup.put_back(shop)
    refused(fresh)

    assert apply(renewed(fresh.vault), at("2022-04-01")).destroyed > 0


@pytest.mark.parametrize("place", [LIVE, SEPARATE])
def test_what_was_frozen_since_the_copy_is_frozen_again(shop: Running, settings: Settings, place: str) -> None:
    if place == SEPARATE:
        kim_leaves(shop)
    backup = Backup(shop, settings, place)
    freeze(shop, "kim", None, NOW + DAY)
    thaw(shop, "kim", "order", NOW + DAY)
    seal_logs(shop)
    frozen = column(shop, place, "SELECT frozen FROM strand ORDER BY id")
    fresh = backup.put_back(shop)
    refused(fresh)

    assert set(frozen) == {0, 1}
    assert column(fresh, place, "SELECT frozen FROM strand ORDER BY id") == frozen


def test_an_event_since_the_copy_counts_for_what_is_kept_apart(shop: Running, settings: Settings) -> None:
    """Lee took no course for a year and then one again: the copy knows of the year only."""
    take(shop, given("course", "lee", education="학사"))
    assert apply(shop, NOW).preserved == 1
    backup = Backup(shop, settings, SEPARATE)
    happen(shop, [("lee", None, "last_active", NOW + DAY)], NOW + DAY)
    seal_logs(shop)
    fresh = backup.put_back(shop)
    assert column(fresh, SEPARATE, "SELECT stirred FROM strand") == [0]
    refused(fresh)

    assert column(fresh, SEPARATE, "SELECT stirred FROM strand") == [1]
    assert apply(fresh, NOW + 2 * DAY).returned == 1


def test_separate_put_back_to_before_an_enactment_still_takes_strands(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, SEPARATE)
    second(shop, FIVE_YEARS)
    take(shop, signup("park", "2023-02-01"))
    seal_logs(shop)
    fresh = settled(backup.put_back(shop), "2023-03-02")
    left(fresh, "park", "2023-03-20")

    assert apply(fresh, at("2023-04-20")).preserved > 0


def test_separate_put_back_to_before_a_policy_counted_is_brought_to_it_again(shop: Running, settings: Settings) -> None:
    kim_leaves(shop)
    backup = Backup(shop, settings, SEPARATE)
    shorter = SECOND.replace("1 year after left", "3 months after left").replace("2023-01-01", "2021-05-01")
    shorter = shorter.replace("2022-12-20", "2021-04-20")
    second(shop, shorter, "2021-04-20")
    apply(shop, at("2021-05-01"))
    seal_logs(shop)
    wanted = sorted(map(str, column(shop, SEPARATE, "SELECT keeping FROM strand")))
    fresh = settled(backup.put_back(shop), "2021-05-02")
    apply(fresh, at("2021-05-03"))

    assert sorted(map(str, column(fresh, SEPARATE, "SELECT keeping FROM strand"))) == wanted


def moved_under_five_years(shop: Running) -> None:
    second(shop, FIVE_YEARS)
    take(shop, signup("park", "2023-02-01"))
    left(shop, "park", "2023-02-10")
    apply(shop, at("2023-03-01"))
    seal_logs(shop)


@pytest.mark.parametrize("told", [False, True])
def test_what_is_kept_apart_keeps_its_rules_when_live_was_put_back_and_another_policy_enacted(
    shop: Running, settings: Settings, *, told: bool
) -> None:
    """Nobody knows any more who it was and when they left: only the strand does. `told`: what was refused first."""
    backup = Backup(shop, settings, LIVE)
    moved_under_five_years(shop)
    apart = column(shop, SEPARATE, "SELECT id FROM strand")
    fresh = backup.put_back(shop)
    if told:
        fresh = settled(fresh, "2023-03-02")
    second(fresh, SIX_MONTHS, "2023-03-02")
    if not told:
        fresh = settled(fresh, "2023-03-03")

    assert apply(fresh, at("2024-01-01")).destroyed == 0, "collected under five years"
    assert set(map(bytes, apart)) <= set(map(bytes, column(fresh, SEPARATE, "SELECT id FROM strand")))  # type: ignore[arg-type]  # blobs
    assert apply(fresh, at("2028-02-11")).destroyed > 0, "and not a day longer"


def test_a_policy_that_was_lost_and_is_enacted_again_gets_the_number_it_had(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, LIVE)
    moved_under_five_years(shop)
    before = known(shop, SEPARATE)
    fresh = settled(backup.put_back(shop), "2023-03-02")
    second(fresh, FIVE_YEARS, "2023-03-02")

    assert known(fresh, LIVE) == known(fresh, SEPARATE) == before
    assert [each.id for each in fresh.enacted] == [1, 2]


def test_another_policy_gets_a_number_that_was_never_given_out(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, LIVE)
    moved_under_five_years(shop)
    fresh = settled(backup.put_back(shop), "2023-03-02")
    second(fresh, SIX_MONTHS, "2023-03-02")

    assert known(fresh, LIVE) == known(fresh, SEPARATE)
    assert [each.id for each in fresh.enacted] == [1, 3]


def test_people_of_a_lost_policy_can_be_explained(shop: Running, settings: Settings) -> None:
    """Between the old copy and the refusal the service goes on: what live does not know, separate does."""
    backup = Backup(shop, settings, LIVE)
    moved_under_five_years(shop)
    fresh = backup.put_back(shop)
    happen(fresh, [("kim", None, "left", at("2023-03-01"))], at("2023-03-02"))

    assert {each.place for each in explain(fresh, "kim", at("2023-03-02"))} == {LIVE}
    assert set(map(int, map(str, column(fresh, SEPARATE, "SELECT kind FROM strand")))) <= set(fresh.kinds.kinds)


def test_places_that_number_differently_are_refused(shop: Running) -> None:
    """Copies that do not belong together: nothing may be destroyed by the wrong rules."""
    newest = max(shop.kinds.keepings)
    sql = queries("place", shop.vault.live.dialect)
    for place, spec in ((LIVE, "one"), (SEPARATE, "another")):
        with databases(shop)[place].transaction() as connection:
            row = {"id": newest + 1, "digest": spec.encode(), "spec": spec, "by_age": 0}
            connection.execute(sql["put_keeping"], [row])

    with pytest.raises(OperatorError, match="the same number to different kinds"):
        renewed(shop.vault)
    with pytest.raises(OperatorError, match="the same number to different kinds"):
        agree_on_kinds(shop.vault)


@pytest.mark.parametrize("place", [LIVE, SEPARATE])
def test_settling_it_may_be_stopped_anywhere(shop: Running, settings: Settings, place: str) -> None:
    """Each commit of it once: what is held stays, what is apart keeps its rules, both know the same kinds."""
    kim_leaves(shop)
    backup = Backup(shop, settings, place)
    hold(shop, "kim", "lawsuit", NOW + DAY)
    freeze(shop, "kim", None, NOW + DAY)
    second(shop, POLICY.replace("2020-01-01", "2021-05-01"), "2021-04-20")
    take(shop, given("booking", "lee", "2021-05-02", name="이지킴"))
    seal_logs(shop)
    through, commit = False, 0
    while not through:
        commit += 1
        fresh = backup.put_back(shop)
        try:
            with suppress(RefusedError), crash_before(fresh, commit):
                refuse_restored(fresh, at("2021-05-03"))
            through = True
        except Crash:
            with suppress(RefusedError):
                refuse_restored(renewed(fresh.vault), at("2021-05-03"))
        fresh = renewed(fresh.vault)
        assert known(fresh, LIVE) == known(fresh, SEPARATE), f"after a crash before commit {commit}"
        assert set(column(fresh, place, "SELECT frozen FROM strand WHERE person IN (SELECT person FROM strand "
                                        "WHERE frozen = 1)")) <= {1}  # fmt: skip
        assert apply(fresh, at("2022-04-01")).destroyed == 0, f"after a crash before commit {commit}"
        _forget_settling(fresh)

    assert commit > 8, "there is something to crash before"


def _forget_settling(running: Running) -> None:
    """Let both places rest as sealed, before the copy is put back once more."""
    seal_logs(running)
    with running.vault.live.transaction() as connection:
        assert connection.execute(sa.text("SELECT COUNT(*) FROM outbox")).scalar_one() == 0
