"""`jikim check` ends with how many findings there are, counted as the reader's language counts."""

import re
from pathlib import Path

import pytest

from jikim.cli import run


@pytest.mark.parametrize(
    ("without", "english", "korean"),
    [
        ("", "0 errors, 0 warnings, 0 notes", "오류 0건, 경고 0건, 알림 0건"),
        ("rights", "1 error, 0 warnings, 0 notes", "오류 1건, 경고 0건, 알림 0건"),
        ("rights controller", "1 error, 1 warning, 0 notes", "오류 1건, 경고 1건, 알림 0건"),
        ("rights officers remedies", "2 errors, 0 warnings, 1 note", "오류 2건, 경고 0건, 알림 1건"),
    ],
)
def test_one_is_one_error_and_two_are_errors(
    without: str,
    english: str,
    korean: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["init", "shop"], {})
    policy = Path("policy.yaml")
    sections = re.split(r"^(?=[a-z]+:)", policy.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = [section for section in sections if section.partition(":")[0] not in without.split()]
    policy.write_text("".join(kept), encoding="utf-8")
    capsys.readouterr()

    for language, counted in (("en", english), ("ko", korean)):
        assert run(["check", "policy.yaml", "--as-of", "2026-11-22", "--language", language], {}) == bool(without)
        assert capsys.readouterr().out.splitlines()[-1] == f"'policy.yaml': {counted}"
