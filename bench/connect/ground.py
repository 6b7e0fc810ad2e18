"""The servers that these benches run on, durable and with some memory, for both sides alike."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.connect import describe, open_read_only
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, Instant
from jikim.policy import parse
from tests import mariadb, postgres

_POSTGRES = (
    "shared_buffers=2GB", "max_connections=40", "max_wal_size=8GB", "checkpoint_timeout=30min", "work_mem=64MB",
    "maintenance_work_mem=512MB", "wal_buffers=16MB", "random_page_cost=1.1", "listen_addresses=", "timezone=UTC",
)  # fmt: skip
_MARIADB = {"--innodb-buffer-pool-size": "2G", "--innodb-log-file-size": "2G"}


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the URL of an empty database on a durable PostgreSQL server with 2 GB of shared buffers."""
    postgres.SMALL = _POSTGRES  # type: ignore[assignment]  # the tests' own server, larger
    with postgres.running_server(durable=True) as server:
        yield postgres.Databases.on(server).make(1)[0]


@contextmanager
def on_mariadb() -> Iterator[str]:
    """Yield the URL of an empty database on a durable MariaDB server with a buffer pool of 2 GB."""
    kept = [one for one in mariadb.SETTINGS if one.partition("=")[0] not in _MARIADB]
    mariadb.SETTINGS = (*kept, *(f"{name}={value}" for name, value in _MARIADB.items()))  # type: ignore[assignment]
    with mariadb.running_server(durable=True) as server:
        yield mariadb.Databases.on(server).make(1)[0]


def question(url: str, policy: bytes, data: bytes, now: Instant) -> Question:
    """Return what is asked of the database that the documents call `shop`."""
    engine = open_read_only("shop", url)
    try:
        schema = describe(engine, "shop")
    finally:
        engine.dispose()
    return Question(parse_data({"data.yaml": data}, "data.yaml"), parse(policy), schema, "shop", now,
                    Calendar(holidays()))  # fmt: skip


def settle(engine: Engine) -> None:
    """Let the server take up what was written, so that no round pays for the one before."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM (ANALYZE)"))
