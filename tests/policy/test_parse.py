"""The language: a document, then what it says."""

import re
from pathlib import Path

import pytest

from jikim.errors import DocumentError
from jikim.policy import BasisKind, Counts, Need, Policy, Then, Where, parse
from tests.policy.faults import policy

EXAMPLES = Path(__file__).parents[2] / "examples"
KEYED = re.compile(r"[ -]*[{]?[a-z_]+:")

SHOP = """
    roles: {member: 회원, seller: {label: 판매자, is: member}, guest: 비회원}
    cases: {card: 신용카드}
    items:
      order_no: 주문번호
      recording: {label: 통화 녹음 파일, kind: file}
    events:
      left: {label: 회원 탈퇴, of: person, from: joined}
      paid: {label: 대금 결제, of: record, else: collected}
      last_active: {label: 마지막 이용, of: person, counts: last}
    activities:
      signup:
        label: 회원가입
        roles: [member]
        purposes: {join: 회원가입 확인, abuse: 부정이용 방지}
        basis: contract
        collect:
          - {required: [이메일 주소, 이름(실명)], optional: [생일]}
          - {from: seller, required: [계좌번호]}
        keep:
          - {until: left}
          - {until: 1 year after left, items: [이메일], why: abuse, store: 탈퇴 DB}
      signup_phone: {like: signup, label: 회원가입 (휴대폰)}
      order:
        roles: [member, guest]
        purposes: {pay: {label: 결제, basis: contract}, tax: {label: 세금계산서, basis: {law: vat/32}}}
        collect:
          - {required: [order_no, 수령인]}
          - {when: card, items: [카드번호], etc: true}
          - {ask: news}
        keep:
          - {until: [left, 5 years after paid]}
          - {until: 5 years after paid, law: ecommerce/payment, items: [주문번호]}
      news:
        basis: consent
        consent: 광고성 정보 수신
        collect: [{optional: [이메일]}]
        keep: signup
      review: {collect: [{items: [후기]}], keep: [{until: left}], then: anonymise, remains: [후기]}
    dormant: 1 year after last_active
"""


@pytest.fixture(scope="module")
def shop() -> Policy:
    return policy(SHOP)


# What a policy says


def test_items_keep_the_words_printed_and_gain_the_id_that_records_use(shop: Policy) -> None:
    signup = shop.activity("signup")
    assert signup is not None
    assert [(listed.words, listed.item) for listed in signup.collect[0].items] == [
        ("이메일 주소", "email"),
        ("이름(실명)", "name"),
    ]


def test_an_item_written_by_its_id_is_printed_by_its_label(shop: Policy) -> None:
    order = shop.activity("order")
    assert order is not None
    assert [(listed.words, listed.item) for listed in order.collect[0].items] == [
        ("주문번호", "order_no"),
        ("수령인", "recipient_name"),
    ]


def test_a_group_says_how_much_it_is_needed_and_on_which_consent_it_stands(shop: Policy) -> None:
    groups = {activity.id: [(group.need, group.matter) for group in activity.collect] for activity in shop.activities}
    assert groups["signup"] == [
        (Need.REQUIRED, "signup/optional"),
        (Need.OPTIONAL, "signup/optional"),
        (Need.REQUIRED, "signup/optional"),
    ]
    assert groups["news"] == [(Need.OPTIONAL, "news")]
    assert groups["order"][1][0] is Need.UNSAID


def test_a_purpose_may_have_a_ground_of_its_own(shop: Policy) -> None:
    order = shop.activity("order")
    assert order is not None
    assert [(one.id, one.basis.kind if one.basis else None) for one in order.purposes] == [
        ("pay", BasisKind.CONTRACT),
        ("tax", BasisKind.LAW),
    ]


def test_like_takes_every_key_not_given(shop: Policy) -> None:
    signup, phone = shop.activity("signup"), shop.activity("signup_phone")
    assert signup is not None
    assert phone is not None
    assert phone.label == "회원가입 (휴대폰)"
    assert (phone.purposes, phone.keep, phone.basis) == (signup.purposes, signup.keep, signup.basis)
    assert [group.items for group in phone.collect] == [group.items for group in signup.collect]
    assert phone.collect[1].matter == "signup_phone/optional"


def test_keep_may_be_taken_from_another_activity_alone(shop: Policy) -> None:
    signup, news = shop.activity("signup"), shop.activity("news")
    assert signup is not None
    assert news is not None
    assert news.keep == signup.keep
    assert news.basis is not None
    assert news.basis.kind is BasisKind.CONSENT


def test_a_rule_says_until_when_and_why(shop: Policy) -> None:
    signup = shop.activity("signup")
    assert signup is not None
    assert signup.keep is not None
    live, apart = signup.keep
    assert (live.where, [end.bare for end in live.ends]) == (None, [True])
    assert (apart.store, apart.why, [one.item for one in apart.items]) == ("탈퇴 DB", "abuse", ["email"])
    assert [(end.event, end.period.months) for end in apart.ends] == [("left", 12)]


def test_a_standard_item_brings_its_legal_class(shop: Policy) -> None:
    account, recording = shop.item("account_no"), shop.item("recording")
    assert account is not None
    assert [one.value for one in account.legal] == ["encrypt_at_rest"]
    assert recording is not None
    assert (recording.form.value, recording.declared) == ("file", True)


def test_a_declared_item_may_borrow_the_legal_class_of_a_standard_one() -> None:
    read = policy("""
        items: {tax_rrn: {label: 원천징수용 번호, like: rrn, also: [원천징수 번호]}}
        activities: {tax: {collect: [{required: [원천징수 번호]}]}}
    """)
    item = read.item("tax_rrn")
    assert item is not None
    assert [one.value for one in item.legal] == ["resident_number", "unique_identifier", "encrypt_at_rest"]


def test_events_say_whose_they_are_and_which_occurrence_counts(shop: Policy) -> None:
    events = {event.id: (event.of, event.pair, event.counts, event.bounded) for event in shop.events}
    assert events["left"] == ("person", "joined", Counts.FIRST, False)
    assert events["paid"] == ("record", None, Counts.LAST, True)
    assert events["last_active"] == ("person", None, Counts.LAST, False)
    assert {"collected", "joined", "agreed", "withdrew", "erasure_requested", "ended"} < set(events)


def test_a_role_belongs_to_wider_ones(shop: Policy) -> None:
    assert shop.widens("seller") == ("seller", "member")
    assert shop.widens("nobody") == ()


def test_what_remains_of_a_review_is_said(shop: Policy) -> None:
    review = shop.activity("review")
    assert review is not None
    assert (review.then, [one.item for one in review.remains]) == (Then.ANONYMISE, ["review"])


def test_every_value_knows_its_line(shop: Policy) -> None:
    order = shop.activity("order")
    assert order is not None
    assert order.keep is not None
    places = [
        order.place,
        order.collect[0].items[1].words.place,
        order.keep[1].place,
        order.keep[1].ends[0].words.place,
    ]
    assert [str(place) for place in places] == [
        "policy.yaml:23:3",
        "policy.yaml:27:31",
        "policy.yaml:32:9",
        "policy.yaml:32:17",
    ]


def test_what_is_not_said_is_absent_and_not_guessed() -> None:
    read = policy("provided: {to: []}")
    absent = (read.controller.name, read.version.effective, read.overseas, read.rights, read.children, read.dormant)
    assert absent == (None,) * 6
    assert read.provided is not None
    assert read.provided.to == ()
    assert policy("roles: {}").provided is None
    assert policy("document: {complete: false}").document.complete is False


def test_statutory_lines_tell_undecided_from_decided_none() -> None:
    lines = policy("""
        activities: {order: {collect: [{items: [이름]}], keep: [{until: law, in: separate}]}}
        statutory:
          - {record: 계약 기록, for: 5 years, said: 5년, law: ecommerce/contract, of: [order], items: [이름]}
          - {record: 광고 기록, for: 6개월, law: ecommerce/ad, of: []}
          - {record: 로그 기록, for: 3개월 이상, law: none}
    """).statutory
    assert [line.of for line in lines] == [("order",), (), None]
    assert [(line.said, line.length.at_least, line.after) for line in lines] == [
        ("5년", False, "collected"),
        ("6개월", False, "collected"),
        ("3개월 이상", True, "collected"),
    ]


def test_the_automatic_collection_is_an_activity_with_a_way_to_refuse() -> None:
    read = policy("""
        automatic:
          label: 자동 수집
          collect: [{required: [쿠키, 접속 IP]}]
          keep: [{until: 3 months after collected, in: live}]
          refusal: {Chrome: 설정 > 개인정보 보호}
          analytics: [{name: 분석 도구}]
    """)
    activity = read.activity("automatic")
    assert activity is not None
    assert activity.keep is not None
    assert activity.keep[0].where is Where.LIVE
    assert read.automatic is not None
    assert read.automatic.refusal == (("Chrome", "설정 > 개인정보 보호"),)
    assert read.automatic.analytics == (("분석 도구", None),)


# The examples


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/policy.yaml")), ids=lambda path: path.parent.name)
def test_an_example_is_read_without_a_fault(path: Path) -> None:
    read = parse(path.read_bytes(), path.name)
    assert read.service.id == path.parent.name
    assert all(line.of is not None for line in read.statutory)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/policy.yaml")), ids=lambda path: path.parent.name)
def test_a_letter_more_in_a_key_of_an_example_is_never_passed_over(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    whole = read_or_refused("\n".join(lines))
    keyed = [number for number, line in enumerate(lines) if KEYED.match(line)]
    passed_over = []
    for number in keyed[::10]:
        changed = [*lines[:number], lines[number].replace(":", "x:", 1), *lines[number + 1 :]]
        if read_or_refused("\n".join(changed)) == whole:
            passed_over.append(f"{number + 1}: {changed[number]}")
    assert not passed_over
    assert len(keyed) > 100


def read_or_refused(text: str) -> object:
    try:
        return parse(text.encode())
    except DocumentError as error:
        return error.faults
