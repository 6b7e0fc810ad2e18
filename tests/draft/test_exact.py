"""Every value of a draft has the line on which its own words stand."""

import pytest

from jikim.document import read as read_document
from jikim.draft import draft, sidecar
from jikim.draft.tree import values
from jikim.messages import Language
from jikim.policy import parse
from jikim.reader import Reading, read_facts

CLUB = """개인정보 처리방침

가람동호회(이하 '동호회')는 「개인정보 보호법」을 준수합니다.

1. 처리하는 개인정보의 항목
[회원]
필수: 이름, 휴대전화번호
[비회원]
필수: 이메일

2. 보유 기간
회원의 개인정보는 탈퇴 시까지 보유합니다.
비회원의 개인정보는 행사 종료일로부터 6개월간 보유합니다.

3. 개인정보의 제3자 제공
- 제공받는 자 : 한빛보험
- 제공 목적 : 여행자 보험 가입
- 제공 항목 : 이름

4. 개인정보 보호책임자
- 성명 : 문보라
- 직책 : 총무
- 연락처 : 010-0000-2345

시행일: 2025년 3월 1일
"""


@pytest.fixture(scope="module")
def club() -> Reading:
    return read_facts(read_document(CLUB.encode(), "club.txt"))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("document.title", 1),
        ("document.laws[0]", 3),
        ("controller.name", 3),
        ("roles.nonmember", 8),
        ("officers[0].title", 20),
        ("officers[0].name", 21),
        ("officers[0].phone", 23),
        ("provided.to[0].name", 16),
        ("provided.to[0].purpose", 17),
        ("provided.to[0].items[0]", 18),
        ("version.effective", 25),
    ],
)
def test_each_value_stands_at_its_own_line(club: Reading, path: str, line: int) -> None:
    found = dict(values(draft(club).tree))
    spot = found[path].spot
    assert spot is not None
    assert spot.number == line


def test_what_no_line_says_was_chosen(club: Reading) -> None:
    spotless = {path for path, each in values(draft(club).tree) if each.spot is None}
    assert {"jikim", "service.id", "activities.member.basis"} <= spotless
    assert not any(path.startswith(("officers", "provided", "version")) for path in spotless)


def test_a_page_without_line_breaks_is_quoted_where_the_value_stands() -> None:
    page = "<h1>개인정보 처리방침</h1><h2>1. 위탁</h2><ul><li>한빛택배 : 배송</li><li>누리콜 : 상담</li></ul>"
    reading = read_facts(read_document(f"<html><body>{page}</body></html>".encode(), "page.html"))
    beside = sidecar(reading, draft(reading), Language.KOREAN)
    assert 'entrusted: {line: 1, words: "한빛택배 : 배송"}' in beside


def test_people_who_never_joined_have_their_own_rule(club: Reading) -> None:
    policy = parse(draft(club).text(Language.KOREAN).encode(), "policy.yaml")
    kept = {each.id: each.keep for each in policy.activities}
    assert [str(end.words) for rule in kept["guest"] or () for end in rule.ends] == ["6 months after event_ended"]
    assert not kept["member"]
    assert [str(end.words) for rule in policy.keep for end in rule.ends] == ["left"]
