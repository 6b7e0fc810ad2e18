"""Entrusted parties, from tables and lists of our own wording in the shapes that policies use."""

import pytest

from jikim.reader.entrusted import read, terms, works
from jikim.reader.facts import Processor
from jikim.reader.notes import Notes
from jikim.reader.parties import is_kind, names_in
from tests.reader.documents import asked, cut

TITLE = "## 제4조 (개인정보 처리의 위탁)\n\n"


def parties(text: str, notes: Notes | None = None) -> tuple[Processor, ...]:
    return read(cut(TITLE + text), notes or Notes())


def names(text: str) -> list[tuple[str, str | None]]:
    return [(one.name, one.work) for one in parties(text)]


def test_the_columns_of_a_table_may_stand_in_any_order() -> None:
    table = "| 위탁업무 내용 | 전화 | 수탁자 |\n|---|---|---|\n| 상품 배송 | 02-000-0000 | 나라택배 |\n"
    assert names(table) == [("나라택배", "상품 배송")]


def test_a_cell_with_several_names_gives_as_many_parties() -> None:
    table = "| 수탁업체 | 위탁업무 |\n|---|---|\n| 가나택배, ㈜다라, 마바페이(주) | 배송과 결제 |\n"
    assert [name for name, _ in names(table)] == ["가나택배", "㈜다라", "마바페이(주)"]


def test_labels_in_lines_open_and_fill_a_party() -> None:
    said = (
        "- 위탁받는 자 : ㈜가나\n- 위탁하는 업무의 내용 : 문자 발송\n"
        "- 위탁받는 자 : 다라클라우드\n- 위탁하는 업무의 내용 : 서버 운영\n"
    )
    assert names(said) == [("㈜가나", "문자 발송"), ("다라클라우드", "서버 운영")]


@pytest.mark.parametrize(
    "line", ["- 가나배송: 상품 배송", "- 상품 배송: (주)가나배송", "- 가나배송 (상품 배송)", "- 가나배송 - 상품 배송"]
)
def test_an_item_of_a_list_holds_name_and_work(line: str) -> None:
    ((name, work),) = names(f"아래와 같이 위탁합니다.\n\n{line}\n")
    assert (name.removeprefix("(주)"), work) == ("가나배송", "상품 배송")


def test_a_placeholder_is_a_party_without_a_name_and_asks() -> None:
    notes = Notes()
    (party,) = parties("위탁받는 자: (위탁업체명)\n위탁하는 업무의 내용: 운영\n", notes)
    assert (party.name, party.named, party.work) == ("", False, "운영")
    assert "party-unnamed" in asked(notes)


def test_a_kind_of_company_is_no_name() -> None:
    assert is_kind("택배사")
    assert is_kind("결제 대행업체")
    assert not is_kind("나라택배")
    assert [one.named for one in parties("- 택배사: 배송\n- 나라택배: 배송\n")] == [False, True]


def test_a_period_said_once_is_that_of_every_party() -> None:
    found = parties(
        "수탁업무가 종료된 때에 개인정보를 즉시 파기하게 합니다.\n\n| 수탁자 | 업무 |\n"
        "|---|---|\n| 가나 | 배송 |\n| 다라 | 문자 |\n"
    )
    assert [one.retention.until if one.retention else None for one in found] == ["processor_contract_end"] * 2


def test_terms_of_the_contract_are_no_parties() -> None:
    said = "위탁계약 체결 시 재위탁 제한, 손해배상 등 책임에 관한 사항을 문서에 명시합니다.\n"
    assert parties(said) == ()
    assert terms(cut(TITLE + said), Notes()) == ("재위탁 제한", "손해배상 등 책임에 관한 사항")


def test_a_foreign_party_without_a_place_asks_once() -> None:
    notes = Notes()
    parties("| 수탁자 | 업무 |\n|---|---|\n| Ganada Inc. | 보관 |\n| Dara LLC | 분석 |\n", notes)
    assert [one.about for one in notes.questions if one.kind == "party-abroad"] == ["Ganada Inc."]


def test_names_are_cut_where_one_company_ends() -> None:
    assert names_in("가나 주식회사 ㈜ 다라, Mabasa, Inc.") == ("가나 주식회사", "㈜ 다라", "Mabasa, Inc.")


def test_works_are_cut_at_commas_or_between_two_acts() -> None:
    assert works("문자 발송, 상담 등") == ("문자 발송", "상담")
    assert works("이미지 저장 및 파일 보관") == ("이미지 저장", "파일 보관")
    assert works("고객 및 회원 상담") == ("고객 및 회원 상담",)
