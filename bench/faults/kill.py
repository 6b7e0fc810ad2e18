"""kill -9 at random while a vault is swept: nothing lost, nothing in neither place, log and fact agree.

    python -m bench.faults.kill --kills 300 --seed 1

A process sweeps, its parent kills it at a random moment, looks at what stands (before anything is recovered), sweeps
again, looks again, and goes on until so many kills have hit a running sweep. The last line of figures is the negative
control: the same move made by ATTACH over two WAL files, killed in the same way, must lose strands; if it does not,
the harness is broken, and says so. kill -9 does not lose what was written and not synced: for that see `power.py`.
"""

import argparse
import os
import random  # noqa: TID251  (a seed makes a failure repeatable)
import select
import signal
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.facts import Census, census, wrong_at_rest, wrong_now
from bench.faults.vaults import NOW, Task, copied, filled, opened, swept
from jikim.engine import apply, plan_due
from jikim.engine import sweep as sweeping
from jikim.vault import LIVE, SEPARATE

BATCH = 24  # small batches: a stop finds every step between two of them too


@dataclass(slots=True)
class Figures:
    """What a run of the harness counted."""

    kills: int = 0
    vaults: int = 0
    strands: int = 0
    open_acts: int = 0
    both: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (f"{self.kills} kills in {self.vaults} vaults, {self.strands} strands carried to their end; "
                f"{self.open_acts} acts found open, {self.both} strands found in both places, each in the journal; "
                f"wrong: {len(self.wrong)}")  # fmt: skip


def run(kills: int, people: int, seed: int, folder: Path) -> Figures:
    """Kill so many sweeps and return what was seen."""
    chance, figures = random.Random(seed), Figures()
    template = folder / "template"
    filled(template, people)
    usual = _usual_seconds(copied(template, folder / "measured"))
    while figures.kills < kills and not figures.wrong:
        vault = copied(template, folder / "vault")
        running = opened(vault)
        before = census(running)
        running.vault.close()
        figures.vaults += 1
        while figures.kills < kills and not figures.wrong:
            killed = kill_within(vault, _swept_in_small_batches, chance.uniform(0, usual))
            figures.kills += killed
            _look(vault, before, figures, killed=killed)
            if not killed:
                break
        _finish(vault, before, figures)
    return figures


def _look(vault: Path, before: Census, figures: Figures, *, killed: bool) -> None:
    """See what stands after a kill; sometimes nothing has been recovered yet when the next sweep is killed."""
    running = opened(vault)
    figures.wrong += wrong_now(running, before)
    if killed:
        with running.vault.live.transaction() as connection:
            figures.open_acts += connection.exec_driver_sql("SELECT COUNT(*) FROM outbox").scalar_one()
        figures.both += len(_in(running, LIVE) & _in(running, SEPARATE))
    running.vault.close()


def _in(running: object, place: str) -> set[bytes]:
    with running.vault.place(place).transaction() as connection:  # type: ignore[attr-defined]  # a Running
        return {bytes(each) for each in connection.exec_driver_sql("SELECT id FROM strand").scalars()}


def _finish(vault: Path, before: Census, figures: Figures) -> None:
    running = opened(vault)
    apply(running, NOW)
    figures.wrong += wrong_at_rest(running, before)
    if plan_due(running, NOW):
        figures.wrong.append("something is still due")
    figures.strands += len(before.keys)
    running.vault.close()


def _swept_in_small_batches(vault: Path) -> None:
    sweeping.BATCH = BATCH
    swept(vault)


def _usual_seconds(vault: Path) -> float:
    began = time.monotonic()
    kill_within(vault, _swept_in_small_batches, 600)
    return time.monotonic() - began


def kill_within(vault: Path, task: Task, seconds: float) -> bool:
    """Let a process of its own do `task`, kill it after so many seconds; return whether it was still at work."""
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        code = 1
        try:
            task(vault)
            code = 0
        finally:
            os._exit(code)  # the parent's open files and exit handlers are not ours
    os.close(tells)
    select.select([told], [], [], seconds)  # the pipe closes when the child ends
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(told)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the sweep failed by itself")
    return os.WIFSIGNALED(status)


# The negative control: what the design forbids.


def lost_by_attach(most: int, seed: int, folder: Path) -> tuple[int, int]:
    """Move rows by ATTACH over two WAL files, killed at random; return how many kills it took and how many rows went.

    One transaction spans both files, and each has a log of its own: between the two commits there is no going back.
    """
    chance = random.Random(seed)
    folder.mkdir()
    for kills in range(1, most + 1):
        for name in ("a.db", "b.db"):
            for left in folder.glob(f"{name}*"):
                left.unlink()
        _make_pair(folder)
        kill_within(folder, _move_by_attach, chance.uniform(0.01, 0.2))
        missing = ROWS - _count_pair(folder)
        if missing:
            return kills, missing
    return most, 0


ROWS = 2000


def _make_pair(folder: Path) -> None:
    for name, rows in (("a.db", ROWS), ("b.db", 0)):
        connection = sqlite3.connect(folder / name)
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("CREATE TABLE strand (id INTEGER PRIMARY KEY, body BLOB)")
        connection.executemany("INSERT INTO strand VALUES (?, randomblob(200))", [(row,) for row in range(rows)])
        connection.commit()
        connection.close()


def _move_by_attach(folder: Path) -> None:
    connection = sqlite3.connect(folder / "a.db", isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("ATTACH ? AS apart", (str(folder / "b.db"),))
    connection.execute("PRAGMA apart.synchronous=FULL")
    for at in range(0, ROWS, 10):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO apart.strand SELECT * FROM main.strand WHERE id BETWEEN ? AND ?", (at, at + 9))
        connection.execute("DELETE FROM main.strand WHERE id BETWEEN ? AND ?", (at, at + 9))
        connection.execute("COMMIT")


def _count_pair(folder: Path) -> int:
    found: set[int] = set()
    for name in ("a.db", "b.db"):
        connection = sqlite3.connect(folder / name)
        found.update(row for (row,) in connection.execute("SELECT id FROM strand"))
        connection.close()
    return len(found)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="kill -9 at random while a vault is swept")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--people", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    print(f"seed {chosen.seed}")
    with tempfile.TemporaryDirectory(prefix="jikim-kill-") as folder:
        figures = run(chosen.kills, chosen.people, chosen.seed, Path(folder))
        print(figures)
        kills, rows = lost_by_attach(max(chosen.kills, 100), chosen.seed, Path(folder) / "attach")
    for fault in figures.wrong:
        print(f"  {fault}")
    if not rows:
        print(f"negative control: {kills} kills of a move by ATTACH lost nothing: THE HARNESS IS BROKEN")
        return 2
    print(f"negative control: a move by ATTACH lost {rows} rows from both places with kill {kills}, as it must")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
