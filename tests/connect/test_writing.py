"""A database opened to be written to: what each product is told, and what an address that leads nowhere gets."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.connect import open_to_write
from jikim.errors import OperatorError
from tests.connect.acting import writing


def test_sqlite_judges_foreign_keys_overwrites_what_it_frees_and_begins_as_a_writer(tmp_path: Path) -> None:
    (tmp_path / "shop.db").touch()
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    with writing(url) as engine, engine.begin() as live:
        told = [live.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "secure_delete")]
        assert told == [1, 1]
        assert live.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="is not there"):
        open_to_write("shop", f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_postgresql_speaks_utc_waits_for_no_lock_longer_and_commits_to_the_disk(postgres_databases: object) -> None:
    assert callable(postgres_databases)
    engine = open_to_write("shop", postgres_databases(1)[0], statement_seconds=7)
    names = ("timezone", "lock_timeout", "statement_timeout", "transaction_isolation", "synchronous_commit")
    with engine.begin() as live:
        said = [live.execute(sa.text(f"SHOW {name}")).scalar() for name in names]
    engine.dispose()
    assert said == ["UTC", "7s", "7s", "read committed", "on"]


@pytest.mark.mariadb
def test_mariadb_is_strict_speaks_utc_and_waits_for_no_lock_longer(mariadb_databases: object) -> None:
    assert callable(mariadb_databases)
    engine = open_to_write("shop", mariadb_databases(1)[0], statement_seconds=7)
    with engine.begin() as live:
        asked = "SELECT @@session.time_zone, @@session.innodb_lock_wait_timeout, @@session.sql_mode"
        [(zone, wait, modes)] = live.execute(sa.text(asked)).all()
    engine.dispose()
    assert (zone, wait) == ("+00:00", 7)
    assert "STRICT_ALL_TABLES" in modes
