"""Transfer abroad: its ground and its five matters, and services whose servers stand elsewhere."""

from datetime import date

import pytest

from tests.check.judged import findings, judged
from tests.check.test_parties import SIGNUP

PARTY = "entrusted: [{name: Example Cloud, work: 서버 운영, country: US}]"
WHOLE = {
    "recipient": "Example Cloud",
    "country": "US",
    "items": "[이메일]",
    "purpose": "서버 운영",
    "until": "회원 탈퇴까지",
    "how": "가입할 때 전용망으로 전송",
    "refusal": "거부할 수 있으며 거부하면 가입할 수 없음",
    "contact": "privacy@cloud.example",
    "basis": "contract",
}


def transfer(party: str = PARTY, **changed: str) -> str:
    """Return a document with one transfer abroad; a key changed to nothing is left out."""
    stated = {key: value for key, value in (WHOLE | changed).items() if value}
    return f"{party}\noverseas: [{{{', '.join(f'{key}: {value}' for key, value in stated.items())}}}]" + SIGNUP


def test_a_transfer_that_is_told_in_full_is_sound() -> None:
    assert judged(transfer()) == []


@pytest.mark.parametrize(
    ("key", "rule", "severity"),
    [
        ("items", "overseas-incomplete", "error"),
        ("purpose", "overseas-incomplete", "error"),
        ("until", "overseas-incomplete", "error"),
        ("how", "overseas-incomplete", "error"),
        ("country", "overseas-incomplete", "error"),
        ("refusal", "overseas-refusal-missing", "error"),
        ("basis", "overseas-ground-missing", "error"),
        ("contact", "overseas-contact-missing", "warning"),
    ],
)
def test_each_matter_of_a_transfer_is_asked_for(key: str, rule: str, severity: str) -> None:
    document = transfer(**{key: ""})
    assert [(one.place.line, one.rule, one.severity.value) for one in findings(document)] == [(2, rule, severity)]
    assert judged(document, date(2024, 3, 14)) == []


def test_a_transfer_goes_abroad() -> None:
    assert judged(transfer(country="대한민국")) == [(2, "overseas-at-home")]


def test_who_receives_items_abroad_is_a_party() -> None:
    alone = transfer(party="", recipient="Another Cloud")
    assert judged(alone) == [(1, "overseas-of-nobody")]
    assert judged(transfer(party="", recipient="Another Cloud", basis="law")) == []


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("Mixpanel 믹스패널", "warning"),
        ("구글 애널리틱스", "warning"),
        ("세일즈포스코리아", None),
        ("Amazon Web Services (AWS KOREA)", "info"),
        ("아마존 웹 서비스", "info"),
        ("나무전산", None),
        ("슬랙스 공방", None),
    ],
)
def test_a_service_from_abroad_has_a_country(name: str, severity: str | None) -> None:
    document = f"entrusted: [{{name: {name}, work: 서버 운영}}]" + SIGNUP
    assert [(one.rule, one.severity.value) for one in findings(document)] == (
        [("country-unsaid", severity)] if severity else []
    )
    assert judged(document.replace("서버 운영", "서버 운영, country: KR")) == []
    assert judged(document.replace("서버 운영", "서버 운영, place: 서울")) == []


def test_who_says_that_nothing_goes_abroad_is_believed_of_a_cloud() -> None:
    cloud = "overseas: []\nentrusted: [{name: Amazon Web Services, work: 서버 운영}]" + SIGNUP
    assert judged(cloud) == []
    assert judged(cloud.replace("Amazon Web Services", "Mixpanel")) == [(2, "country-unsaid")]


def test_a_tool_of_a_party_is_told_once() -> None:
    tools = """
    roles: {member: 회원}
    automatic:
      roles: [member]
      purposes: {count: 이용 통계}
      basis: interest
      collect: [{required: [접속 IP]}]
      keep: [{until: 3 months after collected}]
      analytics: [{name: Mixpanel, opt_out: "https://stats.example.kr"}]
    entrusted: [{name: Mixpanel, work: 이용 통계}]
    """
    assert [rule for _, rule in judged(tools)] == ["country-unsaid"]
