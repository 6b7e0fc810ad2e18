"""Forms that published policies share and that a reader has to know, each with an invented policy."""

import pytest

from jikim.document import read as document
from jikim.reader import read_facts
from tests.reader.told import told

_LAWS_BELOW = """개인정보 처리방침

제7조 (개인정보의 보유기간)
상법 및 전자상거래 등에서의 소비자보호에 관한 법률 등에 근거하여 필요한 경우에는 일정기간 보유합니다.
(1) 계약 또는 청약철회 등에 관한 기록: 5년
- 보존근거: 전자상거래 등에서의 소비자보호에 관한 법률
(2) 웹사이트 방문기록 : 3개월
- 보존근거: 통신비밀보호법
(3) 이용약관을 위반한 불량 이용자에 관한 기록: 1년
"""
_LAWS_FIRST = """개인정보 처리방침

제4조 개인정보의 보유기간
- 전자상거래 등에서의 소비자보호에 관한 법률: 계약 또는 청약철회 등에 관한 기록 (5년)
- 통신비밀보호법: 로그 기록 (3개월)
"""
_REASON_WITH_RECORD = """개인정보 처리방침

3. 개인정보의 보유 및 이용기간
가. 관련 법령에 의한 정보보유 사유: 방문에 관한 기록
- 보존 이유 : 통신비밀보호법
- 보존 기간 : 3개월
"""
_FILES = """<html><body><h1>개인정보처리방침</h1><h2>제2조(개인정보의 처리 및 보유 기간)</h2>
<table><tr><th>개인정보파일명</th><th>운영목적</th><th>수집항목</th><th>보유기간</th></tr>
<tr><td>신청인 정보</td><td>신청 관리</td><td>(필수) 성명, 주소, (선택) 이메일</td><td>영구</td></tr>
<tr><td>상담 이력</td><td>상담 품질 개선</td><td>(필수) 전화번호, 상담내용</td><td>3년</td></tr></table>
</body></html>"""
_HEADED = """<html><body><h1>개인정보처리방침</h1><h2>1. 수집하는 개인정보 항목</h2>
<table><tr><th>이용목적</th><th>수집목적</th><th>수집항목</th><th>보유 및 이용기간</th></tr>
<tr><td>의뢰서</td><td>아동의 투약 정보를 시설에 전달하여 공유</td><td>아동의 건강 정보</td><td>회원탈퇴시까지</td></tr>
</table></body></html>"""
_TIMED = """# 개인정보처리방침

## 1. 수집하는 개인정보 항목

| 구분 | 항목 | 수집 시점 |
|---|---|---|
| 이메일 구독 | 이메일 주소 | 구독 신청 시 |
| 필수 (익명 이용) | 기기 식별자 | 앱 실행 시 |
| 자동 수집 | 접속 IP, 쿠키 | 서비스 이용 시 |
"""
_AGES = """개인정보 처리방침

1. 개인정보 수집 항목

[만 14세 이상 회원]

- 필수정보 : 아이디, 비밀번호

[만 14세 미만 회원]

- 필수정보 : 아이디, 보호자 연락처

# 서비스 이용과정에서 아래와 같은 정보들이 자동으로 생성되어 수집될 수 있습니다.
- IP Address, 쿠키

2. 개인정보의 보유기간
회원 탈퇴 시까지 보유합니다.
"""
_CASES_BESIDE = """개인정보 처리방침

1. 수집하는 개인정보의 항목
① 회사는 회원가입시 아래와 같은 최소한의 개인정보를 필수항목으로 수집하고 있습니다.
- 아이디, 비밀번호, 이름
② 서비스 이용과정에서 아래와 같은 정보들이 생성되어 수집될 수 있습니다.
- 접속 IP 정보, 쿠키
- 물품 주문시 : 전화번호, 주소
"""
_RUN_TOGETHER = """개인정보 처리방침

제6조(처리하는 개인정보의 항목 작성)
1< 회원가입 및 관리 > 필수항목 : 이메일, 이름 선택항목 : 2< 민원사무 처리 > 필수항목 : 연락처 선택항목 : 주소
"""
_SAID = """개인정보 처리방침

1. 수집하는 개인정보 항목
서비스 이용 과정에서 브라우저 종류, 접속 기기 정보, 쿠키 등이 통계 목적으로 자동 생성되어 수집될 수 있습니다.

2. 개인정보의 이용 목적
수집한 개인정보는 서비스 제공, 상담에 활용됩니다. 제3자에게 제공되지 않습니다.
"""
_TOLD = """개인정보 처리방침

2. 수집하는 개인정보
회원 가입 시에 나래는 ‘이메일, 비밀번호, 닉네임’을 필수항목으로 수집합니다.
이용 과정에서 IP 주소, 쿠키, 서비스 이용 기록이 생성되어 수집될 수 있습니다.
"""
_FOR_EACH = """<html><body><h1>개인정보처리방침</h1><h2>1. 수집하는 개인정보 항목</h2><h3>필수 수집 항목</h3>
<ul><li>이메일 주소: 회원가입, 서비스 문의 등 본인 확인 목적</li><li>IP 주소: 접속 기록 분석</li></ul>
<h3>기타 수집 항목</h3><p>이용 과정에서 자동으로 생성되는 쿠키 및 이용 기록 등(개선 목적으로 활용)</p></body></html>"""
_DESTROYED_ONLY = """개인정보 처리방침

3. 개인정보의 파기
회사는 이용자의 개인정보를 회원 탈퇴 시 지체없이 파기하고 있습니다.
부정이용기록은 부정 가입 방지를 위하여 수집 시점으로부터 6개월간 보관하고 파기하고 있습니다.
"""
_KEPT_AND_DESTROYED = """개인정보 처리방침

3. 개인정보 이용기간 및 파기
① 이용자의 개인정보는 목적이 달성되면 지체 없이 파기합니다.
② 회원 탈퇴를 요청하는 경우, 개인정보를 지체 없이 파기합니다.
"""


@pytest.mark.parametrize(
    ("name", "policy", "expected"),
    [
        ("laws below their records", _LAWS_BELOW, [
            "rule statutory_term+law", "law ecommerce contract P5Y", "law comm-secrets login P3M", "law - misuse P1Y"]),
        ("laws before their records", _LAWS_FIRST, ["law ecommerce contract P5Y", "law comm-secrets login P3M"]),
        ("a record behind its reason", _REASON_WITH_RECORD, ["law comm-secrets login P3M"]),
        ("files among periods", _FILES, [
            "신청인 정보 : 신청 관리; 성명, 주소 (required); 이메일 (optional); semi_permanent+law",
            "상담 이력 : 상담 품질 개선; 전화번호, 상담내용 (required); record_made+P3Y"]),
        ("columns that read like items and are headed otherwise", _HEADED, [
            "의뢰서 : 아동의 투약 정보를 시설에 전달하여 공유; 아동의 건강 정보; withdrawal+P0D"]),
        ("when items are collected is no name", _TIMED, [
            "이메일 구독 : 이메일 주소", "필수 (익명 이용) : 기기 식별자 (required)", "machine: 접속 IP, 쿠키"]),
        ("people named by their age", _AGES, [
            "만 14세 이상 회원 : 아이디, 비밀번호 (required)", "만 14세 미만 회원 : 아이디, 보호자 연락처 (required)",
            "machine: IP Address, 쿠키", "rule withdrawal+P0D"]),
        ("cases among what a machine makes", _CASES_BESIDE, [
            "회원가입시 : 아이디, 비밀번호, 이름 (required)", "- : 전화번호, 주소 [물품 주문시]",
            "machine: 접속 IP 정보, 쿠키"]),
        ("names and labels run together", _RUN_TOGETHER, [
            "회원가입 및 관리 : 이메일, 이름 (required)", "민원사무 처리 : 연락처 (required); 주소 (optional)"]),
        ("a sentence says what a machine makes and why", _SAID, [
            "- : 서비스 제공; 상담", "machine: 브라우저 종류, 접속 기기 정보, 쿠키"]),
        ("a sentence beside told items", _TOLD, [
            "회원 가입 시 : 이메일, 비밀번호, 닉네임 (required)", "machine: IP 주소, 쿠키, 서비스 이용 기록"]),
        ("what each item is for", _FOR_EACH, [
            "- : 회원가입; 서비스 문의 등 본인 확인 목적; 접속 기록 분석; 이메일 주소, IP 주소 (required)",
            "machine: 쿠키, 이용 기록"]),
        ("how long stands among destroying alone", _DESTROYED_ONLY, [
            "rule withdrawal+P0D", "rule [부정이용기록] record_made+P6M"]),
        ("keeping and destroying under one title", _KEPT_AND_DESTROYED, [
            "rule purpose_done+P0D", "rule withdrawal+P0D"]),
    ],
)  # fmt: skip
def test_a_form_is_read(name: str, policy: str, expected: list[str]) -> None:
    file = "policy.html" if policy.startswith("<") else "policy.md" if policy.startswith("#") else "policy.txt"
    assert told(read_facts(document(policy.encode(), file)).facts) == expected, name
