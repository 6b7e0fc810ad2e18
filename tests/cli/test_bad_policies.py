"""Files that are no policy, or nearly one: each fault with its place, and nothing changed by it."""

import json
import shutil
from pathlib import Path

import pytest

from jikim.cli import run
from tests.cli.process import digest

SHOP = (Path(__file__).parent / "files/shop.yaml").read_text(encoding="utf-8")
BOMB = "jikim: 1\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

BAD = {
    "an empty file": (b"", "document-empty", 1),
    "a Word file renamed": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2l" + bytes(range(256)),
        None,
        1,
    ),
    "tabs": (SHOP.replace("    label: 회원 관리", "\tlabel: 회원 관리").encode(), "yaml-tab", 11),
    "a duplicate key": (SHOP.replace("controller:", "service:").encode(), "yaml-duplicate", 3),
    "an alias bomb": (BOMB.encode(), "yaml-alias", 2),
    "an unknown event": (SHOP.replace("{until: left}", "{until: gone}", 1).encode(), "event-unknown", 18),
    "a period misspelt": (SHOP.replace("{until: left}", "{until: 5 year afterr paid}", 1).encode(), None, 18),
    "two megabytes": (b"# " + b"x" * 2_000_000 + b"\n" + SHOP.encode(), None, 1),
    "a date that does not exist": (SHOP.replace("2020-01-01", "2026-02-30").encode(), "value-form", 4),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder in which a shop has begun."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", "shop"], {}) == 0
    capsys.readouterr()
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_policy_is_neither_checked_nor_enacted(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, rule, line = BAD[name]
    file = folder / "bad.yaml"
    file.write_bytes(source)
    before = digest(folder)

    assert run(["check", "bad.yaml"], {}) == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, why, fix, *_ = err.splitlines()
    assert first.startswith(f"bad.yaml:{line}:")
    assert "  오류  " in first
    assert rule is None or f"  {rule}  " in first
    assert why.startswith("  이유  ")
    assert fix.startswith("  해결  ")

    assert run(["enact", "bad.yaml"], {}) == 2
    assert capsys.readouterr().err == err
    assert digest(folder) == before


def test_the_faults_of_a_policy_come_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.yaml").write_bytes(BAD["tabs"][0])
    assert run(["check", "--json", "bad.yaml"], {}) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["readable"] is False
    first = answer["findings"][0]
    assert (first["rule"], first["line"], first["severity"]) == ("yaml-tab", 11, "error")
    assert set(first) == {"rule", "severity", "file", "line", "column", "law", "what", "why", "fix"}


def test_a_policy_with_an_error_ends_with_code_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(Path(__file__).parent / "files/shop.yaml", folder)
    assert run(["check", "shop.yaml", "--as-of", "2026-11-22", "--json"], {}) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["readable"] is True
    assert {finding["severity"] for finding in answer["findings"]} >= {"error"}


def test_the_policy_to_start_from_has_nothing_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "policy.yaml", "--as-of", "2026-11-22"], {}) == 0
    assert capsys.readouterr().out == "'policy.yaml': 오류 0건, 경고 0건, 알림 0건\n"
    assert run(["enact", "policy.yaml", "--as-of", "2026-11-22"], {}) == 0
