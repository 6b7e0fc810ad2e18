"""How what has ended is destroyed: a clause, and what is wrong with it."""

from datetime import date

import pytest

from tests.check.judged import judged

ONE = """
activities:
  use:
    label: 이용
    purposes: {use: 이용}
    basis: contract
    collect: [{required: [이메일]}]
    keep: [{until: 1 year, says: SAYS}]
"""
SOUND = "within: 5 days, approval: cpo, electronic: 복구할 수 없게 삭제, paper: 분쇄"


def rules(destruction: str, says: str = "1년", on: date = date(2026, 11, 22)) -> list[str]:
    return [rule for _, rule in judged(f"destruction: {{{destruction}}}" + ONE.replace("SAYS", says), on, whole=True)]


@pytest.mark.parametrize(
    ("destruction", "found"),
    [
        (SOUND, []),
        (SOUND.replace("5 days", "지체 없이"), []),
        (SOUND.replace("5 days", "5 business days"), []),
        (SOUND.replace("5 days", "7 days"), ["destruction-deadline-long"]),
        (SOUND.replace("5 days", "1 month"), ["destruction-deadline-long"]),
        (SOUND.replace("복구할 수 없게 삭제", "삭제"), ["destruction-recoverable"]),
        (SOUND.replace("복구할 수 없게 삭제", "다시 읽을 수 없도록 지움"), []),
        (SOUND.replace("분쇄", "폐기"), ["destruction-paper-method"]),
        (SOUND.replace(", paper: 분쇄", ""), ["destruction-method-partial"]),
        (SOUND.replace("electronic: 복구할 수 없게 삭제, ", ""), ["destruction-method-partial"]),
        (SOUND.replace("approval: cpo", "steps: [선정, 파기]"), ["destruction-officer-missing"]),
        (SOUND.replace("approval: cpo", "steps: [보호책임자의 승인]"), []),
    ],
)
def test_a_clause_on_destruction(destruction: str, found: list[str]) -> None:
    assert rules(destruction) == found


def test_destruction_is_the_duty_of_the_officer_since_2026_09_11() -> None:
    clause = SOUND.replace("approval: cpo", "steps: [선정, 파기]")
    assert rules(clause, on=date(2026, 9, 10)) == []
    assert rules(clause, on=date(2026, 9, 11)) == ["destruction-officer-missing"]


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("수집한 날부터 1년", []),
        ("관련 법령에 따라 정한 1년 동안", []),
        ("업무에 필요한 기간 동안", ["period-vague"]),
        ("일정 기간", ["period-vague"]),
        ("관련 법령에 따라 해당 기간까지", ["period-vague"]),
        ("준영구", ["period-vague"]),
    ],
)
def test_a_time_can_be_counted(says: str, found: list[str]) -> None:
    assert rules(SOUND, says) == found
