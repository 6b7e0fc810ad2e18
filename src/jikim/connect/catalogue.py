"""The statements that ask a product's catalogue (`sql/<product>.sql`), and a table as it is put together from them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.tables import Check, Column, ForeignKey, Index, OnDelete, Shape, Trigger

_HEAD = re.compile(r"^-- name: ([a-z_]+)$", re.MULTILINE)
_COMMENT = re.compile(r"^--.*\n?", re.MULTILINE)

Rows = Sequence[Any]  # a row of the catalogue, by the names in the statement

ON_DELETE = {
    "a": OnDelete.NOTHING,
    "r": OnDelete.RESTRICT,
    "c": OnDelete.CASCADE,
    "n": OnDelete.SET_NULL,
    "d": OnDelete.SET_DEFAULT,
} | {choice.value: choice for choice in OnDelete}


@cache
def statements(file: str) -> Mapping[str, sa.TextClause]:
    """Return the statements of `sql/<file>.sql` by name."""
    text = (files("jikim.connect") / "sql" / f"{file}.sql").read_text(encoding="utf-8")
    parts = _HEAD.split(text)[1:]
    return {name: sa.text(_COMMENT.sub("", sql).strip()) for name, sql in zip(parts[::2], parts[1::2], strict=True)}


def answers(connection: Connection, file: str, name: str, **values: str) -> Rows:
    """Return the rows that a statement answers with, all at once."""
    return connection.execute(statements(file)[name], values).all()


@dataclass(slots=True)
class Draft:
    """A table while the catalogue is read; keys and indexes come in column by column, by their name."""

    name: str
    rows: int = 0
    engine: str = ""
    comment: str = ""
    view: bool = False
    columns: list[Column] = field(default_factory=list)
    primary: list[str] = field(default_factory=list)
    foreign: list[ForeignKey] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    partitions: list[str] = field(default_factory=list)

    def shape(self) -> Shape:
        """Return it as a value, in an order that depends on nothing but its content."""
        return Shape(
            name=self.name,
            columns=tuple(self.columns),
            primary=tuple(self.primary),
            foreign=tuple(sorted(self.foreign, key=lambda key: (key.name, key.columns, key.table))),
            indexes=tuple(sorted(self.indexes, key=lambda index: (index.name, index.columns))),
            checks=tuple(sorted(set(self.checks), key=lambda check: (check.name, check.text))),
            triggers=tuple(sorted(set(self.triggers), key=lambda trigger: (trigger.name, trigger.on))),
            partitions=tuple(self.partitions),
            engine=self.engine,
            comment=self.comment,
            view=self.view,
            rows=self.rows,
        )


def in_order(drafts: Iterable[Draft]) -> tuple[Shape, ...]:
    """Return the tables by name."""
    return tuple(draft.shape() for draft in sorted(drafts, key=lambda draft: draft.name))
