"""PDF: lines of pages become the author's again, rules become tables, what returns on every page is set aside."""

import io

import pypdfium2
import pytest

from jikim.document import Reason, Table, read
from jikim.errors import DocumentError
from tests.document.forms import SAYS, gaps, only_table, pdf, rows, shown, words

TITLE = '#text(size: 18pt, weight: "bold")[개인정보 처리방침]\n\n'


def test_lines_that_the_page_broke_are_joined_again() -> None:
    heading, text, *others = shown(pdf(f"{TITLE}{SAYS} {SAYS} {SAYS}\n\n1. 목적\n\n배송입니다."))
    assert heading == "# 개인정보 처리방침"
    assert text.replace(" ", "") == SAYS.replace(" ", "") * 3
    assert others == ["# 1. 목적", "배송입니다."]


def test_a_ruled_table_keeps_its_spans() -> None:
    document = read(pdf(
        f"{TITLE}#table(columns: 3, [목적], table.cell(colspan: 2)[항목], table.cell(rowspan: 2)[배송], "
        "[필수], [이름], [선택], [메모])"), "방침")  # fmt: skip
    assert rows(only_table(document)) == ["목적 | 항목 | ^항목", "배송 | 필수 | 이름", "^배송 | 선택 | 메모"]
    assert words(document) == "개인정보 처리방침 목적 항목 배송 필수 이름 선택 메모"


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    cells = "".join(f"[목적 {at}], [{at}년], " for at in range(60))
    document = read(pdf(f"#table(columns: 2, table.header([목적], [기간]), {cells})"), "방침")
    table = only_table(document)
    assert len(table.rows) == 61
    assert table.rows[60][0].text == "목적 59"
    assert {cell.spot.page for row in table.rows for cell in row} == {1, 2}


def test_headers_and_page_numbers_are_set_aside() -> None:
    document = read(
        pdf(
            f'#set page(header: [길상점 내부용], numbering: "1 / 1")\n{TITLE}'
            + "#pagebreak()\n".join(f"#v(3cm)\n{SAYS}\n\n" for _ in range(3))
        ),
        "방침",
    )
    assert {gap.text for gap in gaps(document, Reason.RUNNING)} >= {"길상점 내부용"}
    assert "내부용" not in words(document)
    assert words(document).count("소중히") == 3


def test_a_page_without_letters_is_told_with_its_share() -> None:
    document = read(pdf(f"{TITLE}{SAYS}\n#pagebreak()\n#rect(width: 5cm, height: 5cm, fill: red)"), "방침")
    (gap,) = [gap for gap in gaps(document, Reason.UNREADABLE) if gap.spot.page == 2]
    assert gap.share == 0.5


def test_a_pdf_without_any_letter_has_no_block_and_says_so() -> None:
    document = read(pdf("#rect(width: 5cm, height: 5cm, fill: red)"), "방침")
    assert document.blocks == ()
    assert sum(gap.share for gap in document.lost) == 1


def test_a_line_knows_its_page_and_its_number_on_it() -> None:
    document = read(pdf(f"{TITLE}{SAYS}\n#pagebreak()\n제2조 (목적)\n\n배송입니다."), "방침")
    spots = {block.lines[0].text: str(block.spot) for block in document.blocks if not isinstance(block, Table)}
    assert spots["배송입니다."] == "2:2"


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(kept: float) -> None:
    whole = pdf(f"{TITLE}{SAYS}")
    with pytest.raises(DocumentError) as refused:
        read(whole[: int(len(whole) * kept)], "방침")
    assert "PDF" in str(refused.value.why)


def test_too_many_pages_are_refused() -> None:
    many = pypdfium2.PdfDocument.new()
    for _ in range(501):
        many.new_page(100, 100)
    kept = io.BytesIO()
    many.save(kept)
    with pytest.raises(DocumentError) as refused:
        read(kept.getvalue(), "방침")
    assert "pages" in str(refused.value.what)
