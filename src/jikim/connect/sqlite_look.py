"""The tables of a SQLite file; what its pragmas do not say (checks, deferral, triggers' events) from their own text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.connect.catalogue import ON_DELETE, Draft, Rows, answers, in_order
from jikim.connect.names import name_of
from jikim.connect.sorts import length_in, of_sqlite
from jikim.connect.sqlite_text import Written, event_of, written
from jikim.tables import Check, Column, ForeignKey, Index, Shape, Sort, Trigger

_TOGETHER = 400  # SQLite takes at most 500 parts in one statement


def look(connection: Connection) -> tuple[str, tuple[Shape, ...]]:
    """Return the version and the tables."""
    _, version = next(iter(answers(connection, "sqlite", "about")))
    drafts: dict[str, Draft] = {}
    texts: dict[str, Written] = {}
    ordinary = []
    for row in answers(connection, "sqlite", "relations"):
        engine = "virtual" if row.type == "virtual" else ""
        drafts[row.name] = Draft(name_of(None, row.name, None), engine=engine, view=row.type == "view")
        if row.type == "table":
            texts[row.name] = written(row.sql)
            drafts[row.name].checks += [Check(text, name) for name, text in texts[row.name].checks]
            if not row.without_rowid:
                ordinary.append(row.name)
    _columns(connection, drafts)
    _foreign(connection, drafts, texts)
    _indexes(connection, drafts)
    for row in answers(connection, "sqlite", "triggers"):
        if row.id in drafts:
            drafts[row.id].triggers.append(Trigger(row.name, event_of(row.sql)))
    for name, rows in _last_rows(connection, ordinary).items():
        drafts[name].rows = rows
    return version, in_order(drafts.values())


def _columns(connection: Connection, drafts: Mapping[str, Draft]) -> None:
    keys: dict[str, dict[int, str]] = defaultdict(dict)
    for row in _told(connection, drafts):
        if row.id not in drafts:
            continue
        if row.key_place:
            keys[row.id][row.key_place] = row.name
        sort = of_sqlite(row.declared)
        drafts[row.id].columns.append(
            Column(
                name=row.name,
                sort=sort,
                declared=row.declared,
                nullable=not row.required and not row.key_place,
                length=length_in(row.declared) if sort is Sort.TEXT else None,
                has_default=row.default_value is not None and not row.hidden,
                generated=bool(row.hidden),
            )
        )
    for table, places in keys.items():
        drafts[table].primary = [places[place] for place in sorted(places)]


def _told(connection: Connection, names: Iterable[str]) -> Rows:
    """Return the columns of all, or of each that still has any: a view whose table is gone has none."""
    try:
        return answers(connection, "sqlite", "columns")
    except DBAPIError:
        found: list[Any] = []
        for name in names:
            with suppress(DBAPIError):
                found += answers(connection, "sqlite", "columns_of", of=name)
        return found


def _foreign(connection: Connection, drafts: Mapping[str, Draft], texts: Mapping[str, Written]) -> None:
    found: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in answers(connection, "sqlite", "foreign"):
        found[row.id][row.number].append(row)
    by_lower = {name.lower(): name for name in drafts}
    for table, keys in found.items():
        deferred = texts[table].deferred
        told = len(deferred) == len(keys)
        for place, rows in enumerate(keys.values()):
            referred = by_lower.get(rows[0].referred_table.lower(), rows[0].referred_table)
            named = all(row.referred_name is not None for row in rows)
            implied = drafts[referred].primary if referred in drafts else ()
            columns = tuple(row.referred_name for row in rows) if named else tuple(implied)
            drafts[table].foreign.append(
                ForeignKey(
                    columns=tuple(row.name_of for row in rows),
                    table=name_of(None, referred, None),
                    referred=columns,
                    on_delete=ON_DELETE[rows[0].on_delete.lower()],
                    deferred=told and deferred[place],
                )
            )


def _indexes(connection: Connection, drafts: Mapping[str, Draft]) -> None:
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in answers(connection, "sqlite", "indexes"):
        found[row.id, row.name].append(row)
    for (table, name), rows in found.items():
        if rows[0].is_unique or not rows[0].partial:
            columns = tuple(row.name_of or "(expression)" for row in rows)
            drafts[table].indexes.append(Index(columns, name, bool(rows[0].is_unique)))


def _last_rows(connection: Connection, tables: list[str]) -> Mapping[str, int]:
    """Return the number of each table's last row, which is found without reading the others: at least so many came."""
    found: dict[str, int] = {}
    last: sa.Function[int] = sa.func.coalesce(sa.func.max(sa.literal_column("rowid")), 0)
    for start in range(0, len(tables), _TOGETHER):
        some = tables[start : start + _TOGETHER]
        asked = [sa.select(sa.literal(name), last).select_from(sa.table(name)) for name in some]
        found.update({name: max(int(rows), 0) for name, rows in connection.execute(sa.union_all(*asked))})
    return found
