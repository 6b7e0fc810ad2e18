"""The law of the day: the same documents, and what is found in them before and after a day on which the law changed."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.check.judged import findings, judged, judged_file

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("aicallback", "kmong", "mkyu", "somoon", "soogong")
DORMANT = """
events:
  left: {label: 탈퇴, of: person, from: joined}
  last_active: {label: 마지막 이용, of: person, counts: last}
activities:
  use: {label: 이용, purposes: {use: 이용}, basis: contract, collect: [{required: [이메일]}], keep: [{until: left}]}
statutory: [{record: 미이용, for: 1 year, law: pipa/dormancy, cited: 개인정보 보호법, of: []}]
dormant: PERIOD after last_active
"""


def changes(example: str, day: date) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return what is found in an example from a day on and not before, and what is not found any more."""
    before, after = (
        {(finding.rule, finding.place.line) for finding in judged_file(EXAMPLES / example / "policy.yaml", on)}
        for on in (day - timedelta(days=1), day)
    )
    return after - before, before - after


def rules(document: str, on: date) -> set[str]:
    return {rule for _, rule in judged(document, on)}


# The year of dormancy


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2022, 1, 1), False), (date(2023, 9, 14), False), (date(2023, 9, 15), True), (date(2024, 8, 10), True)],
)
def test_dormancy_is_a_repealed_basis_from_the_day_of_the_repeal(day: date, found: bool) -> None:
    told = {(one.rule, one.place.line) for one in judged_file(EXAMPLES / "aicallback" / "policy.yaml", day)}
    assert (("statute-repealed", 104) in told) is found
    assert (("dormancy-repealed", 120) in told) is found


def test_dormancy_was_a_duty_that_could_be_broken() -> None:
    late, right = DORMANT.replace("PERIOD", "2 years"), DORMANT.replace("PERIOD", "1 year")
    assert rules(right, date(2022, 1, 1)) == set()
    assert rules(late, date(2022, 1, 1)) == {"retention-above-ceiling"}
    assert (
        rules(late, date(2024, 8, 10))
        == rules(right, date(2024, 8, 10))
        == {
            "statute-repealed",
            "dormancy-repealed",
        }
    )


def test_the_article_of_dormancy_is_cited_wrongly_after_it() -> None:
    said = DORMANT.replace("PERIOD", "1 year").replace("cited: 개인정보 보호법", "cited: 개인정보 보호법 제39조의6")
    assert "article-other" not in rules(said, date(2022, 1, 1))
    assert "article-other" in rules(said, date(2024, 8, 10))


# 2026-09-11: destruction is a duty of the privacy officer (PIPA Decree Art. 32 (5) 3)


@pytest.mark.parametrize(
    ("example", "new"),
    [
        ("aicallback", {("destruction-officer-missing", 156)}),
        ("kmong", set()),
        ("mkyu", set()),
        ("somoon", set()),
        ("soogong", {("destruction-officer-missing", 179)}),
    ],
)
def test_what_changes_on_2026_09_11(example: str, new: set[tuple[str, int]]) -> None:
    assert changes(example, date(2026, 9, 11)) == (new, set())


# 2026-10-31: the deferred parts of SAFE


@pytest.mark.parametrize(
    ("example", "new"),
    [
        ("aicallback", {("plan-exemption-scope", 186)}),
        ("kmong", set()),
        ("mkyu", set()),
        ("somoon", set()),
        ("soogong", set()),
    ],
)
def test_what_changes_on_2026_10_31(example: str, new: set[tuple[str, int]]) -> None:
    assert changes(example, date(2026, 10, 31)) == (new, set())


@pytest.mark.parametrize("example", ["aicallback", "mkyu", "somoon", "soogong"])
def test_authentication_is_asked_of_everybody_from_2026_10_31(example: str) -> None:
    def asked(on: date) -> bool:
        found = judged_file(EXAMPLES / example / "policy.yaml", on)
        return any("SM-05c" in finding.law for finding in found if finding.rule == "safeguard-kind-missing")

    assert (asked(date(2026, 10, 30)), asked(date(2026, 10, 31))) == (False, True)


def test_a_check_once_a_month_is_no_figure_of_the_law_from_2026_10_31() -> None:
    measures = "managerial: [내부관리계획, 교육, 권한], technical: [인증, 차단, 암호화, 백신], physical: [출입]"
    document = f"safeguards: {{{measures}, other: [접속기록을 월 1회 점검]}}\nactivities: {{}}\n"
    assert findings(document, date(2026, 10, 30)) == ()
    assert rules(document, date(2026, 10, 31)) == {"article-other"}


# The earlier days


@pytest.mark.parametrize(
    ("day", "example", "rule"),
    [
        (date(2020, 8, 5), "somoon", "law-moved"),
        (date(2020, 8, 5), "soogong", "exception-repealed"),
        (date(2020, 8, 5), "soogong", "term-old"),
        (date(2023, 9, 15), "aicallback", "ground-missing"),
    ],
)
def test_a_rule_speaks_from_its_day_on(day: date, example: str, rule: str) -> None:
    new, _ = changes(example, day)
    assert rule in {found for found, _ in new}


@pytest.mark.parametrize("example", NAMES)
def test_a_day_without_a_change_of_law_changes_nothing(example: str) -> None:
    assert changes(example, date(2026, 11, 10)) == (set(), set())
