"""Whether a rule ends: a document, and the rules that do not."""

import pytest

from tests.check.judged import findings, judged

SHOP = """
roles: {member: 회원, seller: {label: 판매자, is: member}, guest: 비회원}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 결제, of: record, else: collected}
  closed: {label: 민원 종료, of: record}
  ended_contract: {label: 계약 해지, of: seller, from: joined}
  done: {label: 목적 달성, is: [left]}
activities:
  order:
    label: 주문
    roles: [member]
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [이름, 주소]}]
    keep: KEEP
  use: {like: order, roles: [seller], keep: [{until: [done, ended_contract, 1 year after paid, 1 day after closed]}]}
"""


def shop(keep: str, more: str = "") -> str:
    return SHOP.replace("KEEP", keep) + more


@pytest.mark.parametrize(
    "end",
    [
        "left",
        "done",
        "5 years after paid",
        "3 months",
        "[closed, left]",
        "[closed, 3 years after collected]",
        "withdrew",
    ],
)
def test_an_end_that_comes_in_the_ordinary_course_is_an_end(end: str) -> None:
    assert judged(shop(f"[{{until: {end}}}]")) == []


@pytest.mark.parametrize(
    "end", ["closed", "1 year after closed", "paid", "erasure_requested", "[closed, erasure_requested]"]
)
def test_an_end_that_may_never_come_is_told(end: str) -> None:
    assert judged(shop(f"[{{until: {end}}}]")) == [(15, "retention-endless")]


def test_an_event_of_sellers_does_not_end_what_guests_gave() -> None:
    document = shop("[{until: ended_contract}]")
    assert judged(document) == []
    assert judged(document.replace("roles: [member]", "roles: [guest]", 1)) == [(15, "retention-endless")]


def test_what_has_no_rule_has_no_end() -> None:
    found = findings(shop("[{until: left, items: [주소]}]"))
    assert [(one.place.line, one.rule) for one in found] == [(9, "retention-missing")]
    assert str(found[0].what) == "'주문' keeps '이름' without an end"


def test_what_has_no_rule_has_no_end_in_an_excerpt_either() -> None:
    document = "document: {title: 개인정보 처리방침, complete: false}" + shop("[]")
    assert [one.severity.value for one in findings(document)] == ["error"]


def test_automatic_items_end_too() -> None:
    automatic = "automatic: {purposes: {secure: 보안}, basis: interest, collect: [{required: [접속 IP]}]}\n"
    assert judged(shop("[{until: left}]", automatic)) == [(17, "automatic-retention-missing")]


def test_until_law_points_at_a_line() -> None:
    line = "statutory: [{record: 결제, for: 5 years, law: ecommerce/payment, of: [OF], items: [이름]}]\n"
    assert judged(shop("[{until: left}, {until: law}]", line.replace("OF", "order"))) == []
    assert judged(shop("[{until: left}, {until: law}]", line.replace("OF", "use"))) == [
        (15, "retention-by-unnamed-law")
    ]


@pytest.mark.parametrize("end", ["at least 3 months", "3개월 이상", "at least 1 year after left"])
def test_a_period_without_a_last_day_is_told(end: str) -> None:
    assert judged(shop(f"[{{until: {end}}}]")) == [(15, "retention-open-ended")]


def test_what_goes_at_once_is_not_kept_apart() -> None:
    keep = "[{until: left, says: 탈퇴 시 즉시 삭제}, {in: separate, until: 1 year after left}]"
    assert judged(shop(keep)) == [(15, "at-once-beside-kept")]
    assert judged(shop(keep.replace("즉시 삭제", "까지"))) == []


def test_what_goes_at_once_may_stand_beside_what_others_keep() -> None:
    keep = "[{until: left, says: 즉시 삭제, items: [주소]}, {in: separate, until: 1 year after left, items: [이름]}]"
    assert judged(shop(keep)) == []


def test_a_statutory_line_waits_for_nothing_that_may_not_come() -> None:
    line = (
        "statutory: [{record: 분쟁, for: 3 years, law: ecommerce/dispute, of: [order], after: AFTER, items: [이름]}]\n"
    )
    assert judged(shop("[{until: left}]", line.replace("AFTER", "paid"))) == []
    assert judged(shop("[{until: left}]", line.replace("AFTER", "closed"))) == [(17, "retention-endless")]
