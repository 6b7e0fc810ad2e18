"""The language: a document, then what it says, or what is wrong with it line by line."""

import re
from pathlib import Path

import pytest

from jikim.errors import DocumentError, OperatorError
from jikim.messages import Language, say
from jikim.policy import BasisKind, Counts, Need, Policy, Then, Where, parse
from tests.policy.faults import by_line, findings, policy, refused, rules

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


# What is wrong with one


def test_nothing_but_the_header_is_needed_and_that_is() -> None:
    assert by_line(refused(b"title: x\n")) == [
        "1:1 key-missing the key 'jikim' is missing here",
        "1:1 key-missing the key 'service' is missing here",
        "1:1 key-missing the key 'version' is missing here",
        "1:1 key-unknown the key 'title' is not known here",
    ]
    assert by_line(refused(b"jikim: 1\nservice:\n  id:\nversion: {says: x}\n")) == [
        "3:3 key-missing the key 'id' is missing here",
        "4:10 key-missing the key 'id' is missing here",
    ]


@pytest.mark.parametrize("number", ["2", "999999999"])
def test_a_newer_format_asks_for_a_newer_program(number: str) -> None:
    with pytest.raises(OperatorError) as error:
        parse(f"jikim: {number}\nanything: new\n".encode())
    assert str(error.value.fix) == "install a newer jikim"


@pytest.mark.parametrize("number", ["one", "1.0", "-1", "9" * 5000, "[1]"])
def test_a_format_is_a_whole_number(number: str) -> None:
    source = f'jikim: {number}\nservice: {{id: shop}}\nversion: {{id: "1"}}\n'
    assert rules(refused(source.encode())) == ["1:8 value-form"]


def test_where_text_is_meant_what_yaml_takes_for_something_else_must_stand_in_quotes() -> None:
    found = findings("""
        remedies: [{name: 침해신고센터, phone: 118}]
        training: {for: 10:00, what: [on, yes, null]}
        notice: {by: no}
        officers:
          - {role: cpo, phone: 1234, title: true, email: 1.5}
        safeguards: {technical: ["on", '118', 암호화 2중]}
    """)
    assert by_line(found) == [
        "1:34 text-unquoted '118' must stand in quotes",
        "2:17 text-unquoted '10:00' must stand in quotes",
        "2:31 text-unquoted 'on' must stand in quotes",
        "2:35 text-unquoted 'yes' must stand in quotes",
        "2:40 text-unquoted 'null' must stand in quotes",
        "3:14 text-unquoted 'no' must stand in quotes",
        "5:24 text-unquoted '1234' must stand in quotes",
        "5:37 text-unquoted 'true' must stand in quotes",
        "5:50 text-unquoted '1.5' must stand in quotes",
    ]


def test_a_key_that_nobody_knows_is_named_with_the_nearest_one() -> None:
    (found,) = findings("activities: {signup: {colect: []}}")
    assert (str(found.what), str(found.fix)) == ("the key 'colect' is not known here", "did you mean `collect`?")
    (found,) = findings("children: {zzz: 1}")
    assert str(found.fix) == "keys that may stand here: rule, says, under, why"


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


def test_like_goes_one_step_to_an_activity_that_exists() -> None:
    found = findings("""
        activities:
          signup: {collect: [{required: [이메일]}]}
          kakao: {like: signup}
          naver: {like: kakao}
          apple: {like: missing}
          loop: {like: loop}
          news: {keep: kakao, collect: []}
    """)
    assert by_line(found) == [
        "4:17 like-unknown 'kakao' is no activity that another can be like",
        "5:17 like-unknown 'missing' is no activity that another can be like",
        "6:16 like-unknown 'loop' is no activity that another can be like",
        "7:16 like-unknown 'kakao' is no activity that another can be like",
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


def test_a_fault_that_others_take_over_by_like_is_said_once() -> None:
    found = findings("""
        activities:
          signup: {collect: [{required: [없는 항목]}]}
          kakao: {like: signup}
          naver: {like: signup}
    """)
    assert by_line(found) == ["2:34 item-unknown no item is called '없는 항목'"]


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


def test_values_of_another_form_are_found_and_the_rest_is_read_as_well() -> None:
    found = findings("""
        document: 방침
        roles: [회원]
        activities: {signup: 회원가입, order: {roles: {a: b}, collect: {required: 이름}, then: vanish}}
        officers: {role: cpo}
        children: {under: 열넷, rule: maybe}
        training: {may_move: sometimes}
        waivers: [{rule: x, reason: y, until: 2026-02-30}, {rule: x, until: 20261122}, 문장]
    """)
    assert rules(found) == [
        "1:11 value-form",
        "2:8 value-form",
        "3:22 value-form",
        "3:43 value-form",
        "3:60 value-form",
        "3:82 value-form",
        "4:11 value-form",
        "5:19 value-form",
        "5:29 value-form",
        "6:22 value-form",
        "7:29 text-unquoted",
        "7:39 value-form",
        "7:52 key-missing",
        "7:69 value-form",
        "7:80 value-form",
    ]


def test_an_activity_without_a_body_is_not_passed_over() -> None:
    found = findings("""
        activities:
          signup: 회원가입
          order:
    """)
    assert by_line(found) == [
        "2:11 value-form the value of 'signup' has the wrong form",
        "3:9 value-form the value of 'order' has the wrong form",
    ]


@pytest.mark.parametrize("name", ["Signup", "회원가입", "sign-up", "1st", "a" * 65])
def test_an_id_is_fit_for_records_logs_and_commands(name: str) -> None:
    assert rules(findings(f"roles: {{{name}: 회원}}")) == ["1:9 id-form"]


def test_the_id_of_a_service_is_an_id_too() -> None:
    found = refused(b'jikim: 1\nservice: {id: ../shop}\nversion: {id: "1"}\n')
    assert by_line(found) == ["2:15 id-form '../shop' cannot be an id"]


@pytest.mark.parametrize(
    ("document", "finding"),
    [
        ("events: {paid: {else: joined}}", "1:23 event-else `else:` can only be `collected`"),
        ("items: {no: {label: 번호, like: rnn}}", "1:31 item-unknown no standard item has the id 'rnn'"),
        ("activities: {tax: {basis: law}}", "1:20 basis-law a statute as ground must be named"),
        ("activities: {tax: {basis: {law: ''}}}", "1:27 key-missing the key 'law' is missing here"),
        ("activities: {a: {collect: [{from: []}]}}", "1:28 key-missing the key 'required' is missing here"),
        ("statutory: [{record: 계약, law: none}]", "1:13 key-missing the key 'for' is missing here"),
        ("entrusted: [{work: [배송]}]", "1:13 key-missing the key 'name' is missing here"),
        ("roles: {member: {is: member}}", "1:17 key-missing the key 'label' is missing here"),
    ],
)
def test_what_an_entry_needs_is_asked_for_on_its_line(document: str, finding: str) -> None:
    assert finding in by_line(findings(document))


def test_every_fault_of_a_document_is_reported_at_once_in_order_of_place() -> None:
    found = findings("""
        roles: {Member: 회원}
        activities:
          signup:
            collect: [{required: [이메일, 전자우편]}]
            keep: [{until: 5 year afterr paid}]
          order: {like: basket, color: red}
        notice: {changes: 이레, by: no}
        overseas: {country: US}
    """)
    assert rules(found) == [
        "1:9 id-form",
        "4:32 item-twice",
        "5:20 until-form",
        "6:17 like-unknown",
        "6:25 key-unknown",
        "7:19 until-form",
        "7:27 text-unquoted",
        "8:11 value-form",
    ]


def test_a_broken_document_says_how_many_faults_it_has_in_the_readers_language() -> None:
    with pytest.raises(DocumentError) as error:
        parse(b"jikim: 1\nroles: {a: [x]}\n", "shop.yaml")
    assert str(error.value.what) == "'shop.yaml' cannot be read: 3 faults"
    assert say(error.value.what, Language.KOREAN) == "'shop.yaml' 파일을 읽을 수 없습니다. 잘못이 3건 있습니다"


def test_a_fault_is_said_in_korean_with_its_values() -> None:
    (found,) = findings("activities: {signup: {roles: [guest]}}")
    assert [say(text, Language.KOREAN) for text in (found.what, found.why, found.fix)] == [
        "'guest' 역할 이름을 찾을 수 없습니다",
        "이름은 이 줄을 다른 줄에 잇는데, 그 다른 줄이 없습니다",
        "있는 이름: -",
    ]


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
