"""Officers, from sections of our own wording; the people are invented."""

import pytest

from jikim.document import read as document
from jikim.reader import read_facts
from jikim.reader.facts import Officer
from jikim.reader.notes import Notes
from jikim.reader.officer_words import name_and_title
from jikim.reader.officers import officers
from tests.reader.documents import asked, cut

TITLE = "## 제8조 (개인정보 보호책임자)\n\n"


def people(text: str, notes: Notes | None = None) -> tuple[Officer, ...]:
    return officers(cut(TITLE + text), notes or Notes())


def test_labels_in_lines_give_one_person() -> None:
    (one,) = people("성명 : 김가나\n\n직책 : 이사\n\n연락처 : 010-0000-0001, gana@example.kr\n")
    assert (one.role, one.name, one.title, one.phone, one.email) == (
        "cpo", "김가나", "이사", "010-0000-0001", "gana@example.kr",
    )  # fmt: skip


def test_a_contact_that_is_a_mail_address_is_no_phone() -> None:
    (one,) = people("성명: 김가나\n\n연락처: gana@example.kr\n")
    assert (one.phone, one.email) == (None, "gana@example.kr")


def test_a_person_may_stand_in_a_row_or_in_a_column() -> None:
    row = (
        "| 구분 | 성명 | 연락처 |\n|---|---|---|\n"
        "| 개인정보 보호책임자 | 김가나 | 010-0000-0001 |\n"
        "| 개인정보 담당자 | 박다라 | 010-0000-0002 |\n"
    )
    column = (
        "| 구분 | 보호책임자 | 담당자 |\n|---|---|---|\n| 성명 | 김가나 | 박다라 |\n"
        "| 연락처 | 010-0000-0001 | 010-0000-0002 |\n"
    )
    for table in (row, column):
        assert [(one.role, one.name, one.phone) for one in people(table)] == [
            ("cpo", "김가나", "010-0000-0001"),
            ("manager", "박다라", "010-0000-0002"),
        ]


def test_rows_are_people_where_the_head_lies_and_it_is_asked() -> None:
    notes = Notes()
    table = "보호책임자 | 담당자 |\n---|---|\n- 이름: 김가나 - 직위: 이사 |\n- 이름: 박다라 - 직위: 팀장 |\n"
    assert [(one.role, one.name, one.title) for one in people(table, notes)] == [
        ("cpo", "김가나", "이사"),
        ("manager", "박다라", "팀장"),
    ]
    assert "officers-by-row" in asked(notes)


def test_a_body_of_remedy_never_lends_its_number() -> None:
    (one,) = people(
        "성명: 김가나\n\n기타 상담은 아래 기관에 문의합니다.\n\n"
        "- 개인정보침해신고센터 (국번없이 118)\n- 경찰청 02-000-0000\n"
    )
    assert (one.name, one.phone) == ("김가나", None)


def test_placeholders_are_nobody() -> None:
    notes = Notes()
    (one,) = people("성명: (담당자명)\n\n이메일: help@example.kr\n", notes)
    assert (one.name, one.email) == (None, "help@example.kr")
    assert "officer-placeholder" in asked(notes)


def test_a_company_is_no_department_and_a_role_no_title() -> None:
    notes = Notes()
    (one,) = people(
        "| 항목 | 내용 |\n|---|---|\n| 성명 | 김가나 |\n| 소속 | 주식회사 나라 |\n| 직위 | 개인정보 보호책임자 |\n",
        notes,
    )
    assert (one.dept, one.title) == (None, None)
    assert {"officer-dept-is-company", "officer-title-is-role"} <= asked(notes)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("김가나 이사", ("김가나", "이사", None)),
        ("정보팀 김가나", ("김가나", None, "정보팀")),
        ("기획본부장 김가나", ("김가나", "기획본부장", None)),
        ("나라 개발팀", (None, None, "나라 개발팀")),
    ],
)
def test_one_value_may_hold_name_title_and_department(text: str, parts: tuple[str | None, ...]) -> None:
    assert name_and_title(text) == parts


def test_a_phone_and_a_fax_number_share_a_label() -> None:
    (one,) = people("성명: 김가나\n\n전화번호/FAX : 02-000-0001 / 02-000-0002\n")
    assert (one.phone, one.fax) == ("02-000-0001", "02-000-0002")


def test_a_department_whose_form_is_empty_is_one_without_data() -> None:
    text = """개인정보 처리방침

1. 개인정보 보호책임자
▶ 개인정보 보호책임자
성명 : 나무지기
연락처 : 02-000-0000, tree@example.kr
▶ 개인정보 보호 담당부서
부서명 :
담당자 :
연락처 :, ,
"""
    found = read_facts(document(text.encode(), "policy.txt"))
    assert [(one.role, one.role_text, one.phone, one.dept) for one in found.facts.officers] == [
        ("cpo", "개인정보 보호책임자", "02-000-0000", None),
        ("dept", "개인정보 보호 담당부서", None, None),
    ]
    assert "table-flattened" not in {one.kind for one in found.questions}
