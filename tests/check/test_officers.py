"""Who answers, and how they are reached."""

from datetime import date

import pytest

from tests.check.judged import judged
from tests.check.test_parties import SIGNUP

SOUND = "{role: cpo, department: 지원팀, phone: 02-0000-0000}"
AGENT = "{role: agent, name: 나무대리, address: 서울시, phone: 02-0000-0001, email: agent@namu.example.kr}"


def officers(*each: str, more: str = "", on: date = date(2026, 11, 22)) -> list[str]:
    return [rule for _, rule in judged(f"officers: [{', '.join(each)}]\n{more}" + SIGNUP, on)]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("{role: cpo, name: 김나무, department: 지원팀}", "{role: manager, phone: 02-0000-0000}", ["officer-split"]),
        ("{role: cpo, name: 김나무, phone: 02-0000-0000, department: 지원팀}", "{role: manager, title: 담당자}", []),
        (
            "{role: cpo, name: 김나무, phone: 02-0000-0000}",
            "{role: manager, title: 담당자}",
            ["complaints-desk-missing"],
        ),
        ("{role: cpo, name: 김나무, phone: 02-0000-0000}", "{role: complaints, phone: 02-0000-0001}", []),
        ("{role: cpo, name: 김나무, phone: 02-0000-0000}", "{role: manager, title: 열람청구 접수 담당}", []),
    ],
)
def test_whoever_is_named_is_reached_and_complaints_have_a_desk(first: str, second: str, rules: list[str]) -> None:
    assert officers(first, second) == rules


@pytest.mark.parametrize(
    ("position", "found"),
    [("대표이사", False), ("이사", False), ("CTO", False), ("팀장", False), ("대리", True), ("사원", True)],
)
def test_the_privacy_officer_is_an_executive_or_heads_the_department(position: str, found: bool) -> None:
    officer = f"{{role: cpo, position: {position}, department: 지원팀, phone: 02-0000-0000}}"
    assert officers(officer) == (["officer-rank"] if found else [])


@pytest.mark.parametrize("key", ["name: 나무대리, ", "address: 서울시, ", "phone: 02-0000-0001, "])
def test_of_a_domestic_agent_everything_is_told(key: str) -> None:
    abroad = "controller: {name: Namu Inc., country: US}\n"
    assert officers(SOUND, AGENT, more=abroad) == []
    assert officers(SOUND, AGENT.replace(key, ""), more=abroad) == ["agent-incomplete"]
    assert officers(SOUND, AGENT.replace(key, ""), more=abroad, on=date(2025, 10, 1)) == []


def test_an_agent_is_no_privacy_officer() -> None:
    abroad = "controller: {name: Namu Inc., country: US}\n"
    assert "officer-missing" in officers(AGENT, more=abroad)
    assert officers("{role: cpo, department: 지원팀}", AGENT, more=abroad) == ["officer-contact-missing"]


def test_whether_an_agent_is_needed_cannot_be_known() -> None:
    assert officers(SOUND, more="controller: {name: Namu Inc., country: US}\n") == ["agent-missing"]
    assert officers(SOUND, more="controller: {name: 나무, country: KR}\n") == []


def test_who_has_an_agent_names_the_country() -> None:
    assert officers(SOUND, AGENT) == ["collecting-country-missing"]
