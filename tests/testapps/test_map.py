"""`jikim map` on a real shop: in one go, with a login that may only read, and without a word of anybody in it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jikim.cli import run
from jikim.mapping import parse_data
from tests.testapps import oscar

HERE = Path(__file__).parent
POLICY = str(HERE / "oscar.policy.yaml")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a shop with 60 customers."""
    url = f"sqlite:///{tmp_path_factory.mktemp('oscar') / 'shop.sqlite'}"
    if request.param == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        (url,) = make(1)
    oscar.build(url, 60)
    return url


@pytest.mark.testapps
def test_a_real_shop_is_mapped_in_one_go_and_the_map_can_be_read(
    shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["map", "env:SHOP_DB", "--policy", POLICY, "-o", "data.yaml", "--json"], {"SHOP_DB": shop}) == 0
    out = capfd.readouterr().out
    text = Path("data.yaml").read_text(encoding="utf-8")
    data = parse_data({"data.yaml": text.encode()})
    assert data.people is not None
    assert data.people.table.name == "auth_user"
    assert [mark for mark in ("@example.kr", "010-0000-", "가온구") if mark in text + out] == []

    with (HERE / "personal_columns/oscar.csv").open(encoding="utf-8", newline="") as file:
        frozen = {(line["table"], line["column"]) for line in csv.DictReader(file)}
    found = {(one["table"], one["column"]) for one in json.loads(out)["columns"]}
    assert len(found & frozen) >= 0.9 * len(frozen)
    assert len(found - frozen) <= 0.1 * len(found)


@pytest.mark.testapps
def test_the_map_written_by_hand_speaks_of_every_table_and_column_of_the_shop(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", POLICY, "--data", str(HERE / "oscar.data.yaml"), "--live", "--json"], {"SHOP_DB": shop})
    found = json.loads(capsys.readouterr().out)
    assert found["readable"]
    differs = {f"{what}-{how}" for what in ("table", "column") for how in ("missing", "unsaid")}
    assert [one for one in found["findings"] if one["rule"] in differs] == []
