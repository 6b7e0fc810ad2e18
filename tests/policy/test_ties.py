"""The names that tie the parts of a policy together: what is found where one stands for nothing."""

import pytest

from jikim.messages import Language, say
from tests.policy.faults import by_line, findings, policy


def test_a_name_that_ties_to_nothing_is_found_where_it_stands() -> None:
    found = findings("""
        roles: {member: 회원, seller: {label: 판매자, is: merchant}}
        events: {closed: {of: agent, is: [ended, gone]}, quit: {from: quit}}
        activities:
          order:
            roles: [guest]
            collect:
              - {from: client, when: card, required: [주문 번호표]}
              - {ask: news}
            keep:
              - {until: shipped, roles: [buyer], items: [배송 상자], law: ecommerce/refund}
        keep: [{until: left, of: [basket]}]
        statutory: [{record: 계약, for: 5년, law: commercial/none, of: [cart], after: sold}]
        holds: {lawsuit: {label: 소송, of: [signup], items: [소장]}}
        entrusted: [{name: 배송사, until: [delivered, ended]}]
        provided: {to: [{role: partner}]}
    """)
    assert by_line(found) == [
        "1:37 role-unknown no role is called 'merchant'",
        "2:10 event-unknown no event is called 'gone'",
        "2:10 role-unknown no role is called 'agent'",
        "2:50 event-circle the event 'quit' refers to itself",
        "5:13 role-unknown no role is called 'guest'",
        "7:16 role-unknown no role is called 'client'",
        "7:30 case-unknown no case is called 'card'",
        "7:47 item-unknown no item is called '주문 번호표'",
        "8:15 activity-unknown no activity is called 'news'",
        "10:17 event-unknown no event is called 'shipped'",
        "10:34 role-unknown no role is called 'buyer'",
        "10:50 item-unknown no item is called '배송 상자'",
        "10:63 statute-unknown no retention duty is called 'ecommerce/refund'",
        "11:16 event-unknown no event is called 'left'",
        "11:27 activity-unknown no activity is called 'basket'",
        "12:40 statute-unknown no retention duty is called 'commercial/none'",
        "12:62 activity-unknown no activity is called 'cart'",
        "12:76 event-unknown no event is called 'sold'",
        "13:35 activity-unknown no activity is called 'signup'",
        "13:52 item-unknown no item is called '소장'",
        "14:33 event-unknown no event is called 'delivered'",
        "15:24 role-unknown no role is called 'partner'",
    ]


def test_an_event_may_not_stand_for_itself() -> None:
    found = findings("""
        events:
          closed: {is: [settled]}
          settled: {is: [collected, done]}
          done: {is: [closed]}
          fine: {is: [collected]}
    """)
    assert by_line(found) == [
        "2:3 event-circle the event 'closed' refers to itself",
        "3:3 event-circle the event 'settled' refers to itself",
        "4:3 event-circle the event 'done' refers to itself",
    ]


def test_two_words_for_one_item_in_one_group_would_overwrite_each_other() -> None:
    found = findings("""
        items: {birthday: 생일}
        activities:
          signup:
            collect:
              - {required: [이메일, 이메일 주소]}
              - {required: [생년월일, 생일]}
    """)
    assert by_line(found) == ["5:26 item-twice '이메일 주소' and '이메일' are the same item here"]


WHY = """
    activities:
      signup:
        purposes: {join: 회원 관리, abuse: 부정 이용 방지}
        collect: [{required: [이메일]}]
        keep: [{until: 1년, why: REASON}]
      guest: {collect: [{required: [이메일]}], keep: signup}
    keep: [{add: true, until: 2년, why: REASON}]
"""


def test_a_rule_is_kept_for_a_purpose_of_the_policy() -> None:
    read = policy(WHY.replace("REASON", "abuse"))
    assert [keep.why for activity in read.activities for keep in activity.keep or ()] == ["abuse", "abuse"]
    assert read.keep[0].why == "abuse"


@pytest.mark.parametrize("reason", ["abus", "부정 이용 방지", "signup", "ecommerce/payment", "''"])
def test_a_reason_that_is_no_purpose_is_found_once_where_it_stands(reason: str) -> None:
    name = reason.strip("'")
    assert by_line(findings(WHY.replace("REASON", reason))) == [
        f"5:29 purpose-unknown no purpose is called '{name}'",
        f"7:36 purpose-unknown no purpose is called '{name}'",
    ]


def test_the_purposes_that_there_are_are_named() -> None:
    found = findings(WHY.replace("REASON", "abus"))[0]
    assert str(found.fix) == "known are: abuse, join"
    assert say(found.what, Language.KOREAN) == "'abus' 목적 이름을 찾을 수 없습니다"


def test_there_is_one_automatic_collection() -> None:
    found = findings("""
        activities: {automatic: {collect: [{required: [쿠키]}]}}
        automatic: {collect: [{required: [접속 IP]}]}
    """)
    assert by_line(found) == ["1:14 activity-twice an activity is called `automatic` beside the section `automatic:`"]


def test_an_activity_may_be_called_automatic_where_there_is_no_such_section() -> None:
    assert policy("activities: {automatic: {collect: [{required: [쿠키]}]}}").activity("automatic") is not None
