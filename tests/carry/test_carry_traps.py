"""The shop with the traps carried out on each product: partitions, patterns, odd names, MyISAM, triggers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.period import instant_of
from jikim.tables import Product
from tests.connect.acting import carried, planned, question, values, writing
from tests.find.test_find_traps import DATA, POLICY, TODAY
from tests.traps.databases import PRODUCTS, fill

# Members go only when everything that must name them is mapped (`preflight` refuses before): not here.
TABLES = ("orders", "payments", "inquiries", "write_free", "write_qa", '"point.log"', "sessions")


@pytest.fixture(params=PRODUCTS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    product = Product(request.param)
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    if product is not Product.SQLITE:
        server = "postgres" if product is Product.POSTGRESQL else "mariadb"
        [url] = request.getfixturevalue(f"{server}_databases")(1)
    fill(product, url)
    with writing(url) as engine:
        if product is Product.POSTGRESQL:  # its people were put in with their numbers
            with engine.begin() as connection:
                connection.execute(sa.text("SELECT setval(pg_get_serial_sequence('order_removed', 'id'), 1000)"))
        yield engine


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_every_planned_row_of_the_shop_goes_with_its_payments_and_no_other(shop: Engine, chunk: int) -> None:
    asked = question(shop, instant_of(TODAY), POLICY, DATA)
    plan = tuple(part for part in planned(shop, asked) if part.table != "members")
    before = {name: _count(shop, name) for name in TABLES}
    acted = carried(shop, asked, plan, chunk)
    due = {name: sum(len(part.keys) for part in plan if part.table == name) for name in TABLES}
    assert acted.rows == {name: count for name, count in {**due, "payments": due["orders"]}.items() if count}
    assert acted.keys("skipped") | acted.keys("missing") == set()
    stay = ("write_free", "write_qa")
    gone = {name: before[name] - _count(shop, name) for name in TABLES}
    assert gone == {**due, "payments": due["orders"], **dict.fromkeys(stay, 0)}
    anonymous = sum(len(values(shop, f"SELECT id FROM {name} WHERE writer = '탈퇴회원'")) for name in stay)
    assert anonymous == due["write_free"] + due["write_qa"]
    assert [part.table for part in planned(shop, asked) if part.table != "members"] == []


def _count(engine: Engine, table: str) -> int:
    name = table.replace('"', "`") if engine.dialect.name == "mysql" else table
    [(count,)] = values(engine, f"SELECT count(*) FROM {name}")
    assert isinstance(count, int)
    return count
