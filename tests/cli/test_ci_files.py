"""What others copy into their projects works: the hooks of pre-commit and the workflow of GitHub."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from jikim.cli import run

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / "docs/ci/github.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["check"]["steps"]
DAY = ["--as-of", "2026-11-22"]


@pytest.fixture(autouse=True)
def a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a sound policy and a map that says nothing."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "tests/check/sound.yaml", "policy.yaml")
    Path("data.yaml").write_text("jikim: 1\n", encoding="utf-8")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_says_what_pre_commit_asks_and_runs_a_command_that_exists(
    hook: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    program, *arguments = shlex.split(hook["entry"])
    files = ["policy.yaml"] if hook.get("pass_filenames", True) else []
    assert program == "jikim"
    run([*arguments, *files, *DAY, "--json"], {})
    assert '"findings"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "meant"),
    [("policy.yaml", True), ("legal/policy.yml", True), ("my-policy.yaml", False), ("policy.yaml.bak", False)],
)
def test_a_hook_looks_at_policies_only(file: str, meant: bool) -> None:
    assert bool(re.search(HOOKS[0]["files"], file)) is meant


def commands() -> list[list[str]]:
    """What the workflow runs of ours, each without where its output goes."""
    lines = [str(step.get("run", "")) for step in STEPS]
    return [shlex.split(line.partition(">")[0])[1:] for line in lines if line.startswith("jikim ")]


def test_every_command_of_the_workflow_ends_well_on_a_sound_policy() -> None:
    assert [run([*command, *DAY], {}) for command in commands()] == [0, 0]


def test_the_workflow_uploads_the_file_that_it_writes_and_may() -> None:
    upload = next(step for step in STEPS if "upload-sarif" in str(step.get("uses")))
    writes = next(step for step in STEPS if step.get("id") == "sarif")
    assert writes["run"].partition("> ")[2].split()[0] == upload["with"]["sarif_file"]
    assert WORKFLOW["permissions"] == {"contents": "read", "security-events": "write"}
    # What is found must not keep it from being uploaded.
    assert writes["if"] == "always()"
    assert upload["if"].startswith("always()")
