"""HWPX: paragraphs across sections, cells that say where they stand."""

import pytest

from jikim.document import Reason, Spot, read
from jikim.errors import DocumentError
from tests.document.forms import HANGUL, gaps, hangul, hangul_cell, hwpx, only_table, rows, shown, words, zipped


def table(*lines: str) -> str:
    inside = "".join(f"<hp:tr>{line}</hp:tr>" for line in lines)
    return f"<hp:p><hp:run><hp:t>앞</hp:t><hp:tbl>{inside}</hp:tbl><hp:t>뒤</hp:t></hp:run></hp:p>"


def test_paragraphs_become_the_outline() -> None:
    assert shown(hwpx(hangul("개인정보 처리방침") + hangul("1. 목적") + hangul("배송을 위하여 수집합니다."))) == [
        "# 개인정보 처리방침", "# 1. 목적", "배송을 위하여 수집합니다.",
    ]  # fmt: skip


def test_a_cell_stands_where_it_says_and_in_every_place_that_it_covers() -> None:
    document = read(hwpx(table(
        hangul_cell("목적", 0) + hangul_cell("항목", 1, columns=2),
        hangul_cell("배송", 0, rows=2) + hangul_cell("필수", 1) + hangul_cell("이름", 2),
        hangul_cell("선택", 1) + hangul_cell("메모", 2))), "방침")  # fmt: skip
    assert rows(only_table(document)) == ["목적 | 항목 | ^항목", "배송 | 필수 | 이름", "^배송 | 선택 | 메모"]


def test_text_before_and_after_a_table_keeps_its_place() -> None:
    assert shown(hwpx(table(hangul_cell("목적", 0) + hangul_cell("배송", 1)))) == ["앞", "목적 | 배송", "뒤"]


def test_sections_are_read_by_their_number_and_paragraphs_counted_through() -> None:
    def section(text: str) -> str:
        return f'<s xmlns:hp="{HANGUL}/paragraph">{hangul(text)}</s>'

    document = read(zipped(
        mimetype="application/hwp+zip",
        Contents__section10___xml=section("셋째 절입니다."),
        Contents__section0___xml=section("첫째 절입니다."),
        Contents__section2___xml=section("둘째 절입니다.")), "방침")  # fmt: skip
    assert words(document) == "첫째 절입니다. 둘째 절입니다. 셋째 절입니다."
    assert [block.spot for block in document.blocks] == [Spot(1), Spot(2), Spot(3)]


def test_headers_and_footnotes_are_told_apart_from_the_body() -> None:
    document = read(hwpx(
        f"<hp:p><hp:run><hp:ctrl><hp:header><hp:subList>{hangul('길상점 내부용')}</hp:subList></hp:header></hp:ctrl>"
        "<hp:t>목적은<hp:lineBreak/>배송입니다.</hp:t></hp:run></hp:p>"), "방침")  # fmt: skip
    assert words(document) == "목적은 배송입니다."
    assert [gap.text for gap in gaps(document, Reason.RUNNING)] == ["길상점 내부용"]


def test_a_declared_entity_is_refused() -> None:
    part = '<!DOCTYPE s [<!ENTITY a "가">]><s>&a;</s>'
    with pytest.raises(DocumentError) as refused:
        read(zipped(mimetype="application/hwp+zip", Contents__section0___xml=part), "방침")
    assert "document type" in str(refused.value.what)


def test_a_table_of_too_many_places_is_refused() -> None:
    wide = "".join(hangul_cell("가", 0, rows=900, columns=900) for _ in range(2))
    with pytest.raises(DocumentError) as refused:
        read(hwpx(table(*[wide] * 900)), "방침")
    assert "cells of one table" in str(refused.value.what)
