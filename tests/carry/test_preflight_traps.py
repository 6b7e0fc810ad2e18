"""What would go wrong in the shop with the traps, seen on each product before anything is touched."""

from collections.abc import Iterator

import pytest

from jikim.connect import describe, open_read_only
from jikim.errors import Severity
from jikim.mapping import parse_data, preflight
from jikim.policy import parse
from jikim.tables import Product, Schema
from tests.find.test_find_traps import DATA, POLICY
from tests.traps.databases import TrapDatabase

MARIADB, POSTGRESQL, SQLITE = Product.MARIADB, Product.POSTGRESQL, Product.SQLITE
WHOLE = DATA.replace("{payments: {by: order_id}}", "{payments: {by: order_id}, order_lines: order_id}")
WHOLE = WHOLE.replace(
    "    children:\n      member_meta:", "    children:\n      addresses: member_id\n      member_meta:"
)


@pytest.fixture(scope="module")
def shop(trap_database: TrapDatabase) -> Iterator[Schema]:
    """The look of the shop; MariaDB shows triggers only to who may make them, and `unseen` says so."""
    may_see = trap_database.owner if trap_database.product is MARIADB else trap_database.reader
    engine = open_read_only("shop", may_see)
    yield describe(engine)
    engine.dispose()


def found(shop: Schema, document: str, *rules: str) -> set[str]:
    """Return `severity what` of the findings of these rules."""
    mapping = parse_data({"data.yaml": document.encode()}, "data.yaml")
    every = preflight(mapping, parse(POLICY.encode()), shop, "shop")
    return {f"{one.severity.value} {one.what}" for one in every if one.rule.removeprefix("preflight-") in rules}


def test_consent_evidence_that_would_go_with_the_member_is_an_error_until_it_is_named(shop: Schema) -> None:
    told = "error the database destroys rows of '{}' with those of '{}', and the mapping does not say so"
    assert found(shop, WHOLE, "cascade") == {told.format("consents", "members")}
    assert found(shop, DATA, "cascade") == {
        told.format(*pair) for pair in (("addresses", "members"), ("consents", "members"), ("order_lines", "orders"))
    }
    named = WHOLE.replace("addresses: member_id", "addresses: member_id\n      consents:")
    assert found(shop, named, "cascade") == set()


def test_orders_that_lose_their_member_are_told_apart_from_those_of_guests(shop: Schema) -> None:
    assert found(shop, WHOLE, "reference-emptied") == {
        "warning 'member_id' of 'orders' is emptied when the row of 'members' goes that it names"
    }


def test_a_key_that_stops_a_member_from_going_is_found(shop: Schema) -> None:
    told = "error '{}' of '{}' refers to rows of '{}' that are to go, and must not be empty"
    stops = {told.format("order_id", "payments", "orders")} if shop.product is not MARIADB else set()
    seen = {told.format("member_id", "audit.access_log", "members")} if shop.product is POSTGRESQL else set()
    assert found(shop, WHOLE, "reference") == seen
    assert found(shop, WHOLE.replace("payments: {by: order_id}, ", ""), "reference") == seen | stops


def test_an_address_that_is_a_members_own_is_released_and_no_circle(shop: Schema) -> None:
    assert found(shop, WHOLE, "circle") == set()


def test_triggers_and_rules_are_named_with_the_table_they_act_on(shop: Schema) -> None:
    told = "warning '{}' acts by itself when rows of '{}' are destroyed or changed (ON {})"
    everywhere = {told.format("orders_keep_removed", "orders", "DELETE"),
                  told.format("members_keep_history", "members", "UPDATE")}  # fmt: skip
    own = {told.format("payments_2024_keep", "payments", "DELETE")} if shop.product is POSTGRESQL else set()
    assert found(shop, WHOLE, "trigger") == everywhere | own
    with_consents = found(shop, WHOLE.replace("member_id\n", "member_id\n      consents:\n", 1), "trigger")
    rule = {told.format("consents_stay", "consents", "DELETE")} if shop.product is POSTGRESQL else set()
    assert with_consents == everywhere | own | rule


def test_copies_of_rows_and_the_administrations_own_log_are_named(shop: Schema) -> None:
    assert found(shop, WHOLE, "copy") == {
        "warning 'admin_log' seems to note what rows of other tables were called",
        "warning 'member_history' seems to hold copies of rows of 'members'",
        "warning 'order_removed' seems to hold copies of rows of 'orders'",
    }


def test_tables_without_transactions_are_named_on_the_product_that_has_them(shop: Schema) -> None:
    tables = ("inquiries", "write_free", "write_qa", '"point.log"') if shop.product is MARIADB else ()
    assert found(shop, WHOLE, "transaction") == {
        f"warning '{table}' is MyISAM, which knows no transactions" for table in tables
    }


def test_a_member_that_is_cleared_meets_its_checks_its_length_and_what_must_not_be_empty(shop: Schema) -> None:
    cleared = WHOLE.replace("    person: id\n", "    person: id\n    destroy: clear\n")
    assert found(shop, cleared, "column-not-null") == {
        f"error the column '{name}' of 'members' must not be empty, and is to be emptied" for name in ("name", "email")
    }
    blank = cleared.replace(
        "destroy: clear\n", "destroy: clear\n    columns: {name: hash, email: blank, mobile: blank}\n"
    )
    assert found(shop, blank, "column-not-null") == set()
    checks = {"mobile_is_korean"} if shop.product is POSTGRESQL else {"members_mobile_is_korean"}
    assert found(shop, blank, "check") == {
        f"error the column 'mobile' of 'members' would break the check '{check}'" for check in checks
    }
    if shop.product is POSTGRESQL:
        assert len(found(shop, blank, "column-unique")) == 1
    short = cleared.replace("name: name, email: email", "name: birth, email: email").replace(
        "destroy: clear\n", "destroy: clear\n    columns: {birth: hash, email: hash}\n"
    )
    assert found(shop, short, "text-short") == {
        "error the column 'birth' of 'members' takes 8 characters, and 38 are to be written"
    }
    tail = cleared.replace("mobile: mobile}", "mobile: mobile_tail}")
    assert found(shop, tail, "generated") == {
        "error the column 'mobile_tail' of 'members' is reckoned by the database from others"
    }
    login = cleared.replace("name: name,", "name: login_id,")
    told = "warning the column 'login_id' of 'members' says whose rows are, and is to be emptied while the row stays"
    assert told in found(shop, login, "tie-emptied")


def test_views_are_never_touched_and_partitions_are_no_hindrance(shop: Schema) -> None:
    card = WHOLE + "  cards: {table: member_card, activity: account, person: id}\n"
    assert found(shop, card, "table-view") == {"error 'member_card' is a view"}
    assert found(shop, WHOLE, "table-view", "key-missing") == set()


def test_a_tie_without_an_index_is_named(shop: Schema) -> None:
    slow = found(shop, WHOLE, "tie-slow")
    assert "warning no index begins with 'order_id' of 'payments', by which its rows are found" in slow
    assert not any("'member_meta'" in line or "'addresses'" in line for line in slow)


def test_the_shop_as_it_is_mapped_cannot_be_carried_out(shop: Schema) -> None:
    mapping = parse_data({"data.yaml": DATA.encode()}, "data.yaml")
    severities = {one.severity for one in preflight(mapping, parse(POLICY.encode()), shop, "shop")}
    assert Severity.ERROR in severities
