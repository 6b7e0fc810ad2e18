"""How many rows of other tables keep the rows of a part from going; `preflight` sees only the look of the tables.

A row of another table stops one that goes when it refers to it by a key that refuses (NO ACTION, RESTRICT) and must
not be empty. Rows that the plan itself destroys before are no hindrance: their keys are handed in.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.address import asked
from jikim.connect.rows import Link, Rows, rows_of
from jikim.find.clocks import with_children
from jikim.find.due import Question
from jikim.find.links import Aliases
from jikim.find.spots import key_of
from jikim.find.steps import named
from jikim.mapping import Record, stopping_keys
from jikim.plan import Key, Part
from jikim.tables import ForeignKey, Shape

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Blocked:
    """Rows of `table` that name rows of `gone` by these columns, and so keep `keys` of the part from going."""

    table: str
    columns: tuple[str, ...]
    gone: str
    rows: int
    keys: tuple[Key, ...]


def blocked(
    connection: Connection, question: Question, part: Part, gone: Mapping[str, Collection[Key]] | None = None
) -> tuple[Blocked, ...]:
    """Return what stops a part, nothing where all of its rows can go; `gone` are keys by table that go before.

    Reads only. Rows that stay (an ending that clears, a part that does not end) are stopped by nothing.
    """
    if not part.ends:
        return ()
    before = {table: set(keys) for table, keys in (gone or {}).items()}
    before.setdefault(part.table, set()).update(part.keys)
    found = (
        _stopped(connection, question, part, record, *each, before)
        for record in question.tables()[part.table]
        for each in stopping_keys(question.data, question.policy, question.schema, part.database, str(record.name))
    )
    return tuple(one for one in found if one.rows)


def _stopped(
    connection: Connection,
    question: Question,
    part: Part,
    record: Record,
    shape: Shape,
    other: Shape,
    key: ForeignKey,
    before: Mapping[str, Collection[Key]],
) -> Blocked:
    going, stopped = before.get(other.name, ()), dict[Key, None]()
    rows: set[Key] = set()
    with asked(part.database):
        for links in _ways(question, record, shape):
            for whose, theirs in _referring(connection, question, part, links, other, key):
                if theirs not in going:
                    rows.add(theirs)
                    stopped[whose] = None
    return Blocked(other.name, key.columns, shape.name, len(rows), tuple(stopped))


def _ways(question: Question, record: Record, shape: Shape) -> Iterator[tuple[Rows, tuple[Link, ...]]]:
    """Yield the root rows and the links from them to a table whose rows go: itself, or a child."""
    names = Aliases(question.schema)
    root = names.rows(record.table)
    for contents, links in with_children(names, record.contents, root):
        if contents.table.name == shape.name:
            yield root, links


def _referring(
    connection: Connection,
    question: Question,
    part: Part,
    way: tuple[Rows, tuple[Link, ...]],
    other: Shape,
    key: ForeignKey,
) -> Iterator[tuple[Key, Key]]:
    """Yield the key of a row of the part, and of a row that refers to it or to a child of it."""
    root, links = way
    gone = links[-1].rows if links else root
    theirs = rows_of(question.schema, other.name, "theirs", question.tables()[part.table][0].place)
    source: sa.FromClause = root.source
    for link in links:
        source = source.join(link.rows.source, link.on)
    on = [theirs.cell(near) == gone.cell(far) for near, far in zip(key.columns, key.referred, strict=True)]
    source = source.join(theirs.source, sa.and_(*on))
    own, far = key_of(question, part), other.primary or key.columns
    cells = [*[root.cell(name) for name in own], *[theirs.cell(name) for name in far]]
    select = sa.select(*[cell.label(f"c{at}") for at, cell in enumerate(cells)]).select_from(source)
    for at in range(0, len(part.keys), _TOGETHER):
        said = named(root, own, part.keys[at : at + _TOGETHER])
        rows: Sequence[Sequence[Any]] = connection.execute(select.where(said)).all()
        yield from ((tuple(row[: len(own)]), tuple(row[len(own) :])) for row in rows)
