"""The tables of MariaDB and MySQL, from information_schema.

A login that may only read is not told there what a foreign key does on delete: then the table's own text is read,
for those tables alone. MariaDB's JSON is a text with a check, and is recognised by it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.connect.catalogue import ON_DELETE, Draft, answers, in_order
from jikim.connect.names import name_of
from jikim.connect.sorts import of_mysql
from jikim.tables import Check, Column, ForeignKey, Index, OnDelete, Shape, Sort, Trigger

_JSON_CHECK = re.compile(r"^\(?json_valid\(`(.+)`\)\)?$", re.IGNORECASE)
_GENERATED = re.compile(r"VIRTUAL|STORED|PERSISTENT")
_WRITTEN_KEY = re.compile(
    r"CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY [^\n]*? ON DELETE (CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)"
)


def look(connection: Connection) -> tuple[str, tuple[Shape, ...]]:
    """Return the version and the tables."""
    own, version = next(iter(answers(connection, "mysql", "about")))
    mariadb = "mariadb" in version.lower()
    drafts: dict[str, Draft] = {}
    for row in answers(connection, "mysql", "relations"):
        view = row.type != "BASE TABLE" and "VERSIONED" not in row.type
        comment = "" if view else row.comment
        drafts[row.name] = Draft(name_of(None, row.name, None), int(row.row_count), row.engine, comment, view=view)
    checks = _checks(connection, drafts, mariadb=mariadb)
    for row in answers(connection, "mysql", "columns"):
        if row.id in drafts:
            drafts[row.id].columns.append(_column(row, json=(row.id, row.name) in checks, mariadb=mariadb))
    _indexes(connection, drafts)
    _foreign(connection, drafts, own)
    for row in answers(connection, "mysql", "triggers"):
        if row.id in drafts:
            drafts[row.id].triggers.append(Trigger(row.name, row.does_on.lower()))
    for row in answers(connection, "mysql", "parts"):
        if row.name not in drafts[row.id].partitions:
            drafts[row.id].partitions.append(row.name)
    return version, in_order(drafts.values())


def _checks(connection: Connection, drafts: Mapping[str, Draft], *, mariadb: bool) -> set[tuple[str, str]]:
    """Put the checks in, and return the columns that a check makes JSON; before 8.0.16 MySQL knew no checks."""
    asked, found = "checks_mariadb" if mariadb else "checks_mysql", set[tuple[str, str]]()
    try:
        rows = answers(connection, "mysql", asked)
    except DBAPIError as error:
        if error.connection_invalidated:  # the server is gone, and says nothing of what it knows
            raise
        return found
    for row in rows:
        json = _JSON_CHECK.match(row.text)
        if json:
            found.add((row.id, json[1]))
        if row.id in drafts:
            drafts[row.id].checks.append(Check(row.text, row.name))
    return found


def _column(row: Any, *, json: bool, mariadb: bool) -> Column:  # noqa: ANN401  (a row of `columns`)
    sort = Sort.JSON if json else of_mysql(row.type, row.declared)
    no_default = row.default_value is None or (mariadb and row.default_value == "NULL")
    generated = bool(_GENERATED.search(row.extra))
    return Column(
        name=row.name,
        sort=sort,
        declared=row.declared,
        nullable=row.nullable == "YES",
        length=int(row.length) if sort is Sort.TEXT and row.length is not None else None,
        has_default=not generated and (not no_default or "auto_increment" in row.extra),
        generated=generated,
        comment=row.comment,
    )


def _indexes(connection: Connection, drafts: Mapping[str, Draft]) -> None:
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in answers(connection, "mysql", "indexes"):
        found[row.id, row.name].append(row)
    for (table, name), rows in found.items():
        columns = tuple(row.name_of or "(expression)" for row in rows)
        unique = not int(rows[0].repeats)
        if name == "PRIMARY":
            drafts[table].primary = list(columns)
        elif unique or rows[0].type == "BTREE":
            drafts[table].indexes.append(Index(columns, name, unique))


def _foreign(connection: Connection, drafts: Mapping[str, Draft], own: str) -> None:
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in answers(connection, "mysql", "foreign"):
        found[row.id, row.name].append(row)
    untold = {table for (table, _), rows in found.items() if rows[0].on_delete is None}
    written = {table: _written(connection, table) for table in sorted(untold)}
    for (table, name), rows in found.items():
        said = rows[0].on_delete
        drafts[table].foreign.append(
            ForeignKey(
                columns=tuple(row.name_of for row in rows),
                table=name_of(rows[0].referred_schema, rows[0].referred_table, own),
                referred=tuple(row.referred_name for row in rows),
                name=name,
                on_delete=ON_DELETE[said.lower()] if said else written[table].get(name, OnDelete.RESTRICT),
            )
        )


def _written(connection: Connection, table: str) -> Mapping[str, OnDelete]:
    """Return what the foreign keys of a table do on delete, as its own text says; RESTRICT is not written."""
    quoted = connection.dialect.identifier_preparer.quote_identifier(table)
    text = str(connection.execute(sa.text(f"SHOW CREATE TABLE {quoted}".replace(":", r"\:"))).one()[1])
    return {name.replace("``", "`"): ON_DELETE[what.lower()] for name, what in _WRITTEN_KEY.findall(text)}
