"""`jikim person` and `jikim verify` over a shop in a file: what is handed out, what goes, and what is found left."""

import io
import json
import sqlite3
import stat
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.cli import run
from jikim.tables import Product
from tests.connect.shop import Member, Order, filled
from tests.connect.small import Small
from tests.engine.tables import policy
from tests.engine.test_persons import FOUND_BY

JOINED = datetime(2020, 3, 1, 10)


@pytest.fixture(autouse=True)
def a_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """A shop in a database, its vault and its map, in the folder we are in; returns the address of the database."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    sqlite3.connect(tmp_path / "shop.db").close()
    days = (date(2020, 3, 2),)
    orders = [Order(1, JOINED, 1, days), Order(2, JOINED, 2, days)]
    filled(Small(Product.SQLITE, lambda: url, []), [Member(1, JOINED), Member(2, JOINED)], orders, []).dispose()
    change(url, "UPDATE members SET name = '이다온', email = 'One@example.kr' WHERE id = 1")
    change(url, "CREATE TABLE notes (id integer PRIMARY KEY, body varchar(200))")
    Path("policy.yaml").write_bytes(policy(floor=False))
    Path("data.yaml").write_text(FOUND_BY.replace(", apart: {url: env:APART, role: separate}", ""), encoding="utf-8")
    monkeypatch.setenv("SHOP", url)
    assert run(["init", "shop"], {}) == 0
    assert run(["enact", "policy.yaml", "--as-of", "2020-01-01"], {}) == 0
    capsys.readouterr()
    return url


def change(url: str, statement: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


def asked(monkeypatch: pytest.MonkeyPatch, url: str, *arguments: str, lines: str = "") -> int:
    """Run one command, with lines on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
    return run([*arguments, "--data", "data.yaml", "--language", "en"], {"SHOP": url, "COLUMNS": "100"})


def test_an_export_goes_to_a_file_for_its_owner_alone(
    a_service: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who = '{"email": "ONE@example.kr"}\n'
    assert asked(monkeypatch, a_service, "person", "export", "-o", "one.jsonl", lines=who) == 0
    rows = [json.loads(line)["held"] for line in Path("one.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(row["table"], *row["key"]) for row in rows} == {("members", "1"), ("orders", "1"), ("payments", "0")}
    assert [row["items"]["name"] for row in rows if row["table"] == "members"] == [{"name": "이다온"}]
    assert stat.S_IMODE(Path("one.jsonl").stat().st_mode) == 0o600
    shown = capsys.readouterr()
    assert "One@example.kr" not in shown.out + shown.err


def test_whoever_is_not_named_clearly_is_refused(
    a_service: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for lines in ("", '{"email": 1}\n', "{\n", "99\n"):
        assert asked(monkeypatch, a_service, "person", "export", lines=lines) != 0
        assert not capsys.readouterr().out


def test_an_erasure_is_shown_first_then_done_and_what_was_left_is_found(
    a_service: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, a_service, "person", "erase", "--dry-run", lines="1\n") == 1  # a contract still runs
    assert asked(monkeypatch, a_service, "person", "erase", "--dry-run", "--leaving", lines="1\n") == 0
    assert asked(monkeypatch, a_service, "person", "export", lines="1\n") == 0  # all of it is still there
    assert asked(monkeypatch, a_service, "person", "erase", "--leaving", lines="1\n") == 0
    assert "erased: 2 of 2 rows" in capsys.readouterr().out
    assert asked(monkeypatch, a_service, "person", "export", lines="1\n") == 1

    change(a_service, "INSERT INTO notes VALUES (7, '이다온님 one@example.kr 문의')")
    assert asked(monkeypatch, a_service, "verify", "--json") == 1
    [found] = json.loads(capsys.readouterr().out)
    assert (found["status"], found["left"], found["people"]) == ("failed", [], 1)
    assert {(one["table"], one["column"], one["item"]) for one in found["places"] if one["residue"]} == {
        ("notes", "body", "email"),
        ("notes", "body", "name"),
    }
    change(a_service, "DELETE FROM notes")
    assert asked(monkeypatch, a_service, "verify") == 0
    assert "done: nothing of it is left" in capsys.readouterr().out
