"""A policy is put in force with its two days, or not at all."""

import pytest

from jikim.engine import Running, enact
from jikim.errors import RefusedError
from jikim.period import text_of
from tests.engine.shop import POLICY, at, opened, tables
from tests.engine.test_versions import SECOND

SECOND_DAYS = "announced: 2022-12-20, effective: 2023-01-01"
NOTICE = POLICY + "notice: {changes: 30 days}\n"
LOCATED = POLICY.replace(
    "holds:",
    "statutory:\n"
    "  - {record: 결제, for: 5 years, law: ecommerce/payment, of: [booking], after: collected, items: [이름]}\n"
    "  - {record: 위치, for: at once, law: location/data, of: [booking], after: collected, items: [이름]}\nholds:",
)
BOUNDED = LOCATED.replace("after: collected", "after: paid").replace("of: [booking]", "of: [order]").replace(
    "items: [이름]}", "items: [주소]}")  # fmt: skip

REFUSED = {
    "neither day": (SECOND.replace(f", {SECOND_DAYS}", ""), "when it is announced, nor from which day"),
    "no announcement": (SECOND.replace("announced: 2022-12-20, ", ""), "does not say when it is announced"),
    "no day of effect": (SECOND.replace(", effective: 2023-01-01", ""), "from which day it is effective"),
    "the wrong order": (SECOND.replace("announced: 2022-12-20", "announced: 2023-01-02"), "before it is announced"),
    "less notice than promised": (SECOND, "12 days, and '30 days' is promised"),
    "the id of another": (SECOND.replace('"2023-01-01"', '"2020-01-01"'), "was enacted before"),
    "another service": (SECOND.replace("{id: shop,", "{id: cafe,"), "of the service 'cafe'"),
    "statutes that contradict": (
        LOCATED.replace('"2020-01-01", announced: 2019-12-25, effective: 2020-01-01',
                        '"3", announced: 2022-11-20, effective: 2023-01-01'),
        "one statute forbids the destruction that another forces",
    ),
    "statutes that contradict, one on a clock that collecting bounds": (
        BOUNDED.replace('"2020-01-01", announced: 2019-12-25, effective: 2020-01-01',
                        '"3", announced: 2022-11-20, effective: 2023-01-01'),
        "one statute forbids the destruction that another forces",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_a_policy_is_refused_and_nothing_written_with(why: str, running: Running) -> None:
    opened(running, NOTICE)
    before = tables(running)
    text, told = REFUSED[why]
    with pytest.raises(RefusedError, match=told):
        enact(running, text.encode(), "policy.yaml", at("2022-12-20"))
    assert tables(running) == before
    assert len(running.enacted) == 1


def test_days_that_are_named_stand_for_those_it_lacks(running: Running) -> None:
    text = POLICY.replace(", announced: 2019-12-25, effective: 2020-01-01", "")
    found = enact(running, text.encode(), "policy.yaml", at("2020-01-01"), at("2020-02-01"), at("2020-01-20"))
    assert text_of(found.effective) == "2020-02-01"
