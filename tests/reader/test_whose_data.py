"""Whose data a list is: the people the document speaks of, or legal representatives that items name."""

import pytest

from jikim.document import read as document
from jikim.reader import read_facts


def _whose(text: str) -> list[tuple[str, tuple[str, ...]]]:
    facts = read_facts(document(f"# 개인정보 처리방침\n\n{text}\n".encode(), "policy.md")).facts
    labels = {role.id: role.label for role in facts.roles}
    return [(labels.get(some.role, some.role), some.items) for one in facts.activities for some in one.items]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("법정대리인 성명, 연락처", [("법정대리인", ("법정대리인 성명", "연락처"))]),
        ("법정대리인 성명, 자녀 이름", [("회원", ("자녀 이름",)), ("법정대리인", ("법정대리인 성명",))]),
        ("이름, 법정대리인 연락처", [("회원", ("이름",)), ("법정대리인", ("법정대리인 연락처",))]),
        ("이름, 보호자 연락처", [("회원", ("이름", "보호자 연락처"))]),
    ],
)
def test_items_of_legal_representatives_are_theirs(listed: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert _whose(f"## 1. 수집하는 개인정보 항목\n\n- 회원 가입 시 : {listed}") == expected


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("이용자는 언제든지 열람을 요구할 수 있습니다. 이용자는 처리 정지를 요구할 수 있습니다.", "이용자"),
        ("이용자는 언제든지 열람을 요구할 수 있습니다. 회원은 언제든지 탈퇴할 수 있습니다.", "회원"),
        ("열람을 요구할 수 있습니다.", "회원"),
    ],
)
def test_a_list_that_names_nobody_is_of_those_of_whom_the_rest_speaks(elsewhere: str, expected: str) -> None:
    text = (
        f"## 1. 수집하는 개인정보 항목\n\n이름, 이메일\n\n회원관리에 쓰입니다.\n\n## 2. 정보주체의 권리\n\n{elsewhere}"
    )
    assert {label for label, _ in _whose(text)} == {expected}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("회사는 고객의 개인정보를 다음과 같이 처리합니다.", "고객"),
        ("개인정보파일 등록 현황은 다음과 같습니다.", "all"),
    ],
)
def test_legal_grounds_make_a_register_only_of_files(before: str, expected: str) -> None:
    row = "| 업무 | 목적 | 법적 근거 | 수집 항목 |\n|---|---|---|---|\n| 결제 | 정산 | 상법 제33조 | 카드번호, 은행명 |"
    assert _whose(f"## 1. 처리하는 개인정보의 항목\n\n{before}\n\n{row}") == [(expected, ("카드번호", "은행명"))]
