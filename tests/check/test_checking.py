"""The whole: three answers, dates, order, and both languages."""

from datetime import date

from jikim.check import check
from jikim.errors import Severity
from jikim.law import catalogue
from jikim.messages import Language, say
from jikim.policy import parse
from tests.check.judged import HERE, findings, judged, judged_file

EMPTY = "activities: {}\n"
EXCERPT = "document: {title: 개인정보 처리방침, complete: false}\n"


def test_what_is_missing_is_missed_and_in_an_excerpt_cannot_be_known() -> None:
    (missing,) = findings(EMPTY, without="safeguards")
    assert (missing.severity, missing.rule) == (Severity.ERROR, "safeguards-missing")
    (unknown,) = findings(EXCERPT + EMPTY, without="safeguards")
    assert (unknown.severity, unknown.rule) == (Severity.INFO, "safeguards-missing")
    assert str(unknown.what) == f"cannot be known from an excerpt: {missing.what}"


def test_what_is_wrong_in_an_excerpt_is_wrong() -> None:
    document = EXCERPT + EMPTY + "statutory: [{record: 계약, for: 5 years, law: ecommerce/contract}]\n"
    assert [(one.rule, one.severity) for one in findings(document)] == [("statutory-unbound", Severity.ERROR)]


def test_a_duty_is_asked_for_from_the_day_it_is_in_force() -> None:
    party = EMPTY + "entrusted: [{name: Example Cloud, work: 서버, country: US}]\n"
    assert judged(party, date(2024, 3, 15)) == [(2, "overseas-missing")]
    assert judged(EMPTY, date(2012, 1, 1)) == []


def test_findings_come_in_the_order_of_the_document_each_once() -> None:
    found = judged_file(HERE / "most_faults.yaml")
    assert [one.place for one in found] == sorted(one.place for one in found)
    assert len(set(found)) == len(found)


def test_what_like_takes_over_is_one_finding() -> None:
    document = """
    activities:
      one: {purposes: {use: 이용}, basis: contract, collect: [{items: [이름]}], keep: [{until: 1 year}]}
      two: {like: one}
      three: {like: one}
    """
    assert judged(document) == [(2, "need-unsaid")]


def test_the_same_policy_gives_the_same_findings() -> None:
    policy = parse((HERE / "most_faults.yaml").read_bytes())
    day = date(2026, 11, 22)
    assert check(policy, catalogue(), day) == check(policy, catalogue(), day)


def test_a_finding_cites_its_article_as_each_language_does() -> None:
    (found,) = findings(EMPTY, without="safeguards")
    assert say(found.what, Language.KOREAN) == "안전성 확보 조치가 적혀 있지 않습니다"
    assert say(found.why, Language.KOREAN).endswith("(개인정보 보호법 시행령 제31조제1항제3호)")
