"""A MariaDB server of the tests' own: in a folder under /tmp, reached by a socket in it, gone with it.

The binaries are Debian's (`mariadb-server-core`, `mariadb-client-core`), run directly: no service, no port, nothing
of the machine's own configuration. Root lends the server an account that is already there, as for PostgreSQL. The
server is told by the kernel when the process that started it dies.

There are no databases but the server's own to begin with; `Databases` makes them, each with a user of its own. It
speaks through the command-line client, so that a test needs a driver only for what it tests.
"""

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url

SUPERUSER = "jikim_tests"
DRIVER = "mysql+pymysql"
START_SECONDS = 60
# What a shop's own server is set to, where it matters to what is tested; and small.
SETTINGS = (
    "--skip-networking",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=32M",
    "--key-buffer-size=8M",
)
CARELESS = ("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF", "--skip-log-bin")
CAREFUL = ("--innodb-flush-log-at-trx-commit=1",)


@dataclass(frozen=True, slots=True)
class Account:
    """The user that the server runs as; both None when it is simply the user who runs the tests."""

    user: int | None = None
    group: int | None = None

    def own(self, path: Path) -> None:
        """Hand `path` to the account."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[str]:
    """Start a server, yield the URL of its superuser (SQLAlchemy form), and stop it whatever happens.

    `durable` writes through to the disk at each commit, for tests of what a crash leaves behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="jikim-my-", dir="/tmp"))  # short, because a socket's path must be
    account = _account()
    account.own(folder)
    server: list[subprocess.Popen[bytes]] = []

    def stop() -> None:
        for process in server:
            _stop(process)
        server.clear()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    try:
        password = secrets.token_hex(16)
        _initialise(account, folder)
        server.append(_start(account, folder, _first_words(account, folder, password), durable=durable))
        _wait_until_ready(folder, server[0])
        asked = {"unix_socket": str(folder / "socket"), "charset": "utf8mb4"}
        url = URL.create(DRIVER, SUPERUSER, password, "localhost", database="mysql", query=asked)
        yield url.render_as_string(hide_password=False)
    finally:
        stop()
        atexit.unregister(stop)


@dataclass(slots=True)
class Databases:
    """Makes empty databases on a server, each with a user of its own that sees no other."""

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
        """Drop every database made here and its user."""
        while self._made:
            name = self._made.pop()
            run_sql(self.server, f"DROP DATABASE IF EXISTS {name}; DROP USER IF EXISTS {name};")

    def _make_one(self) -> str:
        name, password = f"t{secrets.token_hex(6)}", secrets.token_hex(12)
        self._made.append(name)
        run_sql(
            self.server,
            f"CREATE DATABASE {name}; CREATE USER {name} IDENTIFIED BY '{password}'; GRANT ALL ON {name}.* TO {name};",
        )
        url = make_url(self.server).set(username=name, password=password, database=name)
        return url.render_as_string(hide_password=False)


def run_sql(url: str, statements: str) -> list[list[str]]:
    """Run `statements` through the command-line client; return the rows, each value as text, NULL as `NULL`."""
    parts = make_url(url)
    place = [f"--socket={parts.query['unix_socket']}"] if "unix_socket" in parts.query else ["--protocol=tcp"]
    if parts.port:
        place += [f"--host={parts.host}", f"--port={parts.port}"]
    how = ["--no-defaults", "--batch", "--skip-column-names", "--default-character-set=utf8mb4"]
    done = subprocess.run(
        [_binary("mariadb"), *how, *place, f"--user={parts.username}", str(parts.database)],
        input=statements,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "MYSQL_PWD": parts.password or ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"mariadb ended with {done.returncode}: {done.stderr}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def _account() -> Account:
    if os.geteuid() != 0:
        return Account()
    for name in ("mysql", "postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise RuntimeError("MariaDB does not run as root, and there is no account to lend it: mysql, postgres or nobody")


def _binary(name: str) -> str:
    """Return where a program of Debian's is; /usr/sbin is not on everybody's path."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin")))
    if found is None:
        raise RuntimeError(
            f"no {name}: install Debian's mariadb-server-core and mariadb-client-core, "
            "or name a server in JIKIM_TEST_MARIADB"
        )
    return found


def _initialise(account: Account, folder: Path) -> None:
    """Create the server's data, and the folder for what it puts aside."""
    for name in ("data", "tmp"):
        (folder / name).mkdir()
        account.own(folder / name)
    done = subprocess.run(
        [
            _binary("mariadb-install-db"),
            "--no-defaults",
            "--skip-test-db",
            "--auth-root-authentication-method=normal",
            f"--datadir={folder / 'data'}",
            f"--tmpdir={folder / 'tmp'}",
        ],
        cwd=folder,
        user=account.user,
        group=account.group,
        extra_groups=None if account.user is None else [],
        env=_surroundings(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"mariadb-install-db ended with {done.returncode}: {done.stdout}{done.stderr}")


def _first_words(account: Account, folder: Path, password: str) -> Path:
    """Return the file with what the server is told before it lets anyone in: who its superuser is."""
    words = folder / "first.sql"
    words.touch(mode=0o600)
    account.own(words)
    words.write_text(
        f"CREATE USER {SUPERUSER}@localhost IDENTIFIED BY '{password}';\n"
        f"GRANT ALL ON *.* TO {SUPERUSER}@localhost WITH GRANT OPTION;\n"
        "DELETE FROM mysql.global_priv WHERE user IN ('', 'root');\n"  # they come without a password
        "FLUSH PRIVILEGES;\n",
        encoding="ascii",
    )
    return words


def _start(account: Account, folder: Path, words: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    options = (
        "--no-defaults",
        f"--datadir={folder / 'data'}",
        f"--tmpdir={folder / 'tmp'}",
        f"--socket={folder / 'socket'}",
        f"--pid-file={folder / 'pid'}",
        f"--init-file={words}",
        *SETTINGS,
        *(CAREFUL if durable else CARELESS),
    )
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig=KILL", _binary("mariadbd"), *options],
            cwd=folder,
            user=account.user,
            group=account.group,
            extra_groups=None if account.user is None else [],
            env=_surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _wait_until_ready(folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(5)
            caller.connect(str(folder / "socket"))
            if caller.recv(5):  # it greets whoever calls, and listens only after its first words
                (folder / "first.sql").unlink()
                return
        time.sleep(0.05)  # a server has no other way to say that it is ready
    raise RuntimeError(f"MariaDB did not start: {(folder / 'server.log').read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)  # at once, nothing here is worth a checkpoint
    process.wait()


def _surroundings(folder: Path) -> dict[str, str]:
    """Return the only environment that the server sees: no home of anybody's, no MYSQL* variable of the caller's."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
