"""Small shops to be stopped in: a vault, the shop's own database and a separate one, with a plan that was approved.

A world is made once for each product and copied for each use: files for SQLite, `TEMPLATE` for PostgreSQL, table by
table for MariaDB. `Found` is what an auditor reads in it: every row of both databases, and what the journal says.
"""

import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
import sqlalchemy as sa
from psycopg import sql

from bench.faults.vaults import FILES, close
from bench.tables.shop import DATA, POLICY, Size, build
from jikim.connect.mirror import mirrors, prepare
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
from tests import mariadb, postgres

CHUNK = 8  # so that a run has many of them
TODAY = instant_of_text("2026-06-01T09:00")
SMALL = Size(60, orders=3, lines=2, history=1)  # of the orders, a third is kept apart
MAPPING = mapped({"data.yaml": DATA + b"chunk: %d\nunmanaged: []\n" % CHUNK}, "data.yaml")

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
    world = World(folder, live, separate)
    running = open_running(_settings(folder), "shop", "bench", create=True)
    enact(running, POLICY, "policy.yaml", TODAY - 1)
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


def _rows(connection: sa.Connection, table: str) -> list[Row]:
    asked = connection.exec_driver_sql(f"SELECT * FROM {table}")
    names = list(asked.keys())
    return [tuple("" if name == "moved_at" else value for name, value in zip(names, row, strict=True)) for row in asked]


# Products


class OfFiles:
    """SQLite: databases are files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def empty(self) -> tuple[str, str]:
        """Return two empty files."""
        return self._made("shop"), self._made("separate")

    def _made(self, name: str) -> str:
        connection = sqlite3.connect(self._folder / f"{name}.db")
        connection.execute("PRAGMA journal_mode=wal")
        connection.close()
        return f"sqlite:///{self._folder / name}.db"

    def copy(self, live: str, separate: str) -> tuple[str, str]:
        """Return copies of two files that nobody has open."""
        return self._copy(live), self._copy(separate)

    def _copy(self, url: str) -> str:
        source = Path(url.removeprefix("sqlite:///"))
        target = source.with_name(f"copy-{source.name}")
        for left in source.parent.glob(f"{target.name}*"):
            left.unlink()
        connection = sqlite3.connect(source)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(source, target)
        return f"sqlite:///{target}"


class OfPostgres:
    """PostgreSQL: two databases, on one server or on two (URLs of their superusers)."""

    def __init__(self, server: str, beside: str | None = None) -> None:
        self._servers = (server, beside or server)
        self._count = 0

    def empty(self) -> tuple[str, str]:
        """Return two empty databases, each with a role of its own."""
        live, separate = (postgres.Databases.on(server).make(1)[0] for server in self._servers)
        return live, separate

    def copy(self, live: str, separate: str) -> tuple[str, str]:
        """Return copies of two databases that nobody is connected to."""
        self._count += 1
        first, second = (self._copy(server, url) for server, url in zip(self._servers, (live, separate), strict=True))
        return first, second

    def _copy(self, server: str, url: str) -> str:
        source = sa.make_url(url)
        before, name = (sql.Identifier(f"{source.database}_{self._count - back}") for back in (1, 0))
        names = [name, sql.Identifier(str(source.database)), sql.Identifier(str(source.username))]
        with psycopg.connect(server.replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(before))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))
        return source.set(database=f"{source.database}_{self._count}").render_as_string(hide_password=False)


class OfMariaDb:
    """MariaDB: two databases, on one server or on two (URLs of their superusers)."""

    def __init__(self, server: str, beside: str | None = None) -> None:
        self._servers = (server, beside or server)
        self._count = 0

    def empty(self) -> tuple[str, str]:
        """Return two empty databases, each with a user of its own."""
        live, separate = (mariadb.Databases.on(server).make(1)[0] for server in self._servers)
        return live, separate

    def copy(self, live: str, separate: str) -> tuple[str, str]:
        """Return copies of two databases, table by table."""
        self._count += 1
        first, second = (self._copy(server, url) for server, url in zip(self._servers, (live, separate), strict=True))
        return first, second

    def _copy(self, server: str, url: str) -> str:
        source = sa.make_url(url)
        before, name = (f"{source.database}_{self._count - back}" for back in (1, 0))
        words = [f"DROP DATABASE IF EXISTS {before}", f"CREATE DATABASE {name}",
                 f"GRANT ALL ON {name}.* TO {source.username}"]  # fmt: skip
        for (table,) in mariadb.run_sql(server, f"SHOW TABLES FROM {source.database}"):
            words.append(f"CREATE TABLE {name}.{table} LIKE {source.database}.{table}")
            words.append(f"INSERT INTO {name}.{table} SELECT * FROM {source.database}.{table}")
        mariadb.run_sql(server, ";\n".join(words) + ";")
        return source.set(database=name).render_as_string(hide_password=False)
