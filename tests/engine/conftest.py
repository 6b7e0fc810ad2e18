"""The vaults of these tests, on both products; and beside each a service's own databases, of the same product."""

import sqlite3
from collections.abc import Iterator

import pytest

from jikim.engine import Running
from jikim.tables import Product
from tests.connect.small import Small
from tests.running import running, server, settings

__all__ = ["running", "server", "settings", "small"]


@pytest.fixture(scope="module")
def small(
    server: Running | None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Small]:
    """Makes small databases of the product that the vault is on."""

    def url() -> str:
        if server is not None:
            return str(request.getfixturevalue("postgres_databases")(1)[0])
        file = tmp_path_factory.mktemp("small") / "small.db"
        sqlite3.connect(file).close()
        return f"sqlite:///{file}"

    found = Small(Product.SQLITE if server is None else Product.POSTGRESQL, url, [])
    yield found
    for engine in found.opened:
        engine.dispose()
