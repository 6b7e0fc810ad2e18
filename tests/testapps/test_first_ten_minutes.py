"""docs/first-ten-minutes.md is true: a founder who types its lines sees what it shows, and reading changes nothing."""

import os
import shlex
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from jikim.cli import run
from tests.cli.script import differs, filled
from tests.test_tour import ROOT, steps

PAGE = (ROOT / "docs/first-ten-minutes.md").read_text("utf-8")
pytestmark = pytest.mark.testapps


def do(command: str, environment: dict[str, str]) -> int:
    """Run what was typed, in the folder we are in."""
    program, *arguments = shlex.split(os.path.expandvars(command))
    if program == "jikim":
        return run(arguments, environment)
    if program == "export":
        environment |= {name: value for name, _, value in (word.partition("=") for word in arguments)}
        return 0
    assert program in {"cp", "env", "touch"}, command
    ended = subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False)
    sys.stdout.write(ended.stdout)
    sys.stderr.write(ended.stderr)
    return ended.returncode


def test_the_page_shows_what_its_commands_print_and_the_shop_stays_until_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("CLONE", str(ROOT))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    environment: dict[str, str] = {}
    words: dict[str, str] = {}
    shop = tmp_path / "shop.db"
    looks: list[tuple[str, str]] = []
    for step in steps(PAGE):
        assert not isinstance(step, tuple), "the page saves no file"
        command = filled(step.command, words)
        assert do(command, environment) in {0, 1}, f"{command}\n{capsys.readouterr().err}"
        out, err = capsys.readouterr()
        wrong = differs(step.shown, err + out, words)  # on a terminal the findings stand first
        assert not wrong, f"$ {command}\n{wrong}"
        if shop.exists():
            looks.append((command, sha256(shop.read_bytes()).hexdigest()))
    carried_out = next(at for at, (command, _) in enumerate(looks) if command.startswith("jikim apply"))
    assert carried_out > 8
    assert len({look for _, look in looks[:carried_out]}) == 1
    assert looks[carried_out][1] != looks[0][1]
