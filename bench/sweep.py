"""A population of strands through ten years of daily sweeps, set-based, in SQLite; loading is not counted.

    python -m bench.sweep [--strands 1000000] [--days 3650]

The strands are unsealed rows of the real schema, with the kinds and keepings of the kmong policy, eight of each person,
who leaves once; they come in by the day of collecting. Every day the real finder is asked what is due in both places,
and what it names is moved or removed in chunks of frozen keys. Printed beside it: the same days on a tenth of the
rows, to show how the cost grows.
"""

import argparse
import random  # noqa: TID251  (the same strands on every run)
import tempfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from time import perf_counter

from bench.machine import machine, table
from jikim.database import queries
from jikim.engine import enact, open_running
from jikim.engine.running import Running
from jikim.messages import Language
from jikim.period import Instant, instant_of_text
from jikim.settings import Settings
from jikim.vault import LIVE, SEPARATE, SLOTS, Act, Kind, Shelf

DAY = 86_400_000_000
STRANDS_EACH = 8
START = instant_of_text("2016-01-01")
POLICY = Path(__file__).parent.parent / "examples" / "kmong" / "policy.yaml"


def main() -> None:
    """Load, sweep, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--strands", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=3650)
    chosen = parser.parse_args()
    print(machine())
    for count in (chosen.strands // 10, chosen.strands):
        with tempfile.TemporaryDirectory() as folder:
            running = _open(Path(folder))
            _load(running, count, chosen.days)
            figures = _sweep(running, chosen.days)
            print(f"{count:,} strands, {chosen.days:,} daily sweeps: {figures['seconds']:.1f} s")
            table([(name, f"{value:,.2f}") for name, value in figures.items()])


def _open(folder: Path) -> Running:
    running = open_running(
        Settings(folder, folder / "kek.key", Language.ENGLISH), "kmong", "bench", create=True, durable=False
    )
    enact(running, POLICY.read_bytes(), "policy.yaml", START, START, START)
    return running


def _load(running: Running, count: int, days: int) -> None:
    """Put the strands of people with the instants of their events, as they come in: by the day of collecting."""
    numbers = random.Random(20161122)
    rows: list[dict[str, object]] = []
    while len(rows) < count:
        rows += _of_person(running, numbers, days)
    rows = sorted(rows[:count], key=itemgetter("collected"))
    statement = queries("place", running.vault.live.dialect)["put_strand"]
    for at in range(0, count, 50_000):
        with running.vault.live.transaction() as connection:
            connection.execute(statement, rows[at : at + 50_000])
    running.vault.live.checkpoint()


def _of_person(running: Running, numbers: random.Random, days: int) -> Iterator[dict[str, object]]:
    """Yield the strands of one person, collected from their first day on; most people leave in the end, and once."""
    joined = START + int(numbers.random() * days * 0.8) * DAY + int(numbers.random() * DAY)
    left = joined + int(numbers.expovariate(1 / 700) * DAY) if numbers.random() < 0.8 else None
    until = left or START + days * DAY
    person, kinds = numbers.randbytes(16), list(running.kinds.kinds.values())
    for _ in range(STRANDS_EACH):
        collected = joined + int(numbers.random() * (until - joined))
        yield _row(running, numbers, numbers.choice(kinds), person, collected, left)


def _row(
    running: Running, numbers: random.Random, kind: Kind, person: bytes, collected: Instant, left: Instant | None
) -> dict[str, object]:
    keeping = running.kinds.keepings[kind.keeping]
    clock: list[Instant | None] = []
    for occurs in keeping.events:
        happened = left if occurs.event == "left" else collected if occurs.begins else None
        if occurs.event.startswith("withdrew") and numbers.random() < 0.1:
            happened = collected + int(numbers.random() * 400) * DAY
        clock.append(happened)
    slots = {f"e{n}": clock[n - 1] if n <= len(clock) else None for n in range(1, SLOTS + 1)}
    return {
        "id": person[:8] + numbers.randbytes(8), "record": numbers.randbytes(16), "person": person,
        "kind": kind.id, "keeping": kind.keeping, "version": "1", "revision": 0, "key": 0,
        "collected": collected, "since": collected, "not_before": 0, "held": 0, "frozen": 0, "state": 0, **slots,
    }  # fmt: skip


def _sweep(running: Running, days: int) -> dict[str, float]:
    moved = destroyed = 0
    slowest = idle = 0.0
    started = perf_counter()
    for day in range(days):
        began = perf_counter()
        now = START + (day + 1) * DAY
        acts = _day(running, now)
        moved, destroyed = moved + acts[0], destroyed + acts[1]
        took = perf_counter() - began
        slowest = max(slowest, took)
        if acts == (0, 0):
            idle = max(idle, took)
    return {"seconds": perf_counter() - started, "moved": moved, "destroyed": destroyed,
            "slowest day (ms)": slowest * 1000, "slowest idle day (ms)": idle * 1000}  # fmt: skip


def _day(running: Running, now: Instant) -> tuple[int, int]:
    moving, dying = [], []
    with running.vault.live.transaction() as connection:
        shelf = Shelf(running.vault, LIVE, connection)
        for due in running.finders[LIVE].due(connection, now):
            (moving if due.act is Act.PRESERVE else dying).append(due.strand)
        rows = [row.at(row.key, now).binds() for row in shelf.rows(moving).values()]
        if rows:
            with running.vault.separate.transaction() as apart:
                apart.execute(queries("place", running.vault.live.dialect)["put_strand"], rows)
        shelf.remove([*moving, *dying])
    with running.vault.separate.transaction() as connection:
        gone = [due.strand for due in running.finders[SEPARATE].due(connection, now) if due.act is not Act.RETURN]
        Shelf(running.vault, SEPARATE, connection).remove(gone)
    return len(moving), len(dying) + len(gone)


if __name__ == "__main__":
    main()
