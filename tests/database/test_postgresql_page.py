"""docs/postgresql.md keeps what it promises: its SQL is run as it stands there."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from jikim.engine import Running, apply, open_running
from jikim.errors import OperatorError
from jikim.messages import Language
from jikim.settings import Settings
from jikim.vault import KEYS, LEDGER, LIVE, SEPARATE
from tests.engine.shop import at, given, left, opened, take

pytestmark = pytest.mark.postgres
PAGE = Path(__file__).resolve().parents[2] / "docs/postgresql.md"
PLACES = (LIVE, SEPARATE, KEYS, LEDGER)


def statements() -> list[str]:
    [block] = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [each.strip() for each in block.split(";") if each.strip()]


@pytest.fixture(scope="module")
def urls(durable_postgres_url: str) -> Mapping[str, str]:
    """The four databases of the page, on a server of this module's own with fsync on."""
    with psycopg.connect(_libpq(durable_postgres_url), autocommit=True) as connection:
        for each in statements():
            connection.execute(each)  # type: ignore[arg-type]  # the page's own text
        for place in PLACES:
            connection.execute(f"ALTER ROLE jikim_{place} PASSWORD 'secret-{place}'")
    host = durable_postgres_url.partition("?")[2]
    return {place: f"postgresql://jikim_{place}:secret-{place}@/jikim_{place}?{host}" for place in PLACES}


@pytest.fixture(scope="module")
def shop(urls: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("vault")
    running = opened(open_running(Settings(folder, folder / "kek", Language.KOREAN, urls), "shop", "x", create=True))
    yield running
    running.vault.close()


def _libpq(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def test_a_vault_works_with_these_roles_and_no_further_grant(shop: Running) -> None:
    take(shop, given("booking", "kim", name="김지킴"))
    left(shop, "kim", "2021-03-10")

    assert apply(shop, at("2021-03-10")).destroyed == 1


@pytest.mark.parametrize("role", PLACES)
def test_no_role_can_open_the_database_of_another(shop: Running, urls: Mapping[str, str], role: str) -> None:
    assert shop.vault.keys
    for place in PLACES:
        url = urls[role].replace(f"/jikim_{role}?", f"/jikim_{place}?")
        if place == role:
            psycopg.connect(url).close()
            continue
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(url)


def test_who_has_the_live_role_has_no_key(shop: Running, urls: Mapping[str, str]) -> None:
    take(shop, given("booking", "lee", name="이지킴"))
    with psycopg.connect(urls[LIVE]) as connection:
        tables = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT wrapped FROM key")
    assert "sealed" in tables
    assert "key" not in tables


def test_the_bytes_of_a_shredded_key_leave_the_table_s_file(shop: Running, durable_postgres_url: str) -> None:
    [(number, _)] = shop.vault.keyring.make(1)
    with shop.vault.keys.transaction() as connection:
        wrapped = bytes(connection.exec_driver_sql(f"SELECT wrapped FROM key WHERE id = {number}").scalar_one())
    keys = durable_postgres_url.replace("/postgres?", "/jikim_keys?")

    assert wrapped in _file_of_keys(keys)
    shop.vault.keyring.shred([number])
    assert wrapped in _file_of_keys(keys), "a deleted row stays as a dead tuple"
    with psycopg.connect(_libpq(keys), autocommit=True) as connection:
        connection.execute("VACUUM key")
    shop.vault.keyring.clean()
    assert wrapped not in _file_of_keys(keys)


def _file_of_keys(url: str) -> bytes:
    with psycopg.connect(_libpq(url), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SELECT pg_read_binary_file(pg_relation_filepath('key'))").fetchone()
    assert row
    return bytes(row[0])


def test_a_server_that_could_lose_a_commit_is_refused(urls: Mapping[str, str], tmp_path: Path) -> None:
    careless = {place: f"{url}&options=-csynchronous_commit%3Doff" for place, url in urls.items()}
    with pytest.raises(OperatorError, match="synchronous_commit = off") as refused:
        open_running(Settings(tmp_path, tmp_path / "kek", Language.KOREAN, careless), "shop", "x", create=True)
    assert "synchronous_commit = on" in str(refused.value.fix)
