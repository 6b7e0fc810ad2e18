"""Labels that stand alone over lists, names over points with another mark, and names over periods."""

from jikim.document import read as document
from jikim.reader import Reading, read_facts


def _read(body: str, name: str = "policy.md") -> Reading:
    return read_facts(document(body.encode(), name))


_STEPS = """<html><body><h1>개인정보처리방침</h1><h2>1. 개인정보 수집 및 이용 현황</h2>
<p>회원가입</p><ol><li>1. 수집항목<ul><li>필수 : 아이디, 이메일</li><li>선택 : 성별</li></ul></li>
<li>2. 수집 및 이용목적<ul><li>필수 : 본인 확인, 상담 처리</li><li>선택 : 새 소식 안내</li></ul></li></ol>
<p>이력서 작성</p><ol><li>1. 수집항목<ul><li>필수 : 이름, 생년월일</li></ul></li>
<li>2. 수집 및 이용목적 : 입사지원 서비스 제공</li></ol></body></html>"""


def test_a_label_alone_turns_to_its_column_and_needs_before_purposes_are_no_items() -> None:
    joining, applying = _read(_STEPS, "policy.html").facts.activities
    assert (joining.context, joining.purposes) == ("회원가입", ("본인 확인", "상담 처리", "새 소식 안내"))
    assert [(some.need.value, some.items) for some in joining.items] == [
        ("required", ("아이디", "이메일")),
        ("optional", ("성별",)),
    ]
    assert (applying.context, applying.purposes) == ("이력서 작성", ("입사지원 서비스 제공",))
    assert [some.items for some in applying.items] == [("이름", "생년월일")]


_POINTS = (("회원 가입 및 관리", "본인확인, 부정이용 방지"), ("행사 안내", "소식지 발송, 참가 접수"))


def test_a_point_under_a_name_with_another_mark_is_what_it_names() -> None:
    said = "".join(f"<p>- {name}</p><p>• {points}</p>" for name, points in _POINTS)
    page = f"<html><body><h1>개인정보처리방침</h1><h2>1. 개인정보의 처리목적</h2>{said}<h2>2. 파기</h2></body></html>"
    reading = _read(page, "policy.html")
    told = [(one.context, one.purposes) for one in reading.facts.activities]
    assert told == [("회원 가입 및 관리", ("본인확인", "부정이용 방지")), ("행사 안내", ("소식지 발송", "참가 접수"))]


_KEPT = """# 개인정보처리방침

## 1. 개인정보의 처리 및 보유기간

### 자료 제공 요청
- 수집근거 : 정보주체의 동의
- 보유기간 : 3년

### 보유기간의 연장
- 보유기간 : 1년

## 2. 처리하는 개인정보 항목
- 필수항목 : 이름, 전화번호
"""


def test_a_period_under_a_title_that_no_activity_has_is_about_that() -> None:
    rules = _read(_KEPT).facts.retention_default + _read(_KEPT).facts.retention_special
    assert {(rule.spot.number, rule.plus, rule.applies_to) for rule in rules} == {
        (7, "P3Y", ("자료 제공 요청",)),
        (10, "P1Y", "all"),
    }


def test_items_of_a_row_of_a_table_on_keeping_are_several() -> None:
    table = "| 보존 근거 | 보존 항목 | 보존 기간 |\n|---|---|---|\n| 재가입 방지 | 이메일, 전화번호 | 3개월 |\n"
    (rule,) = _read(f"# 개인정보처리방침\n\n## 1. 개인정보의 보유 및 이용기간\n\n{table}").facts.retention_special
    assert (rule.applies_to, rule.reason) == (("이메일", "전화번호"), "재가입 방지")
