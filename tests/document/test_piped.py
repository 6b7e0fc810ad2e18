"""Tables of pipes that stand as text in a page."""

from jikim.document import Table, read

_ROWS = "| 항목 | 보유 기간 |\n|------|----------|\n| 회원 정보 | 탈퇴 시까지 |\n| 문의 내역 | 3년 |"


def _tables(body: str) -> list[list[list[str]]]:
    page = f"<html><body><h1>개인정보 처리방침</h1>{body}</body></html>"
    blocks = read(page.encode(), "page.html").blocks
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Table)]


def test_ruled_rows_are_a_table() -> None:
    rows = [["항목", "보유 기간"], ["회원 정보", "탈퇴 시까지"], ["문의 내역", "3년"]]
    assert _tables(f"<p>기간은 다음과 같습니다.</p>\n{_ROWS}\n<p>끝</p>") == [rows]
    assert _tables(f"<p>다음과 같습니다.\n{_ROWS}</p>") == [rows]


def test_rows_without_a_rule_are_text() -> None:
    assert _tables("<p>| 가나 | 다라 |\n| 마바 | 사아 |</p>") == []


def test_cells_know_their_lines() -> None:
    page = f"<html><body><h1>개인정보 처리방침</h1>\n<p>\n{_ROWS}\n</p></body></html>"
    (table,) = [block for block in read(page.encode(), "page.html").blocks if isinstance(block, Table)]
    assert [row[0].spot.number for row in table.rows] == [3, 5, 6]
