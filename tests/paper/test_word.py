"""What Word opens says what the document says."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx as word
import pytest

from jikim.messages import Language
from jikim.paper import docx
from jikim.publish import headings, statements
from tests.paper.documents import COMMANDS, EXAMPLES, example, letters, small
from tests.paper.test_pdf import grids

NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def opened(data: bytes) -> word.document.Document:
    return word.Document(io.BytesIO(data))


def text(data: bytes) -> str:
    """Every paragraph, in tables and links too, in the order of the file."""
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return "".join("".join(run.itertext()) for run in body.iter(f"{{{NAMES['w']}}}t"))


def test_words_that_look_like_markup_are_words() -> None:
    assert letters(COMMANDS) in letters(text(docx(small())))


def test_headings_lists_and_tables_are_words_own() -> None:
    file = opened(docx(small()))
    styles = [paragraph.style.name for paragraph in file.paragraphs if paragraph.text]
    assert styles == ["Title", "Normal", "Normal", "Heading 1", "List Bullet", "List Bullet", "Heading 1", "Caption",
                      "List Number", "List Number", "List Bullet", "Quote", "Heading 2", "Normal"]  # fmt: skip
    assert [[letters(cell.text) for cell in row.cells] for row in file.tables[0].rows] == grids(small().sections)[0]
    assert file.tables[0].rows[0]._tr.trPr.find("w:tblHeader", NAMES) is not None


def test_links_lead_where_they_say() -> None:
    data = docx(small())
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    name, anchor = f"{{{NAMES['w']}}}name", f"{{{NAMES['w']}}}anchor"
    marks = {each.get(name) for each in body.iter(f"{{{NAMES['w']}}}bookmarkStart")}
    inside = {each.get(anchor) for each in body.iter(f"{{{NAMES['w']}}}hyperlink")} - {None}
    assert marks == {"outer", "inner_part"}
    assert inside == {"outer"}
    outside = [each.target_ref for each in opened(data).part.rels.values() if each.is_external]
    assert outside == ["https://example.kr"]


def test_the_korean_font_is_named_for_east_asian_text() -> None:
    fonts = opened(docx(small())).styles["Normal"].element.rPr.rFonts
    assert fonts.get(f"{{{NAMES['w']}}}eastAsia") == "맑은 고딕"


def test_the_text_is_in_the_language_of_the_document() -> None:
    for language, tongue in ((Language.KOREAN, "ko-KR"), (Language.ENGLISH, "en-US")):
        told = opened(docx(replace(small(), language=language)))
        found = told.styles.element.find(".//w:docDefaults//w:lang", NAMES)
        assert (found.get(f"{{{NAMES['w']}}}val"), found.get(f"{{{NAMES['w']}}}eastAsia")) == (tongue, "ko-KR")


def test_the_same_document_gives_the_same_bytes_whenever_it_is_written() -> None:
    data = docx(small())
    assert data == docx(small())
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(data).core_properties.title == "개인정보 처리방침"
    assert opened(data).core_properties.author == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_published_policy_reads_back_from_word(name: str) -> None:
    document = example(name)
    data = docx(document)
    said = letters(text(data))
    assert not [line.text for line in (*headings(document), *statements(document)) if letters(line.text) not in said]
    assert [
        [[letters(cell.text) for cell in row.cells] for row in table.rows] for table in opened(data).tables
    ] == grids((*document.opening, *document.sections))
