"""What somebody could be found by, in one form: however it is written, and in however many columns."""

import pytest

from jikim.connect.residue_text import Matcher
from jikim.connect.values import Form, Gathered


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
