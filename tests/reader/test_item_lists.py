"""Lists of items in words and what they say: the table `items.csv`, which a lawyer can extend."""

import csv
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.document import Line, Spot
from jikim.reader.facts import Items, Need
from jikim.reader.item_lists import Listed, listed
from jikim.reader.letters import spaceless
from jikim.reader.lexicon import item_of, known_share
from jikim.reader.notes import Notes
from tests.reader.documents import asked

TABLE = list(csv.DictReader((Path(__file__).parent / "items.csv").read_text(encoding="utf-8").splitlines()))
TEXTS = {text: list(rows) for text, rows in groupby(TABLE, key=lambda row: row["text"])}
PEOPLE = {"판매자": "seller", "구매자": "buyer"}


def read(*texts: str, notes: Notes | None = None, need: Need = Need.UNSPECIFIED) -> Listed:
    lines = [Line(text, Spot(number)) for number, text in enumerate(texts, 1)]
    return listed(lines, notes or Notes(), need=need, who=PEOPLE.get)


def row(text: str, number: int, some: Items, kinds: Sequence[str]) -> dict[str, str]:
    return {
        "text": text,
        "number": str(number),
        "who": some.role,
        "need": some.need.value,
        "when": some.when or "",
        "items": " + ".join(some.items),
        "consents": " + ".join(some.consents),
        "asked": " ".join(sorted(kinds)),
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_list_says_what_the_table_says(text: str) -> None:
    notes = Notes()
    found = read(text, notes=notes)
    expected = [one for one in TEXTS[text] if one["number"] != "0"]
    assert [row(text, at, some, sorted(asked(notes))) for at, some in enumerate(found.items, 1)] == expected


def test_a_mark_holds_until_the_next() -> None:
    found = read("(필수) 이름, 주소", "연락처", "(선택) 취미", "직업").items
    assert [(some.need, some.items) for some in found] == [
        (Need.REQUIRED, ("이름", "주소", "연락처")),
        (Need.OPTIONAL, ("취미", "직업")),
    ]


def test_the_need_of_a_column_holds_where_the_list_says_none() -> None:
    assert read("이름", need=Need.OPTIONAL).items[0].need is Need.OPTIONAL


def test_parts_in_brackets_are_told_and_a_gloss_is_not() -> None:
    found = read("경력사항(회사명, 직위), 이름(실명)")
    assert [(one.head, one.parts) for one in found.parts] == [("경력사항", ("회사명", "직위"))]


def test_a_note_is_no_item() -> None:
    found = read("이름 ※ 신청 내용에 따라 더 요청할 수 있음")
    assert found.items[0].items == ("이름",)
    assert found.notes == ("신청 내용에 따라 더 요청할 수 있음",)


def test_a_missing_comma_is_assumed_and_asked() -> None:
    notes = Notes()
    read("성명 생년월일", notes=notes)
    assert [one.kind for one in notes.assumptions] == ["comma"]
    assert asked(notes) == {"comma"}


def test_items_are_known_by_their_letters() -> None:
    assert item_of("이메일 주소") == item_of("이메일주소") == "email"
    assert known_share("이름, 이메일, 좋아하는 색") == pytest.approx(2 / 3)


@given(
    st.lists(
        st.sampled_from(["이름", "주소", "연락처", "생년월일", "경력(회사명, 직위)", "취미"]), min_size=1, max_size=9
    )
)
def test_every_item_comes_back_in_its_own_spelling(names: list[str]) -> None:
    found = read(", ".join(names))
    assert [name for some in found.items for name in some.items] == names


@given(st.text("이름주소필수선택()[]:,/·및등※-▷ ", max_size=80))
def test_no_letter_is_invented(text: str) -> None:
    for some in read(text).items if text.strip() else ():
        assert all(spaceless(name) in spaceless(text) for name in some.items)


@pytest.mark.parametrize("piece", ["[가 ", "이름 및 ", "가을 ", "필수 ", "("])
def test_a_line_without_end_is_no_item(piece: str) -> None:
    assert not any(some.items for some in read(piece * 4000).items)
