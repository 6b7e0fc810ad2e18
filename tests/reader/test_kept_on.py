"""What is kept on for reasons of one's own or by law: lines under the name of a record, as standard texts have it."""

import pytest

from jikim.document import read as document
from jikim.reader import Facts, read_facts


def _read(body: str) -> Facts:
    text = f"개인정보처리방침\n\n3. 개인정보의 보유 및 이용기간\n{body}\n\n4. 개인정보의 파기\n"
    return read_facts(document(text.encode(), "policy.txt")).facts


_STANDARD = """개인정보는 이용목적이 달성되면 지체 없이 파기합니다. 단, 다음의 정보는 명시한 기간 동안 보존합니다.

가. 회사 내부 방침에 의한 정보보유 사유
- 부정이용기록(비정상적 서비스 이용기록)
보존 이유 : 부정 가입 및 이용 방지
보존 기간 : 6개월

나. 관련법령에 의한 정보보유 사유
관계법령에서 정한 일정한 기간 동안 회원정보를 보관하며 보존기간은 아래와 같습니다.
- 계약 또는 청약철회 등에 관한 기록
보존 이유 : 전자상거래 등에서의 소비자보호에 관한 법률
보존 기간 : 5년
- 웹사이트 방문기록
보존 이유 : 통신비밀보호법
보존 기간 : 3개월"""


def test_records_over_reason_and_period_are_own_rules_or_records_by_law() -> None:
    facts = _read(_STANDARD)
    own = [(rule.applies_to, rule.plus, rule.reason) for rule in facts.retention_special]
    assert own == [(("부정이용기록(비정상적 서비스 이용기록)",), "P6M", "부정 가입 및 이용 방지")]
    assert [rule.until for rule in facts.retention_default] == ["purpose_done"]
    by_law = [(one.law, one.record, one.duration) for one in facts.statutory_retention]
    assert by_law == [("ecommerce", "contract", "P5Y"), ("comm-secrets", "login", "P3M")]


@pytest.mark.parametrize(
    "body",
    [
        "- 부정이용기록\n보존 항목 : 인증 휴대폰 번호\n보존 이유 : 부정 이용 방지\n보존 기간 : 1년",
        "- 인증 휴대폰 번호 정보 보존 이유 : 부정 이용 방지\n- 보존기간 : 1년",
        "- 인증 휴대폰 번호 정보 - 보존 근거: 부정 이용 방지, 보존 기간: 1년",
    ],
)
def test_the_three_may_stand_on_one_line_or_on_three(body: str) -> None:
    (rule,) = _read(body).retention_special
    assert rule.applies_to in {("인증 휴대폰 번호",), ("인증 휴대폰 번호 정보",)}
    assert (rule.until, rule.plus, rule.reason, rule.until_stated) == ("record_made", "P1Y", "부정 이용 방지", False)


def test_what_keeps_people_from_joining_again_is_kept_since_they_left() -> None:
    (rule,) = _read("- 회원식별정보\n보존 이유 : 재가입 방지\n보존 기간 : 30일").retention_special
    assert (rule.until, rule.plus, rule.until_stated) == ("withdrawal", "P30D", False)
