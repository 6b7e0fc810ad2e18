"""What a clause asks of the rest of the document."""

from datetime import date

import pytest

from tests.check.judged import findings, judged

SITE = """
roles: {member: 회원}
automatic:
  label: 자동 수집
  roles: [member]
  purposes: {secure: 부정 이용 방지}
  basis: interest
  collect: [{required: [ITEM]}]
  keep: [{until: 3 months after collected}]
"""


def site(item: str = "접속 IP", more: str = "") -> str:
    return SITE.replace("ITEM", item) + more


@pytest.mark.parametrize(("item", "found"), [("쿠키", True), ("광고 ID", True), ("접속 IP", False)])
def test_a_device_that_collects_by_itself_can_be_refused(item: str, found: bool) -> None:
    assert judged(site(item)) == ([(7, "refusal-missing")] if found else [])
    assert judged(site(item, "  refusal: {Chrome: 설정 > 쿠키, Android: 설정 > 광고}\n")) == []


def test_the_settings_of_a_browser_do_not_reach_the_advertising_id() -> None:
    (found,) = findings(site("쿠키, 광고 ID", "  refusal: {Chrome: 설정 > 쿠키}\n"))
    assert (found.place.line, found.rule, found.severity.value) == (7, "refusal-missing", "warning")


def test_a_tool_without_a_way_out_asks_for_refusal_and_for_a_party() -> None:
    found = findings(site(more="  analytics: [{name: 나무통계}]\n"))
    assert [(one.rule, one.severity.value) for one in found] == [
        ("analytics-not-entrusted", "warning"),
        ("refusal-missing", "warning"),
    ]


@pytest.mark.parametrize("name", ["나무통계", "주식회사 나무통계", "나무 통계"])
def test_a_tool_is_known_by_the_party_behind_it(name: str) -> None:
    tools = '  analytics: [{name: 나무통계, opt_out: "https://stats.example.kr"}]\n'
    assert judged(site(more=tools + f"entrusted: [{{name: {name}, work: 통계}}]\n")) == []


@pytest.mark.parametrize(("country", "found"), [("US", True), ("일본", True), ("KR", False), ("대한민국", False)])
def test_a_party_abroad_asks_for_the_clause_on_transfer(country: str, found: bool) -> None:
    party = f"entrusted: [{{name: Example Cloud, work: 서버, country: {country}}}]\n"
    assert judged(site(more=party)) == ([(9, "overseas-missing")] if found else [])
    transfer = "{recipient: example cloud, country: US, items: [ITEM], purpose: 서버, until: 3개월, how: 전용망, ITS}"
    its = "refusal: 접속하지 않음, contact: a@cloud.example, basis: contract"
    clause = transfer.replace("ITEM", "접속 IP").replace("ITS", its)
    assert judged(site(more=party.replace(country, "US") + f"overseas: [{clause}]\n")) == []


def test_a_party_without_a_country_accuses_nobody() -> None:
    assert judged(site(more="entrusted: [{name: Example Cloud, work: 서버}]\n")) == []


def test_who_speaks_of_entrusting_names_somebody_and_the_work() -> None:
    assert judged(site(more="entrusting: [위탁 시 필요한 사항을 규정]\n")) == [(9, "entrusted-missing")]
    assert judged(site(more="entrusted: [{name: 나무택배}]\n")) == [(9, "entrusted-missing")]


def test_words_on_minors_ask_for_a_clause_on_children() -> None:
    document = site().replace("부정 이용 방지", "미성년자의 식별")
    found = findings(document, without="children")
    assert [(one.place.line, one.rule, one.severity.value) for one in found] == [(5, "children-missing", "warning")]


@pytest.mark.parametrize(
    "clause",
    [
        "children: {under: 14, rule: guardian, why: 서면으로 확인}",
        "children: {under: 14, rule: guardian, says: 법정대리인의 문자 동의}",
    ],
)
def test_who_asks_a_guardian_lists_the_guardian(clause: str) -> None:
    assert [rule for _, rule in judged(site(more=clause + "\n"))] == ["guardian-items-missing"]
    assert judged(site("법정대리인의 성명", clause + "\n")) == []


def test_items_without_a_ground_are_told_since_the_duty_is_in_force() -> None:
    document = site().replace("  basis: interest\n", "")
    assert judged(document) == [(2, "ground-missing")]
    assert judged(document, date(2023, 9, 15)) == [(2, "ground-missing")]
    assert judged(document, date(2023, 9, 14)) == []


def test_each_purpose_may_have_a_ground_of_its_own() -> None:
    document = site().replace("  basis: interest\n", "")
    assert judged(document.replace("부정 이용 방지", "{label: 부정 이용 방지, basis: interest}")) == []


def test_a_statute_that_the_catalogue_lacks_is_told_as_unverified() -> None:
    found = findings(site().replace("basis: interest", "basis: {law: 나무법 제3조}"))
    assert [(one.rule, one.severity.value) for one in found] == [("ground-unknown", "info")]
    assert "unverified" in str(found[0].what)
