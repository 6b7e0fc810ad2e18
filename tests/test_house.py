"""The house rules that no linter knows. Each test says which line of which file breaks one."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement

from tools import messages

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/jikim"
FOLDERS = sorted(path for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py")))
ROOMS = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"} | {path.name for path in FOLDERS}
DECIDING = {"errors", "messages", "period", "law", "ledger", "tables", "wipe", "detect", "policy", "lifecycle",
            "consent", "timeline", "check", "mapping", "plan", "publish", "change", "coverage", "reader", "draft",
            "document", "reprint"}  # fmt: skip
READS_ITS_OWN_FILES = {
    "law",
    "messages",
    "detect",
    "publish",
    "reader",
    "draft",
    "document",
}  # document: archives in memory
FACES, HANDS = {"cli", "demo"}, {"vault", "database", "keeper", "connect", "find", "seek", "carry", "apart"}
NOT_A_NOUN_OF_THE_FIELD = re.compile(r"^(utils?|helpers?|managers?|services?|common|base|core|misc)$")
MOST_LINES = 400


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


@cache
def lines(path: Path) -> tuple[str, ...]:
    """The lines of a text; none of a file that is not one."""
    try:
        return tuple(read(path).splitlines())
    except UnicodeDecodeError:
        return ()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    return tomllib.loads(read(ROOT / "pyproject.toml"))


def asked_for() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by the lock that must hold it."""
    groups, told = project()["dependency-groups"], project()["project"]
    base = told["dependencies"] + groups["build"]
    extras = [one for extra in told["optional-dependencies"].values() for one in extra]
    return {"base": base, "dev": base + groups["dev"] + extras}


def where(path: Path, number: int, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{number}: {what}"


def modules() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(SOURCE)]


# Rooms


def test_imports_go_downward_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=".importlinter", no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_no_room_is_left_out_of_a_contract() -> None:
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")

    def named(contract: str, key: str) -> set[str]:
        return {name.removeprefix("jikim.") for name in contracts[f"importlinter:contract:{contract}"][key].split()}

    assert named("pure", "source_modules") == DECIDING & ROOMS
    assert named("files", "source_modules") == (DECIDING & ROOMS) - READS_ITS_OWN_FILES
    if FACES & ROOMS and HANDS & ROOMS:
        assert named("doors", "source_modules") == FACES & ROOMS
        assert named("doors", "forbidden_modules") == HANDS & ROOMS


def test_a_deciding_room_neither_opens_nor_prints() -> None:
    acts = {"open", "input", "print", "exec", "eval", "__import__"}
    found = [
        where(path, node.lineno, f"{node.func.id}()")
        for path in modules()
        if path.relative_to(SOURCE).parts[0].removesuffix(".py") in DECIDING
        for node in ast.walk(ast.parse("\n".join(lines(path))))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in acts
    ]
    assert not found, found


def test_every_room_has_a_door_that_says_what_it_answers() -> None:
    doors = [path / "__init__.py" for path in FOLDERS]
    missing = [door.parent.name for door in doors if not door.is_file() or not ast.get_docstring(ast.parse(read(door)))]
    assert not missing, missing


# Files


def test_a_file_fits_in_a_sitting() -> None:
    found = [
        where(path, len(lines(path)), "look for the second idea") for path in modules() if len(lines(path)) > MOST_LINES
    ]
    assert not found, found


def test_every_name_is_a_noun_of_the_field() -> None:
    code = [path.relative_to(ROOT) for path in tracked() if path.suffix == ".py"]
    parts = {part for path in code for part in path.with_suffix("").parts}
    found = sorted(part for part in parts if NOT_A_NOUN_OF_THE_FIELD.match(part))
    assert not found, found


def test_an_ignored_fault_is_named_and_explained() -> None:
    """`# type: ignore[code]  # why` or `# noqa: S105  (why)`."""
    unexplained = re.compile(r"#\s*(type: ignore|noqa)\b(?!(\[[\w, -]+\]|: [A-Z]+\d+(, [A-Z]+\d+)*)\s+[#(]\s*\S)")
    found = [
        where(path, number, line.strip())
        for path in modules()
        for number, line in enumerate(lines(path), 1)
        if unexplained.search(line)
    ]
    assert not found, found


# What must not leave this machine

COMMON_FOLDERS = {
    "/",
    "/tmp",
    "/var/tmp",
    "/home",
    "/srv",
    "/opt",
    "/usr/src",
    "/mnt",
    "/media",
    "/workspace",
    "/build",
}


def addresses_of_this_machine() -> set[str]:
    """The folders and package indexes that only this machine knows, found out now so that none is written down."""
    here = {str(folder) for folder in (ROOT, ROOT.parent) if str(folder) not in COMMON_FOLDERS}
    home = os.environ.get("HOME", "")
    words = {f"{folder}/" for folder in here | {home.rstrip("/")} if len(folder) > 3 and folder not in COMMON_FOLDERS}
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    for line in pip.stdout.splitlines():
        key, _, value = line.partition("=")
        if key.rpartition(".")[2] in {"index-url", "extra-index-url", "find-links", "trusted-host", "proxy"}:
            words |= {_host_or_folder(one) for one in value.strip("'\"").replace("\\n", " ").split()}
    return {word for word in words if len(word) > 3} - {"pypi.org", "localhost", "127.0.0.1"}


def _host_or_folder(address: str) -> str:
    parts = urlsplit(address)
    return parts.hostname or parts.path


def test_no_address_of_this_machine_is_written_down() -> None:
    words = addresses_of_this_machine()
    found = [
        where(path, number, word)
        for path in tracked()
        for number, line in enumerate(lines(path), 1)
        for word in words
        if word in line
    ]
    assert not found, found


def test_a_phone_number_is_an_invented_one() -> None:
    """Korean mobile numbers: only 010-0000-xxxx, which is given to nobody."""
    number = re.compile(r"(?<![0-9A-Za-z])01[016789][-. ]?\d{3,4}[-. ]?\d{4}(?![0-9A-Za-z])")
    invented = re.compile(r"010[-. ]?0000")
    found = [
        where(path, count, match)
        for path in tracked()
        for count, line in enumerate(lines(path), 1)
        for match in number.findall(line)
        if not invented.match(match)
    ]
    assert not found, found


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = read(lock)
        assert not re.search(r"//|\bfile:|^\s*#|^-|@", text, re.MULTILINE), lock.name
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", text.strip())), lock.name


def test_the_locks_answer_what_the_project_asks_for() -> None:
    """`make lock` was run after the last change of pyproject.toml."""
    assert set(project()["build-system"]["requires"]) <= set(project()["dependency-groups"]["build"])
    for name, asked in asked_for().items():
        pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", read(ROOT / f"requirements/{name}.lock"), re.MULTILINE))
        for one in map(Requirement, asked):
            assert one.specifier.contains(pinned.get(one.name, "0")), f"{one} in requirements/{name}.lock"


def test_every_direct_dependency_has_its_reason() -> None:
    rows = set(re.findall(r"^\| `([\w.-]+)`", read(ROOT / "docs/decisions/dependencies.md"), re.MULTILINE))
    assert rows == {Requirement(one).name for one in asked_for()["dev"]}


# Words


def test_every_sentence_a_person_reads_has_its_korean() -> None:
    found = list(messages.faults(tuple(messages.english()), tuple(messages.korean())))
    assert not found, "\n".join(found)


def test_the_shipped_catalogue_is_the_one_of_today() -> None:
    assert messages.COMPILED.read_bytes() == messages.compiled(tuple(messages.korean())), "run make messages"


def test_every_link_in_the_docs_leads_somewhere() -> None:
    found = [
        where(path, number, target)
        for path in tracked()
        if path.suffix == ".md"
        for number, line in enumerate(lines(path), 1)
        for target in re.findall(r"\]\(([^)#\s]+)", line)
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert not found, found
