"""Waivers: who takes responsibility for what, and until when."""

from datetime import date

from tests.check.judged import judged

SHOP = """
roles: {member: 회원}
activities:
  join:
    label: 가입
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{items: [이메일]}]
    keep: [{until: 1 year}]
  ask: {like: join, label: 문의, collect: [{items: [이름]}]}
waivers:
  - {WAIVER, reason: 다음 개편 때 나눔}
"""


def shop(waiver: str) -> str:
    return SHOP.replace("WAIVER", waiver)


BOTH = [(8, "need-unsaid"), (10, "need-unsaid")]


def test_a_waiver_takes_away_what_it_names() -> None:
    assert judged(shop("rule: need-unsaid, until: 2026-12-31")) == []


def test_a_waiver_may_name_one_activity_by_id_or_as_printed() -> None:
    assert judged(shop("rule: need-unsaid, of: join, until: 2026-12-31")) == [BOTH[1]]
    assert judged(shop("rule: need-unsaid, of: 문의, until: 2026-12-31")) == [BOTH[0]]


def test_a_waiver_holds_on_its_last_day_and_not_after() -> None:
    waiver = shop("rule: need-unsaid, until: 2026-03-31")
    assert judged(waiver, date(2026, 3, 31)) == []
    assert judged(waiver, date(2026, 4, 1)) == [*BOTH, (12, "waiver-ended")]


def test_a_waiver_that_waives_nothing_is_a_finding() -> None:
    assert judged(shop("rule: no-such-rule, until: 2026-12-31")) == [*BOTH, (12, "waiver-unused")]
    assert judged(shop("rule: need-unsaid, of: 배송, until: 2026-12-31")) == [*BOTH, (12, "waiver-unused")]


def test_a_waiver_without_an_end_waives_and_is_a_finding() -> None:
    assert judged(shop("rule: need-unsaid")) == [(12, "waiver-endless")]


def test_no_waiver_waives_a_waiver() -> None:
    waivers = "rule: waiver-ended, until: 2026-12-31, reason: 몰라}\n  - {rule: need-unsaid, until: 2026-01-01"
    assert judged(shop(waivers)) == [*BOTH, (12, "waiver-unused"), (13, "waiver-ended")]
