import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from jikim import __version__
from jikim.cli import run
from jikim.cli.face import Face
from jikim.cli.faults import unexpected
from jikim.cli.table import TABLE, Program, Row
from jikim.messages import Language, say
from tests.cli.process import jikim

ROWS = [row for rows in TABLE.values() for row in rows]
KOREAN = re.compile("[가-힣]")
HEAVY = {"sqlalchemy", "cryptography", "rich", "yaml", "jinja2", "jikim.engine", "jikim.policy", "jikim.law"}


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a call leaves loaded."""
    code = f"import sys; from jikim.cli import run; run({list(arguments)!r}, {{}}); print(*sys.modules, sep='\\n')"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(found.stdout.splitlines())


def test_help_loads_nothing_that_it_does_not_show() -> None:
    assert loaded_by("--help") & HEAVY == set()


def test_a_check_opens_no_database_and_draws_no_table() -> None:
    policy = str(Path(__file__).parent / "files/shop.yaml")
    assert loaded_by("check", policy) & {"sqlalchemy", "cryptography", "rich", "jinja2"} == set()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_command_explains_itself_in_both_languages(
    row: Row, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([row.name, "--help", "--language", language.value], {}) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert say(row.says, language) in shown
    assert bool(KOREAN.search(shown)) is (language is Language.KOREAN)


def test_the_list_of_commands_is_korean_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([], {}) == 0
    korean = capsys.readouterr().out
    assert run(["--help"], {"JIKIM_LANGUAGE": "en"}) == 0
    english = capsys.readouterr().out
    assert KOREAN.search(korean)
    assert not KOREAN.search(english)
    assert all(f"\n  {row.name} " in shown for shown in (korean, english) for row in ROWS)


def test_the_language_may_stand_in_the_settings_and_a_flag_has_the_last_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("jikim.toml").write_text('language = "en"\n', encoding="utf-8")
    run(["--help"], {})
    assert capsys.readouterr().out.startswith("usage:")
    run(["--help"], {"JIKIM_LANGUAGE": "ko"})
    assert capsys.readouterr().out.startswith("사용법:")
    run(["--help", "--language=en"], {"JIKIM_LANGUAGE": "ko"})
    assert capsys.readouterr().out.startswith("usage:")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"], {}) == 0
    assert capsys.readouterr().out == f"jikim {__version__}\n"


def test_no_command_has_room_for_a_personal_value() -> None:
    """A process list and a shell's history keep what stands on the command line."""
    program = Program("jikim")
    commands = [program.get_command(click.Context(program), row.name) for row in ROWS]
    acts = [act for command in commands if isinstance(command, click.Group) for act in command.commands.values()]
    taken = {param.name for command in (*commands, *acts) if command for param in command.params}
    assert taken == {
        "service", "file", "policy", "act", "matter", "name", "record", "digest", "purpose", "activity", "role",
        "folder", "output", "person_file", "reason_file", "now", "at", "effective", "json", "people", "years", "seed",
        "announced", "files", "law", "before", "formats", "form", "code", "which",
        "batch", "from_line", "going_on", "leaving", "thaw", "release", "listed", "ahead", "everything",
        "url", "rows", "data", "live", "plan", "replace", "dry_run", "dry", "since", "shadow", "sql",
        "django", "python", "facts", "html", "force", "proposer",
    }  # fmt: skip


def test_a_fault_of_our_own_is_told_without_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    def open_the_record(name: str) -> None:
        raise KeyError(name)

    for debug in (False, True):
        with pytest.raises(KeyError) as raised:
            open_the_record("김지킴")
        assert unexpected(Face(Language.KOREAN, {}, debug=debug), raised.value) == 2
        said = capsys.readouterr().err
        assert "(KeyError)" in said.splitlines()[0]
        assert "김지킴" not in said
        assert ("open_the_record" in said) is debug


def test_the_programs_own_log_holds_codes_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "shop", "--log", "run.log"], {}) == 0
    assert run(["plan", "--log", "run.log"], {}) == 1
    assert run(["--log", "-", "nonsense"], {}) == 2
    lines = [json.loads(line) for line in Path("run.log").read_text(encoding="utf-8").splitlines()]
    assert [(line["command"], line["event"]) for line in lines] == [
        ("init", "begin"), ("init", "initialised"), ("init", "end"), ("plan", "begin"), ("plan", "refused"),
    ]  # fmt: skip
    assert {type(value) for line in lines for value in line.values()} == {str, int}
    assert '"event": "surroundings"' in capsys.readouterr().err


def test_a_reader_who_stops_early_sees_no_traceback(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    code = "import sys; from jikim.cli import main; sys.exit(main())"
    found = subprocess.run([sys.executable, "-c", code, "timeline", "kmong"], stdout=write, stderr=subprocess.PIPE,
                           text=True, cwd=tmp_path, check=False)  # fmt: skip
    os.close(write)
    assert found.stderr == ""


def test_the_program_runs_as_a_process(tmp_path: Path) -> None:
    found = jikim(tmp_path, "--language", "en", "why", given="m1")
    assert found.returncode == 2
    assert found.stderr.splitlines()[0] == "the settings name no service"
