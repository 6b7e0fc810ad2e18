"""Pages of the years in which standard texts were copied: items before purposes, cases, names in brackets, `※`."""

from jikim.document import read as document
from jikim.reader import Activity, Reading, read_facts


def _read(body: str, name: str = "policy.txt") -> Reading:
    return read_facts(document(body.encode(), name))


def _told(one: Activity) -> tuple[str | None, tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    return one.context, one.purposes, [(some.need.value, some.items) for some in one.items]


_ITEMS_FIRST = """<html><body><h2>개인정보처리방침</h2><h3>제1조 개인정보의 수집목적 및 이용목적</h3>
<p>①도토리서점(주)은 회원님께 다음과 같은 목적으로 개인정보를 수집하고 있습니다.<br>
- 성명, 아이디, 비밀번호 : 본인 식별 절차에 이용<br>- 이메일주소, 전화번호 : 고지사항 전달, 불만 처리<br>
- 비밀번호 힌트용 질문과 답변 : 비밀번호를 잊은 경우의 처리<br></p></body></html>"""


def test_items_before_what_they_are_for_are_activities_without_names() -> None:
    assert [_told(one) for one in _read(_ITEMS_FIRST, "policy.html").facts.activities] == [
        (None, ("본인 식별 절차에 이용",), [("unspecified", ("성명", "아이디", "비밀번호"))]),
        (None, ("고지사항 전달", "불만 처리"), [("unspecified", ("이메일주소", "전화번호"))]),
        (None, ("비밀번호를 잊은 경우의 처리",), [("unspecified", ("비밀번호 힌트용 질문과 답변",))]),
    ]


_BRACKETS = """개인정보처리방침

1.수집하는 개인정보의 항목 및 수집방법
본원은 회원가입시 필요한 최소한의 개인 정보만을 수집합니다.

[진료정보]
-수집항목: 성명, 주소, 진료기록
 ※ 의료법에 의해 진료정보를 의무적으로 보유하여야 함(별도 동의 불필요)

[홈페이지 회원 가입시 수집항목]
-필수항목: 성명, 아이디
-선택항목: 주소
-서비스 이용 과정에서 다음과 같은 정보들이 자동으로 생성되어 수집될 수 있습니다.
:접속 로그, 쿠키

2.개인정보의 수집 및 이용목적
본원은 수집한 개인정보를 다음의 목적을 위해 활용합니다.

[진료정보]
-진단 및 치료를 위한 진료서비스

[홈페이지 회원정보]
-필수정보: 진료 예약, 설문조사

3.개인정보의 보유 및 이용기간

[진료정보]
- 의료법에 명시된 진료기록 보관 기준에 준하여 보관
"""


def test_names_in_brackets_stand_under_the_numbers_and_a_note_is_no_item() -> None:
    facts = _read(_BRACKETS).facts
    treated, joined, informed = facts.activities
    assert _told(treated) == (
        "진료정보",
        ("진단 및 치료를 위한 진료서비스",),
        [("unspecified", ("성명", "주소", "진료기록"))],
    )
    assert [(rule.until, rule.statute) for rule in treated.retention] == [("statutory_term", "medical")]
    assert _told(joined) == ("홈페이지 회원 가입시", (), [("required", ("성명", "아이디")), ("optional", ("주소",))])
    assert _told(informed) == ("홈페이지 회원정보", ("진료 예약", "설문조사"), [])
    assert facts.auto_collected is not None
    assert facts.auto_collected.items == ("접속 로그", "쿠키")


_CASES = """<html><body><h2>개인정보처리방침</h2><h3>1. 수집하는 개인정보의 항목 및 수집방법</h3>
<p>1. 회사는 회원가입 시 아래와 같은 정보를 수집합니다.<br/>- 필수: 이름, 이메일 주소<br/>
2. 회사는 회원이 경품에 응모하는 경우 아래의 정보를 수집할 수 있습니다.<br/>- 이름, 주소<br/>
3. 서비스 이용과정에서 아래와 같은 정보들이 생성되어 수집될 수 있습니다.<br/>- 접속 로그, 쿠키<br/>
4. 회사는 다음과 같은 방식으로 개인정보를 수집합니다.<br/>- 서면양식, 상담 게시판</p>
<h3>2. 개인정보의 수집 및 이용목적</h3>
<p>회사는 고객 상담 및 신청 접수 등을 위해 개인정보를 수집, 이용하고 있습니다.</p></body></html>"""


def test_sentences_that_announce_a_list_for_a_case_name_it() -> None:
    facts = _read(_CASES, "policy.html").facts
    assert [_told(one) for one in facts.activities] == [
        ("회원가입 시", (), [("required", ("이름", "이메일 주소"))]),
        ("회원이 경품에 응모하는 경우", (), [("unspecified", ("이름", "주소"))]),
        (None, ("고객 상담 및 신청 접수",), []),
    ]
    assert facts.auto_collected is not None
    assert facts.auto_collected.items == ("접속 로그", "쿠키")
    assert facts.collection_methods == ("서면양식", "상담 게시판")


_LAWS = """개인정보처리방침

1. 개인정보의 보유 및 이용기간
- 설문조사 등의 목적을 위하여 수집한 경우, 당해 설문조사 등이 종료한 때
다음과 같이 보유할 필요가 있을 경우에는 전자상거래 등에서의 소비자보호에 관한 법률에 근거하여 일정기간 보유합니다.
- 계약 또는 청약철회 등에 관한 기록 : 5년
2. 개인정보의 파기
"""


def test_data_collected_in_a_case_end_with_it_and_a_law_over_its_records_is_a_rule_beside_them() -> None:
    facts = _read(_LAWS).facts
    assert [(one.law, one.record) for one in facts.statutory_retention] == [("ecommerce", "contract")]
    rules = facts.retention_default + facts.retention_special
    assert [(rule.until, rule.statute, rule.condition) for rule in rules] == [
        ("event_ended", None, "설문조사 등의 목적을 위하여 수집한 경우"),
        ("statutory_term", "ecommerce", None),
    ]


def test_items_in_quotes_in_a_sentence_are_items() -> None:
    said = "회사는 상담을 위해 '성명, 회사명, 이메일'을 수집합니다."
    (one,) = _read(f"개인정보처리방침\n\n1. 처리하는 개인정보 항목\n{said}\n").facts.activities
    assert one.items[0].items == ("성명", "회사명", "이메일")
