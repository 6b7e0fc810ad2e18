"""Some rows of a plan as a person sees them before approving: only what holds an item, and that masked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect import asked
from jikim.find import Inquiry, Question
from jikim.plan import Part, Sample, masked

SAMPLES = 10
"""Rows that are shown of a plan; of each part at least one, while there are no more parts than this."""


def sampled(connection: Connection, question: Question, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts of one database, the first of them with the first of their rows."""
    each = max(1, SAMPLES // max(1, len(parts)))
    for number, part in enumerate(parts):
        most = each if number < SAMPLES else 0
        yield replace(part, samples=tuple(_samples(connection, question, part, most))) if most else part


def _samples(connection: Connection, question: Question, part: Part, most: int) -> Iterator[Sample]:
    records = question.tables()[part.table]
    columns = dict.fromkeys(
        str(column) for record in records for holding in record.contents.holdings for column in holding.columns
    )
    if not columns:
        return
    inquiry = Inquiry(question, part.table, records, question.kinds())
    cells = [inquiry.row.cell(name) for name in (*inquiry.key, *columns)]
    some = part.keys[:most]
    statement = sa.select(*[cell.label(f"c{at}") for at, cell in enumerate(cells)])
    with asked(question.database):
        rows = connection.execute(statement.select_from(inquiry.row.source).where(inquiry.named(some))).all()
    width = len(inquiry.key)
    found = {tuple(row[:width]): row[width:] for row in rows}
    for number, key in enumerate(some, 1):
        if key in found:
            shown = zip(columns, map(masked, found[key]), strict=True)
            yield Sample(number, tuple((name, value) for name, value in shown if value))
