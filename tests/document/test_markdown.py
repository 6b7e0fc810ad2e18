"""Markdown as it is found, and tables drawn in plain text."""

from jikim.document import Document, Format, Heading, Paragraph, Reason, Table, flat, read

TOP = "# 개인정보 처리방침\n\n## 수집\n\n"


def markdown(text: str) -> Document:
    document = read((TOP + text).encode(), "policy.md")
    assert document.format is Format.MARKDOWN
    return document


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


def test_headings_keep_the_level_that_the_form_gives() -> None:
    document = markdown("### 제1조 (목적)\n")
    found = [(block.level, block.number, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert found == [(1, "", "개인정보 처리방침"), (2, "", "수집"), (3, "제1조", "(목적)")]


def test_a_table_glued_to_its_sentence_is_a_table() -> None:
    document = markdown("다음과 같습니다.\n| 항목 | 기간 |\n|---|---|\n| 이름 | 1년 |\n이상입니다.")
    assert tables(document) == [[["항목", "기간"], ["이름", "1년"]]]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "다음과 같습니다.",
        "이상입니다.",
    ]


def test_two_tables_glued_together_are_two() -> None:
    document = markdown("| 항목 | 기간 |\n|---|---|\n| 이름 | 1년 |\n| 기록 | 근거 |\n|---|---|\n| 주문 | 법률 |\n")
    assert tables(document) == [[["항목", "기간"], ["이름", "1년"]], [["기록", "근거"], ["주문", "법률"]]]


def test_breaks_and_lists_in_a_cell_are_its_lines() -> None:
    document = markdown(
        "| 항목 | 기간 |\n|---|---|\n| 이름<br>주소<br/>- 동 - 호 | <ul><li>1년</li><li>2년</li></ul> |\n"
    )
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert [line.text for line in table.rows[1][0].lines] == ["이름", "주소", "- 동", "- 호"]
    assert [line.text for line in table.rows[1][1].lines] == ["1년", "2년"]
    assert {line.spot.number for cell in table.rows[1] for line in cell.lines} == {7}


def test_cells_that_a_span_lost_are_told() -> None:
    document = markdown("구분 | 항목 | 기간 |\n---|---|---|\n가입 | 이름 | 1년 |\n주문 | 주소 |\n")
    assert tables(document)[0][2] == ["주문", "주소"]
    assert [gap.reason for gap in document.lost] == [Reason.CELLS]


def test_marks_are_taken_off_and_words_kept() -> None:
    document = markdown("**회사**는 [이용 약관](https://example.kr/terms)과 `이름`을 ~~쓴다~~ \\*보유합니다.")
    assert flat(document).endswith("회사는 이용 약관과 이름을 쓴다 *보유합니다.")


def test_html_within_is_read_as_html() -> None:
    document = markdown("<table><tr><td>이름</td><td>1년</td></tr></table>\n\n끝입니다.")
    assert tables(document) == [[["이름", "1년"]]]
    assert flat(document).endswith("끝입니다.")


def test_a_line_between_tabs_is_a_row_of_plain_text() -> None:
    document = read("항목\t기간\n이름\t1년\n주소\t2년\n".encode(), "a.txt")
    assert document.format is Format.TEXT
    assert tables(document) == [[["항목", "기간"], ["이름", "1년"], ["주소", "2년"]]]


def test_indented_items_stand_deeper() -> None:
    document = read("- 이름\n  - 성\n- 주소\n".encode(), "a.txt")
    assert flat(document) == "- 이름\n  - 성\n- 주소"


def test_an_address_in_brackets_is_a_link_and_one_in_escaped_brackets_is_words() -> None:
    assert flat(markdown("안내 <https://nara.example.kr> 끝")).endswith("안내 https://nara.example.kr 끝")
    assert flat(markdown("안내 \\<https://nara.example.kr\\> 끝")).endswith("안내 <https://nara.example.kr> 끝")
