from hypothesis import given
from hypothesis import strategies as st

from jikim.timeline.breadth import breadth, fitted, printable, wrapped

TEXTS = st.text(alphabet="가나다라 abc…一é", max_size=60)


@given(text=TEXTS, columns=st.integers(2, 80))
def test_a_fitted_text_takes_exactly_its_columns(text: str, columns: int) -> None:
    assert breadth(fitted(text, columns)) == columns


@given(text=TEXTS, columns=st.integers(2, 40))
def test_wrapping_loses_no_letter_and_breaks_no_bound(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert all(0 < breadth(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(text=st.text(max_size=60))
def test_what_is_printed_steers_no_terminal(text: str) -> None:
    assert printable(text) == printable(printable(text))
    assert printable(text).isprintable()


def test_a_mark_on_a_letter_takes_no_column() -> None:
    assert breadth("e\u0301") == 1
