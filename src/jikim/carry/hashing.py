"""Texts replaced by a keyed hash: equal values stay equal, and nobody without the key can find out which they were.

The hash is made here and not by the database, whose logs would keep the key; what is sent is each row's key and hash.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.rows import Cell, Rows, Said
from jikim.find.cells import HASHED
from jikim.find.steps import Step, update

_LETTERS = 32
_TOGETHER = 400  # SQLite joins at most 500


def hash_of(secret: bytes, value: str) -> str:
    """Return the text that stands for a value: `jikim:` and 32 hex letters. Raises ValueError without a key."""
    if not secret:
        raise ValueError("a hash without a key can be guessed")
    return HASHED + hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()[:_LETTERS]


def unhashed(cell: Cell) -> Said:
    """Return that a column holds something, and no hash."""
    return sa.and_(cell.is_not(None), cell != "", sa.not_(cell.like(f"{HASHED}%")))


def hashed(
    live: Connection, secret: bytes, rows: Rows, key: Sequence[str], names: Sequence[str], reached: Said
) -> Iterator[Step]:
    """Yield what replaces columns of the rows that are reached, by their keys."""
    keys, cells = [rows.cell(one) for one in key], [rows.cell(name) for name in names]
    filled = sa.or_(*[unhashed(cell) for cell in cells])
    values = [sa.case((unhashed(cell), cell), else_=sa.null()) for cell in cells]
    found = live.execute(sa.select(*keys, *values).where(reached, filled)).all()
    for at in range(0, len(found), _TOGETHER):
        given = sa.union_all(*[_row(secret, row, len(keys)) for row in found[at : at + _TOGETHER]]).subquery("given")
        on = [one == given.c[f"k{number}"] for number, one in enumerate(keys)]
        new = {name: sa.func.coalesce(given.c[f"h{at}"], rows.cell(name)) for at, name in enumerate(names)}
        yield Step(rows.shape.name, update(rows, new, *on, reached, filled))


def _row(secret: bytes, row: Sequence[object], keys: int) -> sa.Select[*tuple[object, ...]]:
    """Return a row of what is handed in: the key, and a hash for each value."""
    hashes = [None if value is None else hash_of(secret, str(value)) for value in row[keys:]]
    return sa.select(
        *[sa.literal(value).label(f"k{number}") for number, value in enumerate(row[:keys])],
        *[sa.literal(each, sa.Text()).label(f"h{number}") for number, each in enumerate(hashes)],
    )
