"""Measures for safety: what a text speaks of, and what it leaves out."""

from datetime import date

import pytest

from tests.check.judged import findings, judged

FULL = (
    "managerial: [내부관리계획, 교육, 접근 권한], technical: [인증, 접근통제, 암호화, 접속기록, 백신], physical: [출입]"
)
ONE = """
activities:
  signup:
    label: 가입
    purposes: {use: 이용}
    basis: BASIS
    collect: [{required: [ITEM]}]
    keep: [{until: 1 year}]
"""


def rules(safeguards: str, item: str = "이메일", more: str = "") -> list[str]:
    document = f"safeguards: {{{safeguards}}}" + ONE.replace("ITEM", item).replace("BASIS", "contract") + more
    return [rule for _, rule in judged(document)]


@pytest.mark.parametrize(
    ("safeguards", "item", "found"),
    [
        (FULL, "이메일", []),
        (FULL.replace("암호화, ", ""), "이메일", ["safeguard-kind-missing"]),
        (FULL.replace("암호화, ", ""), "계좌번호", ["safeguard-kind-missing", "encryption-unsaid"]),
        (FULL.replace("암호화", "SSL"), "계좌번호", []),
        (FULL.replace("백신", "보안프로그램"), "이메일", []),
        (FULL.replace("접속기록, 백신", "백신프로그램"), "이메일", ["safeguard-kind-missing"]),
        (FULL.replace("접속기록", "접속기록을 6개월간 보관"), "이메일", ["access-log-short"]),
        (FULL.replace("접속기록", "접속기록을 1년 이상 보관"), "이메일", []),
        (FULL.replace("암호화", "고유식별정보 암호화"), "이메일", ["safeguard-without-item"]),
    ],
)
def test_what_a_text_speaks_of(safeguards: str, item: str, found: list[str]) -> None:
    assert rules(safeguards, item) == found


def test_two_years_of_logs_with_sensitive_items() -> None:
    log = FULL.replace("접속기록", "접속기록을 1년간 보관")
    assert "access-log-short" in rules(log, "건강정보")
    assert "access-log-short" not in rules(log)


@pytest.mark.parametrize(
    ("training", "found"),
    [
        ("{every: FREQ=YEARLY, who: 취급자, what: 법}", []),
        ('{every: "FREQ=YEARLY;INTERVAL=2", who: 취급자, what: 법}', ["training-seldom"]),
        ('{every: "FREQ=MONTHLY;INTERVAL=6", who: 취급자, what: 법}', []),
        ("{every: FREQ=YEARLY, who: 취급자}", ["training-incomplete"]),
    ],
)
def test_training(training: str, found: list[str]) -> None:
    assert rules(FULL.replace("교육, ", ""), more=f"training: {training}\n") == found


def test_an_exemption_from_the_plan_is_no_exemption_from_the_rest() -> None:
    exempt = "promises: {internal_plan_exemption: 1만명 미만은 내부 관리계획을 수립하지 아니할 수 있음}\n"
    assert rules(FULL.replace("내부관리계획, ", ""), more=exempt) == ["plan-exemption-scope"]


def test_what_safe_asks_for_since_its_deferred_parts_are_in_force() -> None:
    document = f"safeguards: {{{FULL.replace('인증, ', '')}}}" + ONE.replace("ITEM", "이메일").replace(
        "BASIS", "contract"
    )
    (found,) = findings(document)
    assert str(found.what) == "the measures for safety do not speak of authentication of whoever logs in"
    assert found.law == ("PP-13", "SM-05c")
    assert findings(document, date(2026, 10, 30)) == ()
