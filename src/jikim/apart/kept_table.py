"""`jikim_kept`: for each strand of a row that is kept apart, whose it is, what happened, and when it is due.

`row_id` names the live table and the key of the row (32 hex digits of a BLAKE2b), so that a row of any width is found
by an index. `items` are what the strand held when it was moved: a later policy may divide the items of an activity
otherwise. Instants are microseconds UTC; `due_at` is NULL while nothing known ends it, `held` is 1 under a hold.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from jikim.period import Instant
from jikim.plan import Key, read_key, write_key
from jikim.tables import Product

NAME = "jikim_kept"
COLUMNS = (
    "row_id", "record", "strand", "person", "table_name", "row_key", "activity", "items", "collected", "occurrences",
    "held", "moved_at", "due_at", "policy",
)  # fmt: skip
KEPT = sa.table(NAME, *(sa.column(name) for name in COLUMNS))
_LINES = """
  row_id char(32) NOT NULL,
  record varchar(150) NOT NULL,
  strand varchar(150) NOT NULL,
  person varchar(190) NOT NULL,
  table_name varchar(200) NOT NULL,
  row_key {text} NOT NULL,
  activity varchar(150) NOT NULL,
  items {text} NOT NULL,
  collected bigint NULL,
  occurrences {text} NOT NULL,
  held smallint NOT NULL,
  moved_at bigint NOT NULL,
  due_at bigint NULL,
  policy varchar(64) NOT NULL,
  PRIMARY KEY (row_id, record, strand, person)"""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_INDEXED = ("due_at", "person")


def _mysql() -> tuple[str, ...]:
    keys = "".join(f",\n  KEY {NAME}_{column} ({column})" for column in _INDEXED)
    lines = _LINES.format(text="longtext") + keys
    return (f"CREATE TABLE IF NOT EXISTS {NAME} ({lines}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",)


def _others() -> tuple[str, ...]:
    indexes = (f"CREATE INDEX IF NOT EXISTS {NAME}_{column} ON {NAME} ({column})" for column in _INDEXED)
    return (f"CREATE TABLE IF NOT EXISTS {NAME} ({_LINES.format(text='text')}\n)", *indexes)


KEPT_STATEMENTS: Mapping[Product, tuple[str, ...]] = {
    Product.POSTGRESQL: _others(), Product.SQLITE: _others(), Product.MARIADB: _mysql(), Product.MYSQL: _mysql(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptStrand:
    """One strand of one row that is kept apart, for one of its people ("" where nobody is known)."""

    table: str
    key: Key
    record: str
    strand: str
    person: str = field(repr=False)
    activity: str
    items: tuple[str, ...]
    collected: Instant | None
    occurrences: Mapping[str, Sequence[Instant]]
    held: bool
    moved_at: Instant
    due_at: Instant | None
    policy: str

    def values(self) -> tuple[str | int | None, ...]:
        """Return it as a row, in the order of `COLUMNS`."""
        text = key_text(self.key)
        happened = json.dumps({event: list(at) for event, at in self.occurrences.items()}, separators=(",", ":"))
        return (row_id(self.table, self.key), self.record, self.strand, self.person, self.table, text, self.activity,
                json.dumps(self.items, ensure_ascii=False), self.collected, happened, int(self.held), self.moved_at,
                self.due_at, self.policy)  # fmt: skip


def kept_of(row: sa.Row[Any]) -> KeptStrand:
    """Return a row of `jikim_kept` as a value."""
    return KeptStrand(
        row.table_name, read_key(json.loads(row.row_key)), row.record, row.strand, row.person, row.activity,
        tuple(json.loads(row._mapping["items"])), row.collected, json.loads(row.occurrences), bool(row.held),
        row.moved_at, row.due_at, row.policy,
    )  # fmt: skip


def row_id(table: str, key: Key) -> str:
    """Return the 32 hex digits that name a row of a live table."""
    return row_names(table)(key_text(key))


def key_text(key: Key) -> str:
    """Return a key as it stands in `row_key`: a list in JSON."""
    if len(key) == 1 and type(key[0]) is int:
        return f"[{key[0]}]"  # as most keys are, and this is asked of every row
    return _JSON(write_key(key))


def row_names(table: str) -> Callable[[str], str]:
    """Return what `row_id` returns for the rows of one table, of a key as JSON."""
    first = hashlib.blake2b(f"[{_JSON(table)},".encode(), digest_size=16)

    def named(text: str) -> str:
        found = first.copy()
        found.update(f"{text}]".encode())
        return found.hexdigest()

    return named
