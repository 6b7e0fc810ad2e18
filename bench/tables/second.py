"""kill -9 of the server that keeps what is moved apart, while it is moved: nothing lost, nothing twice.

    python -m bench.tables.second --storage postgresql --kills 20 --seed 1

The separate database is on a server of its own. It is killed at a random moment of a run; the run then ends with an
error of one of ours, or has ended before. Everything is looked at as soon as the server is there again, and the run is
taken up, until it ends by itself; then both databases must hold, row for row, what an undisturbed run left.
"""

import argparse
import os
import random  # noqa: TID251  (a seed makes a failure repeatable)
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from bench.tables.facts import wrong_at_rest, wrong_now
from bench.tables.kill import MEMORY, Ground, measured
from bench.tables.moves import Moves, signs, taken, tell
from bench.tables.products import OfMariaDb, OfPostgres
from bench.tables.worlds import Shops, World, carried
from jikim.errors import JikimError
from tests import mariadb, postgres

_HUNG_SECONDS = 120.0
_ENDED, _REFUSED, _FAILED = range(3)


class Server:
    """A server of the tests that can be killed, and started again on what it left."""

    def __init__(self, url: str) -> None:
        self.url = url
        asked = sa.make_url(url).query
        self._folder = Path(str(asked["host"])) if "host" in asked else Path(str(asked["unix_socket"])).parent
        words = Path(f"/proc/{self._pid()}/cmdline").read_bytes().decode().split("\0")
        self._command = [each for each in words if each and not each.startswith("--init-file")]
        self._account = (self._folder / "data").stat()

    def kill(self) -> None:
        """Kill it, and what it started, which would go on for a while."""
        first = self._pid()
        for pid in (first, *_children(first)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.waitpid(first, 0)

    def start(self) -> None:
        """Start it as it was started, and wait until it answers."""
        mine = os.geteuid() == self._account.st_uid
        with (self._folder / "server.log").open("ab") as log:
            subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", *self._command],
                cwd=self._folder,
                user=None if mine else self._account.st_uid,
                group=None if mine else self._account.st_gid,
                extra_groups=None if mine else [],
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        engine, deadline = sa.create_engine(self.url, poolclass=sa.NullPool), time.monotonic() + _HUNG_SECONDS
        while time.monotonic() < deadline:
            with suppress(sa.exc.OperationalError), engine.connect():
                return
            time.sleep(0.05)  # a server has no other way to say that it is ready
        raise RuntimeError("the server did not start again")

    def _pid(self) -> int:
        for name in ("data/postmaster.pid", "pid"):
            if (self._folder / name).exists():
                return int((self._folder / name).read_text().split()[0])
        raise RuntimeError("the server does not say which process it is")


def _children(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(place.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(place.parent.name))
    return found


@dataclass(slots=True)
class Figures:
    """What a run of the harness counted."""

    kills: int = 0
    refused: int = 0
    worlds: int = 0
    rows: int = 0
    moves: Moves = field(default_factory=Moves)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (f"{self.kills} kills of the second server in {self.worlds} worlds, {self.refused} runs ended by them, "
                f"{self.rows} rows carried to their end; wrong: {len(self.wrong)}")  # fmt: skip


@contextmanager
def shops_on(storage: str) -> Iterator[tuple[Shops, Server]]:
    """Give databases on two servers, and the second of them."""
    on, shops = (postgres, OfPostgres) if storage == "postgresql" else (mariadb, OfMariaDb)
    with on.running_server(durable=True) as first, on.running_server(durable=True) as url:
        second = Server(url)
        try:
            yield shops(first, url), second
        finally:
            second.kill()


def run(ground: Ground, server: Server, kills: int, chance: random.Random, most: float = float("inf")) -> Figures:
    """Kill the second server so many times, or as often as there is time for, and return what was seen."""
    figures, until = Figures(), time.monotonic() + most
    while figures.kills < kills and time.monotonic() < until and not figures.wrong:
        world = ground.fresh()
        figures.worlds += 1
        ended = False
        while not ended and not figures.wrong:
            seconds = (
                chance.uniform(0, ground.usual.seconds) if figures.kills < kills and time.monotonic() < until else None
            )
            ended = _disturbed(world, ground, server, seconds, figures)
            if not figures.wrong:
                figures.wrong += wrong_now(ground.golden, ground.found(world))
        if not figures.wrong:
            figures.wrong += wrong_at_rest(world, ground.golden)
            figures.rows += len(ground.golden.planned)
    return figures


def _disturbed(world: World, ground: Ground, server: Server, seconds: float | None, figures: Figures) -> bool:
    """Carry the plan out, and kill the server after so many seconds; return whether the run came to its end."""
    told, child = _started(world, ground)
    ready = select.select([told], [], [], _HUNG_SECONDS if seconds is None else seconds)[0]
    if not ready and seconds is not None:
        before = signs(world.vault)
        server.kill()
        figures.kills += 1
        figures.moves.add(_alike(before, signs(world.vault)))
        select.select([told], [], [], _HUNG_SECONDS)
        server.start()
    _, status = os.waitpid(child, 0)
    os.close(told)
    code = os.waitstatus_to_exitcode(status)
    figures.moves.chunks += taken(world.vault).count("me")
    figures.refused += code == _REFUSED
    if code not in (_ENDED, _REFUSED) or (code == _REFUSED and (ready or seconds is None)):
        figures.wrong.append("a run failed by itself: " + (world.vault / "failed").read_text())
    return code == _ENDED


def _alike(before: str, after: str) -> str:
    """Return at which sign of a whole move a run stood all the while that the server was being killed, if at one."""
    return before[-1:] if before == after else ""


def _started(world: World, ground: Ground) -> tuple[int, int]:
    """Let a process carry the plan out; return what closes when it ends, and the process."""
    told, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(tells)
        return told, child
    os.close(told)
    code = _FAILED
    try:
        tell(world.vault)
        carried(world, ground.template.plan)
        code = _ENDED
    except JikimError as error:
        (world.vault / "failed").write_text(str(error))
        code = _REFUSED
    except Exception:  # noqa: BLE001  (the parent reads it)
        (world.vault / "failed").write_text(traceback.format_exc())
    finally:
        os._exit(code)  # the parent's open files and exit handlers are not ours
    raise AssertionError


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="kill -9 of the server that keeps what is moved apart")
    parser.add_argument("--storage", choices=("postgresql", "innodb"), default="postgresql")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="no further kills after so long")
    chosen = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jikim-second-", dir=MEMORY)))
        shops, server = stack.enter_context(shops_on(chosen.storage))
        ground = measured(shops, chosen.storage, folder)
        figures = run(ground, server, chosen.kills, random.Random(chosen.seed), chosen.seconds)
    print(f"{chosen.storage}, seed {chosen.seed}: {figures}\n{figures.moves}")
    for fault in figures.wrong[:20]:
        print(f"  {fault}")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
