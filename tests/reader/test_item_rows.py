"""An item a row under the name of an activity, items kept on in one, and whom a text means that names nobody."""

import pytest

from jikim.document import read as document
from jikim.reader import Reading, read_facts


def _read(body: str) -> Reading:
    return read_facts(document(f"# 개인정보처리방침\n\n{body}".encode(), "policy.md"))


_TABLES = """## 1. 수집하는 개인정보의 항목

### 1.1 사진 인화 주문 시

| 수집 항목 | 수집 목적 | 보유 기간 |
|---|---|---|
| 이름 | 배송, 문의 대응 | 회원 탈퇴 시까지 |
| 인화 사진 | 인화 | 서비스 제공 기간 |
| 세션 토큰 | 로그인 상태 유지 | 세션 만료 시까지 |

### 1.2 알림 (선택 사항)

| 수집 항목 | 수집 목적 | 보유 기간 |
|---|---|---|
| 기기 토큰 | 알림 발송 | 탈퇴 또는 토큰 회수 시까지 |

## 2. 개인정보의 파기
"""


def test_rows_of_items_under_a_name_are_one_activity_with_a_rule_for_each_item() -> None:
    order, notice = _read(_TABLES).facts.activities
    assert (order.context, order.purposes) == (
        "사진 인화 주문 시",
        ("배송", "문의 대응", "인화", "로그인 상태 유지"),
    )
    assert [item for some in order.items for item in some.items] == ["이름", "인화 사진", "세션 토큰"]
    told = [(rule.until, rule.applies_to, rule.spot.number) for rule in order.retention]
    assert told == [
        ("withdrawal", ("이름",), 9),
        ("service_done", ("인화 사진",), 10),
        ("session_expired", ("세션 토큰",), 11),
    ]
    (rule,) = notice.retention
    assert (rule.applies_to, {rule.until, *(end.until for end in rule.alt)}) == (
        ("기기 토큰",),
        {"withdrawal", "token_revoked"},
    )


def test_rows_that_list_several_items_are_activities() -> None:
    body = _TABLES.replace("| 이름 |", "| 이름, 주소 |")
    named = [one.context for one in _read(body).facts.activities]
    assert named == ["배송, 문의 대응", "인화", "로그인 상태 유지", "알림"]


_KEPT = """## 1. 수집하는 개인정보의 항목

<교사 자격 확인>
- 필수항목 : 이름, 학교명

## 2. 개인정보의 보유 및 이용 기간

<교사 자격 확인 정보>
- 보존 항목 : 이름, 본인인증 값
- 보존 이유 : 부정 가입 방지
- 보존 기간 : 회원탈퇴시까지
"""


def test_items_kept_on_are_those_of_the_period_beside_them() -> None:
    reading = _read(_KEPT)
    (one,) = reading.facts.activities
    told = [(rule.until, rule.applies_to, rule.reason) for rule in one.retention]
    assert told == [("withdrawal", ("이름", "본인인증 값"), "부정 가입 방지")]
    assert reading.facts.retention_special == ()


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("회사는 이용자의 개인정보를 지킵니다. 회원가입 시 아래 항목을 수집합니다.", "이용자"),
        ("회사는 회원에게 다음 항목을 받습니다. 이용자의 문의는 따로 답합니다.", "회원"),
        ("결제하는 사용자만 카드를 등록합니다. 가입한 사용자는 고객의 개인정보를 봅니다.", "고객"),
        ("회원가입 시 아래 항목을 수집합니다.", "회원"),
    ],
)
def test_people_are_those_whose_data_the_text_says_they_are(said: str, who: str) -> None:
    reading = _read(f"## 1. 수집하는 개인정보의 항목\n\n{said}\n\n- 필수항목 : 이메일, 비밀번호\n")
    labels = {role.id: role.label for role in reading.facts.roles}
    assert [labels[some.role] for one in reading.facts.activities for some in one.items] == [who]


def test_names_side_by_side_are_parties_and_names_never_filled_in_are_told() -> None:
    rows = "| 저장 | Alpha S3 / Beta |\n| 인증 | Gamma·Delta |\n| 알림 | (주)가나 / 톡 |\n"
    table = f"| 위탁 업무 | 수탁자 |\n|---|---|\n{rows}"
    named = [one.name for one in _read(f"## 4. 개인정보 처리 위탁\n\n{table}").facts.processors]
    assert named == ["Alpha S3", "Beta", "Gamma", "Delta", "(주)가나 / 톡"]
    listed = "- 결제처리: [결제대행사 명칭] (위탁 내용: 결제 대행)\n- 상담: [업체 명칭] (위탁 내용: 문의 응대)\n"
    parties = _read(f"## 4. 개인정보 처리 위탁\n\n{listed}").facts.processors
    assert [(one.named, one.work) for one in parties] == [(False, "결제 대행"), (False, "문의 응대")]
