"""Lists that a sentence or a line announces: what is said of them before them, and what their names are."""

from jikim.document import read as document
from jikim.reader import Activity, Reading, read_facts


def _read(body: str, name: str = "policy.html") -> Reading:
    page = f"<html><body><h1>개인정보처리방침</h1>{body}</body></html>" if name.endswith("html") else body
    return read_facts(document(page.encode(), name))


def _told(one: Activity) -> tuple[str | None, tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    return one.context, one.purposes, [(some.need.value, some.items) for some in one.items]


def test_purposes_with_names_then_items_of_nobody_s() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보 항목 및 수집목적</h2><p>1.1. 회사는 다음과 같은 목적으로 수집합니다.</p>
<ul><li>(1) 회원가입: 이용자 식별, 회원관리</li><li>(2) 결제 정보 수집: 유료 서비스 결제</li></ul>
<p>1.2. 수집하는 개인정보 항목은 다음과 같습니다.</p>
<ul><li>(1) 필수 정보: 아이디, 이메일 주소</li><li>(2) 선택 정보: 성별, 주소 등</li></ul>""")
    assert [_told(one) for one in reading.facts.activities] == [
        ("회원가입", ("이용자 식별", "회원관리"), []),
        ("결제 정보 수집", ("유료 서비스 결제",), []),
        (None, (), [("required", ("아이디", "이메일 주소")), ("optional", ("성별", "주소"))]),
    ]


def test_a_sentence_over_items_says_what_they_are_for_and_alone_is_nothing() -> None:
    said = "<p>회사는 상담, 서비스 신청 등을 위해 아래와 같은 개인정보를 수집하고 있습니다.</p>"
    (one,) = _read(f"<h2>1. 수집하는 개인정보의 항목</h2>{said}<ul><li>이름, 연락처</li></ul>").facts.activities
    assert _told(one) == (None, ("상담", "서비스 신청"), [("unspecified", ("이름", "연락처"))])
    assert _read(f"<h2>1. 수집하는 개인정보의 항목</h2>{said}").facts.activities == ()
    own = "<ul><li>수집항목 : 이름, 연락처</li><li>수집목적 : 예약 확인</li></ul>"
    (one,) = _read(f"<h2>1. 개인정보의 수집 및 이용</h2>{said}{own}").facts.activities
    assert one.purposes == ("예약 확인",)
    both = "'모임'은 회원가입을 위해 최소한의 개인정보를 수집합니다. 항목은 다음과 같습니다.\n\n필수항목: 이메일 주소"
    (one,) = _read(f"개인정보처리방침\n\n1. 개인정보의 수집 및 이용 목적\n{both}\n", "policy.txt").facts.activities
    assert _told(one) == (None, ("회원가입",), [("required", ("이메일 주소",))])


def test_what_a_sentence_with_a_colon_announces_stands_behind_it() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보의 항목</h2>
<p>수집하는 개인정보 항목은 다음과 같습니다: 이름, 이메일 등.</p>""")
    assert [some.items for one in reading.facts.activities for some in one.items] == [("이름", "이메일")]
    assert [some.when for one in reading.facts.activities for some in one.items] == [None]


def test_points_over_lines_of_items_are_names_and_a_list_of_items_is_no_title() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보의 항목</h2><p>- 기본 정보<br>이름, 생년월일<br>자택주소, 직업</p>
<p>- 소식지를 위한 정보<br>회사명, 부서</p><p>- 서비스 이용 중 발생되는 정보<br>접속로그, 쿠키</p>""")
    assert [_told(one) for one in reading.facts.activities] == [
        ("기본 정보", (), [("unspecified", ("이름", "생년월일", "자택주소", "직업"))]),
        ("소식지를 위한 정보", (), [("unspecified", ("회사명", "부서"))]),
    ]
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("접속로그", "쿠키")


def test_a_point_before_the_number_of_an_article_is_no_part_of_its_name() -> None:
    reading = _read("""<h4>• 제1조 (수집 및 이용 목적)</h4><p>협회는 사업 운영을 위해 아래의 목적으로 수집합니다.</p>
<ul><li>본인 확인</li><li>시상 관리</li></ul>""")
    assert [_told(one) for one in reading.facts.activities] == [(None, ("본인 확인", "시상 관리"), [])]


def test_people_named_in_the_sentence_over_a_list_are_whose_items_they_are() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보의 항목</h2><p>회사는 회원가입시 아래의 개인정보를 수집합니다.<br>
- 이메일 주소, 비밀번호<br>"창작자"로부터 신청시 추가로 수집하는 개인정보는 아래와 같습니다.<br>
- 은행명, 계좌번호<br>"후원자"가 후원하는 경우 추가로 아래의 정보를 수집합니다.<br>- 휴대폰번호, 결제정보</p>""")
    roles = {role.id: role.label for role in reading.facts.roles}
    told = [(roles[some.role], some.items) for one in reading.facts.activities for some in one.items]
    assert told[1:] == [("창작자", ("은행명", "계좌번호")), ("후원자", ("휴대폰번호", "결제정보"))]


def test_an_article_after_a_title_of_another_article_s_part_stands_beside_it() -> None:
    reading = _read("""<p><strong>제2조(개인정보의 처리 및 보유 기간)</strong></p><h3>처리 및 보유기간:</h3>
<ul><li>조합원 정보: 조합원 탈퇴 시까지</li></ul><p><strong>제4조(처리하는 개인정보의 항목) </strong></p>
<p>처리하는 개인정보의 항목은 다음과 같습니다.<br>상담 : 이름, 이메일<br>결제 : 카드사, 소유자명, 소유자 연락처</p>""")
    told = [(one.context, some.items) for one in reading.facts.activities for some in one.items]
    assert told == [("상담", ("이름", "이메일")), ("결제", ("카드사", "소유자명", "소유자 연락처"))]


def test_a_name_before_a_sentence_that_says_its_purposes() -> None:
    ends = "을 목적으로 개인정보를 처리합니다."
    below = f"<ul><li>회원가입<br/>본인 식별, 고충처리 등{ends}</li><li>예약<br/>예약 확인 등{ends}</li></ul>"
    behind = (
        f"<p>다음의 목적을 위하여 처리합니다.<br/>회원가입: 본인 식별, 고충처리 등{ends}<br/>예약: 예약 확인{ends}</p>"
    )
    wanted = [("회원가입", ("본인 식별", "고충처리"), []), ("예약", ("예약 확인",), [])]
    for body in (below, behind):
        found = _read(f"<h2>1. 개인정보의 처리 목적</h2>{body}").facts.activities
        assert [_told(one) for one in found] == wanted


def test_a_sentence_that_closes_a_list_stands_under_none_of_its_points() -> None:
    reading = _read("""<h2>1. 개인정보의 처리 목적</h2><p>다음의 목적을 위하여 처리합니다.</p>
<ol><li>본인 식별</li><li>학습 이력 저장</li></ol><p>수집된 개인정보는 위 목적 이외의 용도로 쓰지 않습니다.</p>""")
    assert [_told(one) for one in reading.facts.activities] == [(None, ("본인 식별", "학습 이력 저장"), [])]


def test_titles_with_a_number_alone_and_with_what_a_form_says_to_do() -> None:
    body = """개인정보처리방침

1 개인정보의 처리 목적

본인 식별, 배송

2 개인정보의 처리 및 보유 기간 작성

고객 관리 : 회원 탈퇴 시까지

3 처리하는 개인정보 항목

필수항목: 로그인ID, 비밀번호
"""
    facts = _read(body, "policy.txt").facts
    assert [_told(one) for one in facts.activities] == [
        (None, ("본인 식별", "배송"), []),
        (None, (), [("required", ("로그인ID", "비밀번호"))]),
    ]
    assert [(rule.until, rule.applies_to) for rule in facts.retention_special] == [("withdrawal", ("고객 관리",))]


def test_sentences_among_points_announce_the_items_under_them() -> None:
    reading = _read("""<h2>1. 개인정보의 수집목적</h2><ul><li>성명, 아이디 : 본인 식별</li>
<li>서비스 이용과정에서 아래와 같은 정보들이 자동으로 생성되어 수집될 수 있습니다.<p>접속 IP, 쿠키</p></li>
<li>이벤트 응모 과정에서 응모자에 한해 아래와 같은 정보들이 수집될 수 있습니다.<p>주소, 연락처</p></li></ul>
<h2>2. 수집하는 항목</h2><p>1) 유료정보 이용시 수집하는 개인정보의 범위<br>- 가입시 수집한 정보와 동일</p>""")
    told = [(one.context, one.purposes, [some.items for some in one.items]) for one in reading.facts.activities]
    assert told == [
        (None, ("본인 식별",), [("성명", "아이디")]),
        ("이벤트 응모 과정에서", (), [("주소", "연락처")]),
        ("유료정보 이용시", (), []),
    ]
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("접속 IP", "쿠키")


def test_a_notice_without_titles_is_read_by_its_labels() -> None:
    body = "• 수집항목 : 성명, 주소\n• 목적 : 회원 관리, 회비 결제\n• 보유 및 이용기간 : 회원 탈퇴 시까지\n"
    (one,) = _read(f"개인정보 처리방침\n{body}", "policy.txt").facts.activities
    assert _told(one) == (None, ("회원 관리", "회비 결제"), [("unspecified", ("성명", "주소"))])
    assert [rule.until for rule in one.retention] == ["withdrawal"]


def test_a_sentence_behind_a_label_announces_what_stands_under_it() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보 항목 및 수집 방법</h2>
<ul><li>수집하는 개인정보의 항목: 최소한만 수집합니다. 정보는 다음과 같습니다:<ul><li>이메일 주소</li></ul></li>
<li>개인정보 수집 방법: 다음과 같은 방법으로 수집합니다.<ul><li>회원가입</li></ul></li></ul>""")
    assert [some.items for one in reading.facts.activities for some in one.items] == [("이메일 주소",)]
    assert reading.facts.collection_methods == ("회원가입",)
