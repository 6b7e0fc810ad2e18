"""Notices of consent: short texts whose numbered titles or labels carry their values on the same line or the next."""

import pytest

from jikim.document import read as document
from jikim.reader import Reading, read_facts
from tests.reader.told import told

_NUMBERED = """<html><body><p>1. 개인정보의 수집·이용 목적: 예약 관리 및 예약 확인<br>
2. 수집하는 개인정보의 항목: 이름, 휴대폰번호, 차량번호<br>
3. 개인정보의 보유·이용 기간: 방문 완료 후 3개월<br>
4. 개인정보의 수집에 대한 동의를 거부할 수 있으며, 이 경우 예약이 제한됩니다.</p></body></html>"""
_DASHED = """개인정보 활용에 대한 동의서

1. 개인정보 수집항목 (필수) - 소속, 성명, 휴대폰번호
2. 개인정보 수집, 이용 목적 - 시스템 접근 - 본인인증
3. 개인정보 보유 및 이용기간 - 회원 탈퇴 시까지
"""
_ON_ONE_LINE = "개인정보 수집 및 이용 동의\n수집항목: 성명, 연락처 / 보유 및 이용기간: 상담 완료 후 1년"
_BARE_LABELS = """<html><body><h2>개인정보 수집·이용 동의</h2><p>수집하는 정보</p><p>이름, 생년월일, 연락처(선택)</p>
<p>수집·이용 목적</p><p>캠프 운영, 알림 발송</p><p>보유 기간</p><p>캠프 종료 후 3개월까지 보관</p></body></html>"""
_POINTS = """개인정보 수집·이용 내역

구분(업무명): 회원 관리
처리목적:
- 본인 식별
- 통지사항 전달
항목:
- 이름, 이메일
보유 및 이용기간:
- 회원 탈퇴시까지

구분(업무명): 고객 상담
처리목적:
- 문의 처리
항목:
- 이름, 연락처
보유 및 이용기간:
- 상담 완료 후 3년
"""
_WHO = """개인정보 수집정책

- 개인정보 수집주체 : 도토리서점
- 개인정보 수집항목 : 이름, 나이, 전화번호
- 개인정보 수집 및 이용목적 : 상담 활용 (전화, 문자)
- 개인정보 보유 및 이용기간 : 수집일로부터 6개월
"""


def _read(body: str) -> Reading:
    return read_facts(document(body.encode(), "notice.html" if body.startswith("<") else "notice.txt"))


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        (_NUMBERED, ["- : 예약 관리 및 예약 확인", "- : 이름, 휴대폰번호, 차량번호", "rule service_done+P3M"]),
        (_DASHED, ["- : 소속, 성명, 휴대폰번호 (required)", "- : 시스템 접근; 본인인증", "rule withdrawal+P0D"]),
        (_ON_ONE_LINE, ["- : 성명, 연락처; complaint_closed+P1Y"]),
        (_BARE_LABELS, ["- : 캠프 운영; 알림 발송; 이름, 생년월일; 연락처 (optional); service_done+P3M"]),
        (_POINTS, ["회원 관리 : 본인 식별; 통지사항 전달; 이름, 이메일; withdrawal+P0D",
                   "고객 상담 : 문의 처리; 이름, 연락처; complaint_closed+P3Y"]),
        (_WHO, ["- : 상담 활용 (전화, 문자); 이름, 나이, 전화번호; record_made+P6M"]),
    ],
    ids=["numbered", "dashed", "one-line", "bare-labels", "points", "who"],
)  # fmt: skip
def test_a_notice_says_what_is_collected_why_and_how_long(notice: str, expected: list[str]) -> None:
    assert told(_read(notice).facts) == expected
