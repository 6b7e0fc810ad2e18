"""Texts replaced by a keyed hash: equal values stay equal, and nobody without the key can find out which they were.

The hash is made here and not by the database, whose logs would keep the key; what is sent is each row's key and hash.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.cells import HASHED
from jikim.connect.rows import Rows, Said
from jikim.connect.steps import Step, update

_LETTERS = 32
_TOGETHER = 400  # SQLite joins at most 500


def hash_of(secret: bytes, value: str) -> str:
    """Return the text that stands for a value: `jikim:` and 32 hex letters. Raises ValueError without a key."""
    if not secret:
        raise ValueError("a hash without a key can be guessed")
    return HASHED + hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()[:_LETTERS]


def hashed(live: Connection, secret: bytes, rows: Rows, key: Sequence[str], name: str, reached: Said) -> Iterator[Step]:
    """Yield what replaces one column of the rows that are reached, by their keys."""
    cell, cells = rows.cell(name), [rows.cell(one) for one in key]
    filled = sa.and_(cell.is_not(None), cell != "", sa.not_(cell.like(f"{HASHED}%")))
    found = live.execute(sa.select(*cells, cell).where(reached, filled)).all()
    for at in range(0, len(found), _TOGETHER):
        given = sa.union_all(
            *[
                sa.select(
                    *[sa.literal(value).label(f"k{number}") for number, value in enumerate(row[:-1])],
                    sa.literal(hash_of(secret, str(row[-1]))).label("hash"),
                )
                for row in found[at : at + _TOGETHER]
            ]
        ).subquery("given")
        on = [one == given.c[f"k{number}"] for number, one in enumerate(cells)]
        yield Step(rows.shape.name, update(rows, {name: given.c.hash}, *on, reached, filled))
