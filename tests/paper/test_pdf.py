"""What is printed says what the document says, as text and as tables."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import pdfplumber
import pytest

from jikim.paper import pdf
from jikim.publish import Block, Cell, Grid, Paragraph, Section, headings, statements
from tests.paper.documents import COMMANDS, EXAMPLES, example, letters, line, small


def read(data: bytes) -> str:
    """The text of every page without its number and the marks of lists."""
    with pdfplumber.open(io.BytesIO(data)) as file:
        pages = [page.extract_text() for page in file.pages]
    return "\n".join(re.sub(r"\n\d+ / \d+$|•", "", page) for page in pages)


def tables(data: bytes) -> list[list[list[str]]]:
    """Every table; one that goes on, on the next page, under the same heads is one."""
    found: list[list[list[str]]] = []
    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            for number, rows in enumerate(page.extract_tables()):
                cells = [[letters((cell or "").replace("•", "")) for cell in row] for row in rows]
                if number == 0 and found and found[-1][0] == cells[0]:
                    found[-1].extend(cells[1:])
                else:
                    found.append(cells)
    return found


def grids(blocks: Iterable[Block]) -> list[list[list[str]]]:
    """Every grid as a document has them, in order: heads, then rows."""
    found: list[list[list[str]]] = []
    for block in blocks:
        if isinstance(block, Section):
            found += grids(block.blocks)
        elif isinstance(block, Grid):
            rows = [[letters("".join(line.text for line in cell.lines)) for cell in row] for row in block.rows]
            found.append([[letters(head.text) for head in block.heads], *rows])
    return found


def test_words_that_look_like_commands_are_words() -> None:
    assert letters(COMMANDS) in letters(read(pdf(small())))


def test_every_block_is_there_in_order() -> None:
    text = letters(read(pdf(small())))
    expected = ["개인정보처리방침", "옆문서", "한눈에보기", "수집", "없는곳", "1.처리하는항목", "수집하는항목", "업무1",
                "1.첫째", "2.https://example.kr", "보관:분리보관1년까지", "비고", "1.1.안", "위로"]  # fmt: skip
    places = [text.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_a_long_table_repeats_its_heads_on_every_page() -> None:
    data = pdf(small(rows=200))
    assert tables(data) == grids(small(rows=200).sections)
    with pdfplumber.open(io.BytesIO(data)) as file:
        assert len(file.pages) > 3
        assert all(page.extract_tables()[0][0] == ["업무", "항목", "기간"] for page in file.pages[1:-1])


def test_a_row_stays_on_one_page_unless_it_is_longer_than_one() -> None:
    cell = Cell(tuple(line(f"{number}번째 줄입니다") for number in range(300)))
    grid = Grid(line("긴 표"), (line("가"), line("나")), ((Cell((line("앞"),)), cell), (Cell((line("뒤"),)), cell)))
    document = replace(small(), sections=(Section("1", "long", line("긴 부분"), (grid,)),))
    text = letters(read(pdf(document)))
    assert text.count("299번째줄입니다") == 2
    assert all(f"{number}번째줄입니다" in text for number in range(300))


def test_a_long_paragraph_is_set_whole() -> None:
    words = " ".join(f"제{number}번째 낱말," for number in range(5000))
    document = replace(small(), opening=(Paragraph(line(words)),))
    assert letters(words) in letters(read(pdf(document)))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(small()) == pdf(small())


def test_the_file_is_tagged_titled_and_korean() -> None:
    with pdfplumber.open(io.BytesIO(pdf(small()))) as file:
        catalog = file.doc.catalog
    assert "StructTreeRoot" in catalog
    assert catalog["MarkInfo"]["Marked"] is True
    assert catalog["Lang"] == b"ko"
    assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["Metadata"].resolve().get_data()


def test_the_file_claims_no_day_on_which_it_was_made() -> None:
    with pdfplumber.open(io.BytesIO(pdf(small()))) as file:
        assert not {"CreationDate", "ModDate"} & set(file.metadata)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_published_policy_reads_back_from_paper(name: str) -> None:
    document = example(name)
    data = pdf(document)
    text = letters(read(data))
    cells = {cell for table in tables(data) for row in table for cell in row}
    said = [letters(line.text) for line in (*headings(document), *statements(document))]
    missing = [each for each in said if each not in text and not any(each in cell for cell in cells)]
    assert not missing
    assert tables(data) == grids((*document.opening, *document.sections))
