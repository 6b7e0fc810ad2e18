"""Moving 100,000 scattered rows of a million to a separate database, beside a bare COPY pipe and a DELETE (PostgreSQL).

    python -m bench.connect preserve

Ours asks about each row, copies what a statute keeps with what is known of it, commits, reads it back, compares, and
takes the live rows, chunk by chunk. The rival pipes the same columns by binary COPY and deletes by the same keys.
"""

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bench.connect.ground import postgresql
from bench.connect.shop import POLICY, Slowest, carried, fill, planned, timed
from bench.machine import compare, seconds, show
from jikim.apart import Apart
from jikim.apart.mirror import mirrors, prepare
from jikim.carry import Carrying
from jikim.connect import open_to_write

STATUTE = """
statutory:
  - {record: 대금결제 및 재화 등의 공급에 관한 기록, for: 5년, law: ecommerce/payment, of: order, after: paid,
     items: [이름, 주소]}
""".encode()
BY_HAND = "SELECT id, name, address, ordered_on, paid_on FROM orders WHERE id = ANY(%s)"


def main(_: list[str]) -> None:
    """Run both sides in turn."""
    with postgresql() as url, postgresql() as other:
        engine = open_to_write("shop", url, statement_seconds=600)
        separate = open_to_write("separate", other, statement_seconds=600)
        slowest = [Slowest(engine), Slowest(separate)]
        worst: list[float] = []

        def ours() -> float:
            fill(engine)
            asked, part = planned(engine, url, POLICY + STATUTE)
            _empty(separate)
            with separate.begin() as there:
                prepare(there, mirrors(asked.data, asked.policy, asked.schema, "shop"))
            carrying = Carrying(asked, part, apart=Apart(asked, part, separate))
            for one in slowest:
                one.seconds = 0
            took = carried(engine, carrying, part)
            worst.extend(one.seconds for one in slowest)
            return took

        def rival() -> float:
            fill(engine)
            keys = [key for (key,) in planned(engine, url, POLICY + STATUTE)[1].keys]
            _empty(separate)
            with separate.begin() as there:
                there.exec_driver_sql(
                    "CREATE TABLE orders (id bigint PRIMARY KEY, name varchar(40), address varchar(80), "
                    "ordered_on date, paid_on date)"
                )
            by_hand = sa.text("DELETE FROM orders WHERE id = ANY(:keys)")
            piped = seconds(lambda: _pipe(url, other, keys))
            return piped + timed(engine, lambda live: live.execute(by_hand, {"keys": keys}) and None)

        figures = compare(ours, rival, 5)
        show("(d) preserve 100,000 of 1,000,000", figures, f"({100_000 / figures['ours']:,.0f} rows/s)")
        print(f"(g) slowest statement of (d): {max(worst) * 1000:.0f} ms")
        engine.dispose()
        separate.dispose()


def _empty(separate: Engine) -> None:
    with separate.begin() as there:
        there.exec_driver_sql("DROP TABLE IF EXISTS orders")
        there.exec_driver_sql("DROP TABLE IF EXISTS jikim_kept")


def _pipe(url: str, other: str, keys: list[object]) -> None:
    opened = [psycopg.connect(one.replace("+psycopg", "")) for one in (url, other)]
    live, there = opened
    with live.cursor() as reading, there.cursor() as writing:
        out = reading.copy(f"COPY ({BY_HAND}) TO STDOUT (FORMAT binary)", (keys,))
        with out as source, writing.copy("COPY orders FROM STDIN (FORMAT binary)") as target:
            for data in source:
                target.write(data)
    for one in opened:
        one.commit()
        one.close()
