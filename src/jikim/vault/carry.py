"""Carry out acts that were begun: each step can be repeated, and a strand is never in neither place.

A strand that moves is copied under a new key, read back and compared, and only then taken from its old place;
last, the old key is shredded:

    1. copy      target   insert the strand sealed anew; a row that is already there stays
    2. compare   target   in a new transaction: read back, open, and hold against the source
    3. leave     source   remove the old rows; the journal says `done` in the same transaction where it can
    4. shred     keys     the old key

A strand that dies loses its key first and its rows after. Anonymising is a move to a table that knows no person.
No transaction spans two databases, and ATTACH is never used: with two WAL files it can lose a row from both.
"""

import hashlib
import json
from collections.abc import Sequence

from jikim.database import queries
from jikim.errors import TamperedError
from jikim.keeper import Context, open_sealed, seal
from jikim.messages import msg
from jikim.period import Instant
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

    def carry_out(self, acts: Sequence[Begun], now: Instant) -> None:
        """Carry out acts of any kind; when it returns, every one is done."""
        planned = [act for act in acts if act.state == "planned"]
        for kind, source, target in (
            (Act.PRESERVE, LIVE, SEPARATE),
            (Act.RETURN, SEPARATE, LIVE),
        ):
            moving = [act for act in planned if act.act is kind]
            if moving:
                self._move(moving, source, target, now)
        anonymising = [act for act in planned if act.act is Act.ANONYMISE]
        if anonymising:
            self._anonymise(anonymising)
        self._vault.keyring.shred(act.old_key for act in acts)
        dying = [act.strand for act in acts if act.act is Act.DESTROY]
        if dying:
            self._remove(dying)

    def _move(self, acts: Sequence[Begun], source: str, target: str, now: Instant) -> None:
        ids = [act.strand for act in acts]
        with self._vault.place(source).transaction() as connection:
            shelf = Shelf(self._vault, source, connection)
            rows = shelf.rows(ids)
            left = [act for act in acts if act.strand in rows]
            contents = shelf.open([rows[act.strand] for act in left])
        self._copy(left, rows, contents, target, now)
        self._compare(left, contents, target)
        self._leave(ids, source, [act.id for act in acts])

    def _copy(
        self,
        acts: Sequence[Begun],
        rows: dict[bytes, StrandRow],
        contents: Sequence[Content],
        target: str,
        now: Instant,
    ) -> None:
        keys = self._vault.keyring.open(act.new_key for act in acts)
        strands = [
            NewStrand(rows[act.strand].at(act.new_key, now), keys[act.new_key], content,
                      {item: text for item, text in content.texts.items() if item in self._lookups})
            for act, content in zip(acts, contents, strict=True)
        ]  # fmt: skip
        with self._vault.place(target).transaction() as connection:
            Shelf(self._vault, target, connection).put(strands)

    def _compare(self, acts: Sequence[Begun], contents: Sequence[Content], target: str) -> None:
        with self._vault.place(target).transaction() as connection:
            shelf = Shelf(self._vault, target, connection)
            rows = shelf.rows(act.strand for act in acts)
            copies = shelf.open([rows[act.strand] for act in acts])
        for act, content, copy in zip(acts, contents, copies, strict=True):
            if _digest(content) != _digest(copy):
                raise TamperedError(
                    msg("strand {strand} does not read back as it was written", strand=act.strand.hex()[:8]),
                    msg("a strand leaves its place only when its copy is whole"),
                    msg("look into the database of the target; nothing was taken from the source"))  # fmt: skip

    def _leave(self, ids: Sequence[bytes], source: str, acts: Sequence[bytes]) -> None:
        with self._vault.place(source).transaction() as connection:
            Shelf(self._vault, source, connection).remove(ids)
            if source == LIVE:
                Outbox(connection, queries("people", self._vault.live.dialect)).set_done(acts)
        if source != LIVE:
            with self._vault.live.transaction() as connection:
                Outbox(connection, queries("people", self._vault.live.dialect)).set_done(acts)

    def _anonymise(self, acts: Sequence[Begun]) -> None:
        """Make a new record of the items that remain, without a person, then let the strand go as if destroyed."""
        for place in (LIVE, SEPARATE):
            with self._vault.place(place).transaction() as connection:
                shelf = Shelf(self._vault, place, connection)
                rows = shelf.rows(act.strand for act in acts)
                here = [act for act in acts if act.strand in rows]
                contents = shelf.open([rows[act.strand] for act in here])
            if here:
                self._put_anonymous(here, [rows[act.strand] for act in here], contents)
                self._leave([act.strand for act in here], place, [act.id for act in here])

    def _put_anonymous(self, acts: Sequence[Begun], rows: Sequence[StrandRow], contents: Sequence[Content]) -> None:
        sql, keys = queries("people", self._vault.live.dialect), self._vault.keyring.open(act.new_key for act in acts)
        new = []
        for act, row, content in zip(acts, rows, contents, strict=True):
            kind = self._kinds.kinds[act.kind]
            activity = kind.activity
            kept = {
                item: text
                for item, text in content.texts.items()
                if item in self._remains.get((kind.policy, activity), ())
            }
            context = anonymous_context(self._vault.service, act.id, activity, row.version)
            body = seal(keys[act.new_key], act.new_key, context, json.dumps(kept, ensure_ascii=False).encode())
            new.append({"id": act.id, "activity": activity, "version": row.version, "key": act.new_key, "body": body})
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
