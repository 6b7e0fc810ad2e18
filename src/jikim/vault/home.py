"""A vault: four databases and the keys to them, for one service.

live      people, what happened to them, and the strands in use
separate  the strands that only a rule or a statute still keeps, with their own keys (PIPA Art. 21 (3))
keys      wrapped keys, never beside what they seal
ledger    the log
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.database import Component, Database, migrate
from jikim.errors import OperatorError
from jikim.keeper import Index, KeyEncryption, Purpose
from jikim.messages import msg
from jikim.vault.journal import Journal
from jikim.vault.keyring import Keyring
from jikim.vault.seals import Seals

LIVE, SEPARATE, KEYS, LEDGER = "live", "separate", "keys", "ledger"
_COMPONENTS = {
    LIVE: (Component.PLACE, Component.PEOPLE),
    SEPARATE: (Component.PLACE,),
    KEYS: (Component.KEYS,),
    LEDGER: (Component.LEDGER,),
}


@dataclass(frozen=True, slots=True)
class Vault:
    """An open vault of one service."""

    service: str
    live: Database
    separate: Database
    keyring: Keyring
    keys: Database
    ledger: Database
    journal: Journal
    seals: Seals

    def place(self, name: str) -> Database:
        """Return the database of a place."""
        return self.live if name == LIVE else self.separate

    def index(self, place: str) -> Index:
        """Return the blind index of a place; each has a key of its own."""
        return Index(self.keyring.secret(f"index/{place}", Purpose.INDEX))

    def close(self) -> None:
        """Close every database."""
        for database in (self.live, self.separate, self.keys, self.ledger):
            database.close()


def file_addresses(folder: Path) -> Mapping[str, Path]:
    """Return the four SQLite files of a vault in a folder."""
    return {name: folder / f"{name}.db" for name in _COMPONENTS}


def open_vault(
    service: str,
    addresses: Mapping[str, str | Path],
    encryption: KeyEncryption,
    read_again: Callable[[], KeyEncryption] | None = None,
    *,
    durable: bool = True,
) -> Vault:
    """Open a vault, bringing its schema up to date; refuses one that belongs to another service.

    `read_again` brings the key-encryption key once more, when another process has replaced it meanwhile.
    """
    if len({str(address) for address in addresses.values()}) < len(_COMPONENTS):
        raise OperatorError(
            msg("live, separate, keys and ledger need four databases"),
            msg("a key beside what it seals protects nothing, and a flag in one table is no separate storage"),
            msg("give each its own file or its own database"))  # fmt: skip
    databases: dict[str, Database] = {}
    with ExitStack() as refused:
        for name, components in _COMPONENTS.items():
            databases[name] = Database.open(name, addresses[name], durable=durable)
            refused.callback(databases[name].close)
            migrate(databases[name])
            _claim(databases[name], service)
            migrate(databases[name], *components)
        refused.pop_all()
    keyring = Keyring(databases[KEYS], encryption, read_again)
    return Vault(
        service=service,
        live=databases[LIVE],
        separate=databases[SEPARATE],
        keyring=keyring,
        keys=databases[KEYS],
        ledger=databases[LEDGER],
        journal=Journal(service, databases[LEDGER], keyring),
        seals=Seals(service),
    )


def _claim(database: Database, service: str) -> None:
    """Write into a new database whose it is and what for; refuse one that is another service's, or another part."""
    with database.transaction() as connection:
        owner, part = _first(connection, "service", service), _first(connection, "part", database.name)
    if owner != service:
        raise OperatorError(
            msg("database '{name}' belongs to the service '{owner}', not to '{service}'",
                name=database.name, owner=owner, service=service),
            msg("one vault serves one service"),
            msg("name this service's own vault; nothing was changed"))  # fmt: skip
    if part != database.name:
        raise OperatorError(
            msg("database '{name}' is the vault's '{part}' already", name=database.name, part=part),
            msg("a key beside what it seals protects nothing, and a flag in one table is no separate storage"),
            msg("give each its own file or its own database"))  # fmt: skip


def _first(connection: Connection, name: str, value: str) -> str:
    """Return what a database says of itself; in a new one, that is `value`."""
    connection.execute(
        sa.text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING"),
        {"name": name, "value": value},
    )
    return str(connection.execute(sa.text("SELECT value FROM meta WHERE name = :name"), {"name": name}).scalar_one())
