"""One policy as a page, as Markdown and as text says the same; where a form lost something, the reading says so."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jikim.document import Document, Reason, read
from jikim.reader import Json, Reading, as_json, read_facts
from tests.draft.three_forms import markdown, page, text

FORMS: dict[str, Callable[[Document], str]] = {
    "a page": page,
    "Markdown": markdown,
    "Markdown whose rows lost cells": lambda document: markdown(document, covered=False),
    "text with tabs": text,
    "text with a cell a line": lambda document: text(document, "\n"),
}
WHOLE = ("a page", "Markdown")
"""The forms that lose nothing."""
LABELLED = ("19.txt", "26.md", "x10.txt", "x18.md", "28.html", "12.html", "13.html", "03.html")
PLACES = frozenset({"line", "page", "id", "source", "inherits"})

SHOP = """
<h1>나루책방 개인정보 처리방침</h1>
<p>나루책방(이하 '회사')은 이용자의 개인정보를 개인정보 보호법에 따라 소중히 다룹니다.</p>
<h2>제1조 개인정보의 수집 및 이용 목적, 수집 항목, 보유 및 이용 기간</h2>
<table>
<tr><th>구분</th><th>유형</th><th>이용 목적</th><th>수집 항목</th><th>보유 및 이용 기간</th></tr>
<tr><td rowspan=2>회원</td><td>회원 가입</td><td>가입 의사 확인</td><td>(필수) 이름, 이메일<br>(선택) 생년월일</td>
<td rowspan=2>회원 탈퇴 시까지</td></tr>
<tr><td>도서 배송</td><td>배송과 반품 처리</td><td>(필수) 받는 사람 이름, 배송지 주소</td></tr>
<tr><td>비회원</td><td>문의 접수</td><td>문의 응대</td><td>(필수) 이름, 전화번호</td><td>문의 접수일로부터 1년</td></tr>
</table>
<h2>제2조 관련 법령에 따른 보존</h2>
<table>
<tr><th>보존 항목</th><th>보존 기간</th><th>근거 법령</th></tr>
<tr><td>계약 또는 청약철회 등에 관한 기록</td><td>5년</td>
<td rowspan=2>전자상거래 등에서의 소비자보호에 관한 법률</td></tr>
<tr><td>소비자의 불만 또는 분쟁처리에 관한 기록</td><td>3년</td></tr>
</table>
<h2>제3조 개인정보 처리의 위탁</h2>
<table>
<tr><th>수탁자</th><th>위탁 업무</th></tr>
<tr><td>가람택배</td><td>도서 배송</td></tr>
<tr><td>누리페이</td><td>결제 대행</td></tr>
</table>
<h2>제4조 개인정보의 파기</h2>
<p>보유 기간이 끝난 개인정보는 지체 없이 파기합니다.</p>
<ul><li>전자적 파일은 되살릴 수 없는 방법으로 지웁니다.</li><li>종이는 분쇄기로 분쇄합니다.</li></ul>
<h2>제5조 개인정보 보호책임자</h2>
<ul><li>성명: 홍길동</li><li>직책: 대표</li><li>이메일: privacy@naru.example.kr</li><li>전화: 010-0000-1234</li></ul>
<h2>제6조 처리방침의 변경</h2>
<p>이 개인정보 처리방침은 2026년 3월 1일부터 적용됩니다.</p>
"""
OUTLINE = """
<h1>한빛강좌 개인정보 처리방침</h1>
<p>한빛강좌(이하 '회사')는 수강생의 개인정보를 개인정보 보호법에 따라 다룹니다.</p>
<h2>1. 수집하는 개인정보의 항목과 목적</h2>
<p><b>가. 회원 가입</b></p>
<ul><li>목적: 본인 확인</li><li>필수항목: 이름, 이메일, 비밀번호</li><li>선택항목: 직업</li></ul>
<p><b>나. 수강 신청</b></p>
<ul><li>목적: 강좌 제공</li><li>필수항목: 이름, 휴대전화번호</li></ul>
<h2>2. 보유 및 이용 기간</h2>
<p>회원 탈퇴 시까지 보유합니다.</p>
<h2>3. 정보주체의 권리</h2>
<p>언제든지 열람, 정정, 삭제를 요구할 수 있습니다.</p>
<h2>4. 개인정보 보호책임자</h2>
<p>성명: 임꺽정<br>이메일: help@hanbit.example.kr</p>
"""
OWN = {"a shop with tables": SHOP, "an outline with lists": OUTLINE}


def reading(document: str | bytes) -> Reading:
    return read_facts(read(document.encode() if isinstance(document, str) else document, "policy"))


def said(found: Reading) -> Counter[tuple[str, str]]:
    """Every value of the facts with the keys that lead to it, wherever it stands."""
    return Counter(values(as_json(found.facts), ""))


def values(value: Json, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from values(one, path)
    elif isinstance(value, (str, int)):
        yield path, str(value)
    elif value is not None:
        for key, one in value.items():
            if key not in PLACES:
                yield from values(one, f"{path}.{key}")


def told(found: Reading) -> set[object]:
    """What a reading says of itself: its questions, its assumptions, its tables that lost cells."""
    gaps: set[object] = {gap.spot for gap in found.unread.lost if gap.reason is Reason.CELLS}
    return gaps | {each.what for each in found.questions} | {each.what for each in found.assumptions}


def differs(source: Reading, form: str) -> tuple[bool, bool]:
    """Whether a form of a document gives other facts, and whether its reading says something the source's does not."""
    again = reading(FORMS[form](source.document))
    return said(again) != said(source), bool(told(again) - told(source))


# Policies of our own


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("policy", OWN)
def test_a_policy_says_the_same_in_each_form(policy: str, form: str) -> None:
    source = reading(f"<html><body>{OWN[policy]}</body></html>")
    assert said(reading(FORMS[form](source.document))) == said(source)


def test_a_list_says_the_same_as_text() -> None:
    source = reading(f"<html><body>{OUTLINE}</body></html>")
    assert said(reading(text(source.document))) == said(source)


def test_a_table_says_the_same_with_tabs_between_its_cells() -> None:
    source = reading(f"<html><body>{SHOP}</body></html>")
    assert said(reading(text(source.document))) == said(source)


def test_the_policies_say_something() -> None:
    found = said(reading(f"<html><body>{SHOP}</body></html>"))
    assert {(".activities.items.items", "배송지 주소"), (".processors.name", "가람택배")} <= set(found)


def test_rows_that_lost_cells_are_mended_and_told() -> None:
    source = reading(f"<html><body>{SHOP}</body></html>")
    again = reading(markdown(source.document, covered=False))
    assert [key for key in said(source) - said(again) if key[0].startswith(".activities")] == []
    assert Reason.CELLS in {gap.reason for gap in again.unread.lost}
    assert "short-row" in {each.kind for each in again.assumptions}


def test_a_table_that_is_gone_is_told() -> None:
    source = reading(f"<html><body>{SHOP}</body></html>")
    asked = {each.kind: each for each in reading(text(source.document, "\n")).questions}
    assert asked["table-flattened"].about == "구분 / 유형 / 이용 목적 / 수집 항목 / 보유 및 이용 기간"


# Those of others


@pytest.mark.reference
@pytest.mark.parametrize("form", FORMS)
def test_the_reference_documents_say_the_same_in_each_form_or_say_what_was_lost(reference: Path, form: str) -> None:
    paths = [*sorted((reference / "seeds").glob("*.txt")), *(reference / "corpus/docs" / name for name in LABELLED)]
    other = {path.name: differs(reading(path.read_bytes()), form) for path in paths}
    assert len(other) == 13
    assert [name for name, (changed, announced) in other.items() if changed and not announced] == []
    assert form not in WHOLE or not any(changed for changed, _ in other.values())
