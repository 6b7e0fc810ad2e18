"""The catalogue, by example: what stands on which day, under which name, and how it is cited."""

import csv
import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import DocumentError
from jikim.law import Category, Confidence, Dated, Direction, Fact, Retention, When, catalogue
from jikim.law.tables import pairs
from jikim.period import Period
from tools.law_stale import main

LAW = catalogue()
ALL = tuple(fact for category in Category for fact in LAW.facts(category))
TABLE = list(csv.DictReader((Path(__file__).parent / "in_force.csv").read_text(encoding="utf-8").splitlines()))
ALIASES = pairs("aliases", "preferred") | pairs("aliases", "also")


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['id']} {row['day']}" for row in TABLE])
def test_a_fact_stands_on_the_days_it_stood(row: dict[str, str]) -> None:
    assert LAW.in_force(row["id"], date.fromisoformat(row["day"])) == (row["in force"] == "yes"), row["why"]


@given(st.sampled_from(ALL), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_fact_begins_once_and_ends_once(fact: Fact, day: date) -> None:
    later = [fact.is_in_force(day + timedelta(days=n)) for n in (0, 400, 4000, 20000)]
    switches = sum(a != b for a, b in pairwise(later))
    assert switches <= 1


def test_only_what_an_amendment_brought_switches_and_the_amendment_is_listed() -> None:
    for fact in ALL:
        if fact.dated is Dated.AMENDMENT:
            assert fact.in_force in {each.day for each in LAW.amendments(fact.statute)}, fact.id
            assert fact.in_force >= date(2023, 1, 1), fact.id


def test_every_entry_has_an_article_a_source_and_the_day_it_was_checked() -> None:
    for fact in ALL:
        assert fact.article, fact.id
        assert re.fullmatch(r"S[1-8](,S[1-8])*", fact.source), fact.id
        assert fact.checked >= date(2026, 11, 22), fact.id
        assert fact.ko, fact.id
        assert fact.en, fact.id
        assert LAW.statute(fact.statute).source, fact.id


def test_no_id_stands_twice() -> None:
    assert len({fact.id for fact in ALL}) == len(ALL)


def test_every_id_is_found_by_its_prefix() -> None:
    assert all(LAW.fact(fact.id) is fact for fact in ALL)


def test_facts_of_a_category_are_narrowed_to_a_day() -> None:
    whole, then = LAW.facts(Category.BREACH), LAW.facts(Category.BREACH, date(2026, 1, 1))
    assert [fact.id for fact in whole if fact not in then] == ["BR-02"]


def test_seven_items_stand_in_every_policy_and_two_more_duties_land_there() -> None:
    always = {fact.id for fact in LAW.facts(Category.POLICY_ITEM) if fact.when is When.ALWAYS}
    assert always == {"PP-01", "PP-02", "PP-04", "PP-08", "PP-09", "PP-11", "PP-13", "PP-25"}


def test_an_unverified_fact_says_so() -> None:
    low = {fact.id for fact in ALL if not LAW.verified(fact)}
    assert low == {fact.id for fact in ALL if fact.confidence is Confidence.LOW}
    assert {"RT-CCTV", "PP-33"} <= low
    assert not LAW.verified(LAW.retention("standard/cctv"))


def test_a_figure_is_asked_for_by_its_key() -> None:
    assert LAW.fact("BR-03").number("any_of.subjects_gte") == 1000
    assert LAW.fact("DR-ACC").text("deadline") == "P10D"
    assert len(LAW.fact("SM-07b").texts("items")) == 7
    assert LAW.fact("CS-VALID").texts("each") == ("free", "specific_clear", "readable", "clear_way_to_mark")


def test_a_figure_that_is_not_there_is_no_nothing() -> None:
    with pytest.raises(KeyError):
        LAW.fact("DS-01").figure("deadline")
    with pytest.raises(TypeError):
        LAW.fact("DR-ACC").number("deadline")


# Names


def test_every_period_has_exactly_one_preferred_name() -> None:
    named = pairs("aliases", "preferred")
    assert sorted(named.values()) == sorted(each.id for each in LAW.retentions())


def test_every_name_resolves_and_none_is_an_id() -> None:
    for name, id_ in ALIASES.items():
        assert LAW.retention(name).id == id_ == LAW.fact(name).id
        assert re.fullmatch(r"[a-z-]+/[a-z0-9-]+", name), name


def test_a_period_knows_the_name_to_write() -> None:
    assert LAW.retention("RT-EC-3").alias == "ecommerce/payment"
    assert LAW.retention("pipa/old-39-6").alias == "pipa/dormancy"


@pytest.mark.parametrize("name", ["ecommerce/payments", "RT-EC-9", "", "법"])
def test_an_unknown_name_is_refused_with_the_nearest_one(name: str) -> None:
    assert LAW.find(name) is None
    assert LAW.find_retention(name) is None
    with pytest.raises(DocumentError) as refused:
        LAW.retention(name)
    assert any(alias in str(refused.value.fix) for alias in ALIASES)
    with pytest.raises(DocumentError):
        LAW.fact(name)


def test_a_fact_that_is_no_period_is_no_period() -> None:
    assert LAW.find_retention("PP-01") is None


# Periods

NOW = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "direction", "floor", "ceiling"),
    [
        ("ecommerce/ad", Direction.MIN, "P6M", None),
        ("ecommerce/payment", Direction.MIN, "P5Y", None),
        ("ecommerce/identity", Direction.LIMIT, None, None),
        ("comm-secrets/login", Direction.MIN, "P3M", None),
        ("eft/destroy", Direction.MAX, None, "P5Y"),
        ("location/data", Direction.MAX, None, "P0D"),
        ("labour/recruitment", Direction.MIN_THEN_DESTROY, "P14D", "P180D"),
        ("own/abuse", Direction.POLICY, None, None),
        ("pipa/dormancy", Direction.REPEALED, None, None),
        ("pipa/source-notice", Direction.MIN, None, None),
    ],
)
def test_a_period_is_a_floor_a_ceiling_both_or_neither(
    name: str, direction: Direction, floor: str | None, ceiling: str | None
) -> None:
    period = LAW.retention(name)
    assert (period.direction_on(NOW), period.floor(NOW), period.ceiling(NOW)) == (direction, floor, ceiling)


def test_dormancy_forced_destruction_while_it_stood() -> None:
    dormancy, then = LAW.retention("pipa/dormancy"), date(2022, 1, 1)
    assert dormancy.direction_on(then) is Direction.MAX
    assert (dormancy.floor(then), dormancy.ceiling(then)) == (None, "P1Y")
    assert dormancy.trigger == "last activity"


def test_access_logs_have_a_longer_period_under_conditions() -> None:
    logs = LAW.retention("safe/access-log")
    assert (logs.duration, logs.longer) == ("P1Y", "P2Y")
    assert "subjects>=50000" in logs.longer_if


def test_a_floor_is_none_on_a_day_the_duty_did_not_stand() -> None:
    history = LAW.retention("pipa/transmission-record")
    assert (history.floor(date(2026, 8, 19)), history.floor(date(2026, 8, 20))) == (None, "P3Y")


def test_the_law_is_silent_on_the_start_of_seventeen_periods() -> None:
    silent = [each.alias for each in LAW.retentions() if each.silent]
    assert len(silent) == 17
    assert "ecommerce/payment" in silent
    assert "medical/chart" in silent
    assert "tax/books" not in silent


@pytest.mark.parametrize("period", LAW.retentions(), ids=lambda period: period.id)
def test_a_length_is_iso_text_and_its_direction_is_complete(period: Retention) -> None:
    for length in (period.duration, period.shortest, period.longest, period.longer):
        assert length is None or Period.from_iso(length).iso()
    if period.direction is Direction.MIN_THEN_DESTROY:
        assert period.shortest
        assert period.longest
    if period.direction is Direction.MAX:
        assert period.duration


# Statutes, grounds, staleness


@pytest.mark.parametrize(
    ("printed", "act"),
    [
        ("전자상거래법", "ECA"),
        ("전자상거래 등에서의 소비자보호에 관한 법률", "ECA"),
        ("전자상거래등에서의소비자보호에관한법률 시행령", "ECA"),
        ("정보통신망법", "NETA"),
        ("통신비밀보호법", "PCSA"),
        ("전자금융거래법", "EFTA"),
        ("의료법", "MED-R"),
        ("개인정보보호법", "PIPA"),
        ("소득세법", "CITA/ITA"),
    ],
)
def test_a_statute_is_known_by_the_names_policies_print(printed: str, act: str) -> None:
    statute = LAW.statute_named(printed)
    assert statute is not None
    assert statute.act == act


def test_related_laws_are_no_statute() -> None:
    assert LAW.statute_named("관련 법령") is None


def test_no_two_statutes_share_a_name() -> None:
    for fact in ALL:
        statute = LAW.statute(fact.statute)
        assert all(LAW.statute_named(name) is statute for name in statute.names)


@pytest.mark.parametrize(
    ("id_", "english", "korean"),
    [
        ("PP-04", "PIPA Art. 30 (1) 3-2", "개인정보 보호법 제30조제1항제3호의2"),
        ("PP-11", "PIPA Decree Art. 31 (1) 1", "개인정보 보호법 시행령 제31조제1항제1호"),
        (
            "RT-EC-5",
            "E-Commerce Act Art. 6 (2); Decree Art. 6 (2) 3",
            "전자상거래법 제6조제2항, 시행령 제6조제2항제3호",
        ),
        ("RT-CM-2", "Commercial Act Art. 33 (1) proviso", "상법 제33조제1항 단서"),
        ("DR-ID", "PIPA Decree Art. 46", "개인정보 보호법 시행령 제46조"),
        ("DR-WDR", "PIPA Art. 37 (1), (3), (4)", "개인정보 보호법 제37조제1항, 제3항, 제4항"),
        ("PN-17", "PIPA Art. 75 (2) 17-18", "개인정보 보호법 제75조제2항제17호부터 제18호까지"),
        ("ISMSP-3.4.1", "ISMS-P 3.4.1", "ISMS-P 인증기준 3.4.1"),
        ("PP-32", "Policy Writing Guideline", "개인정보 처리방침 작성지침"),
        ("RT-NONE-1", "no statute", "근거 법령 없음"),
    ],
)
def test_an_article_is_cited_in_one_form(id_: str, english: str, korean: str) -> None:
    fact = LAW.fact(id_)
    assert (LAW.cite(fact), LAW.cite_in_korean(fact)) == (english, korean)


def test_only_a_statute_allows_the_resident_number() -> None:
    (ground,) = LAW.grounds_for("rrn")
    assert ground.id == "vat/32"
    assert LAW.cite(ground) == "VAT Act Art. 32 (1) 2"
    assert ground.confidence is Confidence.MEDIUM
    assert LAW.grounds_for("email") == ()


@pytest.mark.parametrize("name", ["consent", "contract", "interest", "pipa/contract", "vat/32"])
def test_a_ground_is_found_by_its_word_or_its_id(name: str) -> None:
    ground = LAW.find_ground(name)
    assert ground is not None
    assert LAW.statute(ground.statute)


def test_a_wish_is_no_ground() -> None:
    assert LAW.find_ground("marketing") is None


def test_nothing_is_stale_on_the_ninetieth_day_and_everything_on_the_next() -> None:
    assert LAW.stale(date(2026, 11, 22) + timedelta(days=90)) == ()
    stale = LAW.stale(date(2026, 11, 22) + timedelta(days=91))
    assert {"RT-EC-3", "PIPA", "vat/32", "amendment 2023-09-15"} <= set(stale)
    assert len(stale) >= len(ALL)


def test_one_fact_costs_one_table_and_the_names() -> None:
    ask = "from jikim.law import catalogue; from jikim.law.tables import whole; "
    count = ask + "catalogue().fact('DS-01'); print(whole.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", count], capture_output=True, check=True, text=True).stdout == "2\n"


def test_the_tool_lists_what_is_stale_and_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("2026-11-22") == 0
    assert capsys.readouterr().out == ""
    assert main("2027-11-22") == 1
    assert "RT-EC-3\n" in capsys.readouterr().out
