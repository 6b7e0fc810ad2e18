"""Strands put into a place and taken out of it: rows, ciphertexts and look-ups together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.database import Queries, queries
from jikim.vault.home import Vault
from jikim.vault.keyring import chunks
from jikim.vault.rows import Content, StrandRow, strand_row

Parts = Sequence[tuple[int, str, bytes]]


@dataclass(frozen=True, slots=True)
class NewStrand:
    """A strand to be put: its row, its key, what it holds, and the values of the items that may be looked up."""

    row: StrandRow
    key: bytes
    content: Content
    lookups: Mapping[str, str]


class Shelf:
    """The strands of one place, inside one transaction of its database."""

    def __init__(self, vault: Vault, place: str, connection: Connection) -> None:
        self.place = place
        self._vault = vault
        self._connection = connection
        self._sql: Queries = queries("place", vault.place(place).dialect)

    def put(self, strands: Sequence[NewStrand]) -> None:
        """Seal and store strands; one that is already there stays as it is."""
        if not strands:
            return
        self._connection.execute(self._sql["put_strand"], [strand.row.binds() for strand in strands])
        sealed = self._vault.seals.close_many(
            self.place, ((strand.row, strand.key, strand.content) for strand in strands)
        )
        self._connection.execute(self._sql["put_sealed"], sealed)
        if lookups := self._lookups(strands):
            self._connection.execute(self._sql["put_lookup"], lookups)

    def rows(self, ids: Iterable[bytes]) -> dict[bytes, StrandRow]:
        """Return the rows of strands by id; those that are not here are left out."""
        found: dict[bytes, StrandRow] = {}
        for chunk in chunks(list(ids)):
            rows = map(strand_row, self._connection.execute(self._sql["strands"], {"ids": chunk}))
            found.update((row.id, row) for row in rows)
        return found

    def of_people(self, people: Iterable[bytes]) -> list[StrandRow]:
        """Return the strands of people."""
        found: list[StrandRow] = []
        for chunk in chunks(list(people)):
            found += map(strand_row, self._connection.execute(self._sql["strands_of_people"], {"people": chunk}))
        return found

    def of_record(self, person: bytes, record: bytes) -> list[StrandRow]:
        """Return the strands of a person's record."""
        binds = {"person": person, "record": record}
        return list(map(strand_row, self._connection.execute(self._sql["strands_of_record"], binds)))

    def open(self, rows: Sequence[StrandRow]) -> list[Content]:
        """Return what strands hold, in order; TamperedError when a key is gone or a ciphertext was altered."""
        keys = self._vault.keyring.open(row.key for row in rows)
        parts = self.parts(row.id for row in rows)
        return [self._vault.seals.open(self.place, row, keys[row.key], parts.get(row.id, ())) for row in rows]

    def parts(self, ids: Iterable[bytes]) -> dict[bytes, list[tuple[int, str, bytes]]]:
        """Return the ciphertexts of strands by id."""
        parts: dict[bytes, list[tuple[int, str, bytes]]] = defaultdict(list)
        for chunk in chunks(list(ids)):
            for row in self._connection.execute(self._sql["sealed"], {"ids": chunk}):
                parts[bytes(row.strand)].append((row.part, row.item, bytes(row.body)))
        return parts

    def set_state(self, ids: Iterable[bytes], state: int) -> None:
        """Mark strands as being moved (1) or at rest (0)."""
        for chunk in chunks(list(ids)):
            self._connection.execute(self._sql["set_state"], {"ids": chunk, "state": state})

    def remove(self, ids: Iterable[bytes]) -> None:
        """Take strands away, ciphertexts and look-ups with them; those that are gone stay gone."""
        for chunk in chunks(list(ids)):
            for statement in ("remove_sealed", "remove_lookups", "remove_strands"):
                self._connection.execute(self._sql[statement], {"ids": chunk})

    def present(self, ids: Iterable[bytes]) -> set[bytes]:
        """Return of which strands anything is here: a row, a ciphertext or a look-up."""
        found: set[bytes] = set()
        for chunk in chunks(list(ids)):
            found.update(map(bytes, self._connection.execute(self._sql["present"], {"ids": chunk}).scalars()))
        return found

    def people_present(self, people: Iterable[bytes]) -> set[bytes]:
        """Return which people still have a strand here."""
        return self._which("people_present", "people", people)

    def records_present(self, people: Iterable[bytes]) -> set[bytes]:
        """Return which records of people still have a strand here."""
        return self._which("records_present", "people", people)

    def look_up(self, item: str, value: str) -> list[tuple[bytes, bytes]]:
        """Return the strands, each with its person, that hold this value of an item that may be looked up."""
        digest = self._vault.index(self.place).digest(item, value)
        rows = self._connection.execute(self._sql["look_up"], {"item": item, "digest": digest})
        return [(bytes(row.strand), bytes(row.person)) for row in rows]

    def of_kind(self, kind: int, keeping: int, after: bytes, most: int) -> list[StrandRow]:
        """Return strands of one kind that live by one keeping, those with the lowest ids above `after`."""
        binds = {"kind": kind, "keeping": keeping, "after": after, "most": most}
        return list(map(strand_row, self._connection.execute(self._sql["strands_of_kind"], binds)))

    def kinds(self) -> set[tuple[int, int]]:
        """Return which kinds of strand rest here, each with the keeping it lives by."""
        return {(row.kind, row.keeping) for row in self._connection.execute(self._sql["kinds_present"])}

    def set_keepings(self, rows: Sequence[StrandRow]) -> None:
        """Let strands live by another keeping: its number and the clock it counts go together."""
        if rows:
            self._connection.execute(self._sql["set_keeping"], [row.binds() for row in rows])

    def set_clocks(self, rows: Sequence[StrandRow]) -> None:
        """Write the clocks of strands anew, and how many holds stay them."""
        if rows:
            binds = [row.binds() for row in rows]
            wanted = ("id", "not_before", "held", *[name for name in binds[0] if name[0] == "e" and name[1:].isdigit()])
            self._connection.execute(self._sql["set_clock"], [{name: bind[name] for name in wanted} for bind in binds])

    def stir(self, ids: Iterable[bytes]) -> None:
        """Let the next sweep return strands that have a use again."""
        for chunk in chunks(list(ids)):
            self._connection.execute(self._sql["stir"], {"ids": chunk})

    def set_frozen(self, person: bytes, records: Sequence[bytes], frozen: int) -> None:
        """Freeze records of a person, or release them."""
        if records:
            binds = {"person": person, "records": list(records), "frozen": frozen}
            self._connection.execute(self._sql["set_frozen"], binds)

    def _lookups(self, strands: Sequence[NewStrand]) -> list[dict[str, object]]:
        if not any(strand.lookups for strand in strands):
            return []
        index = self._vault.index(self.place)
        return [
            {"item": item, "digest": index.digest(item, value), "strand": strand.row.id, "person": strand.row.person}
            for strand in strands
            for item, value in strand.lookups.items()
        ]

    def _which(self, statement: str, name: str, ids: Iterable[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        for chunk in chunks(list(dict.fromkeys(ids))):
            found.update(map(bytes, self._connection.execute(self._sql[statement], {name: chunk}).scalars()))
        return found
