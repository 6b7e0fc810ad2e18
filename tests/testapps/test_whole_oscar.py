"""The way in a real shop, as it is typed: init, enact, check, plan, approve; nothing of the shop is changed by it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from jikim.cli import run
from tests.testapps import oscar

HERE = Path(__file__).parent
DAY = ("--as-of", "2026-11-09T09:00")
PRODUCTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
pytestmark = pytest.mark.testapps

Typed = Callable[..., str]


@pytest.fixture(params=PRODUCTS)
def typed(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typed:
    """Type a command in the folder of a shop with 120 members, where the policy is in force; return what it shows."""
    shop, separate = (f"sqlite:///{tmp_path / name}" for name in ("shop.sqlite", "separate.sqlite"))
    sqlite3.connect(tmp_path / "separate.sqlite").close()
    if request.param == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        shop, separate = make(2)
    oscar.build(shop, 120)
    monkeypatch.chdir(tmp_path)

    def command(*words: str, ends: int = 0) -> str:
        ended = run(words, {"SHOP_DB": shop, "SEPARATE_DB": separate})
        shown = capsys.readouterr()
        assert ended == ends, shown.out + shown.err
        return shown.out

    command("init", "gaon")
    for name in ("policy", "data"):
        Path(f"{name}.yaml").write_text((HERE / f"oscar.{name}.yaml").read_text("utf-8"), encoding="utf-8")
    command("enact", "policy.yaml")
    return command


def test_the_map_holds_against_the_live_shop(typed: Typed) -> None:
    typed("check", "--data", "data.yaml", "--live", "policy.yaml")


def test_a_plan_is_made_and_approved_and_the_shop_is_untouched(typed: Typed) -> None:
    made = ("plan", "--data", "data.yaml", "--json", "-o", "plan.json", *DAY)
    shown = json.loads(typed(*made))
    assert Path("plan.json").stat().st_mode & 0o777 == 0o600
    assert {count["act"] for count in shown["counts"]} == {"destroy", "preserve"}
    assert shown["due"] == sum(count["rows"] for count in shown["counts"])
    typed("approve", "--plan", "plan.json", "--data", "data.yaml", "--role", "cpo", *DAY)
    assert json.loads(typed(*made, "--replace"))["counts"] == shown["counts"]
