"""The journal of acts that were begun: what a crash is recovered from.

An act stands here from its intention to its confirmation. `planned`: the copy may or may not have been made;
`done`: the strand has left its old place and only the old key is still to be shredded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.database import Queries
from jikim.period import Instant
from jikim.vault.find import Act
from jikim.vault.keyring import chunks


@dataclass(frozen=True, slots=True)
class Begun:
    """An act that was begun on one strand; `id` is the same on every repetition."""

    id: bytes
    strand: bytes
    person: bytes
    record: bytes
    act: Act
    kind: int
    old_key: int
    new_key: int
    state: str
    rid: bytes
    begun: Instant
    due: Instant

    @property
    def source(self) -> str:
        """Return the place that the strand leaves; a destroyed one may rest in either."""
        return "separate" if self.act is Act.RETURN else "live"


class Outbox:
    """The journal of one vault, inside one transaction of its live database."""

    def __init__(self, connection: Connection, sql: Queries) -> None:
        self._connection = connection
        self._sql = sql

    def put(self, acts: Sequence[Begun]) -> None:
        """Write down acts that are about to begin."""
        if acts:
            names = [name for name in Begun.__slots__ if name != "act"]
            rows = [{**{name: getattr(act, name) for name in names}, "act": act.act.value} for act in acts]
            self._connection.execute(self._sql["put_outbox"], rows)

    def all(self) -> list[Begun]:
        """Return every act that was begun and not confirmed, oldest first."""
        return [
            Begun(bytes(row.id), bytes(row.strand), bytes(row.person), bytes(row.record), Act(row.act), row.kind,
                  row.old_key, row.new_key, row.state, bytes(row.rid), row.begun, row.due)
            for row in self._connection.execute(self._sql["outbox"])
        ]  # fmt: skip

    def empty(self) -> bool:
        """Return whether every act that was begun has been confirmed."""
        return not self._connection.execute(self._sql["outbox_open"]).scalar_one()

    def set_done(self, ids: Iterable[bytes]) -> None:
        """Note that strands have left their old place."""
        for chunk in chunks(list(ids)):
            self._connection.execute(self._sql["outbox_done"], {"ids": chunk})

    def forget_anonymous(self, ids: Iterable[bytes]) -> None:
        """Take away the anonymous records of acts that were given up."""
        for chunk in chunks(list(ids)):
            self._connection.execute(self._sql["remove_anonymous"], {"ids": chunk})

    def remove(self, ids: Iterable[bytes]) -> None:
        """Take away acts that were confirmed, or given up before anything was done."""
        for chunk in chunks(list(ids)):
            self._connection.execute(self._sql["remove_outbox"], {"ids": chunk})
