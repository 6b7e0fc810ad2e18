"""`jikim separate`: what it creates, what it finds, and to whom it shows what a law keeps."""

import json
import sqlite3
import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from jikim.cli import run
from jikim.tables import Product
from tests.connect.shop import Member, Order, filled
from tests.connect.small import Small
from tests.engine.tables import DATA_OF_TABLES, policy

Told = Callable[..., tuple[int, str, str]]
JOINED = datetime(2020, 3, 1, 10)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """A service with its shop, a member of which has paid an order in 2024; and the program, run in its folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("shop.db", "apart.db"):
        sqlite3.connect(name).close()
    made = Small(Product.SQLITE, lambda: f"sqlite:///{tmp_path}/shop.db", [])
    filled(made, [Member(1, JOINED)], [Order(1, JOINED, 1, (date(2024, 1, 6),))], []).dispose()
    Path("data.yaml").write_text(DATA_OF_TABLES, encoding="utf-8")
    Path("policy.yaml").write_bytes(policy())
    addresses = {"SHOP": f"sqlite:///{tmp_path}/shop.db", "APART": f"sqlite:///{tmp_path}/apart.db"}

    def told(*words: str) -> tuple[int, str, str]:
        code = run([*words, "--language", "en"], addresses)
        said = capsys.readouterr()
        return code, said.out, said.err

    assert told("init", "shop")[0] == 0
    assert told("enact", "policy.yaml")[0] == 0
    return told


def test_what_is_missing_is_found_created_and_found_no_more(told: Told) -> None:
    code, out, _ = told("separate", "check", "--data", "data.yaml")
    assert (code, out.count("separate-table-missing")) == (1, 3)
    assert told("separate", "prepare", "--data", "data.yaml")[:2] == (
        0, "ready: 2 tables, of which what a law keeps can move there\n"
    )  # fmt: skip
    assert told("separate", "check", "--data", "data.yaml")[:2] == (
        0, "the separate database fits the tables in use\n"
    )  # fmt: skip


def test_the_statements_that_are_printed_make_it_ready_and_printing_them_does_not(told: Told) -> None:
    code, out, _ = told("separate", "prepare", "--sql", "--data", "data.yaml")
    assert code == 0
    assert told("separate", "check", "--data", "data.yaml")[0] == 1
    apart = sqlite3.connect("apart.db")
    apart.executescript(out)
    apart.close()
    assert told("separate", "check", "--data", "data.yaml")[0] == 0


def test_what_is_kept_of_a_person_is_shown_for_the_law_that_keeps_it_and_for_nothing_else(told: Told) -> None:
    told("separate", "prepare", "--data", "data.yaml")
    told("plan", "--data", "data.yaml")
    assert told("approve", "--plan", "plan.json", "--role", "cpo")[0] == 0
    assert told("apply", "--plan", "plan.json")[0] == 0
    Path("who").write_text("1\n", encoding="utf-8")
    show = ("separate", "show", "--data", "data.yaml", "--person-file", "who", "--reason-file", "why")

    Path("why").write_text("marketing\nwe would like to know\n", encoding="utf-8")
    code, out, err = told(*show)
    assert (code, out) == (1, "")
    assert "ecommerce/payment" in err

    Path("why").write_text("ecommerce/payment\nthe tax office asks\n", encoding="utf-8")
    code, _, _ = told(*show, "-o", "rows.jsonl")
    assert code == 0
    [row] = map(json.loads, Path("rows.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["rows"] == [{"table": "orders", "values": {"address": "가온구 가온로 1"}}]
    assert (row["table"], row["key"], row["held"]) == ("orders", ["1"], False)
    assert stat.S_IMODE(Path("rows.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [("show",), ("check", "--sql"), ("prepare", "-o", "rows"), ("burn",)])
def test_what_does_not_fit_together_is_not_begun(told: Told, words: tuple[str, ...]) -> None:
    assert told("separate", *words, "--data", "data.yaml")[0] == 2


def test_what_stands_apart_is_left_to_jikim_and_counted_beside_the_statements_and_the_other_job(told: Told) -> None:
    told("separate", "prepare", "--data", "data.yaml")
    told("plan", "--data", "data.yaml")
    assert told("approve", "--plan", "plan.json", "--role", "cpo")[0] == 0
    assert told("apply", "--plan", "plan.json")[0] == 0
    _six_years_earlier()

    code, out, _ = told("plan", "--data", "data.yaml", "--sql", "plan.sql")
    assert code == 0
    left = "left to `jikim apply`: 1 rows in the separate database 'apart'; no statement is written for them"
    assert left in out.splitlines()
    code, out, _ = told("apply", "--plan", "plan.json", "--shadow")
    assert code == 1
    assert ["apart", "orders", "0", "1", "0"] in [line.split() for line in out.splitlines()]


def _six_years_earlier() -> None:
    """Let what is kept have been paid six years earlier than it was."""
    with sqlite3.connect("apart.db") as apart:
        earlier = 6 * 366 * 86_400_000_000
        for row, collected, events, due in apart.execute(
            "SELECT row_id, collected, occurrences, due_at FROM jikim_kept"
        ).fetchall():
            moved = {name: [at - earlier for at in some] for name, some in json.loads(events).items()}
            apart.execute("UPDATE jikim_kept SET collected = ?, occurrences = ?, due_at = ? WHERE row_id = ?",
                          (collected - earlier, json.dumps(moved), due - earlier, row))  # fmt: skip
    apart.close()
