"""Keys at rest: made in bulk, found by number, and shredded so that what they sealed opens no more.

Every key is wrapped under the key-encryption key and stands in a database of its own, never beside what it seals.
A shredded key's bytes are overwritten where they stood; in SQLite its row goes only when all keys are wrapped anew.

When the key-encryption key is replaced (`rewrap`), others may have this vault open with the old one, and what they
wrapped under it would be lost. So the newest epoch is written down before the first key is wrapped anew, and whoever
is about to wrap looks there first, under the lock that `rewrap` takes, and reads the key again when theirs is older.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy.engine import Connection

from jikim.database import Database, Dialect, queries
from jikim.errors import OperatorError, TamperedError
from jikim.keeper import KeyEncryption, Purpose, Secret, epoch_of, new_keys
from jikim.messages import msg

CHUNK = 500
T = TypeVar("T")
_AT_ONCE = 5000
_PURPOSES = {"index": Purpose.INDEX, "side": Purpose.SIDE, "reference": Purpose.REFERENCE, "sign": Purpose.SIGNING}


class Keyring:
    """The keys of one vault, over the keys database; `read_again` brings the key-encryption key as it is by now."""

    def __init__(
        self, database: Database, encryption: KeyEncryption, read_again: Callable[[], KeyEncryption] | None = None
    ) -> None:
        self._database = database
        self.encryption = encryption
        self._read_again = read_again or (lambda: encryption)
        self._sql = queries("keys", database.dialect)
        self._secrets: dict[str, Secret] = {}
        self.unclean = True  # what an earlier process shredded may still stand in a log of the database

    def make(self, count: int) -> list[tuple[int, bytes]]:
        """Draw `count` new keys, keep them wrapped, and return each with its number; committed before return."""
        if not count:
            return []
        keys = new_keys(count)
        with self._database.transaction() as connection:
            connection.execute(self._sql["lock_keys"])
            self._catch_up(connection)
            first = int(connection.execute(self._sql["newest_key"]).scalar_one()) + 1
            numbered = list(enumerate(keys, first))
            connection.execute(self._sql["reserve_keys"], {"newest": first + count - 1})
            wrapped = self.encryption.wrap_many(numbered)
            rows = [{"id": number, "wrapped": body} for (number, _), body in zip(numbered, wrapped, strict=True)]
            connection.execute(self._sql["put_key"], rows)
        return numbered

    def open(self, numbers: Iterable[int]) -> Mapping[int, bytes]:
        """Return the keys with these numbers; a number that is missing or shredded raises TamperedError."""
        wanted = list(dict.fromkeys(numbers))
        found: dict[int, bytes] = {}
        with self._database.transaction() as connection:
            for chunk in chunks(wanted):
                for number, wrapped in connection.execute(self._sql["keys"], {"ids": chunk}):
                    if any(wrapped):
                        found[number] = self._unwrap(connection, number, bytes(wrapped), Purpose.STRAND)
        if len(found) < len(wanted):
            raise _no_key(next(number for number in wanted if number not in found))
        return found

    def shred(self, numbers: Iterable[int]) -> None:
        """Destroy keys, so that what they sealed opens no more; safe to repeat."""
        with self._database.transaction() as connection:
            for chunk in chunks(list(numbers)):
                self.unclean = True
                connection.execute(self._sql["shred"], {"ids": chunk})

    def whole(self, numbers: Iterable[int]) -> set[int]:
        """Return which of these keys are still there: looked up anew, in a transaction of its own."""
        left: set[int] = set()
        with self._database.transaction() as connection:
            for chunk in chunks(list(numbers)):
                left.update(connection.execute(self._sql["whole"], {"ids": chunk}).scalars())
        return left

    def clean(self) -> None:
        """Leave no bytes of a shredded key in the database's own files.

        SQLite: the write-ahead log is emptied; the zeroed rows stay where they are, for a row that goes makes SQLite
        move its neighbours, and leaves copies of whole keys behind. PostgreSQL: the table is written anew; what its
        write-ahead log and its backups hold ends when the key-encryption key is replaced (`rewrap`).
        """
        if self._database.dialect is Dialect.POSTGRESQL:
            self._database.rewrite("key")
        self._database.checkpoint()
        self.unclean = False

    def compact(self) -> None:
        """Let zeroed rows go and write SQLite's file anew, so that keys which had to move left no copy.

        For when every key was just wrapped anew: what the file loses opens nothing any longer.
        """
        if self._database.dialect is Dialect.SQLITE:
            with self._database.transaction() as connection:
                connection.execute(self._sql["remove_shredded"])
            self._database.rewrite("key")
            self._database.checkpoint()

    def secret(self, name: str, purpose: Purpose) -> bytes:
        """Return the long-lived key called `name` (look-up, a log's month, signing), drawn when first asked for."""
        if name not in self._secrets:
            self._secrets[name] = Secret(self._find_or_draw(name, purpose))
        return self._secrets[name].reveal()

    def _find_or_draw(self, name: str, purpose: Purpose) -> bytes:
        with self._database.transaction() as connection:
            row = connection.execute(self._sql["secret"], {"name": name}).one_or_none()
            if row is None:
                connection.execute(self._sql["lock_secrets"])
                self._draw(connection, name, purpose)
                row = connection.execute(self._sql["secret"], {"name": name}).one()
            return self._unwrap(connection, int(row.id), bytes(row.wrapped), purpose)

    def _draw(self, connection: Connection, name: str, purpose: Purpose) -> None:
        self._catch_up(connection)
        number = int(connection.execute(self._sql["newest_secret"]).scalar_one()) + 1
        wrapped = self.encryption.wrap(number, new_keys(1)[0], purpose)
        connection.execute(self._sql["put_secret"], {"name": name, "id": number, "wrapped": wrapped})

    def rewrap(self, encryption: KeyEncryption) -> list[int]:
        """Wrap every key under the newest epoch of `encryption`, which holds the older one too.

        Batch by batch, each committed; safe to stop anywhere and repeat. When it returns, no key that opens is left
        under an older epoch and none can come. Returns the numbers of those that do not open: they stay as they are.
        """
        self.encryption = encryption
        with self._database.transaction() as connection:
            connection.execute(self._sql["lock_keys"])
            connection.execute(self._sql["lock_secrets"])
            self._catch_up(connection)
            connection.execute(self._sql["put_epoch"], {"value": str(encryption.epoch)})
        self._rewrap_secrets()
        last: int | None = 0
        damaged: list[int] = []
        while last is not None:
            last = self._rewrap_some(last, damaged)
        self.compact()
        return damaged

    def _rewrap_some(self, after: int, damaged: list[int]) -> int | None:
        """Wrap a batch of keys with higher numbers anew; return the highest, None when none was left."""
        binds = {"after": after, "head": self.encryption.header, "most": _AT_ONCE}
        with self._database.transaction() as connection:
            connection.execute(self._sql["lock_keys"])
            rows = [(row.id, bytes(row.wrapped)) for row in connection.execute(self._sql["older_keys"], binds)]
            fresh = self._rewrapped(rows)
            damaged += [number for number, _ in rows if number not in fresh]
            if fresh:
                connection.execute(
                    self._sql["rewrap_key"], [{"id": number, "wrapped": body} for number, body in fresh.items()]
                )
        return rows[-1][0] if rows else None

    def _rewrapped(self, rows: Sequence[tuple[int, bytes]]) -> dict[int, bytes]:
        """Return keys wrapped anew, by number; those that do not open are left out."""
        try:
            fresh = self.encryption.rewrap_many(rows)
        except (TamperedError, OperatorError):  # an epoch that is not held may be one that was altered
            if len(rows) == 1:
                return {}
            half = len(rows) // 2
            return self._rewrapped(rows[:half]) | self._rewrapped(rows[half:])
        return {number: body for (number, _), body in zip(rows, fresh, strict=True)}

    def _rewrap_secrets(self) -> None:
        with self._database.transaction() as connection:
            connection.execute(self._sql["lock_secrets"])
            for row in connection.execute(self._sql["secrets"]):
                purpose = _PURPOSES[row.name.partition("/")[0]]
                [wrapped] = self.encryption.rewrap_many([(row.id, bytes(row.wrapped))], purpose)
                connection.execute(self._sql["rewrap_secret"], {"name": row.name, "wrapped": wrapped})

    def _unwrap(self, connection: Connection, number: int, wrapped: bytes, purpose: Purpose) -> bytes:
        epoch = epoch_of(wrapped)
        if self.encryption.epoch != epoch:
            self._hold_or_doubt(connection, number, epoch, purpose)
        return self.encryption.unwrap(number, wrapped, purpose)

    def _hold_or_doubt(self, connection: Connection, number: int, epoch: int, purpose: Purpose) -> None:
        """Hold the epoch of a key; one that has ended or never was makes a strand's key a damaged one.

        Not so a long-lived key, which is the first to be opened: who comes with the wrong key file is told.
        """
        if self.encryption.epoch < epoch:
            self.encryption = self._read_again()
        if epoch in self.encryption.epochs:
            return
        replaced = self.encryption.epoch < epoch <= self._newest_epoch(connection)
        if purpose is Purpose.STRAND and not replaced:
            raise _no_epoch(number, epoch)
        self._hold(epoch)

    def _catch_up(self, connection: Connection) -> None:
        """Hold the newest epoch before anything is wrapped."""
        self._hold(self._newest_epoch(connection))

    def _newest_epoch(self, connection: Connection) -> int:
        return int(connection.execute(self._sql["epoch"]).scalar() or 0)

    def _hold(self, epoch: int) -> None:
        """Read the key-encryption key again when it is older than `epoch`: somebody has replaced it."""
        if self.encryption.epoch < epoch:
            self.encryption = self._read_again()
        if self.encryption.epoch < epoch:
            raise _replaced(epoch)


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterable[Sequence[T]]:
    """Yield `values` in pieces that a statement can name."""
    return (values[at : at + size] for at in range(0, len(values), size))


def _no_key(number: int) -> TamperedError:
    return TamperedError(
        msg("the key {number} of a sealed strand is not there", number=number),
        msg("a strand opens with its own key only, and a destroyed key does not come back"),
        msg("if nothing was destroyed, restore the keys database from its last backup"))  # fmt: skip


def _no_epoch(number: int, epoch: int) -> TamperedError:
    return TamperedError(
        msg("the key {number} of a sealed strand does not open", number=number),
        msg("it is wrapped under epoch '{epoch}', which has ended or never was", epoch=epoch),
        msg("restore the keys database from its last backup"))  # fmt: skip


def _replaced(epoch: int) -> OperatorError:
    return OperatorError(
        msg("the key-encryption key was replaced by epoch '{epoch}', which is not held here", epoch=epoch),
        msg("what would be wrapped under the old one could never be opened again"),
        msg("use the key file that belongs to this vault, and begin anew"))  # fmt: skip
