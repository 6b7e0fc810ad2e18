"""Layouts in which shops, schools and apps publish, each in a few invented lines: names over labels, rows by people."""

from jikim.document import read as document
from jikim.reader import Reading, read_facts
from jikim.reader.facts import Need


def _read(text: str, name: str = "policy.txt") -> Reading:
    return read_facts(document(text.encode(), name))


def _items(reading: Reading) -> dict[str | None, list[tuple[str, tuple[str, ...]]]]:
    return {
        one.context: [(some.need.value, some.items) for some in one.items] for one in reading.facts.activities
    }  # fmt: skip


def test_a_word_in_brackets_over_labels_names_what_stands_under_it() -> None:
    text = """개인정보 처리방침

1. 수집하는 개인정보의 항목
[회원]
필수: 이메일, 비밀번호
선택: 생년월일
[객실을 예약하는 경우]
필수: 이름, 휴대전화번호
"""
    assert _items(_read(text)) == {
        "회원": [("required", ("이메일", "비밀번호")), ("optional", ("생년월일",))],
        "객실을 예약하는 경우": [("required", ("이름", "휴대전화번호"))],
    }


def test_lines_broken_inside_an_item_of_a_list_are_a_name_and_its_labels() -> None:
    text = """<html><body><h1>개인정보 처리방침</h1><h2>1. 수집하는 개인정보의 항목</h2>
<ul><li>회원가입 시<br>- 필수항목 : 아이디, 비밀번호<br>- 선택항목 : 성별</li>
<li>비회원 주문 시<br>- 필수항목 : 이름, 배송지 주소</li></ul></body></html>"""
    reading = _read(text, "policy.html")
    assert _items(reading) == {
        "회원가입 시": [("required", ("아이디", "비밀번호")), ("optional", ("성별",))],
        "비회원 주문 시": [("required", ("이름", "배송지 주소"))],
    }
    assert [one.roles for one in reading.facts.activities] == [("member",), ("nonmember",)]


def test_titles_of_columns_may_say_what_is_required() -> None:
    text = """<html><body><h1>개인정보 처리방침</h1><h2>1. 수집하는 개인정보</h2><h3>가. 작업자</h3><table>
<tr><th>수집 시점</th><th>필수 항목</th><th>선택 항목</th><th>목적</th><th>보유기간</th></tr>
<tr><td>등록</td><td>이름, 계좌번호</td><td>경력 사항</td><td>작업자 심사</td><td>이용계약 해지 후 1년</td></tr>
<tr><td>정산</td><td>은행명, 예금주</td><td>-</td><td>대금 정산</td><td>이용계약 해지 후 1년</td></tr>
</table></body></html>"""
    reading = _read(text, "policy.html")
    assert _items(reading) == {
        "등록": [("required", ("이름", "계좌번호")), ("optional", ("경력 사항",))],
        "정산": [("required", ("은행명", "예금주"))],
    }
    assert {one.roles for one in reading.facts.activities} == {("worker",)}


def test_a_name_of_a_row_may_say_what_is_required() -> None:
    text = """# 개인정보 처리방침

## 1. 수집 항목

| 구분 | 수집 항목 | 이용 목적 | 보유 기간 |
|---|---|---|---|
| 가입(필수) | 이메일, 닉네임 | 회원 식별 | 회원 탈퇴 시까지 |
| 꾸미기(선택) | 프로필 사진, 생년월일 | 맞춤 화면 제공 | 회원 탈퇴 시까지 |
"""
    needs = [some.need for one in _read(text, "policy.md").facts.activities for some in one.items]
    assert needs == [Need.REQUIRED, Need.OPTIONAL]


def test_a_label_before_purposes_names_them() -> None:
    text = """# 개인정보 처리방침

## 1. 개인정보의 이용 목적

- 회원 관리 : 본인 확인, 고지사항 전달
- 주문 이행 : 상품 배송, 환불
"""
    found = _read(text, "policy.md").facts.activities
    assert [(one.context, one.purposes) for one in found] == [
        ("회원 관리", ("본인 확인", "고지사항 전달")),
        ("주문 이행", ("상품 배송", "환불")),
    ]


def test_one_item_in_a_sentence_is_an_item_and_a_denied_one_is_none() -> None:
    text = """# 개인정보 처리방침

## 1. 개인정보의 수집

- 앱은 이름, 전화번호를 수집하지 않습니다.
- 적어 둔 기록은 기기에만 저장됩니다.
- 답변을 위해 이메일 주소를 수집합니다.
"""
    facts = _read(text, "policy.md").facts
    assert [some.items for one in facts.activities for some in one.items] == [("이메일 주소",)]
    assert facts.controller.name is None


def test_a_service_in_quotes_is_called_what_the_quotes_hold() -> None:
    reading = _read("개인정보 처리방침\n\n기록 앱 '하루쪽지'(이하 \"서비스\")는 다음과 같이 개인정보를 처리합니다.\n")
    assert reading.facts.service.names == ("하루쪽지",)


def test_a_guardian_beside_a_pupil_is_not_whose_data_they_are() -> None:
    text = """# 개인정보 처리방침

## 1. 처리하는 개인정보의 항목

### 가. 수강 신청
- 필수항목 : 수강생 성명, 생년월일, 연락처, 보호자 성명, 보호자 연락처
"""
    facts = _read(text, "policy.md").facts
    assert "보호자" not in [one.label for one in facts.roles]


def test_a_sentence_ends_where_it_ends_though_it_says_no_period() -> None:
    text = """개인정보 처리방침

1. 보유 기간
여권번호는 출국일 다음 날 없앱니다.
환불 계좌는 환불 완료 후 5년간 보관합니다.
"""
    rules = _read(text).facts.retention_special
    assert [one.applies_to for one in rules] == [("환불 계좌",)]


def test_a_rule_about_people_who_never_joined_is_none_for_members() -> None:
    text = """개인정보 처리방침

1. 보유 기간
회원의 개인정보는 탈퇴 시까지 보유합니다.
비회원의 개인정보는 여행 종료일로부터 6개월간 보유합니다.
"""
    facts = _read(text).facts
    assert [one.until for one in facts.retention_default] == ["withdrawal"]
    assert [(one.until, one.condition) for one in facts.retention_special] == [("trip_end", "비회원의 개인정보")]


def test_a_receiver_in_lines_with_labels_loses_the_labels() -> None:
    text = """개인정보 처리방침

1. 개인정보의 제3자 제공
 - 제공받는 자 : 가온평가원
 - 제공 목적 : 성적 처리
 - 제공 항목 : 성명, 생년월일
 - 보유 및 이용 기간 : 처리 후 1년
"""
    given = _read(text).facts.third_party
    assert given is not None
    assert [(one.items, one.retention[0].phrase) for one in given.provisions] == [(("성명", "생년월일"), "처리 후 1년")]


def test_an_officer_on_one_line_has_a_name_a_title_and_a_number_in_brackets() -> None:
    text = """개인정보 처리방침

1. 책임자
개인정보 보호책임자: 이가람 팀장 (전화: 010-0000-7890, 이메일: guard@example.kr)
"""
    [one] = _read(text).facts.officers
    assert (one.name, one.title, one.phone, one.email) == ("이가람", "팀장", "010-0000-7890", "guard@example.kr")


def test_a_department_is_told_without_the_person_in_brackets() -> None:
    text = """개인정보 처리방침

1. 개인정보 보호책임자
 성명 : 문보라
 담당부서 : 행정실 (담당자 서윤슬, 010-0000-3456)
 연락처 : 010-0000-2345
"""
    one = _read(text).facts.officers[0]
    assert (one.name, one.dept, one.phone) == ("문보라", "행정실", "010-0000-2345")


def test_the_day_until_which_an_older_policy_held_is_none_of_this_one() -> None:
    text = """개인정보 처리방침

1. 처리방침의 변경
이 개인정보 처리방침은 2025. 1. 15.부터 적용됩니다.
이전의 처리방침은 2023. 4. 1. ~ 2025. 1. 14.에 적용되었습니다.
"""
    reading = _read(text)
    assert reading.facts.dates.effective == "2025-01-15"
    assert "date-differs" not in [one.kind for one in reading.questions]
