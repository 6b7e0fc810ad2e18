"""What follows from a change: announced by its articles, and asked again of whom consent no longer covers."""

from datetime import date

import pytest

from jikim.change import Consequence, cited, compare, consequence
from jikim.law import catalogue
from tests.change.shops import DAY, policy


def follows(*edits: tuple[str, str]) -> Consequence:
    old, new = policy(file="old.yaml"), policy(*edits, version="2")
    return consequence(old, new, compare(old, new, catalogue(), DAY), catalogue(), DAY)


def test_a_change_is_announced_as_early_as_the_policy_itself_promises() -> None:
    found = follows(("1 year after paid", "2 years after paid"))
    assert [(duty.law, duty.by) for duty in found.duties] == [
        (("PP-CHG",), None), ((), date(2026, 1, 1)), (("PP-PUB",), date(2026, 1, 8)),
    ]  # fmt: skip


def test_the_version_in_force_says_how_early() -> None:
    promised = follows(("changes: 7 days", "changes: 30 days")).duties[1]
    assert promised.by == date(2026, 1, 1)


def test_what_was_not_read_in_its_own_text_is_told_as_such() -> None:
    assert str(cited(catalogue(), "PP-CHG")) == "Standard Guideline Art. 21, as others report it"
    assert str(cited(catalogue(), "CS-01")) == "PIPA Art. 15 (2), 22 (1) 1"


def test_whoever_promotes_for_the_service_is_told_to_each_person() -> None:
    laws = [duty.law for duty in follows(("work: [배송]", "work: [배송, 광고 문자 발송]")).duties]
    assert ("PP-26",) in laws
    assert ("OS-03",) in laws
    assert ("OS-03",) not in [duty.law for duty in follows(("work: [배송]", "work: [배송, 포장]")).duties]


ASKED = {
    "an item more on consent": (("[휴대폰 번호]", "[휴대폰 번호, 성별]"), "news", ("CS-01",)),
    "a sensitive item more": (("[휴대폰 번호]", "[휴대폰 번호, 건강정보]"), "news", ("CS-01", "CS-05")),
    "a purpose more on consent": (("{ads: 소식 보내기}", "{ads: 소식 보내기, more: 설문}"), "news", ("CS-01",)),
    "longer on consent": (("[withdrew, left]", "[withdrew, 1 year after left]"), "news", ("CS-01",)),
    "a third party more": (("to: [{", "to: [{name: 보험사, items: [주소]}, {"), "provided", ("CS-02",)),
    "another country": (("country: US", "country: SG"), "overseas", ("CS-09",)),
    "a guardian": (("rule: refuse", "rule: guardian"), "guardian", ("CS-10",)),
}


@pytest.mark.parametrize("why", ASKED)
def test_consent_is_asked_again_for(why: str) -> None:
    edit, matter, law = ASKED[why]
    [again] = follows(edit).again
    assert (again.matter, again.law) == (matter, law)
    assert again.tells
    assert again.because


UNASKED = {
    "an item more under a contract": ("required: [이메일 주소]", "required: [이메일 주소, 성별]"),
    "longer under a contract": ("1 year after paid", "2 years after paid"),
    "shorter on consent": ("[withdrew, left]", "[withdrew, left, 1 year after collected]"),
    "an item fewer on consent": ("optional: [휴대폰 번호]", "items: []"),
    "a party more": ("entrusted: [", "entrusted: [{name: 결제사, work: [결제]}, "),
    "a transfer that is needed for the contract": ("country: US,", "country: SG, basis: contract,"),
}


@pytest.mark.parametrize("why", UNASKED)
def test_no_consent_is_asked_again_for(why: str) -> None:
    assert follows(UNASKED[why]).again == ()


def test_no_sentence_follows_where_nothing_differs() -> None:
    assert follows() == Consequence((), ())
