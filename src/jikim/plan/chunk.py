"""Some rows of a part as they are kept while they are carried out, and after: what was to be done, and to which keys.

Whoever finds it after a crash knows all that the plan's file knew of these rows, and of no others.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jikim.period import Instant
from jikim.plan.keys import read_key, write_key, write_keys
from jikim.plan.model import Key, Part, Reason


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file that goes with a row of a part (`key`): the row that names it, and its address by a pattern of the map."""

    key: Key = field(repr=False)
    table: str
    ident: Key = field(repr=False)
    pattern: str
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lot:
    """Rows of one part: `part` has their keys alone, `now` is the plan's; `skipped` were found to be due no longer.

    `files` are those of its rows, to be destroyed once the rows have gone.
    """

    now: Instant
    part: Part
    skipped: tuple[Key, ...] = field(default=(), repr=False)
    files: tuple[RowFile, ...] = field(default=(), repr=False)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the rows."""
        return self.part.keys

    def ended(self, gone: Sequence[Key], skipped: Sequence[Key]) -> "Lot":
        """Return what is to be remembered of it afterwards: no file, for all are gone."""
        return Lot(self.now, replace(self.part, keys=tuple(gone)), tuple(skipped))


def write_lot(lot: Lot) -> bytes:
    """Return a lot as JSON."""
    keys = [write_keys(some) for some in (lot.keys, lot.skipped)]
    reasons = [[reason.strand, reason.act, reason.basis] for reason in lot.part.reasons]
    said = {"now": lot.now, "kind": lot.part.kind, "why": reasons, "keys": keys[0], "skipped": keys[1],
            "files": [_written(file) for file in lot.files]}  # fmt: skip
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def read_lot(data: bytes) -> Lot:
    """Return what `write_lot` wrote."""
    said = json.loads(data)
    database, table, record, destroy, preserve, remaining, ends, columns = said["kind"]
    keys, skipped = (tuple(read_key(key) for key in said[name]) for name in ("keys", "skipped"))
    part = Part(database, table, record, tuple(destroy), tuple(preserve), tuple(remaining), ends,
                tuple((table, column) for table, column in columns), keys,
                reasons=tuple(Reason(*each) for each in said["why"]))  # fmt: skip
    return Lot(said["now"], part, skipped, tuple(map(_file, said.get("files", ()))))


def _written(file: RowFile) -> list[object]:
    return [write_key(file.key), file.table, write_key(file.ident), file.pattern, file.address]


def _file(said: list[Any]) -> RowFile:
    key, table, ident, pattern, address = said
    return RowFile(read_key(key), table, read_key(ident), pattern, address)
