"""Signs at the beginning of a line: headings, items, and what is neither."""

import pytest

from jikim.document import Block, Heading, ListItem, Paragraph, read


def blocks(text: str) -> tuple[Block, ...]:
    return read(text.encode(), "policy.txt").blocks


def shapes(text: str) -> list[str]:
    said = []
    for block in blocks(text):
        if isinstance(block, Heading):
            said.append(f"heading {block.number} {block.text}")
        elif isinstance(block, ListItem):
            said.append(f"item {block.depth} {block.marker} {block.text}")
        elif isinstance(block, Paragraph):
            said.append(f"text {block.text}")
    return said


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("제1조 (목적)", "제1조", "(목적)"),
        ("제 1조. 목적", "제 1조.", "목적"),
        ("제3조의2 가명정보", "제3조의2", "가명정보"),
        ("01. 목적", "01.", "목적"),
        ("Ⅱ. 목적", "Ⅱ.", "목적"),
        ("■ 목적", "■", "목적"),
        ("▶ 목적", "▶", "목적"),
        ("가. 목적", "가.", "목적"),
        ("[목적]", "", "[목적]"),
    ],
)
def test_a_short_line_with_a_sign_and_text_below_is_a_heading(line: str, number: str, title: str) -> None:
    first, second = blocks(f"{line}\n\n회사는 이름을 수집합니다.")
    assert isinstance(first, Heading)
    assert (first.number, first.text) == (number, title)
    assert isinstance(second, Paragraph)


def test_items_of_one_kind_that_touch_are_a_list() -> None:
    assert shapes("1. 이름\n2. 주소\n3. 전화번호") == ["item 1 1. 이름", "item 1 2. 주소", "item 1 3. 전화번호"]


def test_a_list_of_contents_ends_where_the_numbers_begin_anew() -> None:
    assert shapes("1. 목적\n2. 항목\n1. 목적\n회사는 가입을 받습니다.\n2. 항목\n이름입니다.") == [
        "item 1 1. 목적",
        "item 1 2. 항목",
        "heading 1. 목적",
        "text 회사는 가입을 받습니다.",
        "heading 2. 항목",
        "text 이름입니다.",
    ]


def test_depth_follows_the_order_of_the_signs() -> None:
    assert shapes("① 가입을 받습니다.\n- 이름\n- 주소\n② 주문을 받습니다.")[1:] == [
        "item 2 - 이름",
        "item 2 - 주소",
        "item 1 ② 주문을 받습니다.",
    ]


def test_a_label_with_its_value_is_no_heading() -> None:
    assert shapes("◆ 통신비밀보호법\n\n① 접속 기록: 3개월")[-1] == "item 1 ① 접속 기록: 3개월"


@pytest.mark.parametrize(
    "line",
    ["제1항의 항목 외에 쿠키를 수집합니다.", "제31조에 따른 책임자는 다음과 같다.", "제17조 제1항에 따라 제공합니다."],
)
def test_an_article_that_a_sentence_cites_is_no_sign(line: str) -> None:
    assert shapes(line) == [f"text {line}"]


def test_a_date_is_no_number_of_a_list() -> None:
    assert shapes("2024. 5. 1. 부터 시행합니다.") == ["text 2024. 5. 1. 부터 시행합니다."]


def test_a_title_that_shares_a_line_with_its_text_is_parted_from_it() -> None:
    first, second = blocks("제1조 (목적) 회사는 이용자의 이름과 주소를 수집합니다.")
    assert isinstance(first, Heading)
    assert isinstance(second, Paragraph)
    assert second.text == "회사는 이용자의 이름과 주소를 수집합니다."
