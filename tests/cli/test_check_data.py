"""`jikim check --data`: the map held against the policy, and with --live against the database, both ways."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jikim.cli import run
from tests.cli.process import digest
from tests.traps.databases import TrapDatabase

POLICY = """\
jikim: 1
service: {id: shop, name: 가게}
controller: {name: 가게}
version: {id: "1", effective: 2020-01-01}
roles: {member: 회원}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
activities:
  membership:
    label: 회원 관리
    roles: [member]
    purposes: {identify: 회원 식별}
    basis: contract
    collect:
      - {required: [이메일, 이름]}
    keep:
      - {until: left}
"""
DATA = """\
jikim: 1
timezone: Asia/Seoul
databases:
  shop: {url: "file:address"}
people:
  table: members
  key: id
  events: {joined: joined_at, left: left_at}
include: members.yaml
unmanaged: [rates]
"""
MEMBERS = """\
records:
  members:
    activity: membership
    person: id
    collected: joined_at
    items: {email: email, name: name}
"""
TABLES = """\
CREATE TABLE members (id integer PRIMARY KEY, email text, name text, joined_at datetime, left_at datetime);
CREATE TABLE rates (id integer PRIMARY KEY, percent integer);
"""
LIVE = ("check", "policy.yaml", "--data", "maps/data.yaml", "--live")
Findings = Callable[..., tuple[int, list[tuple[str, str]]]]


def change(statements: str) -> None:
    with sqlite3.connect("shop.db") as database:
        database.executescript(statements)
    database.close()


@pytest.fixture(autouse=True)
def a_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a policy, a map in two files beneath it, and a database that it fits."""
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    files = {"policy.yaml": POLICY, "maps/data.yaml": DATA, "maps/members.yaml": MEMBERS}
    for name, text in (files | {"maps/address": f"sqlite:///{tmp_path}/shop.db"}).items():
        Path(name).write_text(text, encoding="utf-8")
    change(TABLES)


@pytest.fixture
def findings(capsys: pytest.CaptureFixture[str]) -> Findings:
    """Check as a script does: the exit code, and each finding's place and rule."""

    def found(*arguments: str) -> tuple[int, list[tuple[str, str]]]:
        code = run([*arguments, "--json"], {})
        answer = json.loads(capsys.readouterr().out)
        return code, [(f"{each['file']}:{each['line']}", each["rule"]) for each in answer["findings"]]

    return found


def test_where_policy_map_and_database_agree_nothing_is_found(
    findings: Findings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert findings("check", "--data", "maps/data.yaml") == (0, [])
    assert findings(*LIVE) == (0, [])
    assert run([*LIVE, "--language", "en"], {}) == 0
    assert capsys.readouterr().out == "'data.yaml': 0 errors, 0 warnings, 0 notes\n"


def test_what_the_map_says_and_the_policy_does_not_is_found_without_the_database(findings: Findings) -> None:
    Path("maps/members.yaml").write_text(MEMBERS.replace("name: name", "mobile: name"), encoding="utf-8")
    Path("maps/address").unlink()
    code, found = findings("check", "policy.yaml", "--data", "maps/data.yaml")
    assert (code, ("members.yaml:6", "item-unsaid") in found) == (1, True)


def test_a_column_that_vanished_is_found_at_the_line_that_names_it(findings: Findings) -> None:
    change("ALTER TABLE members RENAME COLUMN email TO mail")
    assert findings("check", "--data", "maps/data.yaml") == (0, [])
    code, found = findings(*LIVE)
    assert code == 1
    assert ("members.yaml:6", "column-missing") in found
    assert ("data.yaml:6", "column-unsaid") in found  # mail: nobody spoke of it


def test_a_table_that_vanished_and_one_that_nobody_spoke_of_are_found(findings: Findings) -> None:
    change("DROP TABLE rates; CREATE TABLE visitors (id integer PRIMARY KEY, ip text)")
    code, found = findings(*LIVE)
    assert code == 1
    assert {("data.yaml:4", "table-unsaid"), ("data.yaml:10", "unmanaged-missing")} <= set(found)


def test_findings_stand_in_the_text_as_those_of_a_policy_do(capsys: pytest.CaptureFixture[str]) -> None:
    change("ALTER TABLE members DROP COLUMN name")
    assert run([*LIVE, "--language", "en"], {}) == 1
    first, why, fix, counted = capsys.readouterr().out.splitlines()
    assert first == "members.yaml:6:33  error  column-missing  the table 'members' has no column 'name'"
    assert why.startswith("  why  ")
    assert fix.startswith("  fix  ")
    assert counted == "'data.yaml': 1 error, 0 warnings, 0 notes"


def test_looking_changes_nothing(tmp_path: Path, findings: Findings) -> None:
    before = digest(tmp_path)
    assert findings(*LIVE)[0] == 0
    assert digest(tmp_path) == before


def test_a_map_that_cannot_be_read_ends_with_two_and_each_fault_with_its_line(findings: Findings) -> None:
    Path("maps/members.yaml").write_text(MEMBERS.replace("person: id", "persn: id"), encoding="utf-8")
    code, found = findings(*LIVE)
    assert code == 2
    assert ("members.yaml:4", "key-unknown") in found
    Path("maps/members.yaml").unlink()
    assert findings(*LIVE) == (2, [("data.yaml:9", "include-missing")])


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("check",), "'FILE' is missing"),
        (("check", "policy.yaml", "--live"), "'--data' is missing"),
        (("check", "--data", "nowhere.yaml"), "'nowhere.yaml' cannot be used"),
        (("check", "nowhere.yaml", "--data", "maps/data.yaml"), "'nowhere.yaml' cannot be used"),
    ],
)
def test_what_is_missing_is_named(arguments: tuple[str, ...], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--language", "en"], {}) == 2
    assert capsys.readouterr().err.splitlines()[0] == what


def test_a_database_that_is_not_there_is_told_from_one_that_differs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shop.db").unlink()
    assert run([*LIVE, "--language", "en"], {}) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", "the connected database 'shop' is not there")
    assert not Path("shop.db").exists()


def test_a_variable_that_is_not_set_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("maps/data.yaml").write_text(DATA.replace('"file:address"', "env:SHOP_DB"), encoding="utf-8")
    assert run([*LIVE, "--language", "en"], {}) == 2
    assert capsys.readouterr().err.splitlines()[0] == "the environment variable 'SHOP_DB' is not set"


def test_without_the_database_nothing_is_loaded_that_could_open_one() -> None:
    code = "import sys; from jikim.cli import run; run(['check', '--data', 'maps/data.yaml'], {}); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(found.stdout.split()) & {"sqlalchemy", "cryptography", "rich", "jikim.engine"} == set()


def test_what_was_proposed_is_held_against_the_database_with_a_login_that_may_only_read(
    trap_database: TrapDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {"SHOP_DB": trap_database.reader}
    assert run(["map", "env:SHOP_DB", "--policy", "policy.yaml"], environment) == 0
    capsys.readouterr()
    assert run(["check", "--data", "data.yaml", "--live", "--json"], environment) == 1
    rules = {each["rule"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert rules & {"table-missing", "column-missing", "unmanaged-missing"} == set()
    assert "activity-unknown" in rules  # a person must still say what is `todo`


def test_what_a_plan_would_warn_of_is_found_without_a_plan(findings: Findings) -> None:
    change("CREATE TRIGGER kept BEFORE DELETE ON members BEGIN INSERT INTO rates (percent) VALUES (1); END")
    assert findings("check", "--data", "maps/data.yaml") == (0, [])
    assert findings(*LIVE) == (0, [("members.yaml:2", "preflight-trigger")])


def test_what_would_keep_rows_out_of_a_plan_is_found_without_a_plan(findings: Findings) -> None:
    change("CREATE TABLE visits (id integer PRIMARY KEY, member integer NOT NULL REFERENCES members (id))")
    Path("maps/data.yaml").write_text(DATA.replace("[rates]", "[rates, visits]"), encoding="utf-8")
    _, found = findings(*LIVE)
    assert [rule for _, rule in found] == ["preflight-reference", "preflight-reference-slow"]
