"""What only some services do, and must then tell."""

from datetime import date

import pytest

from tests.check.judged import TODAY, findings, judged

SERVICE = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
disclosures: {CLAUSE}
activities:
  one:
    label: LABEL
    roles: [member]
    purposes: {do: PURPOSE}
    basis: contract
    collect: [{required: [이메일]}]
    keep: [{until: left}]
"""
OTHER = "cameras: 시설의 안전을 위하여 운영함"


def doing(purpose: str, clause: str = OTHER, label: str = "회원", on: date = TODAY) -> list[str]:
    document = SERVICE.replace("PURPOSE", purpose).replace("CLAUSE", clause).replace("LABEL", label)
    return [rule for _, rule in judged(document, on)]


@pytest.mark.parametrize(
    ("purpose", "rule", "clause", "since"),
    [
        (
            "가명정보를 이용한 통계작성",
            "pseudonymised-missing",
            "pseudonymised: 통계를 위하여 처리함",
            date(2023, 9, 15),
        ),
        ("추가적인 이용과 제공", "further-use-missing", "further_use: {criteria: [관련성]}", date(2023, 9, 15)),
        ("위치기반서비스", "location-missing", "location: 위치정보를 3개월 보관함", None),
        ("맞춤형 광고 송출", "behaviour-missing", "behaviour: 광고를 위하여 수집하며 거부할 수 있음", None),
        ("상담 내용의 AI 학습", "training-data-missing", "training_data: {items: [상담 내용]}", None),
    ],
)
def test_what_is_done_has_a_clause(purpose: str, rule: str, clause: str, since: date | None) -> None:
    assert rule in doing(purpose)
    assert rule not in doing(purpose, clause)
    if since:
        assert rule not in doing(purpose, on=date(since.year, since.month, since.day - 1))


@pytest.mark.parametrize("purpose", ["가명정보를 쓰지 않음", "위치기반서비스 없음", "가명 사용", "위치 안내"])
def test_what_is_not_done_needs_no_clause(purpose: str) -> None:
    assert doing(purpose) == []


def test_automated_decisions_have_a_clause_which_says_how_to_refuse() -> None:
    assert doing("자동화된 결정으로 한도 심사") == ["automated-missing"]
    assert "automated-missing" not in doing("자동화된 결정으로 한도 심사", on=date(2024, 3, 14))


def test_cameras_may_have_a_policy_of_their_own() -> None:
    found = findings(SERVICE.replace("PURPOSE", "CCTV 영상의 확인").replace("CLAUSE", "location: 3개월 보관"))
    assert [(one.rule, one.severity.value) for one in found] == [("cameras-missing", "info")]


@pytest.mark.parametrize(("label", "found"), [("프로필 공개", True), ("건강 상담", False)])
def test_sensitive_items_that_others_may_see_can_be_kept_private(label: str, found: bool) -> None:
    document = SERVICE.replace("PURPOSE", "상담").replace("LABEL", label).replace("[이메일]", "[건강정보]")
    document = document.replace("basis: contract", "basis: consent")
    rules = [rule for _, rule in judged(document.replace("CLAUSE", OTHER))]
    assert rules == (["sensitive-publicness-missing"] if found else [])
    clause = "sensitive: {items: [건강정보], refusal: 비공개 설정}"
    assert judged(document.replace("CLAUSE", clause)) == []


@pytest.mark.parametrize(
    ("listed", "clause", "on", "found"),
    [
        ("transmit: 전송요구", OTHER, TODAY, True),
        ("transmit: 전송요구", OTHER, date(2026, 8, 19), False),
        ("transmit: 전송요구", "transmission: {how: 설정에서 요구하고 내역을 확인함}", TODAY, False),
        ("object: 이의제기", OTHER, TODAY, False),
    ],
)
def test_transmission_is_explained(listed: str, clause: str, on: date, found: bool) -> None:
    rights = "{access: 열람, correct: 정정, erase: 삭제, suspend: 처리정지, object: 이의, LISTED}"
    rights = rights.replace(
        "object: 이의, LISTED", listed if listed.startswith("object") else "object: 이의, " + listed
    )
    clauses = "channels: [이메일], within: 10 days, delegates: {legal: 법정대리인}"
    document = f"rights: {{list: {rights}, {clauses}}}" + SERVICE.replace("CLAUSE", clause)
    assert ("transmission-unexplained" in [rule for _, rule in judged(document, on)]) is found


@pytest.mark.parametrize(
    ("clause", "missing"),
    [
        ("automated: 가입을 자동으로 심사하며 거부할 수 있음", None),
        ("automated: {purpose: 가입 심사, items: [소득], criteria: [연체], refusal: 고객센터}", None),
        ("automated: {purpose: 가입 심사, items: [소득]}", "criteria, refusal"),
        ("location: {purpose: 주변 매장 안내, until: 즉시 파기}", "officers"),
        ("further_use: {says: 관련성을 고려함}", None),
        ("transmission: {items: [이메일]}", "how"),
    ],
)
def test_a_clause_says_what_belongs_to_it(clause: str, missing: str | None) -> None:
    found = findings(SERVICE.replace("CLAUSE", clause))
    assert [one.rule for one in found] == (["disclosure-incomplete"] if missing else [])
    assert all(str(one.what).endswith(f": {missing}") for one in found)
