"""Line breaks of the source that a page shows: by its style sheets, by styles of elements, by signs of lists."""

import pytest

from jikim.document import lines_of, read
from jikim.document.spaced import sheets

_BODY = "<p>① 회원이 제공하는 정보\n· 필수항목 : 이름\n· 선택항목 : 생일</p><p>첫째 줄\n둘째 줄</p>"


def _lines(page: str) -> list[str]:
    return [line.text for block in read(page.encode(), "page.html").blocks for line in lines_of(block)]


def _page(head: str, body: str = _BODY) -> str:
    return f"<html><head>{head}</head><body><h1>개인정보 처리방침</h1>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<style>body { white-space: pre-wrap; }</style>", _BODY, ["첫째 줄", "둘째 줄"]),
        ("<style>p.other, .x {color: red} p, li { white-space: pre-line }</style>", _BODY, ["첫째 줄", "둘째 줄"]),
        ("<style>body {white-space: pre} p {white-space: normal}</style>", _BODY, ["첫째 줄 둘째 줄"]),
        ("", _BODY, ["첫째 줄 둘째 줄"]),
        ("", '<div style="white-space:pre-line"><p>첫째 줄\n둘째 줄</p></div>', ["첫째 줄", "둘째 줄"]),
        ("<style>.code { white-space: pre }</style>", _BODY, ["첫째 줄 둘째 줄"]),
    ],
)
def test_breaks_are_kept_where_the_page_says_so(head: str, body: str, expected: list[str]) -> None:
    assert [line for line in _lines(_page(head, body)) if "줄" in line] == expected


def test_signs_of_a_list_begin_lines_though_no_sheet_is_there() -> None:
    assert _lines(_page(""))[1:4] == ["회원이 제공하는 정보", "필수항목 : 이름", "선택항목 : 생일"]


def test_one_sign_is_no_list() -> None:
    assert _lines(_page("", "<p>전화 02\n- 0000 번으로 묻습니다</p>"))[1:] == ["전화 02 - 0000 번으로 묻습니다"]


def test_lines_know_where_they_stand() -> None:
    page = _page("<style>body{white-space:pre-wrap}</style>", "\n<p>첫째 줄\n둘째 줄</p>")
    found = [line for block in read(page.encode(), "page.html").blocks for line in lines_of(block) if "줄" in line.text]
    assert [line.spot.number for line in found] == [2, 3]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<style>body, .page > p { white-space: pre-wrap }</style>", {"body": True}),
        ("<STYLE type='text/css'>@media print { P { WHITE-SPACE: NoWrap } }</STYLE>", {"P": False}),
        ("<style>body { white-space: pre", {}),
        ("<style>" * 2000, {}),
        ("<style>}{}}{{ white-space: pre }</style>", {}),
    ],
)
def test_sheets_tell_of_plain_selectors(page: str, expected: dict[str, bool]) -> None:
    assert sheets(page) == expected
