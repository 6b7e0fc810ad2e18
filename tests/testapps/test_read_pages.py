"""The pages of `jikim read --html` in a real browser: axe-core finds nothing, nothing is wider than the screen or
fetched, the keyboard gets past the questions, every link lands; and the W3C's validator has nothing to say.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from jikim.document import read as document
from jikim.draft import draft, page
from jikim.messages import Language
from jikim.reader import Answer, Answers, asked_of, heard, read_facts
from tests.testapps.browser import looked_at, validated

pytestmark = pytest.mark.testapps
EVIL = "<script>x</script><b onload='x'>&lt;"
_POLICY = f"""# 개인정보처리방침

## 1. 개인정보의 처리 목적과 항목

| 구분 | 목적 | 항목 | 보유 기간 |
|---|---|---|---|
| 회원가입 | 본인 확인 {EVIL} | (필수) 이메일, 비밀번호, 휴대폰 전화번호 | 탈퇴 또는 해지 시까지 |
| 사진 인화 | 인화, 배송 | (선택) 사진/그림, 주소 | 동의 철회 후 30일 |

## 2. 처리 위탁

| 수탁자 | 업무 |
|---|---|
| (주)가나 | 배송 |

도토리는 {EVIL} 아주 긴 {"말" * 400} 을 지킵니다.

## 3. 개인정보 보호책임자
- 성명 : 홍도토
- 전화 : 010-0000-0000
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A policy with hostile words and one without any, in both languages, with and without proposals."""
    folder = tmp_path_factory.mktemp("read")
    found = []
    for name, text in (("policy", _POLICY), ("empty", "오늘은 비가 옵니다.\n")):
        reading = read_facts(document(text.encode(), f"{name}.md"))
        made, asked = draft(reading), asked_of(reading, ("item", "promise"))
        told = [Answer(number, "promise", line.text[:40], EVIL) for number, line in enumerate(asked.lines, 1)]
        proposed = heard(asked, Answers(EVIL[:90], tuple(told)))
        for language in Language:
            for by, given in (("alone", None), ("proposed", proposed)):
                path = folder / f"{name}-{language.value}-{by}.html"
                path.write_text(page(reading, made, language, given), encoding="utf-8")
                found.append(path)
    return found


@pytest.fixture(scope="module")
def seen(pages: list[Path]) -> list[Mapping[str, object]]:
    """What the browser found on each page, in each view."""
    return looked_at(pages)


@pytest.mark.parametrize("what", ["violations", "overflow", "fetched", "said"])
def test_nothing_is_found_amiss(seen: list[Mapping[str, object]], what: str) -> None:
    assert [(each["page"], each["view"], each[what]) for each in seen if each[what]] == []


def test_the_first_tab_leads_to_the_questions(seen: list[Mapping[str, object]]) -> None:
    assert {each["focus"] for each in seen if each["view"] != "paper"} == {"skip"}


def test_the_validator_has_nothing_to_say(pages: list[Path]) -> None:
    assert validated(pages) == ""
