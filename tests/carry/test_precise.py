"""What one condition names for certain is never more than what is due when each row is judged by itself."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bench.tables.shop import DATA, POLICY, Size, build
from jikim.carry import Carrying
from jikim.carry.precise import Precise, precise
from jikim.engine.parts import parts
from jikim.find import find
from jikim.find.inquiry import Inquiry
from jikim.period import instant_of_text
from jikim.plan import Key, Part
from jikim.tables import Product
from tests.connect.acting import question, writing
from tests.traps.databases import PRODUCTS

NOW = instant_of_text("2026-06-01T09:00")
UNTIL_LEFT = POLICY.decode().replace("keep: [{until: 3 months}]", "keep: [{until: left}]")
ODD = """
UPDATE members SET joined_at = '2026-02-01 09:00:00' WHERE id % 3 = 0;
UPDATE members SET left_at = '2026-01-15 09:00:00' WHERE id % 4 = 0;
UPDATE members SET left_at = joined_at WHERE id % 7 = 0;
UPDATE members SET left_at = '2026-06-01 09:00:01' WHERE id % 11 = 0;
UPDATE orders SET ordered_at = '2027-01-01 09:00:00' WHERE id % 13 = 0;
UPDATE orders SET paid_at = '2027-01-01 09:00:00' WHERE id % 17 = 0;
UPDATE orders SET paid_at = NULL WHERE id % 5 = 0;
UPDATE orders SET member_id = NULL WHERE id % 19 = 0;
UPDATE orders SET member_id = 100000 WHERE id % 23 = 0;
UPDATE history SET member_id = NULL WHERE id % 19 = 0;
UPDATE history SET at = '2026-01-10 09:00:00' WHERE id % 3 = 0
"""


@pytest.fixture(params=[one for one in PRODUCTS if "sqlite" not in str(one)])
def shop(request: pytest.FixtureRequest) -> Iterator[Engine]:
    server = "postgres" if Product(request.param) is Product.POSTGRESQL else "mariadb"
    [url] = request.getfixturevalue(f"{server}_databases")(1)
    with writing(url) as engine:
        build(engine, Size(300, orders=3, lines=1, history=4))
        with engine.begin() as connection:
            for statement in ODD.split(";"):
                connection.exec_driver_sql(statement.replace("%", "%%"))
        yield engine


def certain(engine: Engine, policy: str, **more: object) -> dict[str, list[tuple[Part, set[Key]]]]:
    """Return the parts of each table, with the rows of the whole table that the part's condition names."""
    asked = question(engine, NOW, policy, DATA.decode(), **more)
    found: dict[str, list[tuple[Part, set[Key]]]] = {}
    with engine.connect() as connection:
        for part in parts(find(connection, asked), asked.kinds()):
            inquiry = Inquiry(asked, part.table, asked.tables()[part.table], asked.kinds())
            one = precise(asked, part, inquiry.lenses, inquiry.key)
            assert isinstance(one, Precise), f"{part.table} is judged by its own columns"
            keys = [tuple(row) for row in connection.execute(sa.text(f"SELECT id FROM {part.table}"))]
            named: set[Any] = {tuple(row) for row in connection.execute(one.asked(keys))}
            found.setdefault(part.table, []).append((part, named))
    return found


@pytest.mark.parametrize("policy", [POLICY.decode(), UNTIL_LEFT])
def test_what_is_certain_is_due_as_planned(shop: Engine, policy: str) -> None:
    found = certain(shop, policy)

    assert {table: len(some) for table, some in found.items()} == {"history": 1, "members": 1, "orders": 2}
    for part, named in (one for some in found.values() for one in some):
        assert named, f"rows of {part.table} are certain"
        assert named <= set(part.keys)


def test_orders_are_all_certain_by_their_own_days(shop: Engine) -> None:
    assert all(named == set(part.keys) for part, named in certain(shop, POLICY.decode())["orders"])


def test_who_left_before_they_joined_is_not_certain(shop: Engine) -> None:
    [(_, named)] = certain(shop, POLICY.decode())["members"]
    with shop.connect() as connection:
        asked = "SELECT id FROM members WHERE left_at < joined_at OR left_at > '2026-06-01 09:00:00' OR left_at IS NULL"
        others = {tuple(row) for row in connection.execute(sa.text(asked))}

    assert others
    assert not named & others


def test_an_event_that_was_handed_in_leaves_what_it_bears_on_to_the_rows(shop: Engine) -> None:
    asked = question(shop, NOW, POLICY.decode(), DATA.decode(), told={"left": {1: (NOW,)}})
    with shop.connect() as connection:
        [part] = [one for one in parts(find(connection, asked), asked.kinds()) if one.table == "members"]
    inquiry = Inquiry(asked, "members", asked.tables()["members"], asked.kinds())

    assert precise(asked, part, inquiry.lenses, inquiry.key) is None


ASKED: dict[object, tuple[int, ...]] = dict.fromkeys(range(1, 61), (NOW,))
ALL_PROMISED = POLICY[: POLICY.index(b"statutory:")].decode()


def test_what_a_person_asked_to_be_erased_is_certain_in_their_rows_and_in_no_others(shop: Engine) -> None:
    with shop.begin() as connection:
        connection.execute(sa.text("DELETE FROM members WHERE id = 8"))  # of whom nothing is known any more
    found = certain(shop, ALL_PROMISED, told={"erasure_requested": ASKED})

    with shop.connect() as connection:
        for table, person, at in (("members", "id", "joined_at"), ("orders", "member_id", "ordered_at"),
                                  ("history", "member_id", "at")):  # fmt: skip
            asked = f"SELECT id FROM {table} WHERE {person} <= 60 AND {person} <> 8 AND {at} <= '2026-06-01 09:00:00'"
            theirs = {tuple(row) for row in connection.execute(sa.text(asked))}
            [(part, named)] = found[table]
            assert theirs <= named <= set(part.keys), table
            assert named < {(row[0],) for row in connection.execute(sa.text(f"SELECT id FROM {table}"))}


@pytest.mark.parametrize(
    "told",
    [
        {"erasure_requested": {1: (NOW + 1,)}},  # after the day that is planned for
        {"erasure_requested": {10**9: (NOW,)}},  # of nobody who is there
    ],
)
def test_what_was_asked_for_otherwise_makes_no_row_certain(shop: Engine, told: dict[str, object]) -> None:
    asked = certain(shop, ALL_PROMISED, told=told)

    assert [[named for _, named in some] for some in asked.values()] == [
        [named for _, named in some] for some in certain(shop, ALL_PROMISED).values()
    ]


def test_what_a_law_keeps_is_not_certain_because_its_person_asked(shop: Engine) -> None:
    before = certain(shop, POLICY.decode())["orders"]
    asked = question(shop, NOW, POLICY.decode(), DATA.decode(), told={"erasure_requested": ASKED})
    with shop.connect() as connection:
        found = parts(find(connection, asked), asked.kinds())
        orders = [part for part in found if part.table == "orders"]
        inquiry = Inquiry(asked, "orders", asked.tables()["orders"], asked.kinds())
        keys = [tuple(row) for row in connection.execute(sa.text("SELECT id FROM orders"))]
        for part in orders:
            one = precise(asked, part, inquiry.lenses, inquiry.key)
            named: set[Any] = {tuple(row) for row in connection.execute(one.asked(keys))} if one else set()
            assert named <= set(part.keys)
            assert part.preserve or named <= {key for gone, _ in before for key in gone.keys if not gone.preserve}


def test_a_row_whose_person_changed_since_is_asked_about_by_itself(shop: Engine) -> None:
    asked = question(shop, NOW, ALL_PROMISED, DATA.decode(), told={"erasure_requested": {2: (NOW,)}})
    with shop.connect() as connection:
        [part] = [one for one in parts(find(connection, asked), asked.kinds()) if one.table == "orders"]
    with shop.begin() as connection:
        [mine] = connection.execute(sa.text(
            "SELECT min(id) FROM orders WHERE member_id = 2 AND ordered_at <= '2026-06-01'")).one()  # fmt: skip
        changed = "UPDATE orders SET member_id = 3, ordered_at = '2026-05-01', paid_at = NULL WHERE id = :mine"
        connection.execute(sa.text(changed), {"mine": mine})
    inquiry = Inquiry(asked, "orders", asked.tables()["orders"], asked.kinds())
    one = precise(asked, part, inquiry.lenses, inquiry.key)
    with shop.begin() as live:
        carried = Carrying(asked, part).carry(live, part.keys)

    assert one is not None
    assert (mine,) in carried.skipped
    assert set(carried.done) == set(part.keys) - {(mine,)}
