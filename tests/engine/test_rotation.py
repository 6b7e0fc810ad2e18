"""The key that wraps all others is replaced: everything living still opens, and what was destroyed never does again."""

import base64
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jikim.engine import (
    Running,
    apply,
    collect,
    open_running,
    read_record,
    rewrap_keys,
    rotate_keys,
    seal_logs,
    verify_logs,
)
from jikim.errors import OperatorError
from jikim.keeper import epoch_of, load_key_file
from jikim.ledger import Act, Level, Phase
from jikim.messages import Language
from jikim.settings import Settings
from jikim.vault import KEYS, LIVE
from tests.engine.shop import at, column, contents, given, left, notes, opened, order, signup, take
from tests.engine.test_crashes import Crash, crash_before
from tests.engine.test_damaged_strands import key_altered, strand_of

NOW = at("2020-05-01")


Open = Callable[[Settings], Running]


@pytest.fixture
def other() -> Iterator[Open]:
    """Open the same vault once more, as another process would; closed with the test."""
    found: list[Running] = []

    def open_once_more(settings: Settings) -> Running:
        found.append(open_running(settings, "shop", "another", durable=False))
        return found[-1]

    yield open_once_more
    for each in found:
        each.vault.close()


@pytest.fixture
def shop(running: Running) -> Running:
    """The shop, with two members and an order."""
    opened(running)
    take(running, signup("kim"), order("kim"), given("booking", "lee", name="이지킴"))
    return running


def held(settings: Settings) -> set[int]:
    """The epochs that the key file holds."""
    return set(load_key_file(settings.key_file).epochs)


def wrapped(running: Running) -> list[bytes]:
    """Everything that is wrapped and was not shredded."""
    found = column(running, KEYS, "SELECT wrapped FROM key UNION ALL SELECT wrapped FROM secret")
    return [body for each in found if any(body := memoryview(each).tobytes())]  # type: ignore[arg-type]  # bytes


def epochs(running: Running) -> set[int]:
    return {epoch_of(each) for each in wrapped(running)}


def test_everything_opens_after_it_and_nothing_is_left_under_the_old_epoch(
    shop: Running, settings: Settings, other: Open
) -> None:
    before, [old] = contents(shop), held(settings)
    assert len(before) > 3
    assert rotate_keys(shop, settings.key_file, NOW).epoch == old + 1

    assert epochs(shop) == held(settings) == {old + 1}
    assert contents(shop) == contents(other(settings)) == before


def test_it_is_written_down_before_and_after_with_the_level_that_destruction_has_reached(
    shop: Running, settings: Settings
) -> None:
    epoch = rotate_keys(shop, settings.key_file, NOW).epoch

    begun, done = notes(shop, Act.KEY)
    assert (begun.leaf.ph, begun.leaf.lv) == (Phase.INTENDED, ())
    assert (done.leaf.ph, done.leaf.lv, done.leaf.why) == (Phase.DONE, (Level.E4,), (f"epoch:{epoch}",))
    seal_logs(shop)
    assert verify_logs(shop)


def test_a_copy_of_the_keys_from_before_opens_nothing(shop: Running, settings: Settings) -> None:
    copies = wrapped(shop)
    assert copies
    rotate_keys(shop, settings.key_file, NOW)
    key = load_key_file(settings.key_file)
    for copy in copies:
        with pytest.raises(OperatorError, match="which is not held"):
            key.unwrap(1, copy)


def test_who_had_the_vault_open_goes_on_under_the_new_key(shop: Running, settings: Settings, other: Open) -> None:
    second = other(settings)
    [record] = take(second, signup("choi"))
    rotate_keys(shop, settings.key_file, NOW)

    assert read_record(second, record, "join", NOW).texts["ci"] == "ci-choi"
    newest = rotate_keys(shop, settings.key_file, NOW).epoch
    [later] = collect(second, [signup("park", "2020-05-01")], NOW)
    assert epochs(shop) == {newest}, "what the other wrapped too"
    assert read_record(shop, later, "join", NOW).texts["ci"] == "ci-park"


def test_who_has_only_the_old_key_wraps_nothing_under_it(
    shop: Running, settings: Settings, other: Open, tmp_path: Path
) -> None:
    """A copy of the key file, which the rotation did not reach."""
    copy = tmp_path / "copy.key"
    copy.write_bytes(settings.key_file.read_bytes())
    copy.chmod(0o600)
    second = other(replace(settings, key_file=copy))
    newest = rotate_keys(shop, settings.key_file, NOW).epoch
    with pytest.raises(OperatorError, match=f"replaced by epoch '{newest}'"):
        collect(second, [signup("park", "2020-05-01")], NOW)
    assert epochs(shop) == {newest}


def test_what_was_shredded_stays_shredded(shop: Running, settings: Settings) -> None:
    left(shop, "lee", "2020-05-01")
    assert apply(shop, at("2020-05-02")).destroyed == 1
    living, keys = contents(shop), len(wrapped(shop))
    rotate_keys(shop, settings.key_file, at("2020-05-02"))
    assert len(wrapped(shop)) == keys
    assert contents(shop) == living


def test_stopped_anywhere_nothing_is_lost_and_the_next_turn_finishes(
    shop: Running, settings: Settings, other: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jikim.vault.keyring._AT_ONCE", 2)
    before, through, commit = contents(shop), False, 0
    while not through:
        commit += 1
        try:
            with crash_before(shop, commit):
                rotate_keys(shop, settings.key_file, NOW)
            through = True
        except Crash:
            second = other(settings)
            assert contents(second) == before, f"after a crash before commit {commit}"
            second.vault.close()
            assert epochs(shop) <= held(settings), "no epoch ends that is needed"

    assert commit > 6, "there is something to crash before"
    assert epochs(shop) == held(settings)
    assert contents(other(settings)) == before


@pytest.mark.parametrize("altered", [b"\x00\x01\x00\x01", None])
def test_a_key_that_does_not_open_is_named_and_the_old_epoch_ends(
    shop: Running, settings: Settings, altered: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jikim.vault.keyring._AT_ONCE", 2)
    number, [old] = key_altered(shop, strand_of(shop, LIVE, "signup", "ci"), altered), held(settings)

    done = rotate_keys(shop, settings.key_file, NOW)

    assert (done.epoch, done.damaged) == (old + 1, (number,))
    assert held(settings) == {old + 1}
    assert len([each for each in wrapped(shop) if epoch_of(each) != old + 1]) == 1
    said = done.damage()
    assert said is not None
    assert str(said.what).endswith(f": {number}")
    _, told = notes(shop, Act.KEY)
    assert (told.leaf.ok, told.leaf.lv) == (False, (Level.E4,))


def test_what_such_a_key_sealed_is_set_aside_and_no_later_rotation_stops(shop: Running, settings: Settings) -> None:
    strand = strand_of(shop, LIVE, "signup", "ci")
    key_altered(shop, strand, None)
    rotate_keys(shop, settings.key_file, NOW)
    left(shop, "kim", "2020-05-01")

    outcome = apply(shop, at("2020-05-02"))

    assert outcome.destroyed > 0
    assert list(outcome.aside) == [strand]
    assert len(rotate_keys(shop, settings.key_file, at("2020-05-03")).damaged) == 1


def test_a_key_from_the_environment_is_replaced_by_who_sets_it(tmp_path: Path, other: Open) -> None:
    old, new = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    settings = Settings(tmp_path, tmp_path / "none", Language.KOREAN, key=f"1:{old}")
    open_running(settings, "shop", "x", create=True, durable=False).vault.close()
    first = opened(other(settings))
    [record] = take(first, signup("kim"))
    with pytest.raises(OperatorError, match="only one epoch"):
        rewrap_keys(first, NOW)
    assert notes(first, Act.KEY) == []

    both = other(replace(settings, key=f"2:{new},1:{old}"))
    assert rewrap_keys(both, NOW).epoch == 2
    assert epochs(both) == {2}
    _, done = notes(both, Act.KEY)
    assert done.leaf.lv == (), "whether the old one has ended, we cannot see"
    alone = other(replace(settings, key=f"2:{new}"))
    assert read_record(alone, record, "join", NOW).texts["ci"] == "ci-kim"
