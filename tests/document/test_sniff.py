"""The form and the encoding are told by the bytes and never by the name."""

import pytest

from jikim.document import Format, Reason, Spot, flat, read
from jikim.errors import DocumentError

TEXT = "회사는 이름과 주소를 수집합니다. 뷁"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp949"), "cp949"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_korean_is_read_in_each_encoding_it_comes_in(data: bytes, encoding: str) -> None:
    document = read(data, "policy.xyz")
    assert (flat(document), document.encoding, document.lost) == (TEXT, encoding, ())


@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987", "utf-8"])
def test_a_label_that_lies_is_not_believed(label: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body><p>{TEXT}</p></body></html>'
    assert flat(read(html.encode("cp949"), "a")) == TEXT
    assert flat(read(html.encode("utf-8"), "a")) == TEXT


def test_bytes_that_are_no_letters_are_told_with_their_line() -> None:
    document = read("이름을 수집합니다.\n주소".encode() + b"\xff\xfe" + "를 수집합니다.".encode(), "a.txt")
    (gap,) = document.lost
    assert (gap.reason, gap.spot) == (Reason.UNDECODED, Spot(2))
    assert gap.share > 0


def test_the_form_is_told_by_the_content() -> None:
    assert read("<!doctype html><p>이름".encode(), "a.md").format is Format.HTML
    assert read("# 방침\n\n**이름**\n\n| a | b |\n".encode(), "a.html").format is Format.MARKDOWN
    assert read("이름을 수집합니다.".encode(), "a.docx").format is Format.TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "'방침' cannot be read"),
        (b" \n\0", "'방침' cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "'방침' cannot be read"),
        (b"\x89PNG\r\n", "'방침' cannot be read"),
        (b"\x7fELF\x02" + bytes(range(256)) * 4 + b"\0" * 100, "'방침' cannot be read"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(data, "방침")
    assert str(refused.value.what) == said
    assert str(refused.value.why)
    assert str(refused.value.fix)
