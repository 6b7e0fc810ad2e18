"""Whether a rule does anything."""

import pytest

from tests.check.judged import judged

SHOP = """
roles: {member: 회원, partner: 제휴사}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
activities:
  signup:
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{required: [이메일, 이름]}]
    keep:
      - {until: left}
      RULE
"""


def shop(rule: str, more: str = "") -> str:
    return SHOP.replace("RULE", f"- {rule}" if rule else "") + more


@pytest.mark.parametrize(
    "rule",
    [
        "{until: left}",
        "{until: left, items: [이름]}",
        "{until: [left, 1 year]}",
        "{in: separate, until: left}",
    ],
)
def test_a_rule_that_another_outlasts_has_no_effect(rule: str) -> None:
    assert judged(shop(rule)) == [(12, "rule-without-effect")]


@pytest.mark.parametrize(
    "rule",
    [
        "{until: 1 year after left, in: separate}",
        "{until: 1 year}",
        "{until: 3 months after left, law: ecommerce/ad, items: [이름]}",
    ],
)
def test_a_rule_that_may_keep_longer_or_for_a_statute_has_an_effect(rule: str) -> None:
    found = [(line, rule) for line, rule in judged(shop(rule)) if rule == "rule-without-effect"]
    assert found == []


def test_an_earlier_rule_is_outlasted_by_a_later_one_too() -> None:
    rules = "{in: separate, until: 1 year after left}\n      - {in: separate, until: 3 years after left}"
    assert judged(shop(rules)) == [(12, "rule-without-effect")]
    assert judged(shop(rules.replace("1 year after left", "1 year after left, except: [이름]")
                       .replace("3 years after left", "3 years after left, items: [이름]"))) == []  # fmt: skip


def test_a_month_and_thirty_days_cannot_be_told_apart() -> None:
    rules = "{in: separate, until: 30 days after left}\n      - {in: separate, until: 1 month after left}"
    assert judged(shop(rules)) == []


def test_a_rule_of_the_whole_policy_is_outlasted_where_it_is_for_all() -> None:
    general = "keep: [{add: true, in: separate, until: 1 year after left}]\n"
    assert judged(shop("{in: separate, until: 6 months after left}", general)) == [(12, "rule-without-effect")]


def test_a_rule_names_what_is_collected() -> None:
    assert judged(shop("{in: separate, until: 6 months after left, items: [아이디]}")) == [(12, "kept-not-collected")]
    line = "statutory: [{record: 결제, for: 5 years, law: ecommerce/payment, of: [signup], items: [카드사명]}]\n"
    assert judged(shop("", line)) == [(13, "kept-not-collected")]


def test_a_line_that_is_decided_to_bind_nothing_needs_no_items() -> None:
    line = "statutory: [{record: 광고, for: 6 months, law: ecommerce/ad, of: [], items: [카드번호]}]\n"
    assert judged(shop("", line)) == []


def test_a_separate_store_holds_something() -> None:
    promise = (
        "destruction: {within: 5 days, electronic: 복구할 수 없게 삭제, approval: cpo, separate: {where: 별도의 DB}}\n"
    )
    assert judged(shop("", promise)) == [(13, "separate-store-empty")]
    assert judged(shop("{until: 1 year after left}", promise)) == []


def test_a_store_that_is_named_holds_something() -> None:
    rule = "{store: 탈퇴 DB, until: 1 year after left, items: [ITEM]}"
    assert judged(shop(rule.replace("ITEM", "이름"))) == []
    assert (12, "separate-store-empty") in judged(shop(rule.replace("ITEM", "아이디")))


def test_an_event_begins_or_ends_something() -> None:
    declared = SHOP.replace("activities:", "  paid: 결제\nactivities:").replace("RULE", "")
    assert judged(declared) == [(4, "event-unused")]


def test_an_event_that_pairs_with_a_used_one_is_used() -> None:
    declared = SHOP.replace("from: joined}", "from: signed}\n  signed: {label: 가입 승인, of: person}")
    assert judged(declared.replace("RULE", "")) == []


def test_an_event_of_a_role_happens_to_somebody() -> None:
    declared = SHOP.replace("activities:", "  parted: {label: 제휴 종료, of: partner}\nactivities:")
    rule = "- {in: separate, until: [parted, 1 year after left]}"
    assert judged(declared.replace("RULE", rule)) == [(4, "event-of-nobody")]
    assert judged(declared.replace("RULE", rule).replace("roles: [member]", "roles: [member, partner]")) == []
