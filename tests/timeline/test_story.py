from datetime import date

from jikim.messages import Language, say
from jikim.timeline import Happening, example
from tests.timeline.shop import BEGINS, POLICY, policy


def told(happenings: tuple[Happening, ...], language: Language = Language.KOREAN) -> list[tuple[str, str]]:
    return [(str(each.day), say(each.label, language)) for each in happenings]


def test_the_example_is_made_of_the_events_of_the_policy() -> None:
    assert told(example(policy(), BEGINS).happenings) == [
        ("2026-11-22", "가입"),
        ("2026-11-22", "동의"),
        ("2026-11-25", "대금 결제"),
        ("2027-08-22", "마지막 이용"),
        ("2029-11-22", "회원 탈퇴"),
    ]


def test_what_every_policy_knows_is_said_in_english_too() -> None:
    assert told(example(policy(), BEGINS).happenings, Language.ENGLISH)[:2] == [
        ("2026-11-22", "joining"),
        ("2026-11-22", "consent"),
    ]


def test_the_person_leaves_after_the_years_asked_for() -> None:
    assert example(policy(), date(2024, 2, 29), years=1).happenings[-1].day == date(2025, 2, 28)


def test_another_name_for_an_event_does_not_happen_by_itself() -> None:
    text = POLICY.replace("  last_active:", "  done: {label: 이용목적 달성, is: [left]}\n  last_active:")
    assert "done" not in [each.event for each in example(policy(text), BEGINS).happenings]
