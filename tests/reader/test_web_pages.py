"""Pages as web sites are built today: lists in lists, bold labels, a table of needs; each in a few invented lines."""

from jikim.document import read as document
from jikim.reader import Reading, read_facts


def _read(body: str) -> Reading:
    page = f"<html><body><h1>개인정보처리방침</h1>{body}</body></html>"
    return read_facts(document(page.encode(), "policy.html"))


def _items(reading: Reading) -> list[tuple[str | None, str, str | None, tuple[str, ...]]]:
    return [
        (one.context, some.need.value, some.when, some.items) for one in reading.facts.activities for some in one.items
    ]


def test_lists_in_lists_are_names_with_purposes_periods_and_items() -> None:
    reading = _read("""<h2>제1조 (개인정보의 처리 목적)</h2><p>회사는 다음의 목적을 위하여 개인정보를 처리합니다.</p>
<ol><li><strong>회원 가입 및 관리</strong><ul><li>가입 의사 확인, 본인 식별·인증</li>
<li>부정이용 방지</li></ul></li><li><strong>서비스 제공</strong><ul><li>첨삭</li></ul></li></ol>
<h2>제2조 (개인정보의 처리 및 보유 기간)</h2><ol><li>각각의 처리 및 보유 기간은 다음과 같습니다:
<ul><li><strong>회원 가입 및 관리:</strong> 회원 탈퇴 시까지</li>
<li><strong>대금 결제:</strong> 공급 완료 시까지
(단, 전자상거래법에 따라 계약에 관한 기록은 5년간 보존)</li></ul></li></ol>
<h2>제3조 (처리하는 개인정보의 항목)</h2><ol><li><strong>필수 항목</strong>
<ul><li>학생 회원: 이메일, 비밀번호, 학년</li><li>튜터 회원: 이메일, 비밀번호, 학력</li></ul></li>
<li><strong>서비스 이용 과정에서 자동으로 생성되어 수집되는 정보</strong><ul><li>IP 주소, 쿠키</li></ul></li>
<li><strong>결제 과정에서 수집되는 정보</strong>
<ul><li>신용카드 정보, 은행계좌 정보 등 (결제대행사를 통해 처리되며 최소한의 정보만 보유)</li></ul></li></ol>""")
    member = reading.facts.activities[0]
    assert member.purposes == ("가입 의사 확인", "본인 식별·인증", "부정이용 방지")
    assert [(rule.until, rule.plus) for rule in member.retention] == [("withdrawal", "P0D")]
    roles = {role.id: role.label for role in reading.facts.roles}
    told = [(roles[some.role], some.items) for some in reading.facts.activities[2].items]
    assert told == [("학생 회원", ("이메일", "비밀번호", "학년")), ("튜터 회원", ("이메일", "비밀번호", "학력"))]
    assert _items(reading)[-1] == ("결제 과정", "unspecified", None, ("신용카드 정보", "은행계좌 정보"))
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("IP 주소", "쿠키")
    assert [rule.applies_to for rule in reading.facts.retention_special] == [("대금 결제",), ("계약에 관한 기록",)]


def test_a_label_beside_those_of_need_ends_them_and_one_for_machines_stands_alone() -> None:
    reading = _read("""<h2>2. 수집하는 개인정보의 항목</h2><p><strong>가. 필수:</strong> 이메일 주소, 이름</p>
<p><strong>나. 선택:</strong> 프로필 이미지</p>
<p><strong>다. 자동 수집:</strong> IP 주소·쿠키·방문 일시, 서비스 이용 기록</p>
<p><strong>라. 결제 정보:</strong> 결제 내역, 환불 계좌 정보</p>""")
    assert _items(reading) == [
        (None, "required", None, ("이메일 주소", "이름")),
        (None, "optional", None, ("프로필 이미지",)),
        (None, "unspecified", "결제 정보", ("결제 내역", "환불 계좌 정보")),
    ]
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("IP 주소", "쿠키", "방문 일시", "서비스 이용 기록")


def test_labels_under_one_mark_of_need_keep_it() -> None:
    reading = _read("""<h2>2. 수집하는 개인정보의 항목</h2><ul><li>필수 : 이메일, 이름</li></ul>
<ul><li>카드 결제 : 카드번호</li></ul>""")
    assert [(need, when, items) for _, need, when, items in _items(reading)] == [
        ("required", None, ("이메일", "이름")),
        ("required", "카드 결제", ("카드번호",)),
    ]


def test_a_table_whose_first_column_says_needs_and_names() -> None:
    reading = _read("""<h2>수집하는 개인정보 항목</h2><table><tr><th>구분</th><th>항목</th><th>비고</th></tr>
<tr><td>필수</td><td>이름, 연락처(휴대전화)</td><td>상담 신청 시</td></tr>
<tr><td>선택</td><td>이메일, 문의 내용</td><td>더 정확한 비교를 위해</td></tr>
<tr><td>자동 수집</td><td>IP 주소, 쿠키</td><td>통계</td></tr>
<tr><td>외국인 정착</td><td>국적, 체류 기간</td><td>정착 신청 시</td></tr></table>""")
    assert sorted(_items(reading), key=str) == [
        ("외국인 정착", "unspecified", None, ("국적", "체류 기간")),
        (None, "optional", None, ("이메일", "문의 내용")),
        (None, "required", None, ("이름", "연락처(휴대전화)")),
    ]
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("IP 주소", "쿠키")


def test_a_name_in_brackets_holds_the_need_that_a_sentence_announced() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보의 항목</h2>
<p>회사는 상담을 위해 아래와 같은 최소한의 개인정보를 필수항목으로 수집하고 있습니다.</p>
<p>&lt;상담신청, 이벤트 등&gt;<br>이름, 주소, 상담내용</p>""")
    assert _items(reading) == [("상담신청, 이벤트 등", "required", None, ("이름", "주소", "상담내용"))]


def test_work_before_who_does_it_and_after_a_dash() -> None:
    reading = _read("""<h2>5. 개인정보 처리의 위탁</h2><p>회사는 다음과 같이 위탁하고 있습니다.</p>
<ul><li>결제 처리: 나무페이 (신용카드 결제 등)</li><li>서버 호스팅: 구름, 하늘 등</li>
<li>나무DB — 데이터 보관</li></ul>""")
    assert [(one.name, one.work) for one in reading.facts.processors] == [
        ("나무페이 (신용카드 결제 등)", "결제 처리"),
        ("구름", "서버 호스팅"),
        ("하늘", "서버 호스팅"),
        ("나무DB", "데이터 보관"),
    ]


def test_ways_to_ask_stand_before_their_particle() -> None:
    reading = _read("""<h2>6. 정보주체의 권리·의무 및 행사방법</h2><p>이용자는 열람을 요구할 수 있습니다.</p>
<p>권리 행사는 서면·전화·이메일로 하실 수 있으며, 회사는 지체 없이 조치합니다.</p>""")
    assert reading.facts.rights is not None
    assert reading.facts.rights.channels == ("서면", "전화", "이메일")


def test_a_label_with_a_reason_names_what_is_kept_and_why() -> None:
    reading = _read("""<h2>3. 개인정보의 보유 및 이용 기간</h2><ul>
<li>부정이용 방지를 위한 휴대전화번호: 회원 탈퇴일로부터 1년</li><li>예외사유 : 탈퇴 시 즉시 파기</li></ul>""")
    found = (*reading.facts.retention_special, *reading.facts.retention_default)
    assert [(rule.applies_to, rule.reason, rule.plus) for rule in found] == [
        (("휴대전화번호",), "부정이용 방지", "P1Y"),
        ("all", None, "P0D"),
    ]


def test_purposes_that_are_sentences() -> None:
    reading = _read("""<h2>2. 개인정보 이용목적</h2><p>회사는 다음과 같은 목적으로만 이용합니다.</p>
<ol><li>가입 의사를 확인하고 계정을 생성하기 위하여 사용합니다.</li>
<li>부정 이용을 방지하기 위해 이용합니다.</li></ol>""")
    assert reading.facts.activities[0].purposes == ("가입 의사를 확인하고 계정을 생성", "부정 이용을 방지")


def test_a_sentence_that_gives_several_records_their_periods() -> None:
    reading = _read("""<h2>3. 보유 및 이용 기간</h2><p>전자상거래법에 따라
계약 또는 청약철회 기록과 대금결제 기록은 5년,
소비자 불만 또는 분쟁처리 기록은 3년, 표시·광고 기록은 6개월 보관될 수 있습니다.</p>""")
    assert [(one.record, one.record_text, one.duration, one.law) for one in reading.facts.statutory_retention] == [
        ("contract", "계약 또는 청약철회 기록", "P5Y", "ecommerce"),
        ("payment", "대금결제 기록", "P5Y", "ecommerce"),
        ("dispute", "소비자 불만 또는 분쟁처리 기록", "P3Y", "ecommerce"),
        ("ad", "표시·광고 기록", "P6M", "ecommerce"),
    ]


def test_a_title_says_the_need_of_the_rows_of_its_table() -> None:
    reading = _read("""<h2>1. 수집 항목</h2><h3>1) 필수 수집 항목</h3><table><tr><th>항목</th><th>이용 목적</th></tr>
<tr><td>이메일 주소</td><td>회원 식별, 계정 관리</td></tr></table><h3>2) 선택 수집 항목</h3>
<table><tr><th>항목</th><th>이용 목적</th></tr><tr><td>닉네임</td><td>프로필 표시</td></tr></table>""")
    assert [(need, items) for _, need, _, items in _items(reading)] == [
        ("required", ("이메일 주소",)),
        ("optional", ("닉네임",)),
    ]


def test_correction_and_leaving_in_a_title_are_rights() -> None:
    reading = _read("""<h2>4. 개인정보 정정 및 회원탈퇴</h2>
<p>회원은 언제든지 개인정보를 열람하거나 정정할 수 있습니다.</p>
<p>동의한 내용을 언제든지 철회할 수 있습니다.</p>""")
    assert reading.facts.rights is not None
    assert {one.id for one in reading.facts.rights.list} == {"access", "correct", "leave", "withdraw_consent"}


def test_a_way_of_collecting_names_the_rows_where_nothing_else_does() -> None:
    reading = _read("""<h2>수집하는 개인정보 항목</h2>
<table><tr><th>수집방법</th><th>수집항목</th><th>수집 및 이용목적</th></tr>
<tr><th rowspan="2">회원가입</th><td>(필수)<br>아이디, 비밀번호</td><td>본인 확인</td></tr>
<tr><td>(선택)<br>성별, 주소</td><td>맞춤 서비스 제공</td></tr>
<tr><th>인성검사</th><td>(필수)<br>인성검사 결과, 이름</td><td>취업서비스 제공</td></tr></table>""")
    assert _items(reading) == [
        ("회원가입", "required", None, ("아이디", "비밀번호")),
        ("회원가입", "optional", None, ("성별", "주소")),
        ("인성검사", "required", None, ("인성검사 결과", "이름")),
    ]


def test_tables_of_permissions_and_of_assessments_hold_no_items() -> None:
    reading = _read("""<h2>수집하는 개인정보 항목</h2><p>이메일, 이름</p>
<table><tr><th>구분</th><th>접근항목</th><th>접근목적</th></tr><tr><td>필수 접근</td><td>저장공간, 사진</td>
<td>프로필 등록</td></tr></table>
<table><tr><th>영향평가 수행연도</th><th>개인정보 파일에 기록되는 개인정보의 항목</th></tr><tr><td>2019년</td>
<td>이름, 주소</td></tr></table>""")
    assert _items(reading) == [(None, "unspecified", None, ("이메일", "이름"))]


def test_what_a_word_means_is_no_item_and_a_label_may_hold_brackets() -> None:
    reading = _read("""<h2>수집하는 개인정보 항목</h2><p>필수정보란? 서비스의 본질적 기능을 수행하기 위한 정보</p>
<ul><li>간편 가입(나무, 구름) 시: 이메일, 닉네임</li></ul>""")
    assert [(when, items) for _, _, when, items in _items(reading)] == [
        ("간편 가입(나무, 구름) 시", ("이메일", "닉네임"))
    ]


def test_a_sentence_beside_a_table_without_a_title_says_what_a_machine_writes_down() -> None:
    reading = _read("""<table><tr><th>서비스</th><th>수집 목적</th><th>수집 항목</th><th>보유 기간</th></tr>
<tr><td>채용 지원</td><td>채용 전형 진행</td>
<td>필수: 이름, 경력 / 선택: 포트폴리오</td><td>채용 종료 후 6개월</td></tr>
<tr><td>고객 문의</td><td>답변</td><td>이름, 이메일</td><td>회원 탈퇴 시까지</td></tr></table>
<p>서비스 이용 과정에서 접속 로그, 쿠키, IP 주소가 자동으로 생성되어 수집될 수 있습니다.</p>""")
    assert _items(reading) == [
        ("채용 지원", "required", None, ("이름", "경력")),
        ("채용 지원", "optional", None, ("포트폴리오",)),
        ("고객 문의", "unspecified", None, ("이름", "이메일")),
    ]
    assert reading.facts.auto_collected is not None
    assert reading.facts.auto_collected.items == ("접속 로그", "쿠키", "IP 주소")


def test_titles_whose_levels_change_in_the_midst_of_their_numbers() -> None:
    text = """# 개인정보처리방침

## 1. 수집하는 개인정보의 항목
- 이메일, 이름

## 2. 개인정보의 이용 목적
- 본인 확인

### 3. 개인정보의 파기
지체 없이 파기합니다.

### 4. 개인정보 보호책임자
- 이름 : 나무지기
- 메일 : tree@example.kr
"""
    facts = read_facts(document(text.encode(), "policy.md")).facts
    assert [one.purposes for one in facts.activities if one.purposes] == [("본인 확인",)]
    assert [(one.role, one.email) for one in facts.officers] == [("cpo", "tree@example.kr")]
    assert facts.destruction is not None


def test_a_sentence_announces_another_list_for_a_case_of_its_own() -> None:
    reading = _read("""<h2>1. 수집하는 개인정보의 항목</h2>
<p>첫째, 회원가입 당시 아래와 같은 개인정보를 필수항목으로 수집하고 있습니다.</p><ul><li>아이디, 이름</li></ul>
<p>둘째, 교육을 신청할 경우 아래와 같은 정보들이 수집될 수 있습니다.</p><ul><li>이름, 계좌번호</li></ul>""")
    assert _items(reading) == [
        (None, "required", None, ("아이디", "이름")),
        ("교육을 신청할 경우", "unspecified", None, ("이름", "계좌번호")),
    ]
