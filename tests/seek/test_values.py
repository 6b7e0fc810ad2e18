"""What somebody could be found by, in one form: however it is written, and in however many columns."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.seek.text import Matcher
from jikim.seek.values import Form, Gathered, forms_of, says_nobody
from jikim.wipe.in_text import without

BESIDE = Path(__file__).with_name("beside.csv")


@pytest.mark.parametrize(
    "text",
    [
        "010-0000-1234", "０１０－００００－１２３４", "010–0000–1234", "010‑0000‑1234", "010·0000·1234",
        "+82(0)10.0000.1234",
        "\\u0030\\u0031\\u0030-0000-1234",
    ],
)  # fmt: skip
def test_a_number_is_one_number_with_any_dash_and_in_wide_digits(text: str) -> None:
    gathered = Gathered()
    gathered.add(1, "mobile", "010-0000-1234")
    found = [value for _, some in Matcher(gathered.sought(())).page(["", f"전화 {text}"]) for value in some]
    assert found == [(Form.NUMBER, "01000001234")]


def test_mail_in_wide_letters_is_the_same_mail() -> None:
    gathered = Gathered()
    gathered.add(1, "email", "na@example.kr")
    found = list(Matcher(gathered.sought(())).page(["ｎａ＠ｅｘａｍｐｌｅ．ｋｒ"]))
    assert found == [(0, ((Form.MAIL, "na@example.kr"),))]


@pytest.mark.parametrize(
    "row", list(csv.DictReader(BESIDE.read_text("utf-8").splitlines())), ids=lambda row: row["value"]
)
def test_values_that_stand_beside_something_are_looked_for_as_if_they_stood_alone(row: dict[str, str]) -> None:
    wanted = {part for part in row["found"].split("; ") if part}

    assert {f"{form.value} {text}" for form, text in forms_of(row["item"], row["value"])} == wanted, row["why"]


def test_a_number_beside_a_remark_leaves_a_text() -> None:
    values = [text for _, text in forms_of("mobile", "010-0000-0001(집) / 02-000-0002")]
    assert without("집 전화 02 000 0002, 손전화 +82 10 0000 0001", values) == "집 전화 [삭제], 손전화 [삭제]"


def test_a_number_with_a_remark_is_found_wherever_it_stands_without_one() -> None:
    gathered = Gathered()
    gathered.add(1, "mobile", "010-0000-1234(집)")
    gathered.add(1, "email", "김가온 <na@example.kr>")
    found = dict(Matcher(gathered.sought(())).page(["손전화 +82 10 0000 1234", "<NA@example.kr>", "010-0000-1235(집)"]))
    assert found == {0: ((Form.NUMBER, "01000001234"),), 1: ((Form.MAIL, "na@example.kr"),)}


@given(item=st.sampled_from(["access_log", "payment_record", "email", "mobile", "name", "login_id"]),
       value=st.text(st.sampled_from("018+@ -.a A가김９＠８＋ᄀ\u11a8\n")))  # fmt: skip
def test_what_says_nobody_at_a_glance_has_no_form(item: str, value: str) -> None:
    assert not (says_nobody(item, value) and list(forms_of(item, value)))


def test_most_values_say_nobody_at_a_glance() -> None:
    assert says_nobody("access_log", "열람 300")
    assert not any(says_nobody("access_log", value) for value in ("na@example.kr", "010-0000-0000", "82 10", "+82"))
    assert not says_nobody("name", "김가온")
