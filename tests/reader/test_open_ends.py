"""What a document leaves open is asked, with the choice that the draft runs with; what it settles is not."""

import pytest

from jikim.document import read
from jikim.messages import Language, say
from jikim.reader import Question, read_facts

TITLE = "# 나라장터 개인정보 처리방침\n\n"
ITEMS = "## 제1조 (수집하는 개인정보)\n\n| 구분 | 목적 | 항목 |\n|---|---|---|\n"
JOIN = TITLE + ITEMS + "| 회원가입 | 본인 확인 | "
WORK = "## 제3조 (개인정보 처리의 위탁)\n\n회사는 다음과 같이 업무를 위탁합니다.\n\n"


def asked(text: str) -> dict[str, Question]:
    """The questions about a Markdown text by their kinds."""
    return {each.kind: each for each in read_facts(read(text.encode(), "policy.md")).questions}


CASES = [
    ("need-of-some", JOIN + "(선택) 학력 ※ 일부 분야의 경우 증빙을 필수로 요청함 |\n", 7),
    ("parts-or-either", JOIN + "(필수) 이름, 소개 정보(별명/소개 사진) |\n", 7),
    ("items-of-category", JOIN + "(필수) 이름, 시각, 기기 등 자동생성 정보 |\n", 7),
    ("dash-or-comma", TITLE + ITEMS + "| 회원가입 | - 본인 확인, 개인 식별 - 의사 확인 - 소식 | (필수) 이름 |\n", 7),
    ("items-alike", JOIN + "(필수) 은하 계정 번호 |\n| 주문 | 배송 | (필수) 은하 번호 |\n", 8),
    ("title-of-another", "# 나라장터 내부관리계획\n\n" + JOIN.removeprefix(TITLE) + "(필수) 이름 |\n", 1),
    ("works-of-one", TITLE + WORK + "나름택배 (Nareum Parcel) 상품 배송, 반품 회수\n", 7),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "line"), CASES, ids=[kind for kind, _, _ in CASES])
def test_what_is_open_is_asked_at_its_line(kind: str, text: str, line: int) -> None:
    found = asked(text)
    assert kind in found, list(found)
    assert found[kind].spot.number == line
    assert found[kind].chosen == 0
    assert all(say(option, Language.KOREAN)[-1] >= "가" for option in found[kind].options)


@pytest.mark.parametrize(("kind", "text", "closed"), [
    ("need-of-some", CASES[0][1], ("※ 일부 분야의 경우 증빙을 필수로 요청함", "")),
    ("parts-or-either", CASES[1][1], ("별명/소개 사진", "별명, 소개 사진")),
    ("items-of-category", CASES[2][1], ("등 자동생성 정보", "")),
    ("dash-or-comma", CASES[3][1], (", 개인 식별", "")),
    ("items-alike", CASES[4][1], ("은하 번호", "전화 번호")),
    ("title-of-another", CASES[5][1], ("내부관리계획", "개인정보 처리방침")),
    ("works-of-one", CASES[6][1], (", 반품 회수", "")),
], ids=[kind for kind, _, _ in CASES])  # fmt: skip
def test_what_is_said_plainly_is_not_asked(kind: str, text: str, closed: tuple[str, str]) -> None:
    assert closed[0] in text
    assert kind not in asked(text.replace(*closed))


def test_what_a_machine_writes_down_may_hold_what_was_said() -> None:
    text = JOIN + "(필수) 이름 |\n\n## 제2조 (자동으로 수집되는 정보)\n\n- 접속 IP, {}\n"
    assert asked(text.format("상담 통화기록"))["record-or-content"].spot.number == 11
    assert "record-or-content" not in asked(text.format("접속 시각"))


def test_a_purpose_for_one_kind_of_people_of_a_group() -> None:
    head = TITLE + "## 제1조 (수집하는 개인정보)\n\n| 대상 | 구분 | 목적 | 항목 |\n|---|---|---|---|\n"
    row = "| 회원 (의뢰인, 전문가) | 주문 | {} 확인, 고객 상담 | (필수) 이름, 연락처 |\n"
    assert asked(head + row.format("의뢰인"))["role-of-purpose"].spot.number == 7
    assert "role-of-purpose" not in asked(head + row.format("주문"))


def test_people_of_whom_nothing_is_said_to_be_collected() -> None:
    text = (
        TITLE + "## 제1조 (수집 목적)\n\n### 1. 서비스 이용\n\n고객 및 나라 회원의 편리한 이용을 위한 목적\n\n"
        "## 제2조 (수집하는 항목)\n\n### 1. 서비스 이용\n\n나라 회원: 이름, 주소\n"
    )
    assert "role-without-items" in asked(text)
    assert "role-without-items" not in asked(text.replace("고객 및 ", ""))


def test_who_is_no_member_may_have_been_one() -> None:
    text = TITLE + ITEMS + "| 나라 회원 가입 | 확인 | 이름 |\n\n## 제2조 (후기)\n\n{} 회원의 글은 남습니다.\n"
    assert asked(text.format("비나라"))["role-former"].spot.number == 11
    assert "role-former" not in asked(text.format("나라"))
