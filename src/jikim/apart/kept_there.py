"""Whether what was moved apart is there: the rows of a separate database that say what of a row is kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.kept_table import KEPT, row_id
from jikim.connect.address import asked
from jikim.plan import Key

_TOGETHER = 500


def kept_there(separate: Connection, database: str, table: str, keys: Sequence[Key]) -> int:
    """Return of how many of these rows of a live table something is kept; `database` is what people call it."""
    ids = [row_id(table, key) for key in dict.fromkeys(keys)]
    found = 0
    for at in range(0, len(ids), _TOGETHER):
        count = sa.func.count(sa.distinct(KEPT.c.row_id))
        statement = sa.select(count).select_from(KEPT).where(KEPT.c.row_id.in_(ids[at : at + _TOGETHER]))
        with asked(database):
            found += int(separate.execute(statement).scalar_one())
    return found
