"""Plain text: its signs are its outline, its pipes and tabs are its tables."""

import pytest

from jikim.document import ListItem, Spot, Table, flat
from tests.document.forms import opened, rows, shown


def test_numbered_titles_are_headings_and_their_siblings_a_list() -> None:
    assert shown("개인정보 처리방침\n\n1. 목적\n배송을 위하여 수집합니다.\n\n2. 항목\n가. 이름\n나. 주소\n") == [
        "# 개인정보 처리방침", "# 1. 목적", "배송을 위하여 수집합니다.", "# 2. 항목", "가. 이름", "나. 주소",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("제1조 (목적)", "제1조"),
        ("제 1 조(목적)", "제 1 조"),
        ("제3조의2 (목적)", "제3조의2"),
        ("1. 목적", "1."),
        ("Ⅰ. 목적", "Ⅰ."),
        ("■ 목적", "■"),
        ("▶ 목적", "▶"),
        ("1-2. 목적", "1-2."),
        ("가. 목적", "가."),
    ],
)
def test_a_title_by_its_sign(line: str, number: str) -> None:
    assert shown(f"{line}\n배송을 위하여 수집합니다.") == [
        f"# {number} {line.removeprefix(number).strip()}", "배송을 위하여 수집합니다.",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["3.5% 이내", "2026. 1. 1. 시행", "제3자에게 제공합니다", "5년", "가족"])
def test_what_looks_like_a_sign_and_is_none(line: str) -> None:
    assert shown(f"{line}\n배송을 위하여 수집합니다.") == [f"{line} 배송을 위하여 수집합니다."]


def test_signs_in_the_order_of_their_first_coming_stand_deeper() -> None:
    document = opened(
        "① 회사는 다음을 수집합니다.\n1. 필수 항목이 있습니다.\n가. 이름\n나. 주소\n"
        "2. 선택 항목이 있습니다.\n② 회사는 알립니다.\n"
    )
    assert [(block.marker, block.depth) for block in document.blocks if isinstance(block, ListItem)] == [
        ("①", 1), ("1.", 2), ("가.", 3), ("나.", 3), ("2.", 2), ("②", 1),
    ]  # fmt: skip


def test_pipes_and_tabs_make_tables_with_or_without_rules() -> None:
    document = opened("목적 | 항목 |\n---|---|\n배송 | 주소 |\n\n업체\t업무\n가나택배\t배송\n")
    assert [rows(block) for block in document.blocks if isinstance(block, Table)] == [
        ["목적 | 항목", "배송 | 주소"], ["업체 | 업무", "가나택배 | 배송"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("구분\t목적\t항목\t기간\n가입\t이름\t1년\n주문\t주소\n",
         ["구분 | 목적 | 항목 | 기간", "가입 | 이름 | 1년", "주문 | 주소"]),
        ("구분\t목적\t항목\n회원\t\t이름\n\t배송\t주소\n", ["구분 | 목적 | 항목", "회원 |  | 이름", " | 배송 | 주소"]),
        ("업체\t\t업무\n가나택배\t\t배송\n", ["업체 | 업무", "가나택배 | 배송"]),
    ],
    ids=["rows that lost cells", "empty cells", "tabs that only align"],
)  # fmt: skip
def test_cells_between_tabs(text: str, table: list[str]) -> None:
    assert [rows(block) for block in opened(text).blocks if isinstance(block, Table)] == [table]


def test_a_list_whose_signs_stand_before_tabs_is_no_table() -> None:
    document = opened("1.\t이름\t성명\t영문\n2.\t주소\n3.\t나라\t도시\n")
    assert [type(block) for block in document.blocks] == [ListItem, ListItem, ListItem]


def test_one_line_with_a_pipe_is_a_sentence() -> None:
    assert shown("고객센터 | 평일 9시\n\n문의를 받습니다.") == ["고객센터 | 평일 9시", "문의를 받습니다."]


def test_lines_keep_their_numbers_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        blocks = opened(f"개인정보 처리방침{end}{end}목적은 배송입니다.{end}").blocks
        assert [block.spot for block in blocks] == [Spot(1), Spot(3)]


def test_flat_gives_the_document_as_lines() -> None:
    assert flat(opened("1. 목적\n배송입니다.\n\n목적 | 항목 |\n---|---|\n배송 | 주소 |\n")) == (
        "1. 목적\n배송입니다.\n목적 | 항목\n배송 | 주소"
    )
