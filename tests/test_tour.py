"""docs/tour.md is true: a newcomer who types its commands sees what it shows."""

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jikim.cli import run
from tests.cli.script import differs, filled

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/tour.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"[Ss]ave this as `([\w.]+)`:\n\n\Z")
_NUMBER = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b")
"""An id or a digest: each reader's own, but the same wherever the page repeats it."""


@dataclass(slots=True)
class Typed:
    """A command of the page with the lines that it shows."""

    command: str
    shown: list[str] = field(default_factory=list)


def steps(page: str) -> Iterator[tuple[str, str] | Typed]:
    """Files (name, text) and commands, in the order of a page; numbers stand as words of `script`."""
    numbers = list(dict.fromkeys(_NUMBER.findall(page)))
    page = _NUMBER.sub(lambda found: f"{{number_{chr(97 + numbers.index(found[0]))}}}", page)
    for block in _BLOCK.finditer(page):
        named = _NAMED.search(page[: block.start()])
        if named:
            yield named[1], block[2]
        elif block[1] == "console":
            yield from typed(block[2])


def typed(block: str) -> list[Typed]:
    """The commands of a block."""
    found: list[Typed] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Typed(line[2:]))
        else:
            found[-1].shown.append(line)
    return found


def do(command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run what was typed, in the folder we are in; only `jikim` with `< FILE`, and `sed`, are known."""
    program, *arguments = shlex.split(command)
    if program == "sed":
        return subprocess.run([program, *arguments], check=False).returncode
    assert program == "jikim", command
    given = b""
    if "<" in arguments:
        *arguments, sign, name = arguments
        assert sign == "<", command
        given = Path(name).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    return run(arguments, {})


def test_the_tour_shows_what_its_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    words: dict[str, str] = {}
    commands = 0
    for step in steps(PAGE):
        if isinstance(step, tuple):
            Path(step[0]).write_text(step[1], encoding="utf-8")
            continue
        command = filled(step.command, words)
        assert do(command, monkeypatch) in {0, 1}, f"{command}\n{capsys.readouterr().err}"
        out, err = capsys.readouterr()
        wrong = differs(step.shown, out + err, words)
        assert not wrong, f"$ {command}\n{wrong}"
        commands += 1
    assert commands > 15
    assert Path("jikim-demo/kmong.html").stat().st_size > 10_000


def test_the_policy_of_the_tour_is_the_one_that_init_writes() -> None:
    shown = next(block[2] for block in _BLOCK.finditer(PAGE) if block[1] == "yaml")
    written = re.sub(r" +#.*", "", (ROOT / "src/jikim/cli/templates/policy.yaml").read_text("utf-8"))
    written = "".join(line + "\n" for line in written.splitlines() if line.strip())
    parts = shown.split("...\n")
    assert len(parts) == 3
    assert [part for part in parts if part not in written] == []
