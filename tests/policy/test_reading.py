"""What every table has in common: keys that must be there, values of a form, ids, and all faults at once."""

import pytest

from jikim.errors import DocumentError, OperatorError
from jikim.messages import Language, say
from jikim.policy import parse
from tests.policy.faults import by_line, findings, refused, rules

# Keys that must be there


def test_nothing_but_the_header_is_needed_and_that_is() -> None:
    assert by_line(refused(b"title: x\n")) == [
        "1:1 key-missing the key 'jikim' is missing here",
        "1:1 key-missing the key 'service' is missing here",
        "1:1 key-missing the key 'version' is missing here",
        "1:1 key-unknown the key 'title' is not known here",
    ]
    assert by_line(refused(b"jikim: 1\nservice:\n  id:\nversion: {says: x}\n")) == [
        "3:3 key-missing 'id' has no value here",
        "4:10 key-missing the key 'id' is missing here",
    ]


@pytest.mark.parametrize("written", ["", "null", "~"])
@pytest.mark.parametrize(("key", "line"), [("jikim", 1), ("service", 2), ("version", 3)])
def test_a_key_that_must_be_there_needs_a_value(key: str, line: int, written: str) -> None:
    document = {"jikim": "1", "service": "{id: shop}", "version": '{id: "1"}', key: written}
    source = "".join(f"{each}: {value}\n" for each, value in document.items())
    assert by_line(refused(source.encode())) == [f"{line}:1 key-missing '{key}' has no value here"]


@pytest.mark.parametrize("number", ["2", "999999999"])
def test_a_newer_format_asks_for_a_newer_program(number: str) -> None:
    with pytest.raises(OperatorError) as error:
        parse(f"jikim: {number}\nanything: new\n".encode())
    assert str(error.value.fix) == "install a newer jikim"


@pytest.mark.parametrize("number", ["one", "1.0", "-1", "0", "9" * 5000, "[1]"])
def test_a_format_is_a_whole_number(number: str) -> None:
    source = f'jikim: {number}\nservice: {{id: shop}}\nversion: {{id: "1"}}\n'
    assert rules(refused(source.encode())) == ["1:8 value-form"]


@pytest.mark.parametrize(
    ("document", "finding"),
    [
        ("events: {paid: {else: joined}}", "1:23 event-else `else:` can only be `collected`"),
        ("items: {no: {label: 번호, like: rnn}}", "1:31 item-unknown no standard item has the id 'rnn'"),
        ("activities: {tax: {basis: law}}", "1:20 basis-law a statute as ground must be named"),
        ("activities: {tax: {basis: {law: ''}}}", "1:28 key-missing 'law' has no value here"),
        ("activities: {a: {collect: [{from: []}]}}", "1:28 key-missing the key 'required' is missing here"),
        ("statutory: [{record: 계약, law: none}]", "1:13 key-missing the key 'for' is missing here"),
        ("entrusted: [{work: [배송]}]", "1:13 key-missing the key 'name' is missing here"),
        ("roles: {member: {is: member}}", "1:17 key-missing the key 'label' is missing here"),
    ],
)
def test_what_an_entry_needs_is_asked_for_on_its_line(document: str, finding: str) -> None:
    assert finding in by_line(findings(document))


# Values


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


@pytest.mark.parametrize(
    ("document", "finding"),
    [
        ("roles:\n  member:", "2:10 yaml-empty 'member' has no value here"),
        ("items:\n  colour:", "2:10 yaml-empty 'colour' has no value here"),
        ("events:\n  left:", "2:8 yaml-empty 'left' has no value here"),
        ("cases:\n  card:", "2:8 yaml-empty 'card' has no value here"),
        ("promises:\n  minimum:", "2:11 yaml-empty 'minimum' has no value here"),
        ("activities:\n  a:\n    purposes:\n      join:", "4:12 yaml-empty 'join' has no value here"),
        ("safeguards:\n  technical:\n    -\n    - 암호화", "3:6 yaml-empty 'technical' has no value here"),
        ("roles: {member: }", "1:9 yaml-empty 'member' has no value here"),
        ("roles: {member: null}", "1:17 text-unquoted 'null' must stand in quotes"),
        ("items: {colour: 118}", "1:17 text-unquoted '118' must stand in quotes"),
    ],
)
def test_words_left_empty_are_no_words(document: str, finding: str) -> None:
    assert by_line(findings(document)) == [finding]


@pytest.mark.parametrize("age", ["0", "-1", "000", "14.5", "'0'"])
def test_an_age_is_a_whole_number_from_1_on(age: str) -> None:
    (found,) = findings(f"children: {{under: {age}}}")
    assert (found.rule, str(found.fix)) == ("value-form", "write a whole number, 1 or more")


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


# Keys and ids


def test_a_key_that_nobody_knows_is_named_with_the_nearest_one() -> None:
    (found,) = findings("activities: {signup: {colect: []}}")
    assert (str(found.what), str(found.fix)) == ("the key 'colect' is not known here", "did you mean `collect`?")
    (found,) = findings("children: {zzz: 1}")
    assert str(found.fix) == "keys that may stand here: rule, says, under, why"


@pytest.mark.parametrize("name", ["Signup", "회원가입", "sign-up", "1st", "a" * 65])
def test_an_id_is_fit_for_records_logs_and_commands(name: str) -> None:
    assert rules(findings(f"roles: {{{name}: 회원}}")) == ["1:9 id-form"]


def test_the_id_of_a_service_is_an_id_too() -> None:
    found = refused(b'jikim: 1\nservice: {id: ../shop}\nversion: {id: "1"}\n')
    assert by_line(found) == ["2:15 id-form '../shop' cannot be an id"]


# All at once


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


def test_one_fault_is_one_fault() -> None:
    with pytest.raises(DocumentError) as error:
        parse(b'jikim: 1\nservice: {id: shop}\nversion: {id: "1"}\nroles: {Member: x}\n', "shop.yaml")
    assert str(error.value.what) == "'shop.yaml' cannot be read: 1 fault"
    assert say(error.value.what, Language.KOREAN) == "'shop.yaml' 파일을 읽을 수 없습니다. 잘못이 1건 있습니다"


def test_a_fault_is_said_in_korean_with_its_values() -> None:
    (found,) = findings("activities: {signup: {roles: [guest]}}")
    assert [say(text, Language.KOREAN) for text in (found.what, found.why, found.fix)] == [
        "'guest' 역할 이름을 찾을 수 없습니다",
        "이름은 이 줄을 다른 줄에 잇는데, 그 다른 줄이 없습니다",
        "있는 이름: -",
    ]
