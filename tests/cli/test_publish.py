import json
import sys
from pathlib import Path

import pytest

from jikim.cli import run

POLICY = """jikim: 1
document: {title: 가게 처리방침}
service: {id: shop}
version: {id: "1", announced: 2024-12-01, effective: 2025-01-01}
events: {left: {label: 탈퇴, of: person, from: joined}}
activities: {a: {label: 가입, collect: [{required: [이름]}], keep: [{until: left}]}}
"""
NEXT = POLICY.replace("2025", "2026").replace("2024", "2025").replace('"1"', '"2"').replace("until: left", "until: 1년")


@pytest.fixture(autouse=True)
def a_folder_with_two_policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(POLICY, encoding="utf-8")
    Path("new.yaml").write_text(NEXT, encoding="utf-8")


def names(folder: str = "published") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_policy_becomes_a_page_a_text_and_data_without_a_vault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", "new.yaml", "--format", "html", "--format", "md", "--format", "jsonld"], {}) == 0
    assert names() == ["index.html", "index.jsonld", "index.md"]
    assert Path("published/index.html").stat().st_mode & 0o777 == 0o644
    assert "'published' 폴더" in capsys.readouterr().out
    assert not Path("vault").exists()


def test_one_form_goes_where_it_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", "new.yaml", "-o", "a/b", "--format", "md", "--json"], {}) == 0
    assert names("a/b") == ["index.md"]
    assert json.loads(capsys.readouterr().out) == {"folder": "a/b", "files": ["index.md"]}


def test_the_policy_before_is_published_too_and_set_beside_it() -> None:
    assert run(["publish", "new.yaml", "--before", "old.yaml", "--format", "md"], {}) == 0
    assert names() == ["compare-1.md", "index.md", "policy-1.md"]
    assert "| ‘가입’의 보유 기간 |" in Path("published/compare-1.md").read_text("utf-8")
    assert "2025년 12월 31일" in Path("published/index.md").read_text("utf-8")


def test_the_same_policy_gives_the_same_bytes_and_an_old_file_is_replaced_whole() -> None:
    assert run(["publish", "new.yaml", "--format", "html"], {}) == 0
    first = Path("published/index.html").read_bytes()
    Path("published/index.html").write_text("old", encoding="utf-8")
    assert run(["publish", "new.yaml", "--format", "html"], {}) == 0
    assert Path("published/index.html").read_bytes() == first
    assert names() == ["index.html"]


def test_pdf_and_docx_are_written_when_they_are_asked_for() -> None:
    assert run(["publish", "new.yaml", "--before", "old.yaml", "--format", "pdf", "--format", "docx"], {}) == 0
    assert names() == ["compare-1.docx", "compare-1.pdf", "index.docx", "index.pdf", "policy-1.docx", "policy-1.pdf"]
    assert Path("published/index.pdf").read_bytes().startswith(b"%PDF-")
    assert Path("published/index.docx").read_bytes().startswith(b"PK")


def test_without_a_typesetter_the_pages_are_still_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("jikim.paper", "jikim.cli.paper"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert run(["publish", "new.yaml", "--format", "pdf"], {}) == 2
    said = capsys.readouterr().err
    assert "'typst' 패키지가 없습니다" in said
    assert "`jikim[paper]`를 설치하십시오" in said
    assert not Path("published").exists()
    assert run(["publish", "new.yaml"], {}) == 0
    assert names() == ["index.html", "index.jsonld", "index.md"]


def test_what_cannot_be_compared_is_refused_and_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(POLICY.replace("id: shop", "id: other"), encoding="utf-8")
    for arguments, code, words in (
        (["publish", "new.yaml", "--before", "other.yaml"], 1, "are of the services 'other' and 'shop'"),
        (["publish", "new.yaml", "--before", "new.yaml"], 1, "both policies are edition '2'"),
        (["publish", "old.yaml", "--before", "new.yaml"], 1, "is in force from 2026-01-01, which is not before"),
        (["publish", "--before", "old.yaml"], 2, "'FILE' is missing"),
    ):
        assert run([*arguments, "--language", "en"], {}) == code
        assert words in capsys.readouterr().err
    assert not Path("published").exists()


def test_a_policy_that_cannot_be_read_is_not_published(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.yaml").write_text("jikim: 1\nservice: {id: x}\nversion: {id: 1}\nroles: [a]\n", encoding="utf-8")
    assert run(["publish", "bad.yaml", "--language", "en"], {}) == 2
    assert "bad.yaml:" in capsys.readouterr().err
    assert not Path("published").exists()


def test_a_file_where_the_folder_should_be_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    Path("published").write_text("x", encoding="utf-8")
    assert run(["publish", "new.yaml", "--language", "en"], {}) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_a_vault_publishes_what_is_in_force_and_writes_it_down(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "shop"], {}) == 0
    assert run(["publish", "--as-of", "2026-06-01", "--language", "en"], {}) == 1
    assert "no policy is in force" in capsys.readouterr().err
    assert not Path("published").exists()
    for name in ("old.yaml", "new.yaml"):
        assert run(["enact", name, "--as-of", "2025-01-01"], {}) == 0
    assert run(["publish", "--as-of", "2026-06-01", "--format", "md", "-o", "site"], {}) == 0
    assert names("site") == ["compare-1.md", "index.md", "policy-1.md"]
    capsys.readouterr()
    assert run(["log", "verify", "--json"], {}) == 0
    assert json.loads(capsys.readouterr().out)["entries"]["evidence"] >= 3
