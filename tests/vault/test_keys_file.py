"""The bytes of a destroyed key are in no page of SQLite's file, whatever was destroyed before it."""

import random  # noqa: TID251
from pathlib import Path

import pytest

from jikim.engine import Running
from jikim.settings import Settings
from jikim.vault import KEYS

KEYS_MADE, ROUNDS, SEED = 3000, 150, 3


def wrapped(running: Running) -> dict[int, bytes]:
    """Every key as it stands in its row, the zeroed ones left out."""
    with running.vault.keys.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT id, wrapped FROM key").all()
    return {number: bytes(body) for number, body in rows if any(body)}


def found_in(folder: Path, keys: dict[int, bytes]) -> set[int]:
    """Numbers of the keys whose bytes are in a file of the keys database."""
    files = [path.read_bytes() for path in folder.glob(f"{KEYS}.db*")]
    return {number for number, body in keys.items() if any(body in file for file in files)}


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_was_shredded_is_in_no_page_however_many_went_before(running: Running, settings: Settings) -> None:
    """Made and shredded in turn: where rows go, SQLite moves their neighbours and leaves copies that outlive them."""
    keyring, dice = running.vault.keyring, random.Random(SEED)
    made: dict[int, bytes] = {}
    gone: set[int] = set()
    for _ in range(ROUNDS):
        keyring.make(dice.choice([1, 3, 10, 30]))
        made |= wrapped(running)
        shredded = dice.sample(sorted(made.keys() - gone), min(dice.choice([0, 2, 5, 10, 20]), len(made) - len(gone)))
        keyring.shred(shredded)
        keyring.clean()
        gone.update(shredded)

    assert len(gone) > ROUNDS / 2
    assert found_in(settings.folder, made) == made.keys() - gone


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_zeroed_rows_go_when_all_keys_are_wrapped_anew_and_the_file_shrinks(
    running: Running, settings: Settings
) -> None:
    keyring = running.vault.keyring
    keyring.make(KEYS_MADE)
    before = wrapped(running)
    keyring.shred(sorted(before)[::2])
    keyring.clean()
    large = (settings.folder / f"{KEYS}.db").stat().st_size
    keyring.compact()

    assert (settings.folder / f"{KEYS}.db").stat().st_size < large * 0.7
    assert found_in(settings.folder, before) == set(wrapped(running)) == set(sorted(before)[1::2])
