"""By which values the free text of a row is searched: those in the row and its children, and those of its people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.clocks import with_children
from jikim.connect.due import Question
from jikim.connect.links import Aliases, whose
from jikim.connect.rows import Cell, Link, Rows
from jikim.connect.steps import named
from jikim.connect.values import forms_of
from jikim.connect.values_read import collect_values
from jikim.mapping import Record
from jikim.plan import Key


class Known:
    """The values of some rows, by item; read once, while they are there."""

    def __init__(
        self, live: Connection, question: Question, record: Record, key: tuple[str, ...], keys: Sequence[Key]
    ) -> None:
        self._live, self._question, self._record, self._key, self._keys = live, question, record, key, keys
        self._values: dict[Key, set[tuple[str, str]]] = defaultdict(set)
        self._own()
        self._of_people()

    def values(self, key: Key, items: Iterable[str]) -> tuple[str, ...]:
        """Return the values of a row by which its free text is searched, in an order that is always the same."""
        wanted = {str(item) for item in items}
        return tuple(sorted({value for item, value in self._values[key] if item in wanted}))

    def _own(self) -> None:
        """Take in what stands in the rows themselves, whose guests are known by nothing else."""
        names = Aliases(self._question.schema)
        root = names.rows(self._record.table)
        for contents, links in with_children(names, self._record.contents, root):
            rows = links[-1].rows if links else root
            for holding in (one for one in contents.holdings if not one.other):
                cells = [rows.cell(str(column)) for column in holding.columns]
                for key, values in self._rows(
                    root, links, cells, rows.meets(contents.where), rows.meets(holding.where)
                ):
                    self._add(key, str(holding.item), values)

    def _add(self, key: Key, item: str, values: Sequence[object]) -> None:
        texts = [value.strip() for value in values if isinstance(value, str) and value.strip()]
        together = ["".join(texts), " ".join(texts)] if 1 < len(texts) <= 3 else []
        for text in [*texts, *together]:
            self._values[key] |= {(item, value) for _, value in forms_of(item, text)}

    def _of_people(self) -> None:
        names = Aliases(self._question.schema)
        root = names.rows(self._record.table)
        found: dict[Key, set[object]] = defaultdict(set)
        for owner in whose(names, self._question.data, self._record, root):
            if owner.person is not None:
                for key, values in self._rows(root, owner.links, [owner.key], owner.named, outer=True):
                    found[key] |= {value for value in values if value is not None}
        people = sorted({person for some in found.values() for person in some}, key=str)
        if not people:
            return
        sought = collect_values(self._live, self._question, people, people)
        theirs: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for (_, value), wanted in sought.values.items():
            for one in wanted:
                theirs[one.person].add((one.item, value))
        for key, some in found.items():
            for person in some:
                self._values[key] |= theirs[sought.keys[str(person)]]

    def _rows(
        self,
        root: Rows,
        links: Sequence[Link],
        cells: Sequence[Cell],
        *said: sa.ColumnElement[bool],
        outer: bool = False,
    ) -> Iterator[tuple[Key, Sequence[object]]]:
        source: sa.FromClause = root.source
        for link in links:
            source = source.join(link.rows.source, link.on, isouter=outer)
        every = [*[root.cell(name) for name in self._key], *cells]
        labelled = [cell.label(f"c{at}") for at, cell in enumerate(every)]
        asked = sa.select(*labelled).select_from(source).where(named(root, self._key, self._keys), *said)
        rows: Sequence[Sequence[Any]] = self._live.execute(asked).all()
        for row in rows:
            yield tuple(row[: len(self._key)]), tuple(row[len(self._key) :])
