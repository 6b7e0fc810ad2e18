"""Promotion: what is told, when it may come, and how long a consent to it lasts."""

import pytest

from tests.check.judged import judged

NEWS = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
activities:
  news:
    label: LABEL
    roles: [member]
    basis: consent
    purposes: {ads: PURPOSE}
    collect: [{optional: [ITEM], consent: CONSENT}]
    keep: [{until: [withdrew, left]}]
"""


def news(purpose: str, item: str = "휴대폰 번호", label: str = "새 상품", consent: str = "홍보 동의") -> list[str]:
    document = NEWS.replace("PURPOSE", purpose).replace("ITEM", item).replace("LABEL", label)
    return [rule for _, rule in judged(document.replace("CONSENT", consent))]


@pytest.mark.parametrize(
    ("purpose", "item", "found"),
    [
        ("마케팅", "휴대폰 번호", True),
        ("광고·이벤트", "이메일", True),
        ("마케팅", "직업", False),
        ("할인 행사를 문자로 안내하는 광고", "휴대폰 번호", False),
        ("광고성 정보의 전송", "이메일", False),
    ],
)
def test_who_consents_to_promotion_knows_that_it_comes_to_them(purpose: str, item: str, found: bool) -> None:
    assert news(purpose, item) == (["contact-unsaid"] if found else [])


@pytest.mark.parametrize(
    ("purpose", "consent", "found"),
    [
        ("야간 광고 문자 발송", "홍보 동의", True),
        ("21시 이후 광고 전송", "홍보 동의", True),
        ("야간 광고 문자 발송", "야간 광고성 정보 수신", False),
        ("광고 문자 발송(야간 제외)", "홍보 동의", False),
        ("야간 배송의 안내", "홍보 동의", False),
    ],
)
def test_the_night_is_asked_for_apart(purpose: str, consent: str, found: bool) -> None:
    assert news(purpose, consent=consent) == (["night-not-apart"] if found else [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("광고 수신 동의 여부를 3년마다 재확인", True),
        ("광고 수신 동의 여부를 2년마다 재확인", False),
        ("광고 수신 동의의 처리 결과를 30일 이내에 알림", True),
        ("광고 수신 동의의 처리 결과를 14일 이내에 알림", False),
        ("수신 동의는 3년간 유효", False),
    ],
)
def test_the_periods_of_advertising_are_those_of_the_law(words: str, found: bool) -> None:
    document = f"promises: {{ads: {words}}}" + NEWS.replace("PURPOSE", "광고 문자의 전송").replace("ITEM", "이메일")
    assert judged(document) == ([(1, "advertising-period-long")] if found else [])
