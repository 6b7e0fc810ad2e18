"""What a document says of a statute, held against the catalogue of law."""

from datetime import date

import pytest

from jikim.errors import Severity
from jikim.law import Retention, catalogue
from tests.check.judged import TODAY, findings, judged

SHOP = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
activities:
  order:
    label: 주문
    roles: [member]
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [이름, 주소]}]
    keep: [{until: left}]
statutory:
  - {record: 기록, LINE}
"""


def shop(line: str) -> str:
    return SHOP.replace("LINE", line)


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("for: 5 years, law: ecommerce/payment, cited: 전자상거래법, of: [order], items: [이름]", []),
        (
            "for: 5 years, law: ecommerce/payment, cited: 전자상거래 등에서 소비자 보호에 관한 법률, of: []",
            ["statute-misnamed"],
        ),
        ("for: 5 years, law: ecommerce/payment, cited: 전자상거래법 시행령 제6조, of: [order], items: [이름]", []),
        ("for: 5 years, law: ecommerce/payment, cited: 상법 등 관계법령, of: []", ["statute-unnamed"]),
        ("for: 5 years, law: ecommerce/payment, of: [order]", ["law-items-missing"]),
        ("for: 5 years, law: ecommerce/payment, of: []", []),
        ("for: 5 years, law: ecommerce/payment", ["statutory-unbound"]),
        ("for: 3 years, law: ecommerce/payment, of: [order], items: [이름]", ["retention-below-floor"]),
        ("for: 7 years, law: ecommerce/payment, of: [order], items: [이름]", ["statute-figure-other"]),
        ("for: at least 5 years, law: ecommerce/payment, of: [order], items: [이름]", ["retention-open-ended"]),
        ("for: 3 months, law: comm-secrets/login, of: [order], items: [이름]", ["statute-of-another-trade"]),
        ("for: 3 months, law: comm-secrets/login, of: [], items: [이름]", []),
        ("for: 1 year, law: safe/access-log, of: [order], items: [이름]", []),
        ("for: 2 years, law: safe/access-log, of: [order], items: [이름]", []),
        ("for: 3 years, law: safe/access-log, of: [order], items: [이름]", ["statute-figure-other"]),
        ("for: 5 years, law: none, cited: 관계 법령, of: [order], items: [이름]", ["own-rule-as-law"]),
        ("for: 5 years, law: own/abuse, of: [order], items: [이름]", ["own-rule-as-law"]),
        ("for: 6 months, law: comm-secrets/call, of: [], items: [이름]", []),
        ("for: 7 years, law: tax/books, of: [order], items: [이름]", []),
        ("for: 6 months, law: location/confirmation, of: [], items: [이름]", ["statute-figure-other"]),
        ("for: 1 year, law: pipa/dormancy, of: []", ["statute-repealed"]),
    ],
)  # fmt: skip
def test_a_line_is_held_against_its_statute(line: str, rules: list[str]) -> None:
    assert judged(shop(line)) == [(12, rule) for rule in rules]


@pytest.mark.parametrize("duty", catalogue().retentions(), ids=lambda duty: duty.alias)
@pytest.mark.parametrize("length", ["at once", "40 years"])
def test_every_duty_of_the_catalogue_can_be_cited(duty: Retention, length: str) -> None:
    line = f"for: {length}, law: {duty.alias}, cited: 나무법, of: [order], items: [이름]"
    found = {rule for number, rule in judged(shop(line)) if number == 12}
    figure = duty.floor(TODAY) if length == "at once" else duty.ceiling(TODAY)
    assert bool({"retention-below-floor", "retention-above-ceiling"} & found) == bool(figure)


def test_a_keep_rule_that_cites_a_statute_is_held_against_it_too() -> None:
    rule = "keep: [{until: left}, {until: 3 years, law: ecommerce/payment, items: [이름]}]"
    document = SHOP.replace("keep: [{until: left}]", rule).partition("statutory:")[0]
    assert judged(document) == [(10, "retention-below-floor")]


def test_a_finding_cites_the_article_and_the_fact_of_law() -> None:
    (found,) = findings(shop("for: 3 years, law: ecommerce/payment, of: [order], items: [이름]"))
    assert str(found.what) == "'기록' is kept for 3 years, and the statute asks for 5 years"
    assert "(E-Commerce Decree Art. 6 (1) 3)" in str(found.why)
    assert found.law == ("RT-EC-3",)


def test_dormancy_was_a_duty_and_was_repealed() -> None:
    line = shop("for: 1 year, law: pipa/dormancy, of: []")
    assert judged(line, date(2022, 1, 1)) == []
    assert judged(line, date(2023, 9, 14)) == []
    assert judged(line, date(2023, 9, 15)) == [(12, "statute-repealed")]
    assert judged(line, date(2024, 8, 10)) == [(12, "statute-repealed")]


def test_moving_sleepers_is_an_own_rule_since_the_repeal_and_bounded_before() -> None:
    document = SHOP.partition("statutory:")[0].replace("joined}}", "joined}, seen: {of: person, counts: last}}")
    assert judged(document + "dormant: 1 year after seen\n", date(2022, 1, 1)) == []
    assert judged(document + "dormant: 2 years after seen\n", date(2022, 1, 1)) == [(11, "retention-above-ceiling")]
    found = findings(document + "dormant: 2 years after seen\n", date(2024, 8, 10))
    assert [(one.rule, one.severity) for one in found] == [("dormancy-repealed", Severity.INFO)]


def test_a_fact_that_nobody_verified_is_worded_so_and_is_no_error() -> None:
    found = findings(shop("for: 60 days, law: standard/cctv, of: [order], items: [이름]"))
    above = [one for one in found if one.rule == "retention-above-ceiling"]
    assert [one.severity for one in above] == [Severity.WARNING] * len(above) != []
    assert all("unverified" in str(one.why) for one in above)
