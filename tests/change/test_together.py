"""Small changes of a sound market: each is told for what it is, once, and with no other consent than its own."""

import csv
from datetime import date
from pathlib import Path

import pytest

from jikim.change import Consequence, Difference, compare, consequence
from jikim.law import catalogue
from jikim.policy import parse

HERE = Path(__file__).parent
MARKET = (HERE.parent / "check/sound_large.yaml").read_text(encoding="utf-8")
DAYS = ('id: "2026-11-01", announced: 2026-10-20, effective: 2026-11-01',
        'id: "2", announced: 2026-12-01, effective: 2026-12-20')  # fmt: skip
DAY = date(2026, 12, 20)
with (HERE / "market.csv").open(encoding="utf-8", newline="") as table:
    EDITS = tuple(csv.DictReader(table))
OLD = parse(MARKET.encode(), "old.yaml")


def changed(*edits: tuple[str, str]) -> tuple[tuple[Difference, ...], Consequence]:
    text = MARKET
    for old, new in (DAYS, *edits):
        assert old in text, old
        text = text.replace(old, new, 1)
    new_policy = parse(text.encode(), "new.yaml")
    found = compare(OLD, new_policy, catalogue(), DAY)
    return found, consequence(OLD, new_policy, found, catalogue(), DAY)


@pytest.mark.parametrize("row", EDITS, ids=lambda row: row["why"])
def test_one_edit_is_one_difference_with_the_consents_it_needs(row: dict[str, str]) -> None:
    found, follows = changed((row["old"], row["new"]))
    assert [(one.kind.value, one.subject.value) for one in found] == [(row["kind"], row["subject"])]
    assert " ".join(again.matter if again.sure else f"{again.matter}?" for again in follows.again) == row["asks"]


HIDDEN = {
    "who hands on work, behind another party": (
        ("{name: 들꽃택배", "{name: 들꽃택배, from: 나무통계"),
        ("entrusted:\n", "entrusted:\n  - {name: 새택배, work: 배송}\n"),
        "is entrusted by",
    ),
    "an alias, behind a name": (("alias: 회사", "alias: 당사"), ("주식회사 들꽃", "들꽃 주식회사"), "'controller'"),
    "a role's label, behind a wider activity": (
        ("label: 판매회원", "label: 판매자"),
        ("roles: [buyer]\n    purposes: {answer", "roles: [buyer, seller]\n    purposes: {answer"),
        "'판매자'",
    ),
    "an item's label, behind another item": (
        ("flower: 좋아하는 꽃", "flower: 선호 꽃"),
        ("required: [이름, 이메일, 문의내용]", "required: [이름, 이메일, 문의내용, 성별]"),
        "'선호 꽃'",
    ),
}


@pytest.mark.parametrize("why", HIDDEN)
def test_one_change_does_not_hide_another(why: str) -> None:
    small, large, told = HIDDEN[why]
    found, _ = changed(small, large)
    assert any(told in str(one.what) for one in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("work", "told"), [("판매대금 정산", False), ("판매 권유 전화", True), ("홍보 문자 발송", True)]
)
def test_each_person_is_told_of_who_promotes_not_of_who_settles(work: str, told: bool) -> None:
    _, follows = changed(("work: 상품 배송", f"work: [상품 배송, {work}]"))
    assert (("OS-03",) in [duty.law for duty in follows.duties]) is told


def test_a_name_is_no_work() -> None:
    _, follows = changed(("{name: 들꽃택배, work", "{name: 홍보택배, work"))
    assert ("OS-03",) not in [duty.law for duty in follows.duties]


def test_a_party_abroad_that_names_its_ground_asks_by_that_ground_alone() -> None:
    party = ("  - {name: 들꽃택배", "  - {name: Other, work: 백업, country: JP}\n  - {name: 들꽃택배")
    listed = ("overseas:\n", "overseas:\n  - {recipient: Other, country: JP, items: [이메일], basis: contract}\n")
    assert [again.sure for again in changed(party)[1].again] == [False]
    assert changed(party, listed)[1].again == ()


def test_a_matter_is_asked_once_sure_where_one_of_its_reasons_is() -> None:
    party = ("  - {name: 들꽃택배", "  - {name: Other, work: 백업, country: JP}\n  - {name: 들꽃택배")
    [again] = changed(party, ("basis: contract\ndisclosures", "basis: consent\ndisclosures"))[1].again
    assert again.sure
    assert len(again.because) == 2
