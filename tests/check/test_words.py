"""Words, names and labels: a document, and what is wrong with how it is said."""

import pytest

from tests.check.judged import findings, judged

ONE = """
activities:
  use:
    label: 이용
    roles: [member]
    purposes: {use: PURPOSE}
    basis: contract
    collect: [COLLECT]
    keep: [{until: 1 year}]
"""


def rules(
    purpose: str = "이용", collect: str = "{required: [이메일]}", more: str = "", whole: bool = False
) -> list[str]:
    head = "" if "roles:" in more else "roles: {member: 회원}\n"
    document = head + more + ONE.replace("PURPOSE", purpose).replace("COLLECT", collect)
    return [rule for _, rule in judged(document, whole=whole)]


@pytest.mark.parametrize("purpose", ["상품의 발송 업무 처리 등", "기타 안내", "안내, 기타"])
def test_a_purpose_is_named_to_the_end(purpose: str) -> None:
    assert rules(f'"{purpose}"') == ["open-words"]


@pytest.mark.parametrize("purpose", ["청구서 등 우편물의 발송", "이용자 등급의 관리", "등록", "기타 연주 안내"])
def test_a_word_within_a_sentence_leaves_nothing_open(purpose: str) -> None:
    assert rules(purpose) == ([] if not purpose.startswith("기타") else ["open-words"])


def test_a_list_that_goes_on_is_open() -> None:
    assert rules(collect="{required: [이메일], etc: true}") == ["open-words"]
    assert rules(more="entrusted: [{name: 나무, work: 발송, etc: true}]\n") == ["open-words"]


def test_an_item_says_what_it_is() -> None:
    vague = "items: {extra: {label: 추가 정보PARTS}}\n"
    assert rules(collect="{required: [extra]}", more=vague.replace("PARTS", "")) == ["item-vague"]
    assert rules(collect="{required: [extra]}", more=vague.replace("PARTS", ", parts: [치수, 색]")) == []


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("items: {size: 신발 치수}\n", ["item-unused"]),
        ("cases: {card: 신용카드}\n", ["case-unused"]),
        ("roles: {member: 회원, guest: 비회원}\n", ["role-unused"]),
        ("roles: {member: 회원, all: 누구나, former: {label: 떠난 회원, was: member}}\n", ["role-unused"]),
        ("roles: {person: 누구나, member: {label: 회원, is: person}}\n", []),
    ],
)
def test_a_name_is_used(declared: str, found: list[str]) -> None:
    assert rules(more=declared, whole=True) == found


def test_a_label_has_one_spelling() -> None:
    two = "{required: [회원 성명]}, {when: a, required: [회원성명]}"
    (found,) = findings("roles: {member: 회원}\ncases: {a: 그때}\n" + ONE.replace("COLLECT", two))
    assert (found.rule, found.place.line) == ("spelling-varies", 10)


def test_a_thing_is_said_once() -> None:
    assert rules("회원 안내, b: 회원안내") == ["said-twice"]
    assert rules(more="entrusted: [{name: 나무, work: 발송}, {name: 나무, work: 상담}]\n") == ["said-twice"]


def test_a_body_and_a_notice_are_of_use() -> None:
    assert rules(more="remedies: [{name: 개인정보 침해신고센터}]\n") == ["remedy-unreachable"]
    assert rules(more="notice: {by: 누리집}\n") == ["notice-incomplete"]
    assert rules(more="notice: {changes: 지체 없이, by: 누리집}\n") == []
