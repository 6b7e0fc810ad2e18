"""Databases of a shop on each product, and copies of them: files, `TEMPLATE`, table by table."""

import shutil
import sqlite3
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

from tests import mariadb, postgres


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
