"""What is due in a service's own tables: one question a table, read only.

Each rule becomes comparisons with cutoffs (`ways.py`), one branch of a UNION ALL for each way in which a row can be
due, so that the cost grows with what is due. Every row that is named is then judged by what stands in it (`lens.py`):
which strands are to be destroyed, which moved apart, which stay; a row ends when none stays in use. A column that
several strands share is cleared with the last of them, and what was cleared is not due again.
"""

from collections.abc import Iterator

from sqlalchemy.engine import Connection

from jikim.find.due import DueRow, Question
from jikim.find.inquiry import Inquiry
from jikim.tables import Schema


def find(connection: Connection, question: Question) -> Iterator[DueRow]:
    """Yield every row of the database for which something is due, table by table; nothing is written.

    A row in which the moment of an event cannot be read is never due. Raises DocumentError where the mapping does
    not say enough (no time zone, no key, a path that leads to several people).
    """
    kinds = question.kinds()
    for name, records in question.tables().items():
        yield from Inquiry(question, name, records, kinds).due(connection)


def missing_indexes(question: Question) -> tuple[tuple[str, str], ...]:
    """Return table and column of every index without which a plan reads whole tables."""
    kinds = question.kinds()
    wanted: set[tuple[str, str]] = set()
    for name, records in question.tables().items():
        inquiry = Inquiry(question, name, records, kinds)
        wanted |= {one for branch in inquiry.branches() for one in branch.driven}
        wanted |= {one for lens in inquiry.lenses for each in lens.whose for one in each.driven}
    return tuple(sorted(one for one in wanted if not _is_indexed(question.schema, *one)))


def _is_indexed(schema: Schema, table: str, column: str) -> bool:
    shape = schema.table(table)
    if shape is None:
        return True
    return any(columns[:1] == (column,) for columns in (shape.primary, *(index.columns for index in shape.indexes)))
