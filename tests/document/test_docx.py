"""DOCX: what Word prints and does not store is told again, what it stores and does not print is not."""

import io

import docx as office
import pytest

from jikim.document import Heading, ListItem, Reason, read
from jikim.errors import DocumentError
from tests.document.forms import cell, docx, gaps, only_table, rows, shown, word, words, zipped

LISTS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="제%1조"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="ganada"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_numbers_are_counted_as_word_prints_them() -> None:
    document = read(docx(
        word("총칙", listed(1)) + word("이름", listed(1, 1)) + word("주소", listed(1, 1)) + word("보유", listed(1))
        + word("전화번호", listed(1, 1)) + word("점", listed(2)), LISTS), "방침")  # fmt: skip
    assert [(item.marker, item.text) for item in document.blocks if isinstance(item, ListItem)] == [
        ("제1조", "총칙"), ("가.", "이름"), ("나.", "주소"), ("제2조", "보유"), ("가.", "전화번호"), ("•", "점"),
    ]  # fmt: skip


def test_a_numbered_heading_has_its_level_and_its_number() -> None:
    (head, _) = read(
        docx(word("총칙", '<w:pStyle w:val="Heading2"/>' + listed(1)) + word("목적은 배송입니다."), LISTS), "방침"
    ).blocks
    assert isinstance(head, Heading)
    assert (head.level, head.number, head.text) == (2, "제1조", "총칙")


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    down, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        f"<w:tbl><w:tr>{cell('목적')}{cell('항목', wide)}</w:tr>"
        f"<w:tr>{cell('배송', down)}{cell('필수')}{cell('이름')}</w:tr>"
        f"<w:tr>{cell('', goes_on)}{cell('선택')}{cell('메모')}</w:tr></w:tbl>"
    )
    assert rows(only_table(read(docx(table), "방침"))) == [
        "목적 | 항목 | ^항목", "배송 | 필수 | 이름", "^배송 | 선택 | 메모",
    ]  # fmt: skip


def test_a_table_in_a_cell_stays_in_it() -> None:
    inner = f"<w:tbl><w:tr>{cell('가나택배')}{cell('배송')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr>{cell('위탁')}<w:tc>{inner}{word('끝')}</w:tc></w:tr></w:tbl>"
    table = only_table(read(docx(outer), "방침"))
    assert [rows(one) for one in table.rows[0][1].inner] == [["가나택배 | 배송"]]


def test_struck_out_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>1년</w:delText></w:r></w:del><w:ins><w:r><w:t>3년</w:t></w:r></w:ins>"
        "<w:r><w:br/><w:t>파기</w:t></w:r></w:p>"
    )
    (block,) = read(docx(body), "방침").blocks
    assert [line.text for line in getattr(block, "lines", ())] == ["3년", "파기"]


def test_headers_and_notes_are_told_apart_from_the_body() -> None:
    header = '<w:hdr xmlns:w="x"><w:p><w:r><w:t>길상점 내부용</w:t></w:r></w:p></w:hdr>'
    document = read(docx(word("목적"), word__header1___xml=header), "방침")
    assert words(document) == "목적"
    assert [gap.text for gap in gaps(document, Reason.RUNNING)] == ["길상점 내부용"]


def test_a_picture_is_told() -> None:
    body = "<w:p><w:r><w:drawing><w:blip/></w:drawing></w:r></w:p>" + word("목적")
    assert len(gaps(read(docx(body), "방침"), Reason.PICTURE)) == 1


def test_a_document_of_another_program_is_read() -> None:
    made = office.Document()
    made.add_heading("개인정보 처리방침", 1)
    made.add_paragraph("이름", style="List Bullet")
    table = made.add_table(2, 2)
    for place, text in enumerate(("목적", "기간", "배송", "3년")):
        table.cell(place // 2, place % 2).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    kept = io.BytesIO()
    made.save(kept)
    assert shown(kept.getvalue()) == ["# 개인정보 처리방침", "• 이름", "목적 / 배송 | 기간", "^목적 / 배송 | 3년"]


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "가가가가가가가가가가"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        (ENTITIES, "declares a document type"),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "declares a document type"),
        ("<a>" * 200 + "</a>" * 200, "elements inside each other"),
        ("<a>", "cannot be read"),
        ("", "cannot be read"),
        ("<a/>", "cannot be read"),
        ('<?xml version="1.0" encoding="UTD-8"?><a/>', "cannot be read"),
        ("가" * 6_000_000, "bytes of text, once unpacked"),
    ],
)
def test_a_part_made_to_hurt_or_damaged_is_refused(part: str, what: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(zipped(word__document___xml=part), "방침")
    assert what in str(refused.value.what)
    assert str(refused.value.fix)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(kept: float) -> None:
    whole = docx(word("목적은 배송입니다."))
    with pytest.raises(DocumentError):
        read(whole[: int(len(whole) * kept)], "방침")


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    """Six megabytes of zeros, declared as ten bytes."""
    bomb = zipped(word__document___xml=b" " * 6_000_000 + b"<a/>")
    size = (6_000_004).to_bytes(4, "little")
    assert bomb.count(size) == 2
    with pytest.raises(DocumentError):
        read(bomb.replace(size, (10).to_bytes(4, "little")), "방침")
