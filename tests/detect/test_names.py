"""What names say before any value is seen: a table of how Korean shops, boards and the usual frameworks name things."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.detect.names import contexts, heard, is_technical_table, parts
from jikim.detect.words import words
from jikim.law import vocabulary

TABLE = Path(__file__).with_name("names.csv")


def lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['table']}.{line['column']}")
def test_a_name_says_an_item_or_nothing(line: dict[str, str]) -> None:
    said = heard(line["table"], line["column"])

    assert (said.item if said and said.weight >= 0.5 else "") == line["item"]


def test_names_are_cut_at_every_seam() -> None:
    assert parts("TB_CUST_MST") == ("tb", "cust", "mst")
    assert parts("shippingAddress2") == ("shipping", "address")
    assert parts("productreviews") == ("product", "review")
    assert parts("회원_주소1") == ("회원", "주소")


def test_a_table_is_about_its_last_word_first() -> None:
    assert contexts("shop_product_reviews")[0] == "review"
    assert contexts("orders_shippingaddress")[:2] == ("address", "delivery")


def test_types_goods_and_templates_are_technical() -> None:
    assert all(map(is_technical_table, ("order_types", "products", "sms_templates", "tb_code", "auth_permission")))
    assert not any(map(is_technical_table, ("members", "product_reviews", "orders", "coupon_members")))


def test_every_item_of_the_words_is_in_the_lexicon() -> None:
    known = set(vocabulary().items)
    rules = {rule.item for rules in words().rules.values() for rule in rules}

    assert rules | set(words().shifts.values()) | set(words().kept.values()) | set(words().free.values()) <= known


def test_every_context_of_a_rule_is_one_that_tables_can_have() -> None:
    known = {context for some in words().contexts.values() for context in some}
    asked = {
        context
        for rules in words().rules.values()
        for rule in rules
        for context in rule.within | rule.at | rule.head | rule.unless
    }

    assert asked | {context for _, context in words().shifts} | words().happenings <= known


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_name_makes_it_stumble(table: str, column: str) -> None:
    said = heard(table, column)

    assert said is None or (said.item in vocabulary().items and 0 < said.weight < 1)
