"""Small shops to be stopped in: a vault, the shop's own database and a separate one, with a plan that was approved.

A world is made once for each product and copied for each use (`products.py`). `Found` is what an auditor reads in it:
every row of both databases, and what the journal says.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from bench.faults.vaults import FILES, close
from bench.tables import disputes
from bench.tables.shop import Size, build
from jikim.apart.mirror import mirrors, prepare
from jikim.engine import (
    Connected,
    Running,
    Work,
    approve_tables,
    carry_plan,
    enact,
    mapped,
    open_running,
    plan_tables,
    remember,
)
from jikim.engine.chunks import Chunks, State
from jikim.messages import Language
from jikim.period import instant_of_text
from jikim.plan import Plan
from jikim.settings import Settings

CHUNK = 8  # so that a run has many of them
TODAY = instant_of_text("2026-06-01T09:00")
SMALL = Size(60, orders=3, lines=2, history=1)  # of the orders, a third is kept apart
MAPPING = mapped({"data.yaml": disputes.data() + b"chunk: %d\nunmanaged: []\n" % CHUNK}, "data.yaml")

Row = tuple[object, ...]
Rows = Mapping[str, frozenset[Row]]
Root = tuple[str, object]
"""A row that a plan may name: its table and its number."""


@dataclass(frozen=True, slots=True)
class World:
    """Where one vault is, the shop's own database and the separate one (URLs)."""

    vault: Path
    live: str
    separate: str

    def opened(self) -> Running:
        """Return the service on its vault."""
        return open_running(_settings(self.vault), "shop", "bench", durable=True)

    def connected(self, running: Running) -> Connected:
        """Return the service with its databases."""
        return Connected(running, MAPPING, {"shop": self.live, "separate": self.separate})


@dataclass(frozen=True, slots=True)
class Template:
    """A world in which a plan was made and approved, and nothing was carried out."""

    world: World
    plan: Plan


class Shops(Protocol):
    """Makes databases on a product, and copies them."""

    def empty(self) -> tuple[str, str]:
        """Return a shop's own database and a separate one, both new."""

    def copy(self, live: str, separate: str) -> tuple[str, str]:
        """Return copies of both, for the next use; the copies of the use before are gone."""


def _settings(vault: Path) -> Settings:
    return Settings(vault, vault / "kek.key", Language.ENGLISH)


def template(shops: Shops, folder: Path, *, size: Size = SMALL, storage: str = "") -> Template:
    """Make a shop, have a plan made and approved; `storage` is MariaDB's word."""
    live, separate = shops.empty()
    engine = sa.create_engine(live, poolclass=sa.NullPool)
    build(engine, size, storage=storage)
    disputes.build(engine, size.members, storage=storage)
    world = World(folder, live, separate)
    running = open_running(_settings(folder), "shop", "bench", create=True)
    enact(running, disputes.policy(), "policy.yaml", TODAY - 1)
    with world.connected(running) as connected:
        there = sa.create_engine(separate, poolclass=sa.NullPool)
        with there.begin() as connection:
            prepare(
                connection, mirrors(connected.data, running.in_force(TODAY).policy, connected.schema("shop"), "shop")
            )
        drawn = plan_tables(connected, TODAY, TODAY)
        remember(connected, drawn)
        approve_tables(connected, drawn.plan, "cpo", TODAY)
    close(running)
    return Template(world, drawn.plan)


def copied(shops: Shops, pristine: Template, folder: Path) -> World:
    """Return a fresh copy of a world."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(pristine.world.vault / name, folder / name)
    (folder / "kek.key").chmod(0o600)
    return World(folder, *shops.copy(pristine.world.live, pristine.world.separate))


def carried(world: World, plan: Plan) -> Work:
    """Carry the plan out, from wherever it stands."""
    running = world.opened()
    try:
        with world.connected(running) as connected:
            return carry_plan(connected, plan, TODAY)
    finally:
        running.vault.close()


# What stands in a world


@dataclass(frozen=True, slots=True)
class Journal:
    """What the journal says: the rows of chunks that are open, of those that are done, and what it left alone."""

    open: frozenset[Root]
    done: frozenset[Root]
    skipped: frozenset[Root]
    failed: int


@dataclass(frozen=True, slots=True)
class Found:
    """Every row of both databases, and what the journal says of them."""

    live: Rows
    separate: Rows
    journal: Journal

    @property
    def roots(self) -> frozenset[Root]:
        """The rows in use that a plan may name."""
        return frozenset((table, row[0]) for table, rows in self.live.items() if table != "order_lines" for row in rows)

    def kept(self) -> Mapping[Root, frozenset[Row]]:
        """Return what stands in the separate database of each order: its row, its lines and whose it is until when."""
        found: dict[Root, set[Row]] = {}
        for table, rows in self.separate.items():
            for row in rows:
                found.setdefault(root_kept(table, row), set()).add((table, *row))
        return {root: frozenset(rows) for root, rows in found.items()}


def root_of(table: str, row: Row) -> Root:
    """Return with which row of a plan a live row goes."""
    return ("orders", row[1]) if table == "order_lines" else (table, row[0])


def root_kept(table: str, row: Row) -> Root:
    """Return with which row of a plan a row of the separate database went."""
    if table != "jikim_kept":
        return root_of(table, row)
    return str(row[4]), int(str(row[5]).strip("[]"))


def found(world: World, plan: Plan) -> Found:
    """Return what stands in a world."""
    running = world.opened()
    try:
        chunks = Chunks(running).of_plan(plan.digest).values()
        roots = {state: frozenset((each.lot.part.table, key[0]) for each in chunks if each.state is state
                                  for key in each.lot.keys) for state in State}  # fmt: skip
        skipped = frozenset((each.lot.part.table, key[0]) for each in chunks for key in each.lot.skipped)
        failed = sum(each.state is State.FAILED for each in chunks)
        journal = Journal(roots[State.BEGUN], roots[State.DONE], skipped, failed)
    finally:
        running.vault.close()
    return Found(rows(world.live), rows(world.separate), journal)


def rows(url: str) -> Rows:
    """Return every row of every table; without the instants at which rows were moved."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return {table: frozenset(_rows(connection, table)) for table in tables}


def _rows(connection: sa.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table; one that stands there again is told apart from the first."""
    asked = connection.exec_driver_sql(f"SELECT * FROM {table}")
    names, seen = list(asked.keys()), Counter[Row]()
    for each in asked:
        row = tuple("" if name == "moved_at" else value for name, value in zip(names, each, strict=True))
        seen[row] += 1
        yield row if seen[row] == 1 else (*row, f"stands here {seen[row]} times")
