"""Keys and databases that are not as they must be: a sentence to act on, and nothing changed."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.process import digest, jikim

FILES = Path(__file__).parent / "files"
KIM = """{"activity": "membership", "role": "member", "person": "m1",
          "values": {"이메일": "kim@example.kr", "이름": "김지킴"}}"""
LEE = KIM.replace("kim@", "lee@").replace("김지킴", "이" + "지킴" * 40_000).replace("m1", "m2")
DAY = ("--as-of", "2020-03-01")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a shop has begun and one person is stored."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copy(FILES / "shop.yaml", folder)
    for step in (("init", "shop"), ("enact", "shop.yaml", "--as-of", "2020-01-01")):
        assert jikim(folder, *step).returncode == 0
    assert jikim(folder, "collect", *DAY, given=KIM).returncode == 0
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    """The same, to be spoiled."""
    return Path(shutil.copytree(begun, tmp_path, dirs_exist_ok=True))


def test_a_missing_key_file_stops_everything(folder: Path) -> None:
    (folder / "vault/kek.key").rename(folder / "kek.key")
    before = digest(folder)
    found = jikim(folder, "collect", *DAY, given=LEE)
    assert found.returncode == 2
    assert found.stderr.splitlines()[0].endswith("키 파일이 없습니다")
    assert digest(folder) == before
    (folder / "kek.key").rename(folder / "vault/kek.key")
    assert jikim(folder, "log", "verify").returncode == 0


def test_a_key_file_that_others_can_read_is_refused(folder: Path) -> None:
    (folder / "vault/kek.key").chmod(0o644)
    before = digest(folder)
    assert jikim(folder, "why", *DAY, given="m1").returncode == 2
    assert digest(folder) == before


@pytest.mark.parametrize("name", ["live", "separate", "keys", "ledger"])
def test_a_missing_database_is_not_begun_anew(name: str, folder: Path) -> None:
    (folder / f"vault/{name}.db").unlink()
    before = digest(folder)
    found = jikim(folder, "plan", *DAY)
    assert found.returncode == 2
    assert found.stderr.splitlines()[0] == f"'vault' 보관소에 없는 파일이 있습니다: {name}.db"
    assert digest(folder) == before


@pytest.mark.parametrize("name", ["live", "separate", "keys", "ledger"])
def test_a_database_that_cannot_be_written_to_is_named(name: str, folder: Path) -> None:
    (folder / f"vault/{name}.db").chmod(0o444)
    before = digest(folder)
    found = jikim(folder, "collect", *DAY, given=LEE, as_a_user=True)
    assert found.returncode == 2
    what, why, fix = found.stderr.splitlines()
    assert what == f"'{name}' 데이터베이스를 쓸 수 없습니다"
    assert why == "  이유  쓸 수 없습니다"
    assert fix.startswith("  해결  이 명령을 실행하는 사용자에게")
    assert digest(folder) == before
    (folder / f"vault/{name}.db").chmod(0o644)
    assert jikim(folder, "collect", *DAY, given=LEE, as_a_user=True).returncode == 0


def test_a_vault_in_a_read_only_folder_is_not_opened(folder: Path) -> None:
    vault = folder / "vault"
    vault.chmod(0o555)
    before = digest(folder)
    found = jikim(folder, "collect", *DAY, given=LEE, as_a_user=True)
    vault.chmod(0o755)
    assert found.returncode == 2
    assert "데이터베이스를 쓸 수 없습니다" in found.stderr
    assert digest(folder) == before


def test_a_full_disk_stores_nothing_and_the_next_run_goes_on(folder: Path) -> None:
    before = _stored(folder)
    found = jikim(folder, "collect", *DAY, given=LEE, most_bytes=65_536)
    assert found.returncode == 2
    assert found.stdout == ""
    what, why, _ = found.stderr.splitlines()
    assert what == "'live' 데이터베이스를 쓸 수 없습니다"
    assert why == "  이유  디스크가 더 받아들이지 않습니다"
    assert _stored(folder) == before
    assert jikim(folder, "collect", *DAY, given=LEE).returncode == 0
    assert len(_stored(folder)) == len(before) + 1
    assert jikim(folder, "log", "verify").returncode == 0


def test_a_database_that_is_none_is_named(folder: Path) -> None:
    (folder / "vault/live.db").write_bytes(b"no database at all" * 1000)
    before = digest(folder)
    found = jikim(folder, "plan", *DAY)
    assert found.returncode == 2
    assert found.stderr.splitlines()[0] == "'live' 데이터베이스를 쓸 수 없습니다"
    assert digest(folder) == before


def test_a_log_that_was_changed_is_found_out(folder: Path) -> None:
    database = sqlite3.connect(folder / "vault/ledger.db")
    (table,) = database.execute("SELECT name FROM sqlite_master WHERE name LIKE '%side%' AND type = 'table'").fetchone()
    database.execute(f"UPDATE {table} SET body = x'00' WHERE leaf = 0")
    database.commit()
    database.close()
    found = jikim(folder, "log", "verify")
    assert found.returncode == 1
    assert "부속 기록이 처음 적힌 것과 다릅니다" in found.stderr


def test_no_value_of_a_person_reaches_an_error_or_the_log(folder: Path) -> None:
    refused = KIM.replace("membership", "news")
    found = jikim(folder, "--log", "run.log", "--debug", "collect", *DAY, given=refused)
    assert found.returncode == 1
    said = found.stdout + found.stderr + (folder / "run.log").read_text(encoding="utf-8")
    assert [value for value in ("kim@example.kr", "김지킴", "m1") if value in said] == []


def _stored(folder: Path) -> list[str]:
    """Everything that can be handed back, line by line."""
    file = folder / "all.jsonl"
    assert jikim(folder, "export", "--all", "-o", file.name, *DAY).returncode == 0
    found = file.read_text(encoding="utf-8").splitlines()
    file.unlink()
    return found
