"""Both READMEs are true: the help is the program's, the counters are the demo's, the links lead somewhere."""

import re
from pathlib import Path

import pytest

from jikim.check import RULES
from jikim.cli import run

ROOT = Path(__file__).parent.parent
LANGUAGES = {"README.md": "en", "README.ko.md": "ko"}
GUIDES = [*LANGUAGES, "docs/tour.md", "docs/first-ten-minutes.md", "docs/language.md", "docs/postgresql.md",
          "docs/map.md", "docs/read.md", "docs/reading-measured.md",
          "docs/check.md", "docs/consent.md", "docs/rules/README.md",
          "docs/plan.md", "docs/apply.md",
          "docs/separate.md", "docs/change.md",
          "docs/coverage.md", "docs/publish.md",
          "docs/decisions/README.md",
          "examples/README.md", "SECURITY.md", "CHANGELOG.md", "changes/README.md"]  # fmt: skip
EVERY_READER_NEEDS = {"docs/tour.md", "docs/language.md", "docs/decisions/README.md", "docs/postgresql.md",
                      "SECURITY.md", "LICENSE"}  # fmt: skip


def links(page: str) -> list[str]:
    """What a page links to, other than addresses."""
    found = re.findall(r"\]\(([^)\s]+)\)", (ROOT / page).read_text("utf-8"))
    return [link for link in found if "://" not in link]


def headings(page: Path) -> set[str]:
    """The anchors of a page."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", GUIDES)
def test_every_link_leads_somewhere(page: str) -> None:
    lost = []
    for link in links(page):
        name, _, anchor = link.partition("#")
        there = ROOT / page if not name else (ROOT / page).parent / name
        if not there.exists() or (anchor and anchor not in headings(there)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", LANGUAGES)
def test_a_readme_leads_to_what_every_reader_needs(page: str) -> None:
    assert set(links(page)) >= EVERY_READER_NEEDS


@pytest.mark.parametrize(("page", "language"), LANGUAGES.items())
def test_the_help_in_a_readme_is_what_the_program_prints(
    page: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--help", "--language", language], {}) == 0
    shown = re.search(r"^```text\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert shown is not None
    assert shown[1] == capsys.readouterr().out.rstrip() + "\n"


@pytest.mark.parametrize(("page", "language"), LANGUAGES.items())
def test_a_readme_explains_every_counter_of_the_demo(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["demo", "kmong", "--people", "1", "--years", "1", "--language", language], {}) == 0
    printed = re.findall(r"^ (\S.*?)  +[\d,]+$", capsys.readouterr().out, re.MULTILINE)
    explained = re.findall(r"^\| (.*?) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert explained[1:] == printed


@pytest.mark.parametrize("page", LANGUAGES)
def test_the_lines_without_make_do_what_make_does(page: str) -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^(?:check|test):.*\n((?:\t.*\n)+)", make, re.MULTILINE)
    steps = [step.strip().replace("$(BIN)", ".venv/bin") for target in targets for step in target.splitlines()]
    demo, test = re.findall(r"^    (python3 -m venv .*)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert demo.endswith(".venv/bin/jikim demo kmong")
    assert "requirements/base.lock" in demo
    assert "requirements/dev.lock" in test
    assert len(steps) > 4
    assert [step for step in steps if step not in test] == []


@pytest.mark.parametrize("page", LANGUAGES)
def test_a_readme_counts_the_rules_of_the_check(page: str) -> None:
    assert str(len(RULES)) in re.findall(r"\d+", (ROOT / page).read_text("utf-8"))


def test_both_readmes_have_the_same_parts() -> None:
    both = [re.sub(r"```text\n.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL) for page in LANGUAGES]
    for mark in (r"^## ", r"^\| ", r"^\* ", r"^    "):
        english, korean = (len(re.findall(mark, text, re.MULTILINE)) for text in both)
        assert english == korean, mark
    led = [{link for link in links(page) if not link.startswith(("#", "README"))} for page in LANGUAGES]
    assert led[0] == led[1]
