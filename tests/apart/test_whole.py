"""Rows that move whole, from PostgreSQL to PostgreSQL: one statement takes them, none is gone before it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bench.connect.preserve import STATUTE
from bench.connect.shop import POLICY, fill, planned
from jikim.apart.apart import Apart
from jikim.apart.mirror import mirrors, prepare
from jikim.carry import Carried, Carrying
from jikim.connect import open_to_write
from jikim.errors import OperatorError, TamperedError
from jikim.find import Question
from jikim.plan import Key, Part

pytestmark = pytest.mark.postgres
ODD = r"""
UPDATE orders SET member_id = NULL WHERE id = 13;
UPDATE orders SET name = E'\tn\\a\nm\re', address = '\N' WHERE id = 23;
UPDATE orders SET name = '' WHERE id = 33;
INSERT INTO members VALUES (4), (44)
"""


@dataclass(slots=True)
class Careful:
    """Keeps rows as it is done where nothing is certain."""

    apart: Apart

    def copy(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        return self.apart.copy(live, keys)

    def move(self, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> int | None:
        return None


@dataclass(slots=True)
class Moving:
    """A shop of 200 orders, of which twenty are to be moved, and the separate database beside it."""

    live: Engine
    there: Engine
    asked: Question
    part: Part

    def apart(self) -> Apart:
        return Apart(self.asked, self.part, self.there, policy="ab" * 32)

    def carry(self, *, careful: bool = False, then: Callable[[], None] = lambda: None) -> Carried:
        apart = self.apart()
        carrying = Carrying(self.asked, self.part, apart=Careful(apart) if careful else apart)
        with self.live.begin() as live:
            found = carrying.carry(live, self.part.keys)
            then()
        return found

    def moved(self) -> tuple[int | None, int]:
        """Return what `move` says of the part, undone in use, and how many rows stand apart then."""
        with self.live.connect() as live:
            rows = sa.table("orders", *map(sa.column, ("id", *self.columns)))
            taken = sa.delete(rows).where(rows.c.id.in_([key for (key,) in self.part.keys]))
            found = self.apart().move(live, taken, self.part.keys)
            live.rollback()
        return found, len(everything(self.there, "orders"))

    @property
    def columns(self) -> tuple[str, ...]:
        shape = self.asked.schema.table("orders")
        return tuple(column.name for column in shape.columns if column.name != "id") if shape else ()


def everything(engine: Engine, table: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}")), key=str)


def run(engine: Engine, statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements.split(";"):
            connection.exec_driver_sql(statement)


@pytest.fixture
def shops(postgres_databases: Callable[[int], tuple[str, ...]]) -> Iterator[Callable[[], Moving]]:
    opened: list[Engine] = []

    def make() -> Moving:
        urls = postgres_databases(2)
        live, there = [open_to_write(name, url) for name, url in zip(("shop", "separate"), urls, strict=True)]
        opened.extend((live, there))
        fill(live, 200)
        run(live, ODD)
        asked, part = planned(live, urls[0], POLICY + STATUTE)
        with there.begin() as connection:
            prepare(connection, mirrors(asked.data, asked.policy, asked.schema, "shop"))
        return Moving(live, there, asked, part)

    yield make
    for engine in opened:
        engine.dispose()


def test_what_moves_whole_is_what_would_be_copied_row_by_row(shops: Callable[[], Moving]) -> None:
    one, other = shops(), shops()

    whole, careful = one.carry(), other.carry(careful=True)

    assert whole == careful
    assert len(whole.done) == 20
    for table in ("orders", "jikim_kept"):
        assert everything(one.there, table) == everything(other.there, table)
        assert len(everything(one.there, table)) == 20
    assert everything(one.live, "orders") == everything(other.live, "orders")
    assert len(everything(one.live, "orders")) == 180


def test_it_is_one_statement_and_nothing_is_gone_before_the_caller_commits(shops: Callable[[], Moving]) -> None:
    shop = shops()

    assert shop.moved() == (20, 20)
    assert len(everything(shop.live, "orders")) == 200


def test_a_crash_in_between_leaves_both_and_repeating_it_ends_the_same(shops: Callable[[], Moving]) -> None:
    shop = shops()
    with pytest.raises(ZeroDivisionError):
        shop.carry(then=lambda: 1 // 0)  # type: ignore[arg-type]  # never returns
    first = everything(shop.there, "orders"), everything(shop.there, "jikim_kept")
    assert (len(first[0]), len(everything(shop.live, "orders"))) == (20, 200)

    assert shop.moved() == (None, 20), "something of the rows is kept already"
    assert len(shop.carry().done) == 20
    assert (everything(shop.there, "orders"), everything(shop.there, "jikim_kept")) == first
    assert len(everything(shop.live, "orders")) == 180


def test_a_row_that_is_paid_anew_stays_and_the_others_move(shops: Callable[[], Moving]) -> None:
    shop = shops()
    run(shop.live, "UPDATE orders SET paid_on = '2025-12-30' WHERE id = 43; DELETE FROM orders WHERE id = 53")

    found = shop.carry()

    assert (len(found.done), found.skipped, found.missing) == (18, ((43,),), ((53,),))
    assert len(everything(shop.there, "orders")) == len(everything(shop.there, "jikim_kept")) == 18
    assert shop.moved()[0] is None


def test_a_copy_that_is_not_what_was_written_is_refused_and_the_rows_stay(shops: Callable[[], Moving]) -> None:
    shop = shops()
    with shop.there.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION harm() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.id = 3 THEN NEW.address := 'elsewhere'; END IF; RETURN NEW; END $$; "
            "CREATE TRIGGER harm BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION harm()")  # fmt: skip

    with pytest.raises(TamperedError):
        shop.carry()
    assert len(everything(shop.live, "orders")) == 200


def test_a_service_that_refuses_loses_nothing(shops: Callable[[], Moving]) -> None:
    shop = shops()
    with shop.live.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF OLD.id = 63 THEN RAISE EXCEPTION 'not this one'; END IF; RETURN OLD; END $$; "
            "CREATE TRIGGER stay BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION stay()")  # fmt: skip

    with pytest.raises(OperatorError):
        shop.carry()
    assert len(everything(shop.live, "orders")) == 200
    assert not everything(shop.there, "orders")


def test_a_table_with_rules_of_its_own_is_moved_in_the_careful_way(shops: Callable[[], Moving]) -> None:
    shop = shops()
    run(shop.live, "CREATE TABLE gone (id bigint); CREATE RULE told AS ON DELETE TO orders DO ALSO "
                   "INSERT INTO gone VALUES (OLD.id)")  # fmt: skip

    assert shop.moved()[0] is None
    assert len(shop.carry().done) == 20
    assert len(everything(shop.there, "orders")) == 20
    assert len(everything(shop.live, "orders")) == 180


def test_it_is_known_whose_a_row_is_there_or_not(shops: Callable[[], Moving]) -> None:
    shop = shops()

    shop.carry()

    people = {row[5]: row[3] for row in everything(shop.there, "jikim_kept")}
    assert (people["[13]"], people["[3]"], people["[43]"], people["[53]"]) == ("", "4", "44", "54")
