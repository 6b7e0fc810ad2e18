"""kill -9 while a plan is carried out on a service's tables: nothing lost, nothing in neither place, log and fact agree.

    python -m bench.tables.kill --storage postgresql --kills 300 --seed 1

Half of the kills fall before or after a statement or before a commit, chosen by number and done by the process itself;
the other half at a random moment, done by its parent. After each kill everything is looked at before anything is taken
up, then the run goes on, and is killed again, until it ends by itself; then both databases must hold, row for row, what
a run that nobody stopped left. The last line is the negative control: where the copy is committed after the rows were
taken, the same kills must lose rows; if they do not, the harness is broken, and says so.
"""

import argparse
import os
import random  # noqa: TID251  (a seed makes a failure repeatable)
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bench.faults.kill import kill_within
from bench.tables.worlds import (
    TODAY,
    Found,
    OfFiles,
    OfMariaDb,
    OfPostgres,
    Root,
    Rows,
    Shops,
    Template,
    World,
    carried,
    copied,
    found,
    root_of,
    template,
)
from jikim.engine import carrying, plan_tables, verify_logs
from jikim.engine.chunks import Chunks
from jikim.engine.connected import Connected
from tests import mariadb, postgres

STORAGES = {"postgresql": "", "sqlite": "", "innodb": "InnoDB", "myisam": "MyISAM"}
_MOMENTS = ("before_cursor_execute", "after_cursor_execute", "commit")
_COMMITS = ("commit",)
_HUNG_SECONDS = 120.0
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # what is killed loses nothing of what it wrote to a file

At = tuple[tuple[str, ...], int]
"""A moment of a run: which events of SQLAlchemy are counted, and the number of the one at which it is killed."""
Prepare = Callable[[], None]
Whole = Mapping[Root, frozenset[tuple[object, ...]]]


@dataclass(slots=True)
class Figures:
    """What a run of the harness counted."""

    kills: int = 0
    worlds: int = 0
    rows: int = 0
    open: int = 0
    half: int = 0
    both: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (f"{self.kills} kills in {self.worlds} worlds, {self.rows} rows carried to their end; "
                f"{self.open} chunks found open, {self.half} rows half taken and {self.both} in both places, "
                f"each in the journal; wrong: {len(self.wrong)}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Golden:
    """What a run that nobody stops finds and leaves, how many moments it has, and how long it takes."""

    template: Template
    before: Found
    after: Found
    moments: int
    commits: int
    seconds: float
    whole: bool

    def moment(self, chance: random.Random) -> At:
        """Draw a moment of a run; often an early one, because a run that was taken up is a short one."""
        moments, most = chance.choice(((_MOMENTS, self.moments), (_COMMITS, self.commits)))
        return moments, chance.randint(1, max(1, most // chance.choice((1, 4, 16))))

    @property
    def planned(self) -> frozenset[Root]:
        """The rows that the plan names."""
        return frozenset((part.table, key[0]) for part in self.template.plan.parts for key in part.keys)


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


def measured(shops: Shops, storage: str, folder: Path) -> Golden:
    """Make a world, and let it be carried out without a stop."""
    pristine = template(shops, folder / "template", storage=STORAGES[storage])
    world = copied(shops, pristine, folder / "golden")
    before = found(world, pristine.plan)
    began = time.monotonic()
    _child(world, pristine, None, None)
    seconds = time.monotonic() - began
    after = found(world, pristine.plan)
    moments, commits = map(int, (world.vault / "moments").read_text().split())
    return Golden(pristine, before, after, moments, commits, seconds, storage != "myisam")


def run(shops: Shops, golden: Golden, kills: int, chance: random.Random, folder: Path) -> Figures:
    """Kill so many runs and return what was seen."""
    figures = Figures()
    while figures.kills < kills and not figures.wrong:
        world = copied(shops, golden.template, folder / "world")
        figures.worlds += 1
        while not figures.wrong and _killed(world, golden, chance, figures, at_all=figures.kills < kills):
            seen = found(world, golden.template.plan)
            figures.wrong += wrong_now(golden, seen)
            _count(golden, seen, figures)
        if not figures.wrong:
            figures.wrong += wrong_at_rest(world, golden)
            figures.rows += len(golden.planned)
    return figures


def _killed(world: World, golden: Golden, chance: random.Random, figures: Figures, *, at_all: bool) -> bool:
    """Let the run go on; return whether it was killed."""
    at, seconds = None, None
    if at_all and chance.random() < 0.5:
        at = golden.moment(chance)
    elif at_all:
        seconds = chance.uniform(0, golden.seconds)
    try:
        killed = _child(world, golden.template, at, seconds)
    except RuntimeError:
        figures.wrong.append("a run failed by itself: " + (world.vault / "failed").read_text())
        return False
    figures.kills += killed
    if killed and at is None and seconds is None:
        figures.wrong.append("a run hung")
    return killed


def _child(
    world: World, pristine: Template, at: At | None, seconds: float | None, prepare: Prepare = lambda: None
) -> bool:
    """Carry the plan out in a process that is killed at its `at`-th moment, or after so many seconds."""

    def task(vault: Path) -> None:
        try:
            counted = [_stopping(at, names) for names in (_MOMENTS, _COMMITS)]
            prepare()
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
    return seen


# What must hold


def wrong_now(golden: Golden, seen: Found) -> Iterator[str]:
    """Yield what no kill may cause, even before anything is taken up."""
    before, after, now = (_by_root(each.live) for each in (golden.before, golden.after, seen))
    kept, should = seen.kept(), golden.after.kept()
    for root in sorted(before.keys() | now.keys() | kept.keys(), key=str):
        here, there = now.get(root, frozenset()), kept.get(root, frozenset())
        is_open, is_taken = root in seen.journal.open, here == after.get(root, frozenset())
        is_whole = here == before.get(root)
        if not is_taken and not is_whole and (golden.whole or not is_open):
            yield f"{root} is half taken"
        if there and there != should.get(root):
            yield f"{root} stands apart, and not as it should"
        if not is_whole and root in should and not there:
            yield f"{root} is in neither place"
        if is_whole and there and not is_open:
            yield f"{root} is in both places, and no chunk is open"
        if root in seen.journal.done and not is_taken:
            yield f"{root} is written down as done, and is there"
        if not is_whole and root not in seen.journal.done and not is_open:
            yield f"{root} was taken, and nothing says so"


def wrong_at_rest(world: World, golden: Golden) -> Iterator[str]:
    """Yield what does not hold of a world in which the plan was carried out."""
    plan = golden.template.plan
    seen = found(world, plan)
    yield from wrong_now(golden, seen)
    yield from _differing("in use", golden.after.live, seen.live)
    yield from _differing("apart", golden.after.separate, seen.separate)
    journal = seen.journal
    if journal.done != golden.before.roots - seen.roots:
        yield "what the journal says is destroyed is not what is gone"
    if journal.open or journal.skipped or journal.failed:
        yield f"{len(journal.open)} rows open, {len(journal.skipped)} left alone, {journal.failed} chunks refused"
    running = world.opened()
    try:
        verify_logs(running)
        with world.connected(running) as connected:
            if plan_tables(connected, TODAY, TODAY).plan.parts:
                yield "something is still due"
    finally:
        running.vault.close()


def _differing(place: str, expected: Rows, rows: Rows) -> Iterator[str]:
    for table in sorted(expected.keys() | rows.keys()):
        more, less = (a.get(table, frozenset()) - b.get(table, frozenset())
                      for a, b in ((rows, expected), (expected, rows)))  # fmt: skip
        if more or less:
            yield f"{place}, {table}: {len(more)} rows too many, {len(less)} too few"


def _by_root(rows: Rows) -> Whole:
    grouped: dict[Root, set[tuple[object, ...]]] = {}
    for table, some in rows.items():
        for row in some:
            grouped.setdefault(root_of(table, row), set()).add((table, *row))
    return {root: frozenset(some) for root, some in grouped.items()}


def _count(golden: Golden, seen: Found, figures: Figures) -> None:
    before, after, now = (_by_root(each.live) for each in (golden.before, golden.after, seen))
    figures.open += bool(seen.journal.open)
    figures.both += len(now.keys() & seen.kept().keys())
    figures.half += sum(rows not in (before.get(root), after.get(root)) for root, rows in now.items())


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

    def dispose(self) -> None:
        self._connection.close()
        self._engine.dispose()


def copy_late() -> None:
    """Have this process commit what it copies after it took the rows."""
    late: list[_Late] = []
    opened, ended = carrying.writable, Chunks.end

    def writable(connected: Connected, database: str) -> Engine | _Late:
        engine = opened(connected, database)
        if database != "separate":
            return engine
        late.append(_Late(engine))
        return late[-1]

    def end(self: Chunks, *given: object) -> None:
        for each in late:
            each.commit()
        ended(self, *given)  # type: ignore[arg-type]  # handed on as they came

    carrying.writable = writable  # type: ignore[assignment]  # it has all that is asked of an engine here
    Chunks.end = end  # type: ignore[method-assign, assignment]


def lost_late(shops: Shops, golden: Golden, most: int, chance: random.Random, folder: Path) -> tuple[int, int]:
    """Kill runs that copy late; return how many kills it took and how many rows were then in neither place."""
    for kills in range(1, most + 1):
        world = copied(shops, golden.template, folder / "late")
        _child(world, golden.template, (_COMMITS, chance.randint(1, golden.commits)), None, copy_late)
        lost = [each for each in wrong_now(golden, found(world, golden.template.plan)) if "neither" in each]
        if lost:
            return kills, len(lost)
    return most, 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="kill -9 while a plan is carried out on a service's tables")
    parser.add_argument("--storage", choices=STORAGES, default="sqlite")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    with (
        tempfile.TemporaryDirectory(prefix="jikim-kill-", dir=_MEMORY) as name,
        shops_on(chosen.storage, Path(name)) as shops,
    ):
        folder = Path(name)
        golden = measured(shops, chosen.storage, folder)
        figures = run(shops, golden, chosen.kills, chance, folder)
        print(f"{chosen.storage}, seed {chosen.seed}: {figures}", flush=True)
        for fault in figures.wrong[:20]:
            print(f"  {fault}")
        kills, lost = lost_late(shops, golden, max(chosen.kills, 100), chance, folder)
    if not lost:
        print(f"negative control: {kills} kills where the copy is committed last lost nothing: THE HARNESS IS BROKEN")
        return 2
    print(
        f"negative control: committed after the rows were taken, the copies of {lost} rows were lost with kill {kills}"
    )
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
