"""Tables set with spaces in plain text: a head, strokes, rows; and lines that only look like one."""

import pytest

from jikim.document import Table, read

_TABLE = """개인정보 처리방침

1. 필수 수집 항목

항목                 수집·이용 목적
──────────────────────────────────
이메일 주소          회원 식별, 계정 관리
접속 로그, IP 주소   보안 관리

그 밖의 항목은 받지 않습니다.
"""


def test_columns_set_apart_by_spaces_under_strokes_are_a_table() -> None:
    tables = [block for block in read(_TABLE.encode(), "policy.txt").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [
        ["항목", "수집·이용 목적"],
        ["이메일 주소", "회원 식별, 계정 관리"],
        ["접속 로그, IP 주소", "보안 관리"],
    ]
    assert [row[0].lines[0].spot.number for row in tables[0].rows] == [5, 7, 8]


@pytest.mark.parametrize(
    "text",
    [
        "제1조   목적\n──────────────\n회사는 개인정보를 보호합니다.\n",
        "──────────────\n이메일   이름\n",
        "제목\n──────────────\n이메일   이름\n",
    ],
)
def test_strokes_without_a_head_or_rows_rule_no_table(text: str) -> None:
    assert [block for block in read(text.encode(), "policy.txt").blocks if isinstance(block, Table)] == []
