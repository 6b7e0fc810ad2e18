"""What is due in a real shop of 1,000 members, held against a hand-written answer, key by key.

`oscar_expected.sql` says for the day of the plan what becomes of which row, reasoned from the words of
oscar.policy.yaml alone; `oscar_expected.csv` has the numbers that a person can go through, for every table that is
touched: rows destroyed, preserved (gone from the shop, what a law keeps stands apart), emptied (stay without a personal
value), released (stay, and no longer name the member who goes), and left as they are.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.connect import describe, open_read_only
from jikim.find import DueRow, Owned, Question, find
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from tests.testapps import oscar

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 9, tzinfo=UTC)  # Monday, nine in the morning in Korea
MEMBERS = 1000
PRODUCTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
FATES = ("destroyed", "preserved", "emptied", "released", "left")
pytestmark = pytest.mark.testapps

Fates = dict[tuple[str, str], set[str]]


@dataclass(frozen=True, slots=True)
class Shop:
    """A built shop: the rows of its tables, what jikim finds due, and what the hand-written answer says."""

    rows: dict[str, int]
    due: tuple[DueRow, ...]
    expected: Fates
    guests: frozenset[str]
    """Keys of orders that guests placed, by the mail address that only a guest's order has."""


def opened(url: str, *, erase_inactive: bool = False) -> Shop:
    """Build the shop in an empty database and ask both."""
    rows = oscar.build(url, MEMBERS, erase_inactive=erase_inactive)
    data = parse_data({"oscar.data.yaml": (HERE / "oscar.data.yaml").read_bytes()}, "oscar.data.yaml")
    policy = parse((HERE / "oscar.policy.yaml").read_bytes())
    engine = open_read_only("shop", url)
    question = Question(data, policy, describe(engine), "shop", instant_of(NOW), Calendar(holidays()))
    expected: Fates = {}
    with engine.connect() as connection:
        due = tuple(find(connection, question))
        for table, fate, key in connection.execute(sa.text((HERE / "oscar_expected.sql").read_text("utf-8"))):
            expected.setdefault((table, fate), set()).add(key)
        of_guests = connection.execute(sa.text("SELECT id FROM order_order WHERE guest_email <> ''")).scalars()
        shop = Shop(rows, due, expected, frozenset(map(str, of_guests)))
    engine.dispose()
    return shop


@pytest.fixture(scope="module", params=PRODUCTS)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The shop as it runs."""
    if request.param == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        return opened(make(1)[0])
    return opened(f"sqlite:///{tmp_path_factory.mktemp('oscar') / 'shop.sqlite'}")


def numbers() -> Iterator[tuple[str, Counter[str]]]:
    """The lines of the table."""
    with (HERE / "oscar_expected.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield line["table"], Counter({fate: int(line[fate]) for fate in FATES})


def found(due: tuple[DueRow, ...]) -> Fates:
    """The keys that jikim names, by table and fate."""
    every: Fates = {}
    for row in due:
        assert row.ends, "no row of this shop is emptied alone"
        every.setdefault((row.table, "preserved" if row.preserve else "destroyed"), set()).add(str(row.key[0]))
    return every


def test_exactly_the_rows_of_the_hand_written_answer_are_due(shop: Shop) -> None:
    named = {row.table for row in shop.due}
    mine = {at: keys for at, keys in shop.expected.items() if at[0] in named and at[1] != "released"}
    assert found(shop.due) == mine
    assert sum(map(len, mine.values())) == len(shop.due)


def test_the_rows_that_go_with_them_are_of_no_other_table_than_their_children(shop: Shop) -> None:
    data = parse_data({"data.yaml": (HERE / "oscar.data.yaml").read_bytes()}, "data.yaml")
    children = {child.table.name for record in data.records for child in record.contents.all()}
    assert {table for table, _ in shop.expected} <= children


def test_the_numbers_are_those_that_a_person_went_through(shop: Shop) -> None:
    expected = dict(numbers())
    answered = {table: Counter[str]() for table, _ in shop.expected}
    for (table, fate), keys in shop.expected.items():
        answered[table][fate] = len(keys)
    for table, fates in answered.items():
        fates["left"] = shop.rows[table] - fates.total()
    assert answered == {table: +fates for table, fates in expected.items()}


def test_of_the_orders_215_are_guests_and_stay_told_from_those_of_members(shop: Shop) -> None:
    due = {str(row.key[0]) for row in shop.due if row.table == "order_order" and row.owned is Owned.GUEST}
    orders = shop.expected["order_order", "destroyed"] | shop.expected["order_order", "preserved"]
    assert len(shop.guests) == 215
    assert due == shop.guests & orders
    assert Counter(row.owned for row in shop.due if row.table == "order_order")[Owned.ORPHAN] == 0


def test_356_orders_that_the_shops_own_deletion_left_of_nobody_are_no_guests(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    erased = opened(f"sqlite:///{tmp_path_factory.mktemp('erased') / 'shop.sqlite'}", erase_inactive=True)
    owned = {of: {str(row.key[0]) for row in erased.due if row.table == "order_order" and row.owned is of}
             for of in Owned}  # fmt: skip
    orders = erased.expected["order_order", "destroyed"] | erased.expected["order_order", "preserved"]
    assert len(erased.guests) == 215
    assert owned[Owned.GUEST] == erased.guests & orders
    assert len(owned[Owned.ORPHAN]) == 304  # of 356: the others were paid within half a year
    assert owned[Owned.MEMBER] | owned[Owned.ORPHAN] == orders - erased.guests
