"""Items in sentences that say their need, over lines that a page broke by hand."""

import pytest

from jikim.document import read as document
from jikim.reader import Reading, read_facts


def _read(body: str) -> Reading:
    page = f"<html><body><h1>개인정보처리방침</h1><h2>1. 수집하는 개인정보의 항목</h2>{body}</body></html>"
    return read_facts(document(page.encode(), "policy.html"))


def _told(body: str) -> list[tuple[str | None, str, str | None, tuple[str, ...]]]:
    return [
        (one.context, some.need.value, some.when, some.items)
        for one in _read(body).facts.activities
        for some in one.items
    ]


_PAGE = """<p>-가입 시에 ‘아이디, 이름, 생년월일’을 필수항목으로 수집합니다. 만약 입력한 생년월일이 만14세 미만<br>
아동일 경우에는 보호자 정보(이름, 연락처)를 추가로 수집합니다.<br>그리고 선택항목으로 이메일주소를 수집합니다.<br>
-단체로 신청 시 단체이름, 주소를 필수항목으로 수집합니다. 그리고 대표자명을<br>선택항목으로 수집합니다.</p>"""


def test_each_sentence_gives_its_list_its_need_and_its_case() -> None:
    assert _told(_PAGE) == [
        ("가입 시", "required", None, ("아이디", "이름", "생년월일")),
        ("가입 시", "unspecified", "입력한 생년월일이 만14세 미만 아동일 경우", ("보호자 정보(이름, 연락처)",)),
        ("가입 시", "optional", None, ("이메일주소",)),
        ("단체로 신청 시", "required", None, ("단체이름", "주소")),
        ("단체로 신청 시", "optional", None, ("대표자명",)),
    ]


def test_every_item_stands_where_it_is_printed() -> None:
    lines = [some.spot.number for one in _read(_PAGE).facts.activities for some in one.items]
    assert lines == [1, 2, 2, 3, 3]
    assert _read(_PAGE).unread.share < 0.2


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("회사는 아래와 같은 개인정보를 필수항목으로 수집합니다.", []),
        ("회사는 주민등록번호를 필수항목으로 수집하지 않습니다.", []),
        ("회사는 이름, 연락처를 필수항목으로 수집합니다. 수집한 정보는 파기합니다.", [("이름", "연락처")]),
    ],
)
def test_what_announces_denies_or_only_goes_on_is_no_list(said: str, items: list[tuple[str, ...]]) -> None:
    assert [found for *_, found in _told(f"<p>{said}</p>")] == items
