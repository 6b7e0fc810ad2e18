"""A plan over the shop with the traps, on each product, by a login that may only read."""

from collections.abc import Iterator

import pytest

from jikim.engine import Connected, Drawn, Running, enact, mapped, open_running, plan_tables
from jikim.messages import Language
from jikim.period import instant_of_text
from jikim.plan import read_plan, write_plan
from jikim.settings import Settings
from jikim.tables import Product
from tests.find.test_find_traps import DATA, POLICY
from tests.traps.databases import TrapDatabase, trap_database

__all__ = ["trap_database"]

TODAY = instant_of_text("2026-01-02")
GOES_ALONG = {
    "      member_meta:": "      addresses: {by: member_id}\n      consents: {by: member_id}\n      member_meta:",
    "{payments: {by: order_id}}": "{payments: {by: order_id}, order_lines: {by: order_id}}",
}


def told(product: Product) -> str:
    """The mapping, with the tables whose rows the database takes along by itself, or would not let go without."""
    data = DATA
    for before, after in GOES_ALONG.items():
        assert before in data
        data = data.replace(before, after)
    log = "audit.access_log: {by: member_id}\n      consents:"
    return data.replace("consents:", log) if product is Product.POSTGRESQL else data


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The vault of the shop, with its policy in force."""
    folder = tmp_path_factory.mktemp("vault")
    settings = Settings(folder, folder / "kek.key", Language.KOREAN)
    opened = open_running(settings, "traps", "tester", create=True, durable=False)
    enact(opened, POLICY.encode(), "policy.yaml", TODAY - 1)
    yield opened
    opened.vault.close()


@pytest.fixture(scope="module")
def drawn(running: Running, trap_database: TrapDatabase) -> Drawn:
    """What is due in the shop, as the login sees it that may only read."""
    source = {"data.yaml": told(trap_database.product).encode()}
    with Connected(running, mapped(source, "data.yaml"), {"shop": trap_database.reader}) as connected:
        return plan_tables(connected, TODAY, TODAY)


def test_every_row_of_a_part_stands_in_it_once(drawn: Drawn) -> None:
    keys = [(part.table, key) for part in drawn.plan.parts for key in part.keys]
    assert len(keys) == len(set(keys)) == drawn.plan.rows > 50
    assert {table for table, _ in keys} >= {"members", "orders", "inquiries", "write_free", '"point.log"', "sessions"}


def test_members_guests_and_those_who_are_gone_are_counted_apart(drawn: Drawn) -> None:
    owned = {name for part in drawn.plan.parts if part.table in ("orders", "inquiries") for name, _ in part.owned}
    assert owned == {"member", "guest", "orphan"}
    assert all(sum(count for _, count in part.owned) == len(part.keys) for part in drawn.plan.parts)


def test_what_nobody_spoke_of_is_counted_and_waits_for_a_look(drawn: Drawn) -> None:
    [reason] = drawn.reasons
    assert str(reason).startswith("nothing is said of ")
    assert {"table-unsaid", "column-unsaid"} <= {finding.rule for finding in drawn.findings}
    assert drawn.waits


def test_the_plan_comes_back_from_its_file_with_keys_of_every_kind(drawn: Drawn) -> None:
    again = read_plan(write_plan(drawn.plan))
    assert again == drawn.plan
    assert {type(value) for part in again.parts for key in part.keys for value in key} >= {int, str}


def test_what_a_login_is_not_shown_is_said(drawn: Drawn, trap_database: TrapDatabase) -> None:
    hidden = trap_database.product is Product.MARIADB
    assert [str(each).partition(":")[0] for each in drawn.unseen] == (["triggers"] if hidden else [])
