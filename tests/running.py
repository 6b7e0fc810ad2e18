"""A vault of a test's own, on SQLite and on PostgreSQL: the same tests must pass on both.

`running` is a service whose vault is new and empty, `settings` say where it is. On PostgreSQL the four databases, each
with a role of its own, serve a whole module and are emptied before each test: making them anew takes half a second.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.database import Database
from jikim.engine import Running, open_running
from jikim.law import catalogue
from jikim.messages import Language
from jikim.settings import Settings
from jikim.vault import KEYS, LEDGER, LIVE, SEPARATE, Vault
from tests.lifecycle.said import CALENDAR

PLACES = (LIVE, SEPARATE, KEYS, LEDGER)
PRODUCTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
KEPT = {"meta", "secret"}  # the schema, and long-lived keys that an open vault remembers


@pytest.fixture(scope="module", params=PRODUCTS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running | None]:
    """A vault on PostgreSQL; None where the product is SQLite."""
    if request.param == "sqlite":
        yield None
        return
    make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
    folder = tmp_path_factory.mktemp("vault")
    addresses = dict(zip(PLACES, make(len(PLACES)), strict=True))
    settings = Settings(folder, folder / "kek.key", Language.KOREAN, addresses)
    first = open_running(settings, "shop", "tester", create=True, durable=False)
    first.settings = settings  # type: ignore[attr-defined]  # carried along for whoever opens the vault again
    yield first
    first.vault.close()


@pytest.fixture
def settings(server: Running | None, tmp_path: Path) -> Settings:
    """Where the vault of this test is."""
    if server is None:
        return Settings(tmp_path / "vault", tmp_path / "vault" / "kek.key", Language.KOREAN)
    found: Settings = server.settings  # type: ignore[attr-defined]  # put there above
    return found


@pytest.fixture
def running(server: Running | None, settings: Settings) -> Iterator[Running]:
    """A service without a policy, on an empty vault."""
    if server is None:
        opened = open_running(settings, "shop", "tester", create=True, durable=False)
        yield opened
        opened.vault.close()
        return
    for database in (server.vault.live, server.vault.separate, server.vault.keys, server.vault.ledger):
        _empty(database)
    yield renewed(server.vault)


def renewed(vault: Vault) -> Running:
    """A service on an open vault, as it stands now."""
    return Running(vault, CALENDAR, catalogue(), "tester")


def again(settings: Settings, service: str = "shop") -> Running:
    """The same vault, opened once more: what another process sees."""
    return open_running(settings, service, "another", durable=False)


def _empty(database: Database) -> None:
    with database.transaction() as connection:
        tables = [f'"{name}"' for name in sa.inspect(connection).get_table_names() if name not in KEPT]
        connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
        connection.exec_driver_sql("DELETE FROM meta WHERE name IN ('ledger', 'engaged')")
