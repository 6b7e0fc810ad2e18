import io
import shutil
import stat
import sys
from pathlib import Path

import pytest

from jikim.cli import run
from tests.cli.script import Step, differs, filled, steps

HERE = Path(__file__).parent


def play(step: Step, words: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Run one command in this process, in the folder we are in."""
    for name, text in step.files.items():
        Path(name).write_text(filled(text, words), encoding="utf-8")
    given = "".join(filled(line, words) + "\n" for line in step.stdin)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
    return run(step.arguments(words), {"COLUMNS": "100"})


@pytest.mark.parametrize("script", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_a_script_of_commands(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HERE / "files", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    words: dict[str, str] = {}
    for step in steps(script):
        code = play(step, words, monkeypatch)
        out, err = capsys.readouterr()
        where = f"{script.name}:{step.line}: {step.command}\n{out}{err}"
        assert code == step.code, where
        for expected, output in ((step.stdout, out), (step.stderr, err)):
            wrong = differs(expected, output, words)
            assert not wrong, f"{script.name}:{step.line}: {step.command}\n{wrong}"
        for mode, file in step.modes:
            assert f"{stat.S_IMODE(Path(file).stat().st_mode):04o}" == mode, file
