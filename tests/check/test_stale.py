"""What was right once: a few words, the day, and whether they are old."""

from datetime import date

import pytest

from jikim.errors import Severity
from tests.check.judged import findings, judged

ONE = """
activities:
  use: {label: 이용, purposes: {use: 이용}, basis: contract, collect: [{required: [이메일]}], keep: [{until: 1 year}]}
"""
RIGHTS = (
    "list: [access, correct, erase, suspend, object], channels: [전자우편], within: 10 days, delegates: {a: 법정대리인}"
)
SAFE = "managerial: [내부관리계획, 교육, 권한], technical: [인증, 접근통제, 암호화, 접속기록, 백신], physical: [출입]"


@pytest.mark.parametrize(
    ("clause", "rule", "last_good_day"),
    [
        ("document: {title: 개인정보 처리방침, laws: [정보통신망법]}", "law-moved", date(2020, 8, 4)),
        (f"rights: {{{RIGHTS}, form: 개인정보보호법 시행규칙 별지 제11호}}", "form-moved", date(2020, 8, 4)),
        (f"rights: {{{RIGHTS}, limits: [개인정보 보호법 제35조 제5항]}}", "article-other", None),
        ("provided: {except: {b: 요금정산에 필요한 경우}, to: []}", "exception-repealed", date(2023, 9, 14)),
        ("officers: [{role: cpo, title: 개인정보 관리책임자, department: 팀, phone: 02-0000-0000}]", "term-old",
         date(2020, 8, 4)),
        ("remedies: [{name: 경찰청 사이버안전국, phone: '182'}]", "body-renamed", date(2026, 11, 21)),
        (f"safeguards: {{{SAFE}, other: [접속기록을 월 1회 점검]}}", "article-other", date(2026, 10, 30)),
    ],
)  # fmt: skip
def test_a_word_is_old_from_its_day_on(clause: str, rule: str, last_good_day: date | None) -> None:
    assert [found for _, found in judged(clause + ONE)] == [rule]
    assert last_good_day is None or rule not in [found for _, found in judged(clause + ONE, last_good_day)]


@pytest.mark.parametrize(
    "clause",
    [
        "document: {title: 개인정보 처리방침, laws: [개인정보 보호법]}",
        f"rights: {{{RIGHTS}, form: 개인정보 처리 방법에 관한 고시 별지 제11호}}",
        f"rights: {{{RIGHTS}, limits: [개인정보 보호법 제35조 제4항]}}",
        "provided: {except: {s: 통계작성을 위하여 가명정보를 제공하는 경우}, to: []}",
        "remedies: [{name: 경찰청 사이버수사국, phone: '182'}]",
    ],
)
def test_the_words_of_today_are_not_old(clause: str) -> None:
    old = {"law-moved", "form-moved", "article-other", "exception-repealed", "term-old", "body-renamed", "way-out-old"}
    assert old & {found for _, found in judged(clause + ONE)} == set()


def test_what_nobody_held_against_an_official_page_is_told_as_such() -> None:
    (found,) = findings("remedies: [{name: 대검찰청 사이버범죄수사단, phone: 02-3480-3573}]" + ONE)
    assert "unverified" in str(found.why)
    assert found.severity is Severity.INFO
