"""Destroying 100,000 scattered rows of a million on MariaDB, beside pt-archiver (Percona Toolkit), its usual archiver.

    python -m bench.connect archiver        (needs Debian's percona-toolkit)

pt-archiver runs as its manual advises, `--limit 1000 --commit-each`, and by the index of the day of payment; then once
more with `--bulk-delete`, which gives up its own check that each row it read is the row it deletes.
"""

import subprocess
from time import perf_counter

from sqlalchemy import make_url

from bench.connect.ground import on_mariadb
from bench.connect.shop import Slowest, carried, fill, planned
from bench.machine import compare, show
from jikim.carry import Carrying
from jikim.connect import open_to_write


def main(_: list[str]) -> None:
    """Run both sides in turn."""
    with on_mariadb() as url:
        engine = open_to_write("shop", url, statement_seconds=600)
        slowest = Slowest(engine)
        worst: list[float] = []

        def ours() -> float:
            fill(engine)
            asked, part = planned(engine, url)
            slowest.seconds = 0
            took = carried(engine, Carrying(asked, part), part)
            worst.append(slowest.seconds)
            return took

        def rival(*more: str) -> float:
            fill(engine)
            return _archive(url, *more)

        usual = compare(ours, rival, 5)
        show("(c) destroy 100,000 of 1,000,000 on MariaDB", usual, f"({100_000 / usual['ours']:,.0f} rows/s)")
        bulk = compare(ours, lambda: rival("--bulk-delete"), 5)
        show("(c) beside pt-archiver --bulk-delete", bulk)
        print(f"(g) slowest statement of (c): {max(worst) * 1000:.0f} ms")
        engine.dispose()


def _archive(url: str, *more: str) -> float:
    """Return the seconds that pt-archiver takes, without the start of its interpreter."""
    parts = make_url(url)
    source = (
        f"S={parts.query['unix_socket']},D={parts.database},t=orders,u={parts.username},p={parts.password},"
        "A=utf8mb4,i=orders_paid"
    )
    command = ["pt-archiver", "--no-version-check", "--purge", "--limit", "1000", "--commit-each", *more, "--source"]
    began = perf_counter()
    subprocess.run([*command, source, "--where", "1=0"], check=True, capture_output=True)
    start = perf_counter() - began
    began = perf_counter()
    subprocess.run([*command, source, "--where", "paid_on < '2024-07-02'"], check=True, capture_output=True)
    return perf_counter() - began - start
