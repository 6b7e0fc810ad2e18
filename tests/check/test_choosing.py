"""Consent as a choice."""

from datetime import date

import pytest

from tests.check.judged import judged

SHOP = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
promises: {PROMISE}
activities:
  order:
    label: 주문
    roles: [member]
    basis: BASIS
    purposes: {pay: PURPOSE}
    collect: [{required: [이름]}]
    keep: [{until: [withdrew, left]}]
"""
REFUSAL = "refusal_consequence: 필수 항목의 동의를 거부하면 가입이 제한됨"


def shop(basis: str, purpose: str, promise: str = REFUSAL, on: date = date(2026, 11, 22)) -> list[str]:
    document = SHOP.replace("BASIS", basis).replace("PURPOSE", purpose).replace("PROMISE", promise)
    return [rule for _, rule in judged(document, on)]


@pytest.mark.parametrize(
    ("basis", "promise", "found"),
    [
        ("consent", "care: 안전하게 관리함", True),
        ("consent", REFUSAL, False),
        ("consent", "choice: 동의하지 않을 수 있음", False),
        ("contract", "care: 안전하게 관리함", False),
    ],
)
def test_who_is_asked_for_consent_may_refuse(basis: str, promise: str, found: bool) -> None:
    assert shop(basis, "취향에 맞는 상담", promise) == (["refusing-unexplained"] if found else [])


@pytest.mark.parametrize(
    ("basis", "purpose", "found"),
    [
        ("consent", "상품의 결제", True),
        ("consent", "상품의 결제와 추천", False),
        ("consent", "취향 상담", False),
        ("contract", "상품의 결제", False),
    ],
)
def test_what_a_contract_carries_needs_no_consent(basis: str, purpose: str, found: bool) -> None:
    assert shop(basis, purpose) == (["consent-not-free"] if found else [])
    assert shop(basis, purpose, on=date(2024, 9, 14)) == []


def test_items_by_consent_stand_apart() -> None:
    mixed = "{label: 상담, basis: contract}, tailor: {label: 추천, basis: consent}"
    assert shop("contract", mixed) == ["grounds-mixed"]
    assert shop("contract", mixed, on=date(2023, 9, 14)) == []
    assert shop("contract", mixed.replace("basis: consent", "basis: interest")) == []
    apart = "collect: [{required: [이름]}, {optional: [이메일], consent: 추천}]"
    document = SHOP.replace("BASIS", "contract").replace("PURPOSE", mixed).replace("PROMISE", REFUSAL)
    assert judged(document.replace("collect: [{required: [이름]}]", apart)) == []
