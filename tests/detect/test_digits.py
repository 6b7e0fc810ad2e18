"""Numbers that prove themselves, and how far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.detect import digits
from jikim.detect.digits import Proof
from tests.detect.numbers import business, registered


def test_a_resident_number_of_before_october_2020_has_its_check_digit() -> None:
    right = registered("850101-199001")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert digits.resident(right) is Proof.CHECKED
    assert digits.resident(right.replace("-", "")) is Proof.CHECKED
    assert digits.resident(wrong) is Proof.NONE


def test_a_resident_number_issued_since_can_only_be_plausible() -> None:
    number = registered("201006-399001")
    other = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert digits.resident(other) is Proof.PLAUSIBLE


def test_a_number_that_was_changed_is_left_to_the_context() -> None:
    right = registered("850101-199001")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert digits.could_be_registered(wrong)


@pytest.mark.parametrize("number", ["851301-1990010", "850230-1990010", "850101-1", "A50101-1990010", "", "1" * 40])
def test_without_a_day_of_birth_it_is_no_resident_number(number: str) -> None:
    assert digits.resident(number) is Proof.NONE
    assert not digits.could_be_registered(number)


def test_a_foreigners_number_is_told_by_its_seventh_digit() -> None:
    number = registered("900101-599001", base=13)

    assert digits.foreigner(number) is Proof.CHECKED
    assert digits.resident(number) is Proof.NONE
    assert digits.foreigner(number[:-1] + str((int(number[-1]) + 1) % 10)) is Proof.PLAUSIBLE


def test_a_corporation_number_has_weights_one_and_two() -> None:
    assert digits.is_corporation("999999-0000009")
    assert sum(digits.is_corporation(f"999999-000000{last}") for last in range(10)) == 1


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_one_last_digit_in_ten_makes_a_business_number(number: str) -> None:
    assert [last for last in range(10) if digits.is_business(f"{number}{last}")] == [int(business(number)[-1])]


@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert digits.resident(text) in Proof
    assert digits.foreigner(text) in Proof
    assert {digits.is_card(text), digits.is_business(text), digits.is_account(text)} <= {True, False}
