"""What is due in a real shop on the 22nd of November 2026, counted once more by plain Python over plain SELECTs."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.connect import describe, open_read_only
from jikim.find import DueRow, Owned, Question, find, missing_indexes
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from tests.testapps import oscar

HERE = Path(oscar.__file__).parent
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)  # a Sunday, noon in Korea
# The last day of an event whose period is over at noon. A promise ends on the earliest reading, a duty on the latest:
# five years from 21 November 2021 end on a Saturday, and so run until Monday.
HALF_A_YEAR, YEAR, THREE_YEARS = date(2026, 5, 22), date(2025, 11, 22), date(2023, 11, 22)
FIVE_YEARS_BY_LAW = date(2021, 11, 20)
PRODUCTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
pytestmark = pytest.mark.testapps

Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shop:
    """A built shop, opened read only, and what is due in it."""

    engine: Engine
    due: tuple[DueRow, ...]
    asked: Question

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """The answer to a plain SELECT."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(statement))]


def opened(url: str) -> Iterator[Shop]:
    data = parse_data({"oscar.data.yaml": (HERE / "oscar.data.yaml").read_bytes()}, "oscar.data.yaml")
    policy = parse((HERE / "oscar.policy.yaml").read_bytes())
    engine = open_read_only("shop", url)
    asked = Question(data, policy, describe(engine), "shop", instant_of(NOW), Calendar(holidays()))
    with engine.connect() as connection:
        due = tuple(find(connection, asked))
    yield Shop(engine, due, asked)
    engine.dispose()


def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('oscar') / 'shop.sqlite'}"
    make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
    return make(1)[0]


@pytest.fixture(scope="module", params=PRODUCTS)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with 120 customers."""
    url = database(request, tmp_path_factory)
    oscar.build(url, 120)
    yield from opened(url)


@pytest.fixture(scope="module", params=["sqlite"])
def erased(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The same after the application itself deleted the accounts of those who left."""
    url = database(request, tmp_path_factory)
    oscar.build(url, 120, erase_inactive=True)
    yield from opened(url)


def day(value: object) -> date:
    """The day in Korea of what either product answers."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment.astimezone(UTC) + timedelta(hours=9)).date()


def counted(shop: Shop) -> Counter[Line]:
    found: Counter[Line] = Counter()
    for row in shop.due:
        acts = "destroy" if not row.preserve else "preserve" if not row.destroy else "preserve, destroy"
        assert row.ends
        assert not row.remaining
        found[row.record, row.owned.value, acts] += 1
    return found


def expected(shop: Shop) -> Counter[Line]:
    """The same from the tables, record by record."""
    found: Counter[Line] = Counter()
    leavers = {row[0] for row in shop.rows("SELECT id FROM auth_user WHERE NOT is_active AND NOT is_staff")}
    found["auth_user", "member", "destroy"] = len(leavers)
    for record, owner in (("payment_bankcard", "user_id"), ("wishlists_wishlist", "owner_id")):
        found[record, "member", "destroy"] = sum(
            row[0] in leavers for row in shop.rows(f"SELECT {owner} FROM {record}")
        )
    for record, owner, mail, since, last in (
        ("communication_email", "user_id", "email", "date_sent", YEAR),
        ("communication_notification", "recipient_id", "''", "date_sent", YEAR),
        ("customer_productalert", "user_id", "email", "date_created", YEAR),
        ("reviews_productreview", "user_id", "email", "date_created", THREE_YEARS),
    ):
        for who, address, at in shop.rows(f"SELECT {owner}, {mail}, {since} FROM {record}"):
            found[record, whose(who, address), "destroy"] += who in leavers or day(at) <= last
    orders = {row[0]: (whose(row[1], row[2]), day(row[3])) for row in
              shop.rows("SELECT id, user_id, guest_email, date_placed FROM order_order")}  # fmt: skip
    for number, at in shop.rows("SELECT order_id, max(date_created) FROM order_paymentevent GROUP BY order_id"):
        orders[number] = orders[number][0], day(at)
    for owned, paid in orders.values():
        if paid <= HALF_A_YEAR:
            found["order_order", owned, "destroy" if paid <= FIVE_YEARS_BY_LAW else "preserve, destroy"] += 1
    ended = [row for row in shop.rows("SELECT expire_date FROM django_session") if day(row[0]) < NOW.date()]
    found["django_session", "unowned", "destroy"] = len(ended)
    return +found


def whose(person: object, mail: object) -> str:
    return "member" if person is not None else "guest" if mail else "orphan"


def test_every_row_that_is_due_is_found_and_no_other(shop: Shop) -> None:
    assert counted(shop) == expected(shop)
    assert counted(shop)["order_order", "member", "preserve, destroy"] > 50


def test_no_row_is_named_twice(shop: Shop) -> None:
    assert len({(row.table, row.key) for row in shop.due}) == len(shop.due)


def test_guests_orders_are_told_from_the_orders_of_members(shop: Shop) -> None:
    guests = {row[0] for row in shop.rows("SELECT id FROM order_order WHERE guest_email <> ''")}
    found = {row.key[0] for row in shop.due if row.table == "order_order" and row.owned is Owned.GUEST}
    assert found <= guests
    assert {row.key[0] for row in shop.due if row.table == "order_order"} & guests == found
    assert not any(row.owned is Owned.ORPHAN for row in shop.due)


def test_of_an_order_the_memo_ends_and_the_record_of_payment_is_kept_apart(shop: Shop) -> None:
    strands = {one.name: one.items for one in shop.asked.kinds()}
    some = next(row for row in shop.due if row.table == "order_order" and row.preserve and row.destroy)
    assert {item for name in some.destroy for item in strands[name]} == {"mobile", "delivery_memo"}
    assert {"payment_record", "card_info", "address"} <= {item for name in some.preserve for item in strands[name]}


def test_orders_that_the_shops_own_deletion_left_of_nobody_are_due_too_and_look_like_no_guests(erased: Shop) -> None:
    assert counted(erased) == expected(erased)
    assert counted(erased)["order_order", "orphan", "preserve, destroy"] > 0
    assert counted(erased)["auth_user", "member", "destroy"] == 0


def test_the_indexes_that_the_shop_lacks_are_named(shop: Shop) -> None:
    missing = missing_indexes(shop.asked)
    assert ("auth_user", "last_login") in missing
    assert ("order_order", "date_placed") not in missing
