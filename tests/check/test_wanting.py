"""What a purpose presupposes, and what is asked for in two ways."""

import pytest

from tests.check.judged import judged

ONE = """
cases: {some: 일부}
activities:
  use:
    label: 이용
    purposes: {use: PURPOSE}
    basis: contract
    collect: [COLLECT]
    keep: [{until: 1 year}]
"""


def rules(purpose: str, collect: str, more: str = "") -> list[str]:
    found = judged(more + ONE.replace("PURPOSE", purpose).replace("COLLECT", collect), whole=True)
    return [rule for _, rule in found if rule != "case-unused"]


@pytest.mark.parametrize(
    ("purpose", "collect", "found"),
    [
        ("상품 배송", "{required: [이름, 주소]}", []),
        ("상품 배송", "{required: [이름]}", ["purpose-without-its-item"]),
        ("상품 배송", "{required: [이름]}, {optional: [주소], consent: 주소}", ["purpose-without-its-item"]),
        ("배송 조회", "{required: [이름]}", []),
        ("회원 가입과 관리", "{items: [이메일], }", ["need-unsaid"]),
        ("회원 가입", "{required: [취미]}", ["purpose-without-its-item"]),
        ("판매 정산금 지급", "{required: [이름]}", ["purpose-without-its-item"]),
    ],
)
def test_a_purpose_has_its_items(purpose: str, collect: str, found: list[str]) -> None:
    assert rules(purpose, collect.replace("취미", "관심사")) == found


def test_work_presupposes_items_too() -> None:
    work = "entrusted: [{name: 나무출금, work: [CMS 출금이체, 출금이체의 해지]}]\n"
    assert rules("이용", "{required: [이름]}", work) == ["purpose-without-its-item"]
    assert rules("이용", "{required: [이름, 계좌번호]}", work) == []


def test_an_item_is_needed_or_not() -> None:
    free = "{optional: [자격증], consent: 자격증}"
    assert rules("이용", free + ", {when: some, required: [자격증]}") == ["need-twofold"]
    assert rules("이용", free + ", {required: [이메일]}") == []


def test_a_password_is_no_choice() -> None:
    assert rules("이용", "{required: [이메일]}, {optional: [비밀번호], consent: 비밀번호}") == ["password-optional"]


def test_a_choice_has_its_consent() -> None:
    memo = "{required: [이메일]}, {optional: [배송 메모]}"
    assert rules("이용", memo) == ["optional-consent-unnamed"]
    assert rules("이용", memo, "promises: {separate_consent: 선택 항목은 따로 동의를 받음}\n") == []


def test_each_party_is_told_like_the_next() -> None:
    parties = "entrusted: [{name: 나무, work: 발송, country: KR}, {name: 들꽃, work: 상담}]\n"
    assert rules("이용", "{required: [이메일]}", parties) == ["party-uneven"]
    assert rules("이용", "{required: [이메일]}", parties.replace(", country: KR", "")) == []
