"""PostgreSQL's tables, from its catalogue. A partition is not listed: it belongs to the table it is a part of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy.engine import Connection

from jikim.connect.catalogue import ON_DELETE, Draft, answers, in_order
from jikim.connect.names import name_of
from jikim.connect.sorts import of_postgresql
from jikim.tables import Check, Column, ForeignKey, Index, Shape, Sort, Trigger

_ENGINES = {"m": "materialized view", "f": "foreign table"}
_HEADER = 4  # bytes that a type's modifier counts besides the characters


def look(connection: Connection) -> tuple[str, tuple[Shape, ...]]:
    """Return the version and the tables."""
    own, version = next(iter(answers(connection, "postgresql", "about")))
    relations = {row.id: row for row in answers(connection, "postgresql", "relations")}
    names = {key: name_of(row.schema, row.name, own or "public") for key, row in relations.items()}
    parts = _Parts(connection)
    drafts = {
        key: Draft(names[key], row.rows, _ENGINES.get(row.kind, ""), row.comment, view=row.kind in "vmf")
        for key, row in relations.items()
        if not row.part
    }
    for key, draft in drafts.items():
        leaves = [part for part in parts.leaves(key) if part in names]
        draft.partitions = sorted(names[part] for part in leaves)
        draft.rows = max(draft.rows, sum(relations[part].rows for part in leaves if relations[part].part))
    _columns(connection, drafts)
    _constraints(connection, drafts, names)
    for row in answers(connection, "postgresql", "indexes"):
        if row.id in drafts:
            drafts[row.id].indexes.append(Index(tuple(row.columns), row.name, row.is_unique))
    for row in answers(connection, "postgresql", "triggers"):
        whole = row.id if row.id in drafts else parts.root(row.id)
        if whole in drafts:
            drafts[whole].triggers.append(Trigger(row.name, row.does_on))
    return version, in_order(drafts.values())


class _Parts:
    """Which table is a part of which."""

    def __init__(self, connection: Connection) -> None:
        self._whole: dict[int, int] = {}
        self._parts: dict[int, list[int]] = defaultdict(list)
        for row in answers(connection, "postgresql", "parts"):
            self._whole[row.part] = row.whole
            self._parts[row.whole].append(row.part)

    def leaves(self, whole: int) -> Iterator[int]:
        """Yield the parts that hold rows themselves, however deep."""
        for part in self._parts.get(whole, ()):
            if part in self._parts:
                yield from self.leaves(part)
            else:
                yield part

    def root(self, part: int) -> int:
        """Return the table that a part belongs to in the end."""
        while part in self._whole:
            part = self._whole[part]
        return part


def _columns(connection: Connection, drafts: Mapping[int, Draft]) -> None:
    for row in answers(connection, "postgresql", "columns"):
        if row.id in drafts:
            sort = of_postgresql(row.type, row.category)
            bounded = sort is Sort.TEXT and row.modifier >= _HEADER
            drafts[row.id].columns.append(
                Column(
                    name=row.name,
                    sort=sort,
                    declared=row.declared,
                    nullable=row.nullable,
                    length=row.modifier - _HEADER if bounded else None,
                    has_default=row.has_default and not row.generated,
                    generated=row.generated,
                    comment=row.comment,
                )
            )


def _constraints(connection: Connection, drafts: Mapping[int, Draft], names: Mapping[int, str]) -> None:
    for row in answers(connection, "postgresql", "constraints"):
        draft = drafts.get(row.id)
        if draft is None:
            continue
        columns = tuple(row.columns)
        match row.kind:
            case "p":
                draft.primary = list(columns)
            case "c":
                draft.checks.append(Check(row.text, row.name))
            case "f" if row.referred_id in names:
                referred, does = names[row.referred_id], ON_DELETE[row.on_delete]
                key = ForeignKey(columns, referred, tuple(row.referred), row.name, does, row.deferred)
                draft.foreign.append(key)
