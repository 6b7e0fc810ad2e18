"""Whose items: roles, activities and groups."""

from tests.check.judged import judged

SHOP = """
roles: {member: 회원, buyer: {label: 구매회원, is: member}, guest: 비회원}
activities:
  one: {label: 하나, roles: [buyer], purposes: {a: 하나}, basis: contract, collect: [COLLECT], keep: [{until: 1 year}]}
  two: {label: 둘, ROLES purposes: {b: 둘}, basis: contract, collect: [{required: [이름]}], keep: [{until: 1 year}]}
"""


def rules(collect: str = "{required: [이름]}", roles: str = "roles: [guest],") -> list[str]:
    return [rule for _, rule in judged(SHOP.replace("COLLECT", collect).replace("ROLES", roles), whole=True)]


def test_an_activity_says_whose_items_it_collects() -> None:
    assert rules() == []
    assert rules(roles="") == ["role-unused", "activity-of-nobody"]


def test_a_group_comes_from_people_of_its_activity() -> None:
    assert rules("{from: buyer, required: [이름]}") == []
    assert rules("{from: member, required: [이름]}") == []
    assert rules("{required: [이름]}, {from: guest, required: [이메일]}") == ["group-of-strangers"]
