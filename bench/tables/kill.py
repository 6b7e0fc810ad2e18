"""kill -9 while a plan is carried out on a service's tables: no row lost, none in neither place, log and fact agree.

    python -m bench.tables.kill --storage postgresql --kills 300 --seed 1

Half of the kills fall before or after a statement or before a commit, chosen by number and done by the process itself;
the other half at a random moment, done by its parent. After each kill everything is looked at before anything is taken
up, then the run goes on, and is killed again, until it ends by itself; then both databases must hold, row for row, what
a run that nobody stopped left. On PostgreSQL the rows of one table move whole, and kills must fall while they do. The
last line is the negative control: where the copy is committed after the rows were taken, the same kills must lose rows
of every table that is kept apart; if they do not, the harness is broken, and says so.
"""

import argparse
import os
import random  # noqa: TID251  (a seed makes a failure repeatable)
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bench.faults.kill import kill_within
from bench.tables.facts import Between, Golden, between, wrong_at_rest, wrong_now
from bench.tables.moves import Moves, on_copy, taken, tell
from bench.tables.products import OfFiles, OfMariaDb, OfPostgres
from bench.tables.worlds import Found, Shops, Template, World, carried, copied, found, template
from jikim.engine.carrying import Hands
from jikim.engine.chunks import Chunks
from tests import mariadb, postgres

STORAGES = {"postgresql": "", "sqlite": "", "innodb": "InnoDB", "myisam": "MyISAM"}
_MOMENTS = ("before_cursor_execute", "after_cursor_execute", "commit")
_COMMITS = ("commit",)
_HUNG_SECONDS = 120.0
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # what is killed loses nothing of what it wrote to a file

At = tuple[tuple[str, ...], int]
"""A moment of a run: which events of SQLAlchemy are counted, and the number of the one at which it is killed."""
Prepare = Callable[[], None]


@dataclass(slots=True)
class Figures:
    """What a run of the harness counted."""

    kills: int = 0
    worlds: int = 0
    rows: int = 0
    open: int = 0
    half: int = 0
    both: int = 0
    moves: Moves = field(default_factory=Moves)
    wrong: list[str] = field(default_factory=list)

    def add(self, seen: Between) -> None:
        """Count what one kill found."""
        self.open += seen.open
        self.half += seen.half
        self.both += seen.both

    def __str__(self) -> str:
        return (f"{self.kills} kills in {self.worlds} worlds, {self.rows} rows carried to their end; "
                f"{self.open} chunks found open, {self.half} rows half taken and {self.both} in both places, "
                f"each in the journal; wrong: {len(self.wrong)}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Usual:
    """A run that nobody stops: how many moments it has, and how long it takes."""

    moments: int
    commits: int
    seconds: float

    def moment(self, chance: random.Random) -> At:
        """Draw a moment of a run; often an early one, because a run that was taken up is a short one."""
        moments, most = chance.choice(((_MOMENTS, self.moments), (_COMMITS, self.commits)))
        return moments, chance.randint(1, max(1, most // chance.choice((1, 4, 16))))


@dataclass(frozen=True, slots=True)
class Ground:
    """What every kill starts from: a world that is copied, and what is right in it."""

    shops: Shops
    template: Template
    golden: Golden
    usual: Usual
    folder: Path

    def fresh(self) -> World:
        """Return a world in which nothing was carried out."""
        return copied(self.shops, self.template, self.folder / "world")

    def found(self, world: World) -> Found:
        """Return what stands in a world."""
        return found(world, self.template.plan)


@contextmanager
def shops_on(storage: str, folder: Path) -> Iterator[Shops]:
    """Give databases on a server of their own that writes through to the disk."""
    if storage == "sqlite":
        yield OfFiles(folder / "databases")
    elif storage == "postgresql":
        with postgres.running_server(durable=True) as url:
            yield OfPostgres(url)
    else:
        with mariadb.running_server(durable=True) as url:
            yield OfMariaDb(url)


def measured(shops: Shops, storage: str, folder: Path) -> Ground:
    """Make a world, and let it be carried out without a stop."""
    pristine = template(shops, folder / "template", storage=STORAGES[storage])
    world = copied(shops, pristine, folder / "golden")
    before, began = found(world, pristine.plan), time.monotonic()
    _child(world, pristine, None, None)
    seconds = time.monotonic() - began
    golden = Golden(pristine.plan, before, found(world, pristine.plan), storage != "myisam")
    moments, commits = map(int, (world.vault / "moments").read_text().split())
    return Ground(shops, pristine, golden, Usual(moments, commits, seconds), folder)


def run(ground: Ground, kills: int, chance: random.Random, seconds: float = float("inf")) -> Figures:
    """Kill so many runs, or as many as there is time for, and return what was seen."""
    figures, until = Figures(), time.monotonic() + seconds

    def more() -> bool:
        return figures.kills < kills and time.monotonic() < until

    while more() and not figures.wrong:
        world = ground.fresh()
        figures.worlds += 1
        while not figures.wrong and _killed(ground, world, chance, figures, at_all=more()):
            seen = ground.found(world)
            figures.wrong += wrong_now(ground.golden, seen)
            figures.add(between(ground.golden, seen))
        if not figures.wrong:
            figures.wrong += wrong_at_rest(world, ground.golden)
            figures.rows += len(ground.golden.planned)
    return figures


def _killed(ground: Ground, world: World, chance: random.Random, figures: Figures, *, at_all: bool) -> bool:
    """Let the run go on; return whether it was killed."""
    at, seconds = None, None
    if at_all and chance.random() < 0.5:
        at = ground.usual.moment(chance)
    elif at_all:
        seconds = chance.uniform(0, ground.usual.seconds)
    try:
        killed = _child(world, ground.template, at, seconds)
    except RuntimeError:
        figures.wrong.append("a run failed by itself: " + (world.vault / "failed").read_text())
        return False
    figures.kills += killed
    figures.moves.add(taken(world.vault))
    if killed and at is None and seconds is None:
        figures.wrong.append("a run hung")
    return killed


def _child(
    world: World, pristine: Template, at: At | None, seconds: float | None, prepare: Prepare = lambda: None
) -> bool:
    """Carry the plan out in a process that is killed at a moment, or after so many seconds; return whether it was."""

    def task(vault: Path) -> None:
        try:
            counted = [_stopping(at, names) for names in (_MOMENTS, _COMMITS)]
            prepare()
            tell(vault)
            carried(world, pristine.plan)
            (vault / "moments").write_text(" ".join(str(next(each) - 1) for each in counted))
        except Exception:
            (vault / "failed").write_text(traceback.format_exc())
            raise

    return kill_within(world.vault, task, _HUNG_SECONDS if seconds is None else seconds)


def _stopping(at: At | None, names: tuple[str, ...]) -> Iterator[int]:
    """Kill this process where `at` says, if it counts these events; return what counts them."""
    seen = count(1)

    def passed(*_: object) -> None:
        if (names, next(seen)) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in names:
        sa.event.listen(Engine, name, passed)
    if names == _MOMENTS:
        on_copy(passed)
    return seen


# The negative control: what the design forbids.


class _Late:
    """An engine whose transactions are committed only when a chunk ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._connection = engine, engine.connect()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        yield self._connection

    def connect(self) -> Connection:
        return self._engine.connect()

    def commit(self) -> None:
        self._connection.commit()


def copy_late() -> None:
    """Have this process commit what it copies after it took the rows."""
    late: list[_Late] = []
    opened, ended = Hands.engine, Chunks.end

    def engine(self: Hands, database: str) -> Engine | _Late:
        if database != "separate":
            return opened(self, database)
        if not late:
            late.append(_Late(opened(self, database)))
        return late[0]

    def end(self: Chunks, *given: object) -> None:
        for each in late:
            each.commit()
        ended(self, *given)  # type: ignore[arg-type]  # handed on as they came

    Hands.engine = engine  # type: ignore[method-assign, assignment]  # it has all that is asked of an engine here
    Chunks.end = end  # type: ignore[method-assign, assignment]


def lost_late(ground: Ground, most: int, chance: random.Random) -> tuple[int, Counter[str]]:
    """Kill runs that copy late, until rows of every table that is kept apart are in neither place, or `most` times.

    Return how many kills it took and how many rows were then lost, by table.
    """
    lost, kept = Counter[str](), {table for table, _ in ground.golden.after.kept()}
    for kills in range(1, most + 1):
        world = ground.fresh()
        _child(world, ground.template, (_COMMITS, chance.randint(1, ground.usual.commits)), None, copy_late)
        said = [each for each in wrong_now(ground.golden, ground.found(world)) if "neither" in each]
        lost.update(table for table in kept for each in said if each.startswith(f"('{table}'"))
        if set(lost) == kept:
            return kills, lost
    return most, lost


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="kill -9 while a plan is carried out on a service's tables")
    parser.add_argument("--storage", choices=STORAGES, default="sqlite")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="no further kills after so long")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jikim-kill-", dir=MEMORY)))
        ground = measured(stack.enter_context(shops_on(chosen.storage, folder)), chosen.storage, folder)
        figures = run(ground, chosen.kills, chance, chosen.seconds)
        kills, lost = lost_late(ground, max(chosen.kills, 100), chance)
    print(f"{chosen.storage}, seed {chosen.seed}: {figures}\n{figures.moves}")
    for fault in figures.wrong[:20]:
        print(f"  {fault}")
    if chosen.storage == "postgresql" and not (figures.moves.stopped and figures.moves.chunks):
        print("no kill fell while a chunk moved whole: THE RUN SHOWS NOTHING OF IT")
        return 2
    told = ", ".join(f"{count} of {table}" for table, count in sorted(lost.items())) or "nothing"
    if set(lost) != {table for table, _ in ground.golden.after.kept()}:
        print(f"negative control: {kills} kills where the copy is committed last lost {told}: THE HARNESS IS BROKEN")
        return 2
    print(f"negative control: with copies committed last, rows were lost by kill {kills} ({told}), as they must")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
