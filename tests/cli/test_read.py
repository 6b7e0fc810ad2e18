"""`jikim read`: what it writes, what it refuses, what it says."""

import json
from pathlib import Path

import pytest

from jikim.cli import run
from jikim.policy import parse

SHOP = """개인정보 처리방침

제1조 처리하는 개인정보의 항목
1. 회원 가입
 - 필수항목: 이름, 이메일, 휴대전화번호

제2조 보유 및 이용 기간
회원 탈퇴 시까지 보유합니다.

제3조 처리방침의 변경
이 개인정보 처리방침은 2026년 3월 1일부터 적용됩니다.
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "꽃집.txt"
    file.write_text(SHOP, encoding="utf-8")
    return file


def test_it_writes_a_draft_and_where_each_value_came_from(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", shop.name, "--language", "en"], {}) == 0
    assert str(parse(Path("policy.yaml").read_bytes()).version.effective) == "2026-03-01"
    assert Path("policy.readings.yaml").exists()
    said = capsys.readouterr().out
    assert "'꽃집.txt' was read" in said
    assert "next: answer the questions in policy.yaml" in said


def test_what_is_there_is_not_written_over(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("policy.yaml").write_text("mine", encoding="utf-8")
    assert run(["read", shop.name, "--language", "en"], {}) == 1
    assert Path("policy.yaml").read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err


def test_force_writes_over_it_and_says_so(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("policy.yaml").write_text("mine", encoding="utf-8")
    assert run(["read", shop.name, "--force", "--language", "en"], {}) == 0
    assert "'policy.yaml' was written over" in capsys.readouterr().out


def test_the_document_itself_is_never_written_over(shop: Path) -> None:
    assert run(["read", shop.name, "-o", shop.name, "--force"], {}) == 1
    assert shop.read_text(encoding="utf-8") == SHOP


def test_facts_are_json_alone_and_nothing_is_written(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", shop.name, "--facts"], {}) == 0
    assert json.loads(capsys.readouterr().out)["dates"]["effective"] == "2026-03-01"
    assert not Path("policy.yaml").exists()


def test_the_page_needs_no_script_and_fetches_nothing(shop: Path) -> None:
    assert run(["read", shop.name, "--html", "page.html"], {}) == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert 'href="#d' in page
    assert 'href="#l' in page


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.7 broken"])
def test_a_file_that_is_no_document_is_refused(shop: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file.bin").write_bytes(content)
    assert run(["read", "file.bin", "--language", "en"], {}) == 2
    assert "fix" in capsys.readouterr().err
    assert not Path("policy.yaml").exists()


def test_a_file_that_is_not_there_is_refused(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "없음.txt", "--language", "en"], {}) == 2
    assert "no such file" in capsys.readouterr().err
