"""The forms of public generators of policies: titles run together with sentences, files with labels, `<3년>`."""

from jikim.document import read as document
from jikim.reader import Reading, read_facts
from jikim.reader.facts import Need


def _read(text: str, name: str = "policy.txt") -> Reading:
    return read_facts(document(text.encode(), name))


_OLD = """개인정보 처리방침

<나무방>('https://tree.example.kr'이하 '나무지기')은(는) 개인정보보호법에 따라 처리방침을 두고 있습니다.

1. 개인정보의 처리 목적 <나무방>('https://tree.example.kr'이하 '나무지기')은(는) 다음의 목적을 위해 처리합니다.

가. 홈페이지 회원가입 및 관리
회원 가입의사 확인, 회원자격 유지·관리 등을 목적으로 개인정보를 처리합니다.

2. 개인정보 파일 현황 ('나무지기')의 개인정보파일은 다음과 같습니다.

1. 개인정보 파일명 : 분갈이 예약
- 개인정보 항목 : 이메일, 이름
- 수집방법 : 홈페이지
- 보유근거 : 예약 관리
- 보유기간 : 3년
- 관련법령 : 대금결제 및 재화 등의 공급에 관한 기록 : 5년, 표시/광고에 관한 기록 : 6개월

3. 개인정보의 처리 및 보유 기간
① 각각의 개인정보 처리 및 보유 기간은 다음과 같습니다.
1.<홈페이지 회원가입 및 관리>
<홈페이지 회원가입 및 관리>와 관련한 개인정보는 수집.이용에 관한 동의일로부터<1년>까지 보유.이용됩니다.
-보유근거 : 전자상거래법
-관련법령 :

4. 정보주체와 법정대리인의 권리·의무 및 그 행사방법 이용자는 개인정보주체로써 다음과 같은 권리를 행사할 수 있습니다.
① 정보주체는 언제든지 개인정보 열람,정정,삭제 요구 등의 권리를 행사할 수 있습니다.

5. 처리하는 개인정보의 항목 작성
① <나무방>은(는) 다음의 개인정보 항목을 처리하고 있습니다.
1<홈페이지 회원가입 및 관리>
- 필수항목 : 이메일, 비밀번호
- 선택항목 : 성별

6. 개인정보의 파기('나무지기')은(는) 원칙적으로 처리목적이 달성된 경우에는 지체없이 해당 개인정보를 파기합니다.
-파기절차
이용자가 입력한 정보는 목적 달성 후 별도의 DB에 옮겨져 일정기간 저장된 후 혹은 즉시 파기됩니다.
"""


def test_titles_run_together_with_their_sentences_are_titles() -> None:
    reading = _read(_OLD)
    assert reading.facts.rights is not None
    assert reading.facts.destruction is not None
    assert [right.id for right in reading.facts.rights.list] == ["access", "correct", "erase"]
    assert reading.facts.destruction.triggers == ("처리목적이 달성",)
    assert reading.facts.controller.name == "나무방"
    assert reading.facts.controller.aliases == ("나무지기",)


def test_the_same_name_in_brackets_and_without_is_one_activity() -> None:
    member, _ = _read(_OLD).facts.activities
    assert member.context == "홈페이지 회원가입 및 관리"
    assert member.purposes == ("회원 가입의사 확인", "회원자격 유지·관리")
    assert [(some.need, some.items) for some in member.items] == [
        (Need.REQUIRED, ("이메일", "비밀번호")),
        (Need.OPTIONAL, ("성별",)),
    ]
    assert [(rule.until, rule.plus, rule.statute) for rule in member.retention] == [("record_made", "P1Y", "ecommerce")]


def test_a_file_of_the_register_is_an_activity_with_its_period_and_its_reason() -> None:
    reading = _read(_OLD)
    _, file = reading.facts.activities
    assert file.context == "분갈이 예약"
    assert [some.items for some in file.items] == [("이메일", "이름")]
    assert [(rule.plus, rule.reason) for rule in file.retention] == [("P3Y", "예약 관리")]
    assert reading.facts.collection_methods == ("홈페이지",)
    assert [(one.record, one.duration) for one in reading.facts.statutory_retention] == [
        ("payment", "P5Y"),
        ("ad", "P6M"),
    ]


def test_what_people_entered_and_the_name_of_who_keeps_narrow_nothing() -> None:
    facts = _read(_OLD).facts
    assert facts.retention_special == ()


def test_a_long_title_without_a_sentence_stays_whole() -> None:
    text = """개인정보 처리방침

1. 수집하는 개인정보의 항목 및 수집방법
- 이메일, 이름

2. 정보주체와 법정대리인의 권리·의무 및 그 행사방법
① 정보주체는 언제든지 열람, 정정을 요구할 수 있습니다.
"""
    facts = _read(text).facts
    assert [some.items for one in facts.activities for some in one.items] == [("이메일", "이름")]
    assert facts.rights is not None
    assert [right.id for right in facts.rights.list] == ["access", "correct"]


def test_a_name_that_many_policies_share_ends_before_its_first_purpose() -> None:
    text = """개인정보의 수집 및 이용목적

회사는 다음의 목적을 위해 개인정보를 활용합니다.
ο 회원 관리 본인확인 , 개인 식별
ο 마케팅 및 광고에 활용 신규 서비스 개발 , 광고성 정보 전달
"""
    named = {one.context: one.purposes for one in _read(text).facts.activities}
    assert named["회원 관리"] == ("본인확인", "개인 식별")
    assert named["마케팅 및 광고에 활용"] == ("신규 서비스 개발", "광고성 정보 전달")


def test_items_handed_on_stand_below_their_label() -> None:
    text = """개인정보 처리방침

1. 개인정보의 제3자 제공
ο 제공 대상 : 나무 배송 조합
ο 제공하는 개인정보 항목
 이름, 휴대전화번호
ο 제공정보의 이용 목적 : 배송
"""
    handed = _read(text).facts.third_party
    assert handed is not None
    assert [(one.recipient, one.items, one.purpose) for one in handed.provisions] == [
        ("나무 배송 조합", ("이름", "휴대전화번호"), "배송")
    ]


def test_marks_of_emphasis_before_a_syllable_are_no_letters() -> None:
    text = """# 개인정보 처리방침

○ 본 방침은 *2024*년 *3*월 *1*일부터 시행됩니다.

*('나무지기')*은(는) 이메일*, 이름*을 받습니다.
"""
    read = document(text.encode(), "policy.md")
    said = [line.text for block in read.blocks for line in block.lines]
    assert said[1:] == ["본 방침은 2024년 3월 1일부터 시행됩니다.", "('나무지기')은(는) 이메일*, 이름*을 받습니다."]
    assert read_facts(read).facts.dates.effective == "2024-03-01"
