import json
from pathlib import Path

import pytest

from jikim.cli import run


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_timeline_of_an_example_names_the_statute(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "kmong", "--as-of", "2020-01-01"], {"COLUMNS": "100"}) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2020-01-01  가입\n")
    assert "전자상거래법" in shown


def test_the_timeline_comes_as_a_page_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "kmong", "--as-of", "2020-01-01", "-o", "life.html"], {}) == 0
    assert capsys.readouterr().out == "그림을 저장했습니다: life.html\n"
    assert Path("life.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(["timeline", "kmong", "--as-of", "2020-01-01", "--json"], {}) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["begins"] == "2020-01-01"
    assert {stretch["place"] for life in told["lives"] for stretch in life["stretches"]} == {
        "live", "separate", "nowhere",
    }  # fmt: skip


def test_an_example_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "nothing", "--language", "en"], {}) == 2
    assert "use one of: aicallback, kmong, mkyu, somoon, soogong" in capsys.readouterr().err


def test_the_demo_counts_and_names_its_picture(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["demo", "kmong", "--people", "3", "--years", "1"]
    assert run([*arguments, "--json"], {}) == 0
    counted = json.loads(capsys.readouterr().out)
    assert counted["people"] == 3
    assert [counted[name] for name in ("overdue", "early", "unjustified", "residue")] == [0, 0, 0, 0]
    assert counted["picture"] == "jikim-demo/kmong.html"
    assert Path("jikim-demo/kmong.html").stat().st_size > 10_000
    assert run([*arguments, "-o", "here.html", "--folder", "lived"], {}) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-2:] == ["기록 장부를 검증했습니다", "그림을 저장했습니다: here.html"]
    assert err == ""
    assert Path("lived/live.db").exists()
    assert run([*arguments, "--folder", "lived"], {}) == 1
