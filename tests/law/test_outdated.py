"""Old words: each entry of stale.toml is dated, sourced, and found by its own words and by no other."""

import re
from datetime import date

import pytest

from jikim.law import Outdated, catalogue, normal

LAW = catalogue()
TODAY = date(2026, 11, 22)
EVERY = pytest.mark.parametrize("entry", LAW.outdated(date(2035, 1, 1)), ids=lambda entry: entry.id)


@EVERY
def test_an_entry_says_since_when_where_from_and_how_sure(entry: Outdated) -> None:
    assert entry.since <= TODAY == entry.checked
    assert re.fullmatch(r"S[1-8](,S[1-8])*", entry.source)
    assert LAW.cite(entry)
    assert entry.words


@EVERY
def test_an_entry_is_found_by_its_words_and_not_by_what_stands_today(entry: Outdated) -> None:
    section = entry.where[0] if entry.where else "rights"
    for word in entry.words:
        assert entry.found_in(section, normal(" ".join((word, *entry.beside[:1])))) == word
    assert entry.found_in(section, normal(entry.now)) is None


def test_a_word_is_looked_for_where_it_means_that() -> None:
    (law,) = (one for one in LAW.outdated(TODAY) if one.id == "law/network-act")
    assert law.found_in("document", normal("정보통신망 이용 촉진 및 정보보호 등에 관한 법률"))
    assert law.found_in("activities", normal("정보통신망법 제50조에 따른 광고성 정보")) is None


def test_a_word_is_old_from_its_day_on() -> None:
    assert LAW.outdated(date(2011, 9, 29)) == ()
    days = {one.id: one.since for one in LAW.outdated(TODAY)}
    assert days["article/dormancy"] == date(2023, 9, 15)
    assert "article/dormancy" not in {one.id for one in LAW.outdated(date(2023, 9, 14))}


def test_no_id_stands_twice_and_all_are_looked_at_again() -> None:
    ids = [one.id for one in LAW.outdated(TODAY)]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(LAW.stale(date(2027, 6, 1)))
