"""What of our own rows outlived its reason: a record without strands, a person without records.

After a person's last strand and last own-rule row nothing leads to them: their reference's key is shredded, then
their rows go. An open hold keeps the person, for it names somebody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.database import queries
from jikim.vault.home import LIVE, SEPARATE, Vault
from jikim.vault.keyring import chunks
from jikim.vault.strands import Shelf


@dataclass(frozen=True, slots=True)
class Leaving:
    """Records and people that nothing keeps any more."""

    records: frozenset[bytes]
    people: frozenset[bytes]


def leaving(vault: Vault, records: Iterable[bytes], people: Iterable[bytes]) -> Leaving:
    """Return which of these records and people have no strand in any place, and shred the people's keys.

    Shredding comes first: a crash before the rows go leaves rows that say nothing, and they are found again.
    """
    records, people = set(records), set(people)
    everyone = frozenset(people)
    for place in (LIVE, SEPARATE):
        with vault.place(place).transaction() as connection:
            shelf = Shelf(vault, place, connection)
            records -= shelf.records_present(everyone)
            people -= shelf.people_present(people)
    with vault.live.transaction() as connection:
        people -= _held(connection, vault, people)
        keys = _keys(connection, vault, people)
    vault.keyring.shred(keys)
    return Leaving(frozenset(records), frozenset(people))


def remove_rows(connection: Connection, vault: Vault, gone: Leaving) -> None:
    """Remove the rows of records and people, inside the transaction that notes the outcome."""
    sql = queries("people", vault.live.dialect)
    for chunk in chunks(list(gone.records)):
        connection.execute(sql["remove_record_events"], {"records": chunk})
        connection.execute(sql["remove_records"], {"records": chunk})
    for chunk in chunks(list(gone.people)):
        for statement in ("remove_person_events", "remove_consents", "remove_holds", "remove_person_records",
                          "remove_people"):  # fmt: skip
            connection.execute(sql[statement], {"people": chunk})


def _held(connection: Connection, vault: Vault, people: Iterable[bytes]) -> set[bytes]:
    sql = queries("people", vault.live.dialect)
    held: set[bytes] = set()
    for chunk in chunks(list(people)):
        rows = connection.execute(sql["holds_of_people"], {"people": chunk})
        held.update(bytes(row.person) for row in rows if row.closed is None)
    return held


def _keys(connection: Connection, vault: Vault, people: Iterable[bytes]) -> list[int]:
    sql = queries("people", vault.live.dialect)
    return [
        row.key for chunk in chunks(list(people)) for row in connection.execute(sql["people"], {"ids": chunk})
    ]  # fmt: skip
