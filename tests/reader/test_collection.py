"""What is collected, in the shapes in which policies lay it out. The documents are our own."""

import pytest

from jikim.document import read as document
from jikim.reader.collection import Collected, read
from jikim.reader.facts import Activity, Need, Tie
from jikim.reader.notes import Notes
from jikim.reader.sections import sections
from tests.reader.documents import asked, cut, cut_plain

WHOLE = """
## 1. 개인정보의 수집 목적, 항목, 보유 기간

| 구분 | 유형 | 수집 목적 | 수집 항목 | 보유 기간 |
|---|---|---|---|---|
| 회원 (세입자, 집주인) | 가입 | - 회원 식별 | (필수) 이름, 이메일 (선택) 생년월일 | 회원 탈퇴 시까지 |
| 방문 예약 | - 방문 일정 안내 | (필수) 이름, 휴대폰 번호 |
| 비회원 | 문의 | - 문의 답변 | (필수) 이메일 | 접수일로부터 1년 |
"""
NEEDS_AS_ROWS = """
## 제2조 (수집하는 개인정보의 항목)

### 1. 회원가입 시

| 구분 | 수집 항목 |
|---|---|
| 필수 | 이메일, 비밀번호 |
| 선택 | 생년월일 |
"""
APART = """
## 제1조 (개인정보의 처리 목적)

### 1. 회원 가입 및 관리
가입 의사 확인, 회원자격 유지 목적으로 개인정보를 처리합니다.

### 2. 강좌 제공
수강 신청 접수, 강좌 안내를 목적으로 개인정보를 처리합니다.

## 제2조 (개인정보의 처리 및 보유 기간)

1. 회원 가입 및 관리: 회원 탈퇴 시까지
2. 강좌 제공: 수강 종료 후 1년

## 제3조 (처리하는 개인정보의 항목)

### 1. 회원 가입 및 관리
필수항목: 이메일, 이름
선택항목: 직업

### 2. 강좌 제공
필수항목: 이름, 연락처
"""
FORM = """<h2>제1조 (개인정보의 처리목적, 처리항목 및 보유기간)</h2><table>
<tr><th colspan="2">도서 대출</th></tr>
<tr><td>처리목적</td><td>대출 및 반납 관리</td></tr>
<tr><td>처리근거</td><td>도서관법 제4조, 정보주체 동의</td></tr>
<tr><td>처리항목</td><td>필수 : 성명, 주소<br>선택 : 이메일</td></tr>
<tr><td>보유기간</td><td>3년</td></tr>
</table>"""


def collected(text: str, notes: Notes | None = None) -> Collected:
    return read(cut(text), notes or Notes())


def items(one: Activity) -> list[tuple[Need, tuple[str, ...]]]:
    return [(some.need, some.items) for some in one.items]


def labels(found: Collected, one: Activity) -> list[str]:
    return [role.label for role in found.roles if role.id in one.roles]


def test_a_row_is_an_activity() -> None:
    first = collected(WHOLE).activities[0]
    assert (first.context, first.purposes) == ("가입", ("회원 식별",))
    assert items(first) == [(Need.REQUIRED, ("이름", "이메일")), (Need.OPTIONAL, ("생년월일",))]
    assert [rule.until for rule in first.retention] == ["withdrawal"]


def test_a_row_that_lost_cells_takes_them_from_above_and_asks() -> None:
    notes = Notes()
    found = collected(WHOLE, notes)
    short = found.activities[1]
    assert (short.context, short.group) == ("방문 예약", "회원 (세입자, 집주인)")
    assert short.retention == found.activities[0].retention
    assert set(short.inherits) == {"group", "retention"}
    assert "short-row" in {one.kind for one in notes.assumptions} & asked(notes)


def test_people_in_brackets_stand_under_those_before() -> None:
    found = collected(WHOLE)
    assert labels(found, found.activities[2]) == ["비회원"]


def test_a_need_may_be_a_row_under_a_title() -> None:
    (only,) = collected(NEEDS_AS_ROWS).activities
    assert only.context == "회원가입 시"
    assert items(only) == [(Need.REQUIRED, ("이메일", "비밀번호")), (Need.OPTIONAL, ("생년월일",))]


def test_what_stands_under_one_label_in_three_articles_is_one_activity() -> None:
    first, second = collected(APART).activities
    assert (first.context, second.context) == ("회원 가입 및 관리", "강좌 제공")
    assert first.tie is Tie.LABEL
    assert items(first) == [(Need.REQUIRED, ("이메일", "이름")), (Need.OPTIONAL, ("직업",))]
    assert first.purposes == ("가입 의사 확인", "회원자격 유지")
    assert [rule.until for rule in first.retention] == ["withdrawal"]


def test_periods_of_activities_are_taken_from_the_rules_for_all() -> None:
    parts = cut(APART)
    taken = read(parts, Notes()).taken
    lines = [line.text for part in parts for line in part.lines() if id(line) in taken]
    assert lines == ["회원 가입 및 관리: 회원 탈퇴 시까지", "강좌 제공: 수강 종료 후 1년"]


def test_a_table_may_be_a_form_with_names_across_it() -> None:
    (only,) = collected_page(FORM).activities
    assert (only.context, only.purposes) == ("도서 대출", ("대출 및 반납 관리",))
    assert items(only) == [(Need.REQUIRED, ("성명", "주소")), (Need.OPTIONAL, ("이메일",))]
    assert [(one.law, one.text) for one in only.legal_basis] == [(None, "도서관법 제4조"), ("consent", "정보주체 동의")]


def test_the_name_of_a_form_may_stand_beside_an_empty_cell() -> None:
    rows = (
        "| 도서 대출 | |\n|---|---|\n| 처리목적 | 대출 관리 |\n| 처리항목 | 필수 : 성명, 주소 |\n| 보유기간 | 1년 |\n"
    )
    (only,) = collected(f"## 개인정보의 처리 목적과 항목\n\n{rows}").activities
    assert (only.context, items(only)) == ("도서 대출", [(Need.REQUIRED, ("성명", "주소"))])


def test_titles_over_two_rows_are_told_where_a_form_writes_what_they_covered_again() -> None:
    rows = "|파일명|운영 목적|개인정보의 항목|보유기간|제공|제공|\n|---|---|---|---|---|---|\n"
    rows += "|파일명|운영 목적|개인정보의 항목|보유기간|받는 기관과 그 기관의 담당자|항목|\n"
    (only,) = collected(f"## 개인정보 파일\n\n{rows}|대출 회원|대출 관리|성명, 주소|1년|없음|없음|\n").activities
    assert only.context == "대출 회원"


@pytest.mark.parametrize("given", ["필수 : 이름, 회원 번호 선택 : 생일", "필수: 이름, 회원 번호<br>선택: 생일"])
def test_a_mark_may_follow_an_item_without_a_break(given: str) -> None:
    (only,) = collected(f"## 수집 항목과 목적\n\n|목적|수집 항목|\n|---|---|\n|대출 관리|{given}|\n").activities
    assert items(only) == [(Need.REQUIRED, ("이름", "회원 번호")), (Need.OPTIONAL, ("생일",))]


def test_a_register_that_names_nobody_is_about_nobody() -> None:
    assert collected_page(FORM).activities[0].roles == ()


def test_what_strays_under_a_title_on_collecting_is_not_collected() -> None:
    text = """
## 개인정보의 처리 목적

### 홈페이지 회원가입 및 관리
- 가입 의사 확인

#### 개인정보 파기 절차 및 방법
- 파기 사유가 생긴 개인정보를 고릅니다

#### 개인정보 보호책임자
- 직위 : 대표
"""
    assert [one.context for one in collected(text).activities] == ["홈페이지 회원가입 및 관리"]


def test_items_that_nothing_ties_to_purposes_stand_by_themselves_and_ask() -> None:
    notes = Notes()
    text = """
## 제1조 (수집 목적)

### 1. 회원 관리
가입 의사 확인

### 2. 상품 배송
배송지 확인

## 제2조 (수집 항목)

### 1. 매장 방문 시
필수항목: 이름, 연락처
"""
    found = collected(text, notes)
    assert [one.context for one in found.activities][:2] == ["회원 관리", "상품 배송"]
    assert [bool(one.items) for one in found.activities] == [False, False, True]
    assert "untied" in asked(notes)


def test_what_a_machine_writes_down_is_no_activity() -> None:
    text = """
## 수집하는 개인정보의 항목

### 1. 서비스 이용 과정에서 자동으로 수집되는 정보
- IP 주소, 쿠키, 방문 일시
"""
    found = collected(text)
    assert not found.activities
    assert found.automatic is not None
    assert found.automatic.items == ("IP 주소", "쿠키", "방문 일시")


def test_log_items_in_a_list_are_what_a_machine_makes() -> None:
    text = """
## 수집하는 개인정보의 항목

### 강의를 들을 때
- 수강 기록, 연락처
- 이용 기록: 접속 로그, 접속 IP, 쿠키
"""
    found = collected(text)
    assert [items(one) for one in found.activities] == [[(Need.UNSPECIFIED, ("수강 기록", "연락처"))]]
    assert found.automatic is not None
    assert found.automatic.items == ("접속 로그", "접속 IP", "쿠키")


def test_marks_stand_on_the_lines_of_the_document() -> None:
    notes, parts = Notes(), cut(APART)
    read(parts, notes)
    own = {id(line) for part in parts for line in part.lines()} | {
        id(line) for part in parts if part.heading for line in part.heading.lines
    }
    assert {id(mark.line) for mark in notes.marks} <= own


def test_a_sentence_may_hold_items() -> None:
    text = """
## 수집하는 개인정보의 항목

### 쪽지 보내기
- 쪽지 전송을 위해 이름, 휴대폰 번호가 수집될 수 있습니다.
- 주민등록번호, 여권번호는 수집하지 않습니다.
"""
    (only,) = collected(text).activities
    assert items(only) == [(Need.UNSPECIFIED, ("이름", "휴대폰 번호"))]
    assert only.purposes == ("쪽지 전송",)


def test_permissions_of_a_device_are_not_collected() -> None:
    text = """
## 앱 접근권한 안내
- 카메라 : 사진 등록
- 저장공간 : 사진 불러오기
"""
    assert not collected(text).activities


def test_records_kept_by_law_are_no_activity() -> None:
    text = """
## 개인정보의 수집 및 이용, 보유, 파기

| 보유 정보 | 보유 기간 | 근거 법령 |
|---|---|---|
| 계약 또는 청약철회 등에 관한 기록 | 5년 | 전자상거래법 |
| 소비자의 불만 또는 분쟁처리에 관한 기록 | 3년 | 전자상거래법 |
"""
    assert not collected(text).activities


def test_where_no_need_is_said_it_is_asked_once() -> None:
    notes = Notes()
    collected("## 수집하는 개인정보의 항목\n\n### 1. 상담 신청 시\n이름, 연락처\n\n### 2. 방문 시\n이름, 주소\n", notes)
    assert [one.kind for one in notes.questions].count("need") == 1


def test_nothing_is_collected_where_nothing_is_said() -> None:
    assert read(cut_plain("개인정보처리방침\n\n회사는 개인정보를 소중히 여깁니다.\n"), Notes()) == Collected()


def collected_page(html: str) -> Collected:
    page = f"<html><body><h1>개인정보 처리방침</h1>{html}</body></html>"
    return read(sections(document(page.encode(), "policy.html")), Notes())


ALIKE = """
## 1. 수집하는 개인정보 항목

| 항목 | 필수 여부 |
|---|---|
| 할일 제목 및 설명 | 서비스 이용 시 생성 |
| 할일 내용, 마감일 | 서비스 이용 시 생성 |
| 문의 내용 | 선택 |
"""


def test_a_first_row_that_speaks_like_a_title_is_none_where_the_form_says_what_the_titles_are() -> None:
    [one] = collected(ALIKE).activities
    assert [item for each in one.items for item in each.items] == [
        "할일 제목 및 설명",
        "할일 내용",
        "마감일",
        "문의 내용",
    ]


def test_items_that_nobody_knows_stand_under_their_title_beside_purposes() -> None:
    text = "## 1. 자동으로 수집되는 정보\n\n| 항목 | 목적 |\n|---|---|\n| 단말 갈래 | 오류 |\n| 꾸러미 판 | 안정 |\n"
    found = read(cut(text), Notes()).automatic
    assert found is not None
    assert found.items == ("단말 갈래", "꾸러미 판")
    assert found.purposes == ("오류", "안정")


def test_one_list_for_all_is_not_tied_to_the_only_purpose_that_has_a_name() -> None:
    text = (
        "## 1. 수집하는 개인정보의 항목\n\n회사는 가입과 상담을 위해 아래와 같은 개인정보를 수집합니다.\n\n"
        "수집항목 : 이름, 로그인ID, 비밀번호\n\n"
        "## 2. 개인정보의 수집 및 이용목적\n\n- 구매 및 요금 결제, 물품 배송\n- 본인 확인, 개인 식별\n\n"
        "### 소식 알림에 활용\n\n이벤트 등 소식 전달\n"
    )
    found = read(cut(text), Notes())
    with_items = [one for one in found.activities if one.items]
    assert [one.context for one in with_items] != ["소식 알림에 활용"]
    assert with_items[0].items[0].items == ("이름", "로그인ID", "비밀번호")
