"""`jikim hold --data` and `jikim event --data`: what is told of somebody whom only the tables know."""

import json
import sqlite3
from pathlib import Path

import pytest

from jikim.cli import run
from jikim.tables import Product
from tests.cli.test_plan_data import fill
from tests.engine.tables import DATA_OF_TABLES, policy

HOLDS = "holds: {lawsuit: {label: 소송, of: [order]}}\n"


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    for name in ("shop.db", "apart.db"):
        sqlite3.connect(name).close()
    found = {"SHOP": f"sqlite:///{tmp_path}/shop.db", "APART": f"sqlite:///{tmp_path}/apart.db"}
    fill(Product.SQLITE, found["SHOP"])
    Path("data.yaml").write_text(DATA_OF_TABLES, encoding="utf-8")
    Path("policy.yaml").write_bytes(policy(floor=False, more=HOLDS))
    assert run(["init", "shop", "--language", "en"], {}) == 0
    assert run(["enact", "policy.yaml"], {}) == 0
    capsys.readouterr()
    return found


def test_a_hold_is_opened_on_a_person_of_the_tables_and_ended(
    addresses: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    def due() -> set[str]:
        assert run(["plan", "--data", "data.yaml", "--json"], addresses) == 0
        parts = json.loads(capsys.readouterr().out)["parts"]
        return {part["table"] for part in parts if part["act"] == "destroy"}

    Path("one").write_text("1\n", encoding="utf-8")
    before = due()
    assert run(["hold", "lawsuit", "--data", "data.yaml", "--person-file", "one", "--json"], addresses) == 0
    number = json.loads(capsys.readouterr().out)["hold"]
    assert before == {"members", "orders"}
    assert run(["plan", "--data", "data.yaml", "--json"], addresses) == 0
    held = [part for part in json.loads(capsys.readouterr().out)["parts"] if part["act"] == "preserve"]
    assert [(part["table"], part["rows"]) for part in held] == [("orders", 1)]
    assert run(["hold", "--release", number, "--data", "data.yaml"], addresses) == 0
    capsys.readouterr()
    assert due() == before


def test_an_event_of_a_person_of_the_tables_is_told_and_one_call_names_one(
    addresses: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("two").write_text("2\n", encoding="utf-8")
    assert run(["event", "left", "--data", "data.yaml", "--person-file", "two"], addresses) == 0
    Path("many").write_text("1\n2\n", encoding="utf-8")
    assert run(["event", "left", "--data", "data.yaml", "--person-file", "many"], addresses) == 2
    capsys.readouterr()
    assert run(["plan", "--data", "data.yaml", "--json"], addresses) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert sum(part["rows"] for part in parts if part["table"] == "members") == 2
