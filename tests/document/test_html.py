"""Pages as a browser would show them."""

from jikim.document import Document, Format, Heading, ListItem, Paragraph, Reason, Table, flat, lines_of, read

SENTENCE = "<p>나라상점(이하 '회사')은 이용자의 개인정보를 소중히 여기며 관련 법령을 지키고 있습니다.</p>"


def page(body: str) -> Document:
    return read(f"<html><body><h1>개인정보 처리방침</h1>\n{SENTENCE}\n{body}</body></html>".encode(), "policy.html")


def table(body: str) -> Table:
    found = [block for block in page(f"<table>{body}</table>").blocks if isinstance(block, Table)]
    assert len(found) == 1
    return found[0]


def rows(of: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in of.rows]


def test_a_period_written_once_stands_in_each_row_it_covers() -> None:
    found = table(
        "<tr><th>항목</th><th>기간</th></tr><tr><td>이메일</td><td rowspan=2>1년</td></tr><tr><td>주소</td></tr>"
    )
    assert rows(found) == [["항목", "기간"], ["이메일", "1년"], ["주소", "1년"]]
    assert [cell.header for cell in found.rows[0]] == [True, True]
    assert found.rows[2][1].spanned == (1, 1)
    assert sum(line.text == "1년" for line in lines_of(found)) == 1


def test_a_head_of_two_rows_names_each_column() -> None:
    found = table(
        "<thead><tr><th rowspan=2>목적</th><th colspan=2>항목</th></tr><tr><th>필수</th><th>선택</th></tr></thead>"
        "<tr><td>가입</td><td>이름</td><td>생일</td></tr>"
    )
    assert rows(found) == [["목적", "항목", "항목"], ["목적", "필수", "선택"], ["가입", "이름", "생일"]]


def test_a_row_that_lost_cells_is_kept_as_it_is_and_told() -> None:
    document = page("<table><tr><td>가입<td>이름<td>1년</tr><tr><td>주문<td>주소</tr></table>")
    assert flat(document).endswith("가입 | 이름 | 1년\n주문 | 주소")
    assert [gap.reason for gap in document.lost] == [Reason.CELLS]


def test_a_span_that_says_all_covers_no_thousand_columns() -> None:
    found = table("<tr><td colspan=1000>가입</td></tr><tr><td>이름</td><td>1년</td></tr>")
    assert found.width == 64


def test_a_span_past_the_last_row_ends_there() -> None:
    assert rows(table("<tr><td rowspan=9>이메일</td><td>1년</td></tr>")) == [["이메일", "1년"]]


def test_a_table_in_a_cell_is_kept_in_it() -> None:
    found = table("<tr><td>가입</td><td>다음과 같다<table><tr><td>이름<td>1년</table></td></tr>")
    assert found.rows[0][1].text == "다음과 같다"
    assert rows(found.rows[0][1].inner[0]) == [["이름", "1년"]]


def test_a_table_that_only_arranges_a_page_is_no_table() -> None:
    document = page("<table><tr><td><p>회사는 다음의 항목을 수집합니다.</p></td></tr></table>")
    assert document.blocks[-1] == Paragraph(document.blocks[-1].lines)
    assert flat(document).endswith("회사는 다음의 항목을 수집합니다.")


def test_lines_of_a_cell_are_those_that_breaks_and_items_make() -> None:
    found = table("<tr><td>이름<br>이메일<ul><li>주소<li>전화번호</ul></td><td>1년</td></tr>")
    assert [line.text for line in found.rows[0][0].lines] == ["이름", "이메일", "주소", "전화번호"]


def test_a_word_export_is_read_without_its_marks() -> None:
    document = page(
        "<p class=MsoNormal style='mso-pagination:none'><b><span lang=EN-US>1. </span>수집\n  항목</b><o:p></o:p></p>"
        "<p class=MsoListParagraph><![if !supportLists]><span>①<span style='font:7pt'>&nbsp; </span></span><![endif]>"
        "회원은 이름을 적습니다.<o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml>숨은 설정</xml><![endif]-->"
    )
    heading, item = document.blocks[-2:]
    assert isinstance(heading, Heading)
    assert (heading.number, heading.text) == ("1.", "수집 항목")
    assert isinstance(item, ListItem)
    assert (item.marker, item.text) == ("①", "회원은 이름을 적습니다.")
    assert "숨은 설정" not in flat(document)


def test_end_tags_may_be_missing() -> None:
    document = page("<ul><li>이름<li>주소</ul><p>첫째 문단입니다<p>둘째 문단입니다")
    assert flat(document).split("\n")[-4:] == ["• 이름", "• 주소", "첫째 문단입니다", "둘째 문단입니다"]


def test_ordered_items_bear_the_numbers_a_browser_prints() -> None:
    document = page("<ol start=3><li>이름입니다<li>주소입니다<ol><li>배송지입니다</ol></ol>")
    found = [(block.marker, block.depth) for block in document.blocks if isinstance(block, ListItem)]
    assert found == [("3.", 1), ("4.", 1), ("1.", 2)]


def test_a_line_knows_the_line_of_the_file_for_each_of_its_letters() -> None:
    document = read("<html><body>\n<p>이름,\n  주소\n를 수집합니다.</p></body></html>".encode(), "a.html")
    line = document.blocks[0].lines[0] if isinstance(document.blocks[0], Paragraph) else None
    assert line is not None
    assert line.text == "이름, 주소 를 수집합니다."
    assert [line.spot_at(line.text.index(word)).number for word in ("이름", "주소", "를")] == [2, 3, 4]


def test_entities_are_letters_and_never_opened() -> None:
    document = page('<!DOCTYPE x [<!ENTITY a "aaaa">]><p>이름&middot;주소 &lt;필수&gt; &a; 항목입니다</p>')
    assert "이름·주소 <필수> &a; 항목입니다" in flat(document)


def test_pictures_are_told_with_the_text_given_in_place_of_them() -> None:
    document = page("<p>다음 표와 같습니다.<img src='http://example.kr/a.png' alt='보유기간 표'></p>")
    assert [(gap.reason, gap.text) for gap in document.lost] == [(Reason.PICTURE, "보유기간 표")]


def test_what_a_server_left_is_told_and_not_read() -> None:
    document = page("<p>회사는 ${company.name} 이름을 <%= field %> 수집합니다.</p>")
    assert flat(document).endswith("회사는 이름을 수집합니다.")
    assert {gap.reason for gap in document.left_out} == {Reason.CODE}


def test_nesting_without_end_is_flattened_and_told() -> None:
    document = page("<div>" * 500 + "이메일을 수집합니다." + "</div>" * 500)
    assert "이메일을 수집합니다." in flat(document)
    assert [gap.reason for gap in document.lost] == [Reason.DEPTH]
    assert document.format is Format.HTML
