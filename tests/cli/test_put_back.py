"""What the operator reads when a strand does not open, or a database was put back from an old copy."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.process import jikim

FILES = Path(__file__).parent / "files"
ORDER = (
    """{"activity": "order", "role": "member", "person": "PERSON", "values": {"이름": "김지킴", "주소": "가상로 1"}}"""
)
ACCOUNT = """{"activity": "membership", "role": "member", "person": "PERSON",
              "values": {"이메일": "PERSON@example.kr", "이름": "김지킴"}, "events": [["joined", "2020-03-01"]]}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two members with an order each; both have left, and the law keeps what they paid for."""
    shutil.copy(FILES / "shop.yaml", tmp_path)
    assert jikim(tmp_path, "init", "shop").returncode == 0
    assert jikim(tmp_path, "enact", "shop.yaml", "--as-of", "2020-01-01").returncode == 0
    for person in ("m1", "m2"):
        for each in (ACCOUNT, ORDER):
            given = each.replace("PERSON", person)
            assert jikim(tmp_path, "collect", "--as-of", "2020-03-01", given=given).returncode == 0
        assert jikim(tmp_path, "event", "left", "--as-of", "2021-03-10", given=person).returncode == 0
    return tmp_path


def test_a_strand_that_does_not_open_is_named_and_the_other_goes_on(folder: Path) -> None:
    for strand, body in rows(folder, "SELECT strand, body FROM sealed"):
        [kind] = rows(folder, "SELECT k.activity FROM strand s JOIN kind k ON k.id = s.kind WHERE s.id = ?", strand)
        if kind == ("order",):
            rows(folder, "UPDATE sealed SET body = ? WHERE strand = ?", body[:-1] + bytes([body[-1] ^ 1]), strand)
            break
    found = jikim(folder, "apply", "--as-of", "2021-03-11", "--json")
    assert found.returncode == 1
    assert (json.loads(found.stdout)["damaged"], json.loads(found.stdout)["preserved"]) == (1, 1)
    assert found.stderr.splitlines()[0] == f"열리지 않는 묶음 1개를 그대로 두었습니다: {strand.hex()[-8:]}"
    assert [line.split()[0] for line in found.stderr.splitlines()[1:]] == ["이유", "해결"]


def test_a_database_put_back_is_told_once(folder: Path) -> None:
    shutil.copy(folder / "vault/live.db", folder / "old")
    assert jikim(folder, "apply", "--as-of", "2021-03-11").returncode == 0
    for left in ("live.db-wal", "live.db-shm"):
        (folder / "vault" / left).unlink(missing_ok=True)
    shutil.copy(folder / "old", folder / "vault/live.db")
    first, second = (jikim(folder, "apply", "--as-of", "2021-03-12") for _ in range(2))
    assert (first.returncode, second.returncode) == (1, 0)
    assert first.stderr.startswith("'live' 데이터베이스를 오래된 사본에서 되돌렸습니다")
    assert "두 곳에 있던 묶음 2개를 한 곳에만 남겼습니다" in first.stderr
    assert "되돌렸습니다" not in second.stderr
    assert jikim(folder, "log", "verify").returncode == 0


def rows(folder: Path, sql: str, *values: object) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(folder / "vault/live.db") as connection:
        found = connection.execute(sql, values).fetchall()
    connection.close()
    return found
