"""Carry out acts that were begun: each step can be repeated, and a strand is never in neither place.

A strand that moves is copied under a new key, read back and compared, and only then taken from its old place;
last, the old key is shredded:

    1. copy      target   insert the strand sealed anew; a row that is already there stays
    2. compare   target   in a new transaction: read back, open, and hold against the source
    3. leave     source   remove the old rows; the journal says `done` in the same transaction where it can
    4. shred     keys     the old key

A strand that dies loses its key first and its rows after. Anonymising is a move to a table that knows no person.
No transaction spans two databases, and ATTACH is never used: with two WAL files it can lose a row from both.

A strand that does not open is set aside: it stays where it is, its key is kept, and the others go on without it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from jikim.database import queries
from jikim.errors import TamperedError
from jikim.keeper import Context, open_sealed, seal
from jikim.period import Instant
from jikim.vault.damage import open_whole
from jikim.vault.find import Act
from jikim.vault.home import LIVE, SEPARATE, Vault
from jikim.vault.kinds import Kinds
from jikim.vault.outbox import Begun, Outbox
from jikim.vault.rows import NOBODY, Content, StrandRow
from jikim.vault.strands import NewStrand, Shelf


class Carrier:
    """Carries out the acts of one vault; `remains` says which items stay when an activity of a policy is anonymised."""

    def __init__(
        self, vault: Vault, kinds: Kinds, remains: dict[tuple[int, str], tuple[str, ...]], lookups: frozenset[str]
    ) -> None:
        self._vault = vault
        self._kinds = kinds
        self._remains = remains
        self._lookups = lookups

    def carry_out(self, acts: Sequence[Begun], now: Instant) -> list[Begun]:
        """Carry out acts of any kind and return those that were set aside; all others are done.

        What was set aside is in its old place, as it was, and in no other; its old key is whole.
        """
        planned = [act for act in acts if act.state == "planned"]
        aside: list[Begun] = []
        for kind, source, target in (
            (Act.PRESERVE, LIVE, SEPARATE),
            (Act.RETURN, SEPARATE, LIVE),
        ):
            moving = [act for act in planned if act.act is kind]
            if moving:
                aside += self._move(moving, source, target, now)
        anonymising = [act for act in planned if act.act is Act.ANONYMISE]
        if anonymising:
            aside += self._anonymise(anonymising)
        left = {act.id for act in aside}
        self._vault.keyring.shred(act.old_key for act in acts if act.id not in left)
        dying = [act.strand for act in acts if act.act is Act.DESTROY]
        if dying:
            self._remove(dying)
        return aside

    def _move(self, acts: Sequence[Begun], source: str, target: str, now: Instant) -> list[Begun]:
        rows, contents = self._opened(acts, source)
        keys = self._new_keys(acts)
        here = [act for act in acts if act.strand in rows]
        self._copy([act for act in here if act.strand in contents and act.new_key in keys], rows, contents, keys,
                   target, now)  # fmt: skip
        arrived = self._compare(here, contents, target)
        aside = [act for act in here if act.strand not in arrived]
        if aside:
            self._take_back(aside, target)
        gone = [act for act in acts if act.strand not in rows or act.strand in arrived]
        self._leave([act.strand for act in gone], source, [act.id for act in gone])
        return aside

    def _opened(self, acts: Sequence[Begun], place: str) -> tuple[dict[bytes, StrandRow], dict[bytes, Content]]:
        """Return the rows of what is still in a place, and what those hold that open."""
        with self._vault.place(place).transaction() as connection:
            shelf = Shelf(self._vault, place, connection)
            rows = shelf.rows(act.strand for act in acts)
            return rows, open_whole(shelf, list(rows.values()))

    def _new_keys(self, acts: Sequence[Begun]) -> Mapping[int, bytes]:
        """Return the keys for the copies; an act that was being given up when a crash came has lost its own."""
        numbers = [act.new_key for act in acts]
        try:
            return self._vault.keyring.open(numbers)
        except TamperedError:
            return self._vault.keyring.open(self._vault.keyring.whole(numbers))

    def _copy(
        self,
        acts: Sequence[Begun],
        rows: Mapping[bytes, StrandRow],
        contents: Mapping[bytes, Content],
        keys: Mapping[int, bytes],
        target: str,
        now: Instant,
    ) -> None:
        strands = [
            NewStrand(rows[act.strand].at(act.new_key, now), keys[act.new_key], content,
                      {item: text for item, text in content.texts.items() if item in self._lookups})
            for act in acts for content in (contents[act.strand],)
        ]  # fmt: skip
        with self._vault.place(target).transaction() as connection:
            Shelf(self._vault, target, connection).put(strands)

    def _compare(self, acts: Sequence[Begun], contents: Mapping[bytes, Content], target: str) -> set[bytes]:
        """Return the strands whose copy is whole and the same.

        Where the source no longer opens, a copy that does is all there is: it was made of the source before a crash,
        or before the source was put back from a backup.
        """
        _, copies = self._opened(acts, target)
        return {
            strand for strand, copy in copies.items()
            if strand not in contents or _digest(contents[strand]) == _digest(copy)
        }  # fmt: skip

    def _take_back(self, acts: Sequence[Begun], target: str) -> None:
        """Remove the copies that these acts have made; a row that somebody else put there stays."""
        with self._vault.place(target).transaction() as connection:
            shelf = Shelf(self._vault, target, connection)
            rows = shelf.rows(act.strand for act in acts)
            shelf.remove(act.strand for act in acts if act.strand in rows and rows[act.strand].key == act.new_key)

    def _leave(self, ids: Sequence[bytes], source: str, acts: Sequence[bytes]) -> None:
        with self._vault.place(source).transaction() as connection:
            Shelf(self._vault, source, connection).remove(ids)
            if source == LIVE:
                Outbox(connection, queries("people", self._vault.live.dialect)).set_done(acts)
        if source != LIVE:
            with self._vault.live.transaction() as connection:
                Outbox(connection, queries("people", self._vault.live.dialect)).set_done(acts)

    def _anonymise(self, acts: Sequence[Begun]) -> list[Begun]:
        """Make a new record of the items that remain, without a person, then let the strand go as if destroyed."""
        keys, aside = self._new_keys(acts), list[Begun]()
        for place in (LIVE, SEPARATE):
            rows, contents = self._opened(acts, place)
            here = [act for act in acts if act.strand in rows]
            ready = [act for act in here if act.strand in contents and act.new_key in keys]
            if ready:
                self._put_anonymous(ready, rows, contents, keys)
                self._leave([act.strand for act in ready], place, [act.id for act in ready])
            aside += [act for act in here if act.strand not in contents or act.new_key not in keys]
        return aside

    def _put_anonymous(
        self,
        acts: Sequence[Begun],
        rows: Mapping[bytes, StrandRow],
        contents: Mapping[bytes, Content],
        keys: Mapping[int, bytes],
    ) -> None:
        sql, new = queries("people", self._vault.live.dialect), []
        for act in acts:
            kind, version = self._kinds.kinds[act.kind], rows[act.strand].version
            remains = self._remains.get((kind.policy, kind.activity), ())
            kept = {item: text for item, text in contents[act.strand].texts.items() if item in remains}
            context = anonymous_context(self._vault.service, act.id, kind.activity, version)
            body = seal(keys[act.new_key], act.new_key, context, json.dumps(kept, ensure_ascii=False).encode())
            new.append({"id": act.id, "activity": kind.activity, "version": version, "key": act.new_key, "body": body})
        with self._vault.live.transaction() as connection:
            connection.execute(sql["put_anonymous"], new)
        with self._vault.live.transaction() as connection:
            for copy in connection.execute(sql["anonymous"], {"ids": [act.id for act in acts]}):
                context = anonymous_context(self._vault.service, bytes(copy.id), copy.activity, copy.version)
                open_sealed(keys[copy.key], context, bytes(copy.body))

    def _remove(self, ids: Sequence[bytes]) -> None:
        for place in (LIVE, SEPARATE):
            with self._vault.place(place).transaction() as connection:
                Shelf(self._vault, place, connection).remove(ids)


def anonymous_context(service: str, record: bytes, activity: str, version: str) -> Context:
    """Return what an anonymous record is bound to: no person, a new id."""
    return Context(service, "anonymous", NOBODY, record, activity, version, 0)


def _digest(content: Content) -> bytes:
    parts = [json.dumps(content.texts, sort_keys=True).encode()]
    parts += [item.encode() + b"\0" + hashlib.sha256(data).digest() for item, data in sorted(content.files.items())]
    return hashlib.sha256(b"\0".join(parts)).digest()
