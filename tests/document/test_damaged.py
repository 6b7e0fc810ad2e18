"""Whatever the bytes: a document, or a refusal that says what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikim.document import flat, lines_of, read
from jikim.errors import JikimError
from tests.document.forms import SAYS, cell, docx, hangul, hangul_cell, hwpx, pdf, word

TEXT = st.text(
    st.sampled_from("<>/!-'\"=|#*[](){}&;:. \t\n1제조가①■-_`~%$\\")
    | st.sampled_from(list("항목은이름주소")) | st.characters(),
    max_size=300,
)  # fmt: skip
TAG = st.sampled_from([
    "<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "</td>", "<ul>", "<li>", "</ul>", "<p>",
    "</p>", "<div hidden>", "</div>", "<h2>", "<pre>", "<br>", "<b>", "</b>", "<a href=/>", "</a>", "<script>", "<nav>",
    "</script>", "<textarea>", "<!--", "-->", "</nav>", "항목은 ", "이름입니다.", "{{x}}",
])  # fmt: skip
WHOLE = {
    "docx": docx(word(SAYS) + f"<w:tbl><w:tr>{cell('목적')}{cell('항목')}</w:tr></w:tbl>"),
    "hwpx": hwpx(
        hangul(SAYS) + f"<hp:p><hp:run><hp:tbl><hp:tr>{hangul_cell('가', 0)}</hp:tr></hp:tbl></hp:run></hp:p>"
    ),
    "pdf": pdf(f"{SAYS}\n#table(columns: 2, [목적], [항목], [배송], [주소])"),
}


def held(data: bytes) -> None:
    """Read; whatever is not refused has blocks whose lines are whole, and can be written down again."""
    try:
        document = read(data, "방침")
    except JikimError:  # which has what, why and fix by its signature
        return
    assert all(line.text.strip() == line.text != "" for block in document.blocks for line in lines_of(block))
    assert all(0 <= gap.share <= 1 for gap in (*document.lost, *document.left_out))
    assert isinstance(flat(document), str)


@given(st.binary(max_size=400))
def test_bytes_by_chance(data: bytes) -> None:
    held(data)


@given(TEXT)
def test_text_by_chance(text: str) -> None:
    held(text.encode("utf-8", "replace"))


@given(st.lists(TAG, max_size=40))
def test_tags_by_chance(tags: list[str]) -> None:
    held(("<html><body>" + "".join(tags)).encode())


@pytest.mark.parametrize("form", sorted(WHOLE))
@settings(max_examples=60)
@given(at=st.floats(0, 1), to=st.floats(0, 1), put=st.binary(max_size=20))
def test_a_damaged_file(form: str, at: float, to: float, put: bytes) -> None:
    whole = WHOLE[form]
    begin, end = sorted((int(at * len(whole)), int(to * len(whole))))
    held(whole[:begin] + put + whole[end:])
