"""How fast work on a service's tables may go: rows a second, and no faster than its replicas follow.

The figures are the author's (`rate`, `chunk`) or these; what waits is whoever calls (`Pace.rest`), never a transaction.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.tables import Product

CHUNK = 1000
_MOST_LAG_SECONDS = 5.0
_LAG = {
    Product.POSTGRESQL: "SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication",
    Product.MARIADB: "SHOW REPLICA STATUS",
    Product.MYSQL: "SHOW REPLICA STATUS",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """Rows a chunk (None: as suits the work), rows a second (None: as fast as it goes), seconds a replica may lag."""

    chunk: int | None = None
    rate: int | None = None
    most_lag: float = _MOST_LAG_SECONDS

    def rest(self, rows: int, took: float) -> float:
        """Return how many seconds to rest after a chunk of so many rows that took so long."""
        return max(0.0, rows / self.rate - took) if self.rate else 0.0


def replica_lag(connection: Connection, product: Product) -> float | None:
    """Return how many seconds the slowest replica is behind; None where nothing tells.

    PostgreSQL tells on the primary, MariaDB and MySQL on the replica itself. A login without the right to see it is
    told nothing.
    """
    if product not in _LAG:
        return None
    try:
        row = connection.execute(sa.text(_LAG[product])).mappings().first()
    except DBAPIError:
        connection.rollback()
        return None
    if row is None:
        return None
    said = row.get("Seconds_Behind_Master", row.get("Seconds_Behind_Source", row.get("max")))
    return None if said is None else float(said)
