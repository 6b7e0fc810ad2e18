"""Children, as the law and the rest of the document have them."""

import pytest

from tests.check.judged import judged

CLUB = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
activities:
  club:
    label: 어린이 모임
    roles: [member]
    basis: contract
    purposes: {meet: 모임 안내}
    collect: [{required: [이름, ITEM]}]
    keep: [{until: left}]
"""


def club(children: str, item: str = "이메일") -> list[str]:
    return [rule for _, rule in judged(f"children: {{{children}}}" + CLUB.replace("ITEM", item))]


@pytest.mark.parametrize(("under", "found"), [(12, True), (13, True), (14, False), (19, False)])
def test_a_child_is_whoever_is_under_14(under: int, found: bool) -> None:
    assert club(f"under: {under}, rule: refuse") == (["children-age-low"] if found else [])


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("법정대리인의 동의를 확인함", True),
        ("법정대리인의 휴대전화 문자메시지로 확인함", False),
        ("동의서를 우편으로 받음", False),
        ("법정대리인 명의의 신용카드로 확인함", False),
    ],
)
def test_the_legal_representative_is_asked_in_a_way(says: str, found: bool) -> None:
    children = f"under: 14, rule: guardian, says: {says}"
    assert club(children, "법정대리인 이름") == (["guardian-way-missing"] if found else [])


def test_who_refuses_children_asks_nothing_of_their_representatives() -> None:
    assert club("under: 14, rule: refuse", "법정대리인 연락처") == ["children-refused-and-asked"]
    assert club("under: 14, rule: refuse") == []
