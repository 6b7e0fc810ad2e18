"""A plan as statements, run by another hand: they leave what carrying it out would, and never take a row more."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.carry import SETTINGS, Script, script
from jikim.carry.literal import written_out
from jikim.find import Question
from jikim.plan import Part, Scalar
from jikim.tables import Product
from tests.carry.test_carry import GOING, MEMBERS, ORDERS, Shop, clearing, shop
from tests.connect.acting import carried, planned, values

__all__ = ["shop"]

TABLES = ("members", "orders", "order_lines", "line_options", "metas")
DATA = {
    "rows go with their children": GOING,
    "columns are emptied": clearing('{memo: blank, name: {placeholder: "탈\'퇴\\\\회원"}}'),
    "a value goes with its row": clearing("{memo: blank}").replace("phone}}}", "phone}}}, columns: {value: delete}"),
    "rows are anonymised": clearing("{memo: blank}", "{anonymise: {name: 탈퇴회원}}"),
}


def scripts(asked: Question, plan: tuple[Part, ...], chunk: int = 1000) -> list[Script]:
    return [script(asked, part, chunk) for part in plan]


def run(engine: Engine, product: Product, some: list[Script]) -> None:
    """Run statements as a file of them is run, each chunk as one transaction."""
    lines = list(SETTINGS[product])
    for one in some:
        for chunk in one.chunks:
            lines += ["BEGIN", *chunk, "COMMIT"]
    raw = engine.raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    if product is Product.SQLITE:
        driver.executescript(";\n".join(lines))
    elif product is Product.POSTGRESQL:
        driver.autocommit = True
        driver.execute(";\n".join(lines).encode())
    else:
        with driver.cursor() as cursor:
            for line in lines:
                cursor.execute(line)
    raw.invalidate()


def look(engine: Engine) -> list[list[tuple[object, ...]]]:
    return [values(engine, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


@pytest.mark.parametrize("what", DATA)
@pytest.mark.parametrize("chunk", [1, 1000])
def test_the_statements_leave_what_carrying_the_plan_out_would(shop: Shop, what: str, chunk: int) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, DATA[what])
    carried(engine, asked, planned(engine, asked))
    wanted = look(engine)

    engine, asked = shop.asked(MEMBERS + ORDERS, DATA[what])
    plan = planned(engine, asked)
    before, some = look(engine), scripts(asked, plan, chunk)
    assert [one.left for one in some] == [None] * len(plan)
    run(engine, shop.product, some)
    assert look(engine) == wanted != before
    assert planned(engine, asked) == ()
    run(engine, shop.product, some)
    assert look(engine) == wanted


@pytest.mark.parametrize(
    "since",
    ["UPDATE orders SET paid_on = '2026-01-01' WHERE id = 1", "UPDATE orders SET paid_on = NULL WHERE id = 1"],
)
@pytest.mark.parametrize("what", DATA)
def test_a_row_that_is_no_longer_due_stays_with_its_children(shop: Shop, what: str, since: str) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, DATA[what])
    some = scripts(asked, planned(engine, asked))
    with engine.begin() as connection:
        connection.exec_driver_sql(since)
    kept = values(engine, "SELECT * FROM orders WHERE id = 1"), values(engine, "SELECT * FROM metas WHERE order_id = 1")
    run(engine, shop.product, some)
    assert (
        values(engine, "SELECT * FROM orders WHERE id = 1"),
        values(engine, "SELECT * FROM metas WHERE order_id = 1"),
    ) == kept


def test_no_value_stands_in_a_statement_but_keys_and_what_the_author_wrote(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, GOING)
    said = "\n".join(line for one in scripts(asked, planned(engine, asked)) for chunk in one.chunks for line in chunk)
    assert [each for each in ("김가온", "이나래", "문 앞", "010-0000") if each in said] == []


def test_what_has_to_be_read_first_is_left_to_jikim(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, clearing("{memo: blank, phone: hash}"))
    [orders] = [one for one in scripts(asked, planned(engine, asked)) if one.part.table == "orders"]
    assert (orders.chunks, orders.left is not None) == ((), True)


ODD = ("it's", "a\\'b", "100%", "a:b", "a;b\n-- c", '"', "`", "한글", "$1", "\\", "%(name)s", "'; DROP TABLE named; --")


@pytest.mark.parametrize("value", [*ODD, 7, -3, 2**40, b"\x00\xff'", date(2024, 2, 29)], ids=repr)
def test_a_key_is_written_so_that_it_says_that_key_and_no_other(shop: Shop, value: Scalar) -> None:
    sort = {str: "varchar(40)", int: "bigint", bytes: _BYTES[shop.product], date: "date"}[type(value)]
    engine, _ = shop.asked(f"{MEMBERS}; CREATE TABLE named (id integer PRIMARY KEY, name {sort})", GOING)
    named = sa.table("named", sa.column("id"), sa.column("name"))
    with engine.begin() as connection:
        connection.execute(sa.insert(named), [{"id": 1, "name": value}, {"id": 2, "name": None}])
    for said in (named.c.name.in_([value]), sa.tuple_(named.c.id, named.c.name).in_([(1, value)])):
        text = written_out(sa.select(named.c.id).where(said), shop.product)
        raw = engine.raw_connection()
        cursor = raw.cursor()
        cursor.execute(text)
        assert [tuple(row) for row in cursor.fetchall()] == [(1,)]
        cursor.close()
        raw.close()


_BYTES = {Product.SQLITE: "blob", Product.POSTGRESQL: "bytea", Product.MARIADB: "varbinary(20)"}
