"""Consent: what may not be asked, what is asked apart, what may be refused."""

import pytest

from jikim.errors import Severity
from tests.check.judged import findings, judged

SHOP = """
roles: {member: 회원}
activities:
  join:
    label: 가입
    roles: [member]
    purposes: {join: PURPOSE}
    basis: BASIS
    collect:
      - {COLLECT}
    keep: [{until: 1 year}]
"""


def shop(collect: str, basis: str = "contract", purpose: str = "서비스 이용", more: str = "") -> str:
    return SHOP.replace("COLLECT", collect).replace("BASIS", basis).replace("PURPOSE", purpose) + more


@pytest.mark.parametrize(
    ("collect", "basis", "rules"),
    [
        ("required: [주민등록번호]", "consent", ["resident-number-consent"]),
        ("optional: [주민등록번호]", "contract", ["resident-number-consent"]),
        ("required: [주민등록번호]", "contract", ["resident-number-without-statute"]),
        ("required: [주민등록번호]", "interest", ["resident-number-without-statute"]),
        ("required: [주민등록번호]", "{law: vat/32}", ["ground-without-duty"]),
        ("required: [주민등록번호]", "{law: 모르는 법}", ["ground-unknown"]),
        ("required: [여권번호]", "contract", ["unique-identifier-consent"]),
        ("required: [여권번호]", "consent", []),
        ("required: [여권번호, 이름]", "consent", ["unique-identifier-consent"]),
        ("required: [건강정보]", "contract", ["sensitive-consent"]),
        ("required: [건강정보]", "consent", []),
        ("optional: [건강정보]", "contract", []),
        ("optional: [건강정보, 취미]", "contract", ["sensitive-consent"]),
        ("items: [이메일]", "contract", ["need-unsaid"]),
        ("required: [이메일], optional: [취미]", "contract", []),
        ("required: [이메일], optional: [취미]", "consent", []),
        ("required: [이메일], optional: [취미], consent: 모두", "contract", ["optional-with-required"]),
    ],
)  # fmt: skip
def test_what_stands_on_consent(collect: str, basis: str, rules: list[str]) -> None:
    assert [rule for _, rule in judged(shop(collect, basis))] == rules


def test_sharing_a_consent_is_lighter_than_having_none() -> None:
    assert findings(shop("required: [여권번호]"))[0].severity is Severity.ERROR
    assert findings(shop("required: [여권번호, 이름]", "consent"))[0].severity is Severity.WARNING


@pytest.mark.parametrize("purpose", ["마케팅 메일 발송", "광고성 정보 전송", "상품 홍보 메일 발송", "판매 권유"])
def test_promotion_is_no_purpose_of_a_contract(purpose: str) -> None:
    assert judged(shop("required: [이메일]", purpose=purpose)) == [(6, "marketing-not-apart")]
    assert judged(shop("required: [이메일]", "consent", purpose)) == []
    assert judged(shop("optional: [이메일]", purpose=purpose)) == []


@pytest.mark.parametrize("purpose", ["광고주 관리", "불법 홍보 방지", "이벤트 경품 발송"])
def test_not_every_word_on_advertising_is_promotion(purpose: str) -> None:
    assert judged(shop("required: [이메일]", purpose=purpose)) == []


def test_promotion_does_not_share_a_consent_with_another_purpose() -> None:
    two = "서비스 이용, ads: 마케팅 메일 발송"
    assert judged(shop("required: [이메일]", "consent", two)) == [(6, "marketing-not-apart")]
    own = "서비스 이용, ads: {label: 마케팅 메일 발송, basis: consent}"
    assert judged(shop("required: [이메일]", "contract", own)) == [(3, "grounds-mixed")]
    assert judged(shop("required: [이메일]", "consent", two).replace("가입", "마케팅")) == []


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("동의 거부 시 서비스의 전부 또는 일부 이용 불가", Severity.WARNING),
        ("선택 항목을 거부해도 이용이 제한될 수 있음", Severity.ERROR),
        ("필수 항목의 동의를 거부하면 가입 불가", None),
        ("거부에 따른 불이익 없음", None),
        ("거부하시면 이용할 수 없습니다", Severity.WARNING),
    ],
)
def test_refusing_does_not_cost_the_service(words: str, severity: Severity | None) -> None:
    found = findings(shop("required: [이메일]", more=f"promises: {{refusal_consequence: {words}}}\n"))
    assert [(one.rule, one.severity) for one in found] == ([("refusal-denies-service", severity)] if severity else [])


def test_who_promises_not_to_deny_is_believed() -> None:
    promises = "promises: {refusal_consequence: 이용 불가, no_denial_for_refusing_optional: 제한 없음}\n"
    assert judged(shop("required: [이메일]", more=promises)) == []


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        ("{until: [withdrew, left]}", False),
        ("{in: separate, until: 30 days after left}", True),
        ("{in: separate, until: 30 days after withdrew}", True),
        ("{in: separate, until: 30 days after left, why: join}", False),
    ],
)
def test_what_stands_on_consent_goes_with_it(keep: str, found: bool) -> None:
    events = "events: {left: {label: 탈퇴, of: person, from: joined}}\n"
    document = shop("required: [이메일]", "consent").replace("{until: 1 year}", "{until: left}, " + keep) + events
    rules = [rule for _, rule in judged(document) if rule != "rule-without-effect"]
    assert rules == (["kept-after-withdrawal"] if found else [])
