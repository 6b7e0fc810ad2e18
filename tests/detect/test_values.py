"""What values say: a table that anybody may lengthen, with near misses that must not be taken for a person's."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.detect.values import RECOGNISERS, is_fragment, is_sealed, is_technical, looks, share_naming
from jikim.law import vocabulary
from tests.detect.numbers import business, registered

TABLE = Path(__file__).with_name("values.csv")
ITEMS = {one.item for one in RECOGNISERS}


def lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['question']}: {line['value']}")
def test_a_value_looks_like_an_item_or_does_not(line: dict[str, str]) -> None:
    asked = [one.asks for one in RECOGNISERS if one.item == line["question"]]

    assert any(asks(line["value"]) for asks in asked) is (line["answer"] == "yes"), line["why"]


def test_what_is_recognised_is_an_item_of_the_lexicon() -> None:
    assert ITEMS - set(vocabulary().items) == {"name in full"}


def test_a_column_of_resident_numbers_convinces_by_itself() -> None:
    numbers = [registered(f"8501{day:02}-199{day:03}") for day in range(1, 21)]

    assert looks(numbers)["rrn"].alone > 0.9


def test_order_numbers_that_begin_with_a_day_are_not_resident_numbers() -> None:
    orders = [f"2311{day:02}1{place:06}" for day in range(1, 29) for place in range(0, 1_000_000, 37_037)]

    assert looks(orders)["rrn"].alone < 0.2


def test_resident_numbers_with_their_last_digits_hidden_are_still_ones() -> None:
    assert looks(["850101-1******", "900228-2******", "0101024******"])["rrn"].alone == 0.9


def test_milliseconds_since_1970_are_neither_resident_numbers_nor_cards() -> None:
    times = [str(1_600_000_000_000 + 86_461_007 * day) for day in range(400)]
    found = looks(times)

    assert all(found[item].alone < 0.2 for item in ("rrn", "foreigner_no", "card_no") if item in found)


def test_a_column_of_product_codes_is_nobodys() -> None:
    codes = [f"SKU-{number:05}" for number in range(300)] + [f"88012345{number:05}" for number in range(200)]

    assert [item for item, look in looks(codes).items() if look.alone >= 0.5] == []


def test_business_numbers_convince_by_their_check_digits() -> None:
    assert looks([business(f"99999{number:04}") for number in range(30)])["business_no"].alone >= 0.8


def test_a_text_that_names_somebody_is_noticed() -> None:
    texts = [
        "문 앞에 두고 010-0000-1234로 전화 주세요",
        "정하람님 앞으로 보내 주세요",
        "감사합니다 잘 받았습니다",
        "답장은 a@example.kr 로",
    ]

    assert share_naming(texts) == (3, 0.75)


def test_a_long_number_is_no_telephone_in_a_text() -> None:
    assert share_naming(["송장번호 6010000012345 입니다", "계좌 3333-010-0000-12345-6 입니다"])[0] == 0


def test_what_nobody_can_read_says_nothing_against_a_name() -> None:
    assert is_sealed(["q1Wz8Xv2Lk0PaYt7RrE4==", "Zz91kLmQw82XcVbN0aPp=="])
    assert not is_sealed(["정하람", "member@example.kr"])


def test_the_fields_of_a_telephone_are_parts_of_it() -> None:
    assert is_fragment(["0000", "1234", "010"])
    assert not is_fragment(["010-0000-1234"])


def test_codes_tokens_days_and_paths_are_a_machines() -> None:
    assert is_technical(["created", "/a/b", "2023-01-01", "0123456789abcdef0123456789abcdef", '{"a": ["b"]}'])
    assert not is_technical(["정하람"])
    assert not is_technical(['{"name": "정하람"}'])


@given(st.lists(st.text(max_size=200), max_size=20))
def test_no_text_makes_it_stumble(values: list[str]) -> None:
    assert all(0 <= look.share <= 1 and 0 <= look.alone <= 1 for look in looks(values).values())
    assert isinstance(is_technical(values), bool)
    assert share_naming(values)[0] <= len(values)
