"""A vault of an older jikim opens and works; one of a newer jikim is left alone."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.faults.facts import census, wrong_at_rest
from jikim.database import Component, migrate
from jikim.database.migrate import steps_of
from jikim.engine import Running, apply, open_running, read_record, seal_logs, verify_logs
from jikim.engine.reading import records_of
from jikim.errors import OperatorError
from jikim.messages import Language
from jikim.settings import Settings
from jikim.vault import KEYS, LEDGER, LIVE, SEPARATE, open_vault
from tests.database.fixtures.make import HERE, KEY
from tests.engine.shop import at, databases, opened, signup, tables, take
from tests.running import again

PLACES = (LIVE, SEPARATE, KEYS, LEDGER)
NOW = at("2021-04-01")


def stored(folder: Path) -> Settings:
    """The vault of schema 1, out of its SQL."""
    for place in PLACES:
        connection = sqlite3.connect(folder / f"{place}.db")
        connection.executescript((HERE / f"schema1_{place}.sql").read_text(encoding="utf-8"))
        connection.close()
    return Settings(folder, folder / "kek", Language.KOREAN, key=KEY)


def test_a_vault_of_the_first_schema_opens_and_works(tmp_path: Path) -> None:
    running = open_running(stored(tmp_path), "shop", "tester")
    before = census(running)
    [(record, activity), _] = records_of(running, "kim")

    assert activity == "signup"
    assert read_record(running, record, "join", NOW).texts["email"] == "kim@example.kr"
    assert apply(running, NOW).destroyed == 2
    assert list(wrong_at_rest(running, before)) == []
    take(running, signup("choi", "2021-05-01"))
    assert sum(seal_logs(running).sizes.values()) == sum(verify_logs(running).values()) > 0
    running.vault.close()


def test_the_stored_vault_is_of_schema_1() -> None:
    for place, part in ((LIVE, "place"), (LIVE, "people"), (SEPARATE, "place"), (KEYS, "keys"), (LEDGER, "ledger")):
        text = (HERE / f"schema1_{place}.sql").read_text(encoding="utf-8")
        assert f"INSERT INTO \"meta\" VALUES('schema:{part}','1')" in text


def test_migrating_again_changes_nothing(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    before = tables(running)

    for database, components in (
        (running.vault.live, (Component.PLACE, Component.PEOPLE)),
        (running.vault.separate, (Component.PLACE,)),
        (running.vault.keys, (Component.KEYS,)),
        (running.vault.ledger, (Component.LEDGER,)),
    ):
        migrate(database, *components)

    assert tables(running) == before


@pytest.mark.parametrize("component", list(Component))
def test_a_newer_schema_is_refused_and_left_alone(running: Running, settings: Settings, component: Component) -> None:
    known = len(steps_of(component))
    _set_number(running, component, known + 1)
    before = tables(running)
    try:
        with pytest.raises(OperatorError, match=f"has schema {known + 1} of '{component.value}'") as refused:
            again(settings)
        assert "nothing was changed" in str(refused.value.fix)
        assert tables(running) == before
    finally:
        _set_number(running, component, known)


def _set_number(running: Running, component: Component, number: int) -> None:
    for database in databases(running).values():
        with database.transaction() as connection:
            connection.execute(
                sa.text("UPDATE meta SET value = :value WHERE name = :name"),
                {"name": f"schema:{component.value}", "value": str(number)},
            )


def test_the_vault_of_another_service_is_refused(running: Running, settings: Settings) -> None:
    opened(running)
    before = tables(running)
    with pytest.raises(OperatorError, match="belongs to the service 'shop', not to 'other'"):
        again(settings, "other")
    assert tables(running) == before


def test_keys_beside_the_data_are_refused(running: Running, settings: Settings) -> None:
    """Also under another spelling of the same address, or in one that was another part before."""
    encryption = running.vault.keyring.encryption
    addresses: dict[str, str | Path] = {place: settings.addresses.get(place) or settings.folder / f"{place}.db"
                                        for place in PLACES}  # fmt: skip
    spelled = str(addresses[LIVE])
    other: str | Path = f"{spelled}&application_name=x" if settings.addresses else settings.folder / "." / "live.db"
    if not settings.addresses:
        other = settings.folder.parent / settings.folder.name / ".." / settings.folder.name / "live.db"
    for wrong in (addresses[LIVE], other):
        with pytest.raises(OperatorError, match=r"four databases|'live' already"):
            open_vault("shop", addresses | {KEYS: wrong}, encryption, durable=False)
    swapped = addresses | {KEYS: addresses[SEPARATE], SEPARATE: addresses[KEYS]}
    with pytest.raises(OperatorError, match="already"):
        open_vault("shop", swapped, encryption, durable=False)
