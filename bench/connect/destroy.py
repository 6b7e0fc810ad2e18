"""Destroying 100,000 scattered rows of a million, beside one hand-written DELETE by the same keys (PostgreSQL).

    python -m bench.connect destroy

Ours asks about every row once more in the statement that takes it, chunk by chunk, each in a durable transaction.
"""

import sqlalchemy as sa

from bench.connect.ground import postgresql
from bench.connect.shop import Slowest, carried, fill, planned, timed
from bench.machine import compare, show
from jikim.carry import Carrying
from jikim.connect import open_to_write


def main(_: list[str]) -> None:
    """Run both sides in turn."""
    with postgresql() as url:
        engine = open_to_write("shop", url, statement_seconds=600)
        slowest = Slowest(engine)
        worst: list[float] = []

        def ours() -> float:
            fill(engine)
            asked, part = planned(engine, url)
            carrying = Carrying(asked, part)
            slowest.seconds = 0
            took = carried(engine, carrying, part)
            worst.append(slowest.seconds)
            return took

        def rival() -> float:
            fill(engine)
            keys = [key for (key,) in planned(engine, url)[1].keys]
            by_hand = sa.text("DELETE FROM orders WHERE id = ANY(:keys)")
            return timed(engine, lambda live: live.execute(by_hand, {"keys": keys}) and None)

        figures = compare(ours, rival, 5)
        show("(b) destroy 100,000 of 1,000,000", figures, f"({100_000 / figures['ours']:,.0f} rows/s)")
        print(f"(g) slowest statement of (b): {max(worst) * 1000:.0f} ms")
        engine.dispose()
