"""Small databases made by hand, on each product: `small(statements)` fills one and opens it as jikim would."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.connect import open_read_only
from jikim.tables import Product
from tests.traps.databases import PRODUCTS


@dataclass(frozen=True, slots=True)
class Small:
    """Makes databases of one product."""

    product: Product
    url: Callable[[], str]
    opened: list[Engine]

    def made(self, statements: str) -> Engine:
        """Run the statements in an empty database, and open it read only."""
        url = self.url()
        writing = sa.create_engine(url, poolclass=sa.NullPool)
        with writing.begin() as connection:
            for statement in filter(str.strip, statements.split(";")):
                connection.exec_driver_sql(statement.replace("%", "%%") if "sqlite" not in url else statement)
        reading = open_read_only("small", url)
        self.opened.append(reading)
        return reading


@pytest.fixture(scope="module", params=PRODUCTS)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """Databases of each product in turn."""
    product = Product(request.param)

    def url() -> str:
        if product is Product.SQLITE:
            file: Path = tmp_path_factory.mktemp("small") / "small.db"
            sqlite3.connect(file).close()
            return f"sqlite:///{file}"
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue(f"{_SERVERS[product]}_databases")
        return make(1)[0]

    found = Small(product, url, [])
    yield found
    for engine in found.opened:
        engine.dispose()


_SERVERS = {Product.POSTGRESQL: "postgres", Product.MARIADB: "mariadb"}
