"""People who ask to be erased, many at once, and one with 300,000 rows (PostgreSQL).

    python -m bench.connect people

The set of 10,000 people, 30,000 orders and 200,000 lines of history on which Fides erased 1.4 people a second, and took
18.4 s for the access and 19 minutes for the erasure of one person with 300,000 rows. Ours is the whole way: planned,
written down, journalled, carried out in durable transactions with each row asked about again.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from bench.connect.ground import postgresql, settle
from bench.tables.shop import DATA, POLICY, Size, build
from jikim.engine import Connected, ask_erasure, enact, hand_out, mapped, open_running, plan_erasure
from jikim.engine.carrying import carry_plan
from jikim.messages import Language
from jikim.period import instant_of_text
from jikim.settings import Settings

NOW = instant_of_text("2025-12-20T09:00")
_FREE = POLICY[: POLICY.index(b"statutory:")] + "officers: [{role: cpo, title: 개인정보 보호책임자}]\n".encode()
_MORE = (
    "INSERT INTO history SELECT {person}::bigint * 1000000 + n, {person}, "
    "timestamp '2025-12-01' + n * interval '1 s', '열람 ' || n FROM generate_series(1, 300000) n"
)


def main(_: list[str]) -> None:
    """Measure a batch of 500 at a time, then the two who have 300,000 rows each, in processes of their own."""
    with postgresql() as url:
        engine = sa.create_engine(url)
        build(engine, Size(10_000))
        settle(engine)
        rates = [_in_a_process(url, "erase", *range(1 + number * 500, 501 + number * 500)) for number in range(5)]
        print(f"(e) people erased, 500 at a time: {_said(rates)} (goal: within 1.0 s)")
        for person in (9001, 9002, 9003, 9004, 9005):
            with engine.begin() as connection:
                connection.exec_driver_sql(_MORE.format(person=person))
        settle(engine)
        access = [_in_a_process(url, "access", person) for person in range(9001, 9006)]
        print(f"(e) access of 300,000 rows: {_said(access)} (goal: 5 s, 150 MB)")
        erased = [_in_a_process(url, "erase", person) for person in range(9001, 9006)]
        print(f"(e) erasure of 300,000 rows: {_said(erased)} (goal: 5 s, 150 MB)")
        engine.dispose()


def _said(runs: Sequence[tuple[float, float]]) -> str:
    took = sorted(seconds for seconds, _ in runs)
    most = max(memory for _, memory in runs)
    return f"{took[len(took) // 2]:.2f} s ({took[0]:.2f} to {took[-1]:.2f}), at most {most:.0f} MB"


def _in_a_process(url: str, what: str, *people: int) -> tuple[float, float]:
    """Return seconds and megabytes."""
    command = [sys.executable, "-m", "bench.connect.people", url, what, *map(str, people)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def _measured(url: str, what: str, people: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        running = open_running(Settings(place, place / "kek.key", Language.ENGLISH), "shop", "bench", create=True)
        enact(running, _FREE, "policy.yaml", NOW - 1, NOW - 1, NOW - 1)
        data = mapped({"data.yaml": DATA}, "data.yaml")
        with Connected(running, data, {"shop": url}) as connected:
            began = perf_counter()
            if what == "access":
                assert sum(1 for _ in hand_out(connected, people, NOW)) >= 300_000
            else:
                erasure = plan_erasure(connected, people, NOW, NOW, leaving=True)
                ask_erasure(connected, erasure, NOW)
                work = carry_plan(connected, erasure.plan, NOW)
                assert work.done == erasure.plan.rows > len(people)
                assert not work.skipped
            took = perf_counter() - began
        running.vault.close()
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _measured(sys.argv[1], sys.argv[2], tuple(map(int, sys.argv[3:])))
