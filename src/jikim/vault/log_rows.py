"""The ledger's tiles and bundles as rows: the storage that `jikim.ledger` is handed."""

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from jikim.database import Queries
from jikim.ledger import EMPTY_ROOT, Head


class LogRows:
    """The rows of one log, within one transaction of the ledger database."""

    def __init__(self, connection: Connection, sql: Queries, origin: str) -> None:
        self._connection = connection
        self._sql = sql
        self._origin = origin

    def head(self) -> Head:
        """Return the head last written."""
        row = self._connection.execute(self._sql["head"], {"origin": self._origin}).one_or_none()
        return Head(0, EMPTY_ROOT) if row is None else Head(row.size, bytes(row.root))

    def tile(self, level: int, index: int) -> bytes:
        """Return a tile's hashes, joined; empty when there is none."""
        found = self._connection.execute(
            self._sql["tile"], {"origin": self._origin, "level": level, "place": index}
        ).scalar()
        return bytes(found or b"")

    def bundle(self, index: int) -> bytes:
        """Return a bundle of entries; empty when there is none."""
        found = self._connection.execute(self._sql["bundle"], {"origin": self._origin, "place": index}).scalar()
        return bytes(found or b"")

    def write(self, tiles: Mapping[tuple[int, int], bytes], bundles: Mapping[int, bytes], head: Head) -> None:
        """Keep tiles, bundles and head; the transaction this was made in commits them together."""
        self._connection.execute(
            self._sql["put_tile"],
            [{"origin": self._origin, "level": level, "place": index, "hashes": hashes}
             for (level, index), hashes in tiles.items()],
        )  # fmt: skip
        self._connection.execute(
            self._sql["put_bundle"],
            [{"origin": self._origin, "place": index, "entries": body} for index, body in bundles.items()],
        )
        self._connection.execute(self._sql["put_head"], {"origin": self._origin, "size": head.size, "root": head.root})
