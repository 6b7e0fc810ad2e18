"""From the text of a policy to what lives and dies together. Each test shows the document and the answer."""

from datetime import date

import pytest

from jikim.law import catalogue
from jikim.lifecycle import Bound, Occurs, Place, Rule, Strand, Term, collected_items, justify, strands
from jikim.period import Period, instant_of_text
from jikim.policy import Need, Policy, parse
from tests.lifecycle.said import CALENDAR, happened

HEAD = """
jikim: 1
document:   {title: 개인정보 처리방침, complete: false}
service:    {id: shop, name: 가게, url: https://shop.example}
controller: {name: 가게, alias: 회사}
officers:   [{role: cpo, title: 개인정보 보호책임자, email: privacy@shop.example}]
version:    {id: "1"}
roles:
  member: 회원
  client: {label: 의뢰인, is: member}
  expert: {label: 전문가, is: member}
  master: {label: 마스터, is: member}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 대금 결제, of: record}
  shipped: {label: 배송 완료, of: record, else: collected}
  closed: {label: 문의 처리, of: record}
  last_active: {label: 마지막 이용, of: person, counts: last}
  contract_ended: {label: 계약 종료, of: master}
  purpose_done: {label: 이용목적 달성, is: [left, closed]}
"""
ON = date(2026, 11, 22)
FIVE_YEARS, ONE_YEAR = Period(months=60), Period(months=12)
ASKED = Term("erasure_requested")
LEFT = Term("left")


def policy(body: str) -> Policy:
    return parse((HEAD + body).encode())


def found(body: str) -> dict[str, Strand]:
    """The strands of a document by `activity/role: first item`."""
    return {f"{one.activity}/{one.role}: {one.items[0]}": one for one in strands(policy(body), catalogue(), ON)}


def only(body: str) -> Strand:
    (one,) = strands(policy(body), catalogue(), ON)
    return one


def order(keep: str, more: str = "") -> str:
    """One activity under a contract, whose keep rules stand in `keep`."""
    return f"""
activities:
  order: {{label: 주문, roles: [member], purposes: {{pay: 결제}}, basis: contract, keep: {keep},
           collect: [{{required: [이름, 주소]}}]}}
{more}"""


def shape(strand: Strand) -> list[tuple[str, str, str]]:
    """Rules as place, bound and terms, without the person's own ends."""
    return [
        (
            rule.place.value,
            rule.bound.value,
            " | ".join(f"{it.period.iso()} after {it.event}" if not it.bare else it.event for it in rule.terms
                       if it.event != "erasure_requested"),
        )
        for rule in strand.keeping.rules
    ]  # fmt: skip


# Which items share a life


def test_items_under_the_same_rules_are_one_strand_and_others_are_apart() -> None:
    apart = found("""
activities:
  order: {label: 주문, roles: [member], purposes: {pay: 결제}, basis: contract,
          collect: [{required: [이름, 주소, CI]}],
          keep: [{until: left}, {in: separate, until: 1 year after left, items: [CI], why: pay, store: 탈퇴 DB}]}
""")

    assert [one.items for one in apart.values()] == [("name", "address"), ("ci",)]
    assert shape(apart["order/member: name"]) == [("live", "promise", "left")]
    assert shape(apart["order/member: ci"])[1] == ("separate", "promise", "P1Y after left")
    ci = apart["order/member: ci"].keeping.rules[1]
    assert (ci.store, ci.reason, ci.from_event) == ("탈퇴 DB", "pay", True)


def test_a_rule_leaves_out_what_it_excepts() -> None:
    apart = found(order("[{until: 5 years after paid, except: [주소]}, {until: 1 month after paid, items: [주소]}]"))

    assert shape(apart["order/member: name"]) == [("live", "promise", "P5Y after paid")]
    assert shape(apart["order/member: address"]) == [("live", "promise", "P1M after paid")]


def test_like_takes_every_key_and_keep_only_the_rules() -> None:
    apart = found("""
activities:
  signup: {label: 가입, roles: [member], purposes: {join: 가입}, basis: contract, keep: [{until: left}],
           collect: [{required: [이메일 주소]}]}
  naver:  {like: signup, label: 가입 (네이버)}
  kakao:  {label: 가입 (카카오), roles: [member], purposes: {join: 가입}, basis: contract, keep: signup,
           collect: [{required: [이름]}]}
""")

    signup, naver, kakao = apart.values()
    assert (naver.items, naver.keeping) == (signup.items, signup.keeping)
    assert (kakao.items, kakao.keeping) == (("name",), signup.keeping)


def test_a_role_has_the_items_asked_of_it_and_of_the_wider_role() -> None:
    apart = found("""
activities:
  signup: {label: 가입, roles: [client, expert], purposes: {join: 가입}, basis: contract, keep: [{until: left}],
           collect: [{from: member, required: [이메일 주소]}, {from: expert, required: [이름]}]}
""")

    assert {name: one.items for name, one in apart.items() if "member" not in name} == {
        "signup/client: email": ("email",),
        "signup/expert: email": ("email", "name"),
    }


def test_what_is_both_required_and_optional_is_required() -> None:
    text = """
activities:
  signup: {label: 가입, roles: [client, expert], purposes: {join: 가입}, basis: contract, keep: [{until: left}],
           collect: [{optional: [성별]}, {from: expert, required: [성별]}]}
"""
    parsed = policy(text)
    activity = parsed.activities[0]

    assert [one.need for one in collected_items(parsed, activity, "client")] == [Need.OPTIONAL]
    assert [one.need for one in collected_items(parsed, activity, "expert")] == [Need.REQUIRED]
    apart = found(text)
    assert "withdrew:signup/optional" in str(apart["signup/client: gender"].keeping)
    assert "withdrew" not in str(apart["signup/expert: gender"].keeping)


# Consent, erasure, duty


def test_consent_ends_with_its_withdrawal_each_optional_group_on_its_own() -> None:
    apart = found("""
activities:
  ads: {label: 광고, roles: [member], purposes: {ads: 광고}, basis: consent, consent: 광고 수신, keep: [{until: left}],
        collect: [{required: [이메일 주소]}, {optional: [휴대폰 번호]}]}
""")

    email, phone = apart.values()
    assert (email.matter, phone.matter) == ("ads", "ads/optional")
    assert email.keeping.rules == (Rule(Place.LIVE, (LEFT, Term("withdrew:ads"), ASKED), Bound.PROMISE, ""),)
    assert Term("withdrew:ads/optional") in phone.keeping.rules[0].terms
    assert Occurs("withdrew:ads", personal=True, pair="agreed:ads") in email.keeping.events
    assert email.keeping.endings == ("withdrew:ads", "erasure_requested")


def test_withdrew_alone_means_the_consent_that_the_items_stand_on() -> None:
    strand = only("""
activities:
  ads: {label: 광고, roles: [member], purposes: {ads: 광고}, basis: consent, consent: 광고 수신,
        keep: [{until: [withdrew, left]}], collect: [{required: [이메일 주소]}]}
""")

    assert strand.keeping.rules[0].terms == (Term("withdrew:ads"), LEFT, ASKED)


def test_a_request_for_erasure_ends_every_promise_and_no_duty() -> None:
    strand = only(order("[{until: left}, {until: 5 years after paid, law: ecommerce/payment, items: [이름, 주소]}]"))
    promise, duty = strand.keeping.rules

    assert ASKED in promise.terms
    assert duty == Rule(Place.SEPARATE, (Term("paid", FIVE_YEARS),), Bound.FLOOR, "ecommerce/payment")


def test_what_only_the_law_keeps_is_in_use_until_the_person_asks_for_erasure() -> None:
    strand = only(order("[{until: 5 years after paid, law: ecommerce/payment}]"))
    collected, now = instant_of_text("2024-01-01"), instant_of_text("2025-01-01")

    def place(events: str) -> Place:
        return justify(strand.keeping, collected, happened(events), now, CALENDAR).place

    assert shape(strand) == [("live", "floor", "P5Y after paid")]
    assert place("paid 2024-01-01") is Place.LIVE
    assert place("paid 2024-01-01, erasure_requested 2024-06-01") is Place.SEPARATE, "a bare duty (PIPA Art. 21 (3))"


# Statutes


def test_a_statutory_line_binds_the_items_it_names_of_the_activities_it_names() -> None:
    apart = found(order("[{until: left}]", """
statutory:
  - {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], after: paid, items: [이름]}
  - {record: 접속 기록, for: 3 months, law: comm-secrets/login, of: []}
"""))  # fmt: skip

    assert shape(apart["order/member: name"]) == [("live", "promise", "left"), ("separate", "floor", "P5Y after paid")]
    assert shape(apart["order/member: address"]) == [("live", "promise", "left")]


@pytest.mark.parametrize("said", ["6 years", "2200 days"])
def test_what_goes_beyond_the_figure_of_the_statute_is_a_promise(said: str) -> None:
    strand = only(order(f"[{{until: left}}, {{until: {said} after paid, law: ecommerce/payment}}]"))
    _, duty, promise = strand.keeping.rules

    assert (duty.bound, duty.terms) == (Bound.FLOOR, (Term("paid", FIVE_YEARS),))
    assert (promise.bound, promise.place) == (Bound.PROMISE, Place.SEPARATE)
    assert ASKED in promise.terms


def test_a_shorter_promise_than_the_statute_is_what_the_policy_said() -> None:
    strand = only(order("[{until: left}, {until: 3 years after paid, law: ecommerce/payment}]"))

    assert shape(strand)[1:] == [("separate", "floor", "P3Y after paid")], "check finds that it is too short"


def test_only_longer_than_the_statute_is_in_use_until_it_ends() -> None:
    strand = only(order("[{until: 6 years after paid, law: ecommerce/payment}]"))

    assert {place for place, _, _ in shape(strand)} == {"live"}


def test_a_statute_that_forces_destruction_caps_what_its_rule_keeps() -> None:
    strand = only(order("[{until: left}, {until: 5 years after left, law: credit/ended}]"))

    assert shape(strand) == [
        ("live", "promise", "left"),
        ("separate", "ceiling", "P5Y after left"),
        ("separate", "promise", "P5Y after left"),
    ]


def test_a_ceiling_alone_destroys_nothing_at_birth() -> None:
    strand = only(order("[{until: 5 years after left, law: credit/ended}]"))
    now = instant_of_text("2025-01-01")

    found = justify(strand.keeping, instant_of_text("2024-01-01"), {}, now, CALENDAR)

    assert found.place is Place.LIVE


def test_a_statute_with_two_bounds_gives_both() -> None:
    strand = only(order("[{until: closed}, {until: 100 days after closed, law: labour/recruitment}]"))

    assert ("separate", "floor", "P14D after closed") in shape(strand)
    assert ("separate", "ceiling", "P180D after closed") in shape(strand)
    assert ("separate", "promise", "P100D after closed") in shape(strand)


def test_a_statute_not_in_force_and_none_at_all_are_promises() -> None:
    rules = shape(only(order("[{until: left}, {until: 5 years after paid, law: none}]")))

    assert rules[1] == ("live", "promise", "P5Y after paid")
    repealed = shape(
        only(order("[{until: left}, {in: separate, until: 1 year after last_active, law: pipa/dormancy}]"))
    )
    assert repealed[1] == ("separate", "promise", "P1Y after last_active")


def test_at_least_is_a_floor_only() -> None:
    strand = only(order("[{until: left}, {until: at least 3 months after paid}]"))

    assert shape(strand)[1] == ("live", "floor", "P3M after paid")


# Where, and until when


def test_a_period_after_leaving_is_apart_unless_said_otherwise() -> None:
    assert shape(only(order("[{until: left}, {until: 1 year after left}]")))[1][0] == "separate"
    assert shape(only(order("[{until: left}, {in: live, until: 1 year after left}]")))[1][0] == "live"


def test_a_leaver_store_alone_leaves_the_time_before_in_use() -> None:
    """Else what was collected this morning would be destroyed today."""
    strand = only(order("[{until: 1 year after left}]"))

    assert shape(strand) == [("live", "promise", "left"), ("separate", "promise", "P1Y after left")]


def test_dormancy_splits_what_is_in_use() -> None:
    strand = only(order("[{until: left}]", "dormant: 1 year after last_active"))

    assert shape(strand) == [("live", "promise", "left | P1Y after last_active"), ("separate", "promise", "left")]
    assert Occurs("last_active", personal=True, last=True, begins=True) in strand.keeping.events


def test_collecting_bounds_a_clock_whose_event_may_never_come() -> None:
    strand = only(order("[{until: [shipped, 1 year after shipped]}]"))

    assert strand.keeping.rules[0].terms[:2] == (Term("shipped"), Term("shipped+", ONE_YEAR))
    assert {it.event: it.begins for it in strand.keeping.events} == {
        "erasure_requested": False,
        "shipped": False,
        "shipped+": True,
    }


def test_an_event_that_is_another_name_becomes_each_that_it_means() -> None:
    assert shape(only(order("[{until: purpose_done}]"))) == [("live", "promise", "left | closed")]
    assert shape(only(order("[{until: 1 year after purpose_done}]")))[0][2] == "P1Y after left | P1Y after closed"


def test_an_event_of_a_role_counts_for_records_collected_in_that_role() -> None:
    apart = found("""
activities:
  work: {label: 수리, roles: [client, master], purposes: {fix: 수리}, basis: contract,
         collect: [{required: [이름]}],
         keep: [{until: [left, contract_ended]}, {in: separate, until: 6 months after contract_ended}]}
""")

    assert shape(apart["work/client: name"]) == [("live", "promise", "left")]
    assert shape(apart["work/master: name"]) == [
        ("live", "promise", "left | contract_ended"),
        ("separate", "promise", "P6M after contract_ended"),
    ]


# Rules of the whole policy


def test_an_activity_without_rules_has_those_of_the_policy_and_its_own_replace_them() -> None:
    assert shape(only(order("[]", "keep: [{until: left}]"))) == [("live", "promise", "left")]
    assert shape(only(order("[{until: closed}]", "keep: [{until: left}]"))) == [("live", "promise", "closed")]
    assert shape(only(order("[{until: closed}]", "keep: [{until: left, add: true}]"))) == [
        ("live", "promise", "closed"),
        ("live", "promise", "left"),
    ]


def test_a_rule_of_the_policy_can_be_scoped() -> None:
    strand = only(order("[]", "keep: [{until: left}, {until: closed, roles: [expert]}, {until: paid, of: [order]}]"))

    assert [terms for _, _, terms in shape(strand)] == ["left", "paid"]


def test_what_no_rule_speaks_of_is_unruled() -> None:
    strand = only(order("[]"))

    assert strand.keeping.rules == ()
    assert justify(strand.keeping, 0, {}, instant_of_text("2099-01-01"), CALENDAR).unruled


# Holds, and what remains


def test_a_hold_covers_the_activities_and_items_it_names() -> None:
    apart = found(order("[{until: left}]", """
holds:
  lawsuit: {label: 소송, of: [order], items: [이름]}
  debt:    {label: 채권}
  audit:   {label: 조사, of: [automatic]}
automatic: {label: 자동 수집, purposes: {log: 보안}, keep: [{until: left}], collect: [{required: [접속 IP]}]}
"""))  # fmt: skip

    assert {one.items: one.holds for one in apart.values()} == {
        ("name",): ("lawsuit", "debt"),
        ("address",): ("debt",),
        ("ip",): ("debt", "audit"),
    }


def test_a_review_is_anonymised_where_the_policy_says_so() -> None:
    assert not only(order("[{until: left}]")).keeping.anonymise
    assert only(order("[{until: left}], then: anonymise")).keeping.anonymise


def test_equal_rules_make_equal_keepings_and_the_order_of_events_means_nothing() -> None:
    one = only(order("[{until: [left, paid]}]")).keeping
    two = only(order("[{until: [left, paid]}, {until: [left, paid]}]")).keeping

    assert one == two
    assert [it.event for it in one.events] == sorted(it.event for it in one.events)
