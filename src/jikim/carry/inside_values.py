"""By which values the free text of a row is searched: those in the row and its children, and those of its people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.rows import Cell, Link, Rows
from jikim.find.clocks import with_children
from jikim.find.due import Question
from jikim.find.links import Aliases, whose
from jikim.find.steps import named
from jikim.mapping import Record
from jikim.plan import Key
from jikim.seek.values import forms_of
from jikim.seek.values_read import collect_values, theirs


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
            by_item: dict[Key, list[tuple[str, object]]] = defaultdict(list)
            for holding in (one for one in contents.holdings if not one.other):
                cells = [rows.cell(str(column)) for column in holding.columns]
                said = sa.and_(rows.meets(contents.where), rows.meets(holding.where))
                for key, values in self._rows(root, links, cells, said):
                    by_item[key] += [(str(holding.item), value) for value in values]
            for key, pairs in by_item.items():
                items = [item for item, _ in pairs]
                for item in set(items):
                    self._values[key] |= set(_whole(item, items, [value for _, value in pairs]))

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
        names_of: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for (_, value), wanted in sought.values.items():
            for each in wanted:
                names_of[str(each.person)].add((each.item, value))
        for whom, whole in self._in_parts(people):
            names_of[str(sought.keys[whom])] |= whole
        for key, some in found.items():
            for person in some:
                self._values[key] |= names_of[str(sought.keys[str(person)])]

    def _in_parts(self, people: Sequence[object]) -> Iterator[tuple[str, set[tuple[str, str]]]]:
        """Yield what stands in several columns of somebody's row and is one value: a family name and a given name."""
        for one in theirs(self._question):
            held = [each for each in one.contents.holdings if not each.other and not each.where]
            items = [str(each.item) for each in held for _ in each.columns]
            cells = [one.rows.cell(str(column)) for each in held for column in each.columns]
            if len(items) > len(set(items)):
                rows: Sequence[Sequence[Any]] = self._live.execute(one.select(cells, people)).all()
                for row in rows:
                    yield str(row[0]), {value for item in set(items) for value in _whole(item, items, row[1:])}

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


def _whole(item: str, items: Sequence[str], values: Sequence[object]) -> Iterator[tuple[str, str]]:
    """Yield the values of one item, and what two or three of them are together."""
    parts = [value.strip() for of, value in zip(items, values, strict=True) if of == item and isinstance(value, str)]
    parts = [part for part in parts if part]
    orders = [parts, parts[::-1]] if len(parts) == 2 else [parts] if len(parts) == 3 else []
    for text in (*parts, *[sign.join(order) for order in orders for sign in ("", " ")]):
        yield from ((item, value) for _, value in forms_of(item, text))
