"""What a document lost on its way from another form is asked about, and nothing else is."""

import pytest

from jikim.document import read
from jikim.reader import read_facts

TITLE = "개인정보 처리방침\n\n"
KINDS = {"table-flattened", "cell-run-together", "title-or-item"}


def asked(text: str) -> dict[str, str]:
    """What is asked about, by the kind of the question."""
    found = read_facts(read(f"{TITLE}{text}".encode(), "policy.txt"))
    return {one.kind: one.about for one in found.questions if one.kind in KINDS}


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        ("구분\n수집 목적\n수집 항목\n회원\n본인 확인\n이름, 이메일", "구분 / 수집 목적 / 수집 항목"),
        ("수탁업체\n위탁 업무\n가람택배\n배송", "수탁업체 / 위탁 업무"),
        ("구분\n직위\n성명\n연락처\n비고\n당직\n대표\n홍길동", "구분 / 직위 / 성명 / 연락처 / 비고"),
        ("제공받는 자\t제공 목적\n가람택배\n배송", "제공받는 자 / 제공 목적"),
    ],
)
def test_titles_of_columns_below_each_other(lines: str, titles: str) -> None:
    assert asked(f"1. 처리하는 개인정보\n{lines}\n") == {"table-flattened": titles}


@pytest.mark.parametrize(
    "lines",
    [
        "이름\n연락처\n주소",
        "수집하는 항목은 다음과 같습니다.\n- 이름\n- 연락처",
        "수집 목적\n본인 확인\n수집 항목\n이름, 이메일",
        "수집 목적: 본인 확인\n수집 항목: 이름",
        "구분 | 항목\n---|---\n회원 | 이름\n",
    ],
)
def test_what_is_no_table(lines: str) -> None:
    assert asked(f"1. 처리하는 개인정보\n{lines}\n") == {}


@pytest.mark.parametrize(
    "cell",
    [
        "카드 결제: 카드번호, 유효기간 계좌이체: 은행명, 계좌번호",
        "회원 탈퇴 시 삭제 주문을 증명하는 정보는 5년간 보관",
        "도서관법 제4조(책무) 개인정보 보호법 제15조",
    ],
)
def test_statements_that_run_together_in_a_cell(cell: str) -> None:
    table = f"구분 | 처리 목적 | 내용\n---|---|---\n회원 | 대금 결제 | {cell}\n"
    assert asked(table) == {"cell-run-together": cell[:40]}
    assert asked(table.replace(cell, "이름, 이메일")) == {}


def test_a_line_alone_above_a_list_may_be_a_title() -> None:
    text = "1. 수집하는 개인정보의 항목\n\n카메라 사진\n\n- 앱이 사진을 찍을 때 이름과 이메일 주소를 수집합니다.\n"
    assert asked(text) == {"title-or-item": "카메라 사진"}
