"""Carrying out what is due in a database of a test: asked as a plan asks, grouped, and carried out chunk by chunk."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from jikim.carry import Carried, Carrying, Files, ordered
from jikim.connect import describe, open_to_write
from jikim.find import DueRow, Question, find
from jikim.mapping import parse_data
from jikim.period import Instant
from jikim.plan import Key, Part
from jikim.policy import parse
from tests.connect.shop import CALENDAR

Doing = Callable[[Connection, Carrying, tuple[Key, ...]], Carried]


def parts(rows: list[DueRow]) -> list[Part]:
    """Return the rows by what is due for them."""
    found: dict[tuple[object, ...], list[DueRow]] = {}
    for row in rows:
        kind = (row.table, row.record, row.destroy, row.preserve, row.remaining, row.ends, row.columns)
        found.setdefault(kind, []).append(row)
    return [
        Part(one.database, one.table, one.record, one.destroy, one.preserve, one.remaining, one.ends, one.columns,
             tuple(row.key for row in some))
        for some in found.values() for one in some[:1]
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acted:
    """What was planned, and what became of it, part by part."""

    parts: tuple[Part, ...]
    carried: tuple[Carried, ...]

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows by table, destroyed or changed."""
        found: dict[str, int] = {}
        for one in self.carried:
            for table, count in one.rows:
                found[table] = found.get(table, 0) + count
        return found

    def keys(self, what: str) -> set[Key]:
        """Return the keys of all chunks that were `done`, `skipped` or `missing`."""
        return {key for one in self.carried for key in getattr(one, what)}


def question(engine: Engine, now: Instant, policy: str, data: str, **more: object) -> Question:
    """Return what is asked of a database called shop."""
    parsed = parse_data({"data.yaml": data.encode()}, "data.yaml")
    return Question(parsed, parse(policy.encode()), describe(engine), "shop", now, CALENDAR, **more)  # type: ignore[arg-type]


def planned(engine: Engine, asked: Question) -> tuple[Part, ...]:
    """Return the parts of a plan, in their order."""
    with engine.connect() as connection:
        found = parts(list(find(connection, asked)))
    return ordered(found, asked.data, {"shop": asked.schema})


def carried(engine: Engine, asked: Question, plan: tuple[Part, ...], chunk: int = 1000, **more: object) -> Acted:
    """Carry a plan out."""
    done: list[Carried] = []
    for part in plan:
        carrying = Carrying(asked, part, **more)  # type: ignore[arg-type]
        for at in range(0, len(part.keys), chunk):
            with engine.begin() as live:
                done.append(carrying.carry(live, part.keys[at : at + chunk]))
            if isinstance(files := more.get("files"), Files):
                with engine.connect() as reading:
                    files.destroy(reading, done[-1].files)
    return Acted(plan, tuple(done))


@contextmanager
def writing(url: str) -> Iterator[Engine]:
    """Open a database as `jikim apply` does."""
    engine = open_to_write("shop", url)
    try:
        yield engine
    finally:
        engine.dispose()


def values(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    """Return what a question answers."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]
