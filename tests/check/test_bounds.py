"""Where rules cross: floors, ceilings and promises on one item."""

from jikim.errors import Severity
from tests.check.judged import findings, judged

SHOP = """
roles: {member: 회원}
items: {place: 위치정보}
activities:
  ride:
    label: 이용
    roles: [member]
    purposes: {ride: 이용}
    basis: contract
    collect: [{required: [이름, place]}]
    keep: KEEP
"""
AD = "{record: 광고, for: 6 months, law: ecommerce/ad, of: [ride], items: [ITEM]}"
PLACE = "{record: 위치, for: at once, law: location/data, of: [ride], items: [place]}"


def shop(keep: str, *lines: str) -> str:
    statutory = "".join(f"  - {line}\n" for line in lines)
    return SHOP.replace("KEEP", keep) + (f"statutory:\n{statutory}" if lines else "")


def crossings(document: str) -> list[tuple[int, str]]:
    return [(line, rule) for line, rule in judged(document) if "ceiling" in rule]


def test_a_promise_longer_than_a_ceiling_is_an_error() -> None:
    found = [one for one in findings(shop("[{until: 1 year}]", PLACE)) if one.rule == "retention-above-ceiling"]
    assert [(one.place.line, one.severity) for one in found] == [(4, Severity.ERROR)]
    assert crossings(shop("[{until: 1 year, except: [place]}]", PLACE)) == []


def test_a_line_that_prints_more_than_the_ceiling_is_told_where_it_stands() -> None:
    long = PLACE.replace("at once", "2 years")
    assert crossings(shop("[{until: 1 year, except: [place]}]", long)) == [(12, "retention-above-ceiling")]


def test_a_year_of_places_may_have_a_consent_that_nobody_sees_here() -> None:
    assert crossings(shop("[{until: 1 year, except: [place]}]", PLACE.replace("at once", "1 year"))) == []


def test_a_promise_that_ends_earlier_than_a_floor_does_not_matter() -> None:
    assert judged(shop("[{until: 1 month}]", AD.replace("ITEM", "이름"))) == []


def test_two_statutes_on_one_item_may_contradict_each_other() -> None:
    document = shop("[{until: 1 year, except: [place]}]", AD.replace("ITEM", "place"), PLACE)
    (found,) = [one for one in findings(document) if one.rule == "floor-above-ceiling"]
    assert found.law == ("RT-EC-1", "RT-LO-1")
    assert "E-Commerce Decree Art. 6 (1) 1; " in str(found.why)


def test_what_counts_from_different_events_is_not_compared() -> None:
    later = PLACE.replace("of: [ride]", "of: [ride], after: joined")
    assert crossings(shop("[{until: 1 year}]", later)) == []
