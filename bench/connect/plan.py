"""What is due among 10 million rows, and among ten times as many as before, beside the SELECTs one would write by hand.

    python -m bench.connect plan [rows]

Ours is the whole question of a plan (`find.find`, gathered into parts): every row is judged once more by the values
that stand in it, by the events of its person too. The rival fetches the keys of the very same rows, with the
conditions written out by hand, each as its index likes it. 50,600 rows are due, no two of one second; all others are
not, however many there are.
"""

import resource
import subprocess
import sys
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bench.connect.ground import postgresql, question, settle
from bench.machine import compare, seconds, show
from bench.tables.shop import DATA, POLICY, Size, build
from jikim.connect import open_read_only
from jikim.engine.parts import parts
from jikim.find import Question, find
from jikim.period import instant_of
from jikim.plan import Part

TODAY = date(2026, 10, 1)
BY_HAND = (
    "SELECT id FROM members WHERE left_at <= timestamp '2026-10-01'",
    "SELECT id FROM orders WHERE paid_at < timestamp '2026-04-02' "
    "UNION ALL SELECT id FROM orders WHERE paid_at IS NULL AND ordered_at < timestamp '2026-04-02'",
    "SELECT id FROM history WHERE at < timestamp '2026-07-02'",
)
_APART = (
    "UPDATE members SET left_at = left_at + (id * 7919 % 36000000) * interval '1 ms'",
    "UPDATE orders SET ordered_at = ordered_at + (id * 7919 % 36000000) * interval '1 ms', "
    "paid_at = paid_at + (id * 7907 % 36000000) * interval '1 ms'",
    "UPDATE history SET at = at + (id * 7919 % 36000000) * interval '1 ms'",
)
_MORE = """
INSERT INTO members SELECT n, 'm' || n || '@example.kr', '010-0000-0000', '시험' || n, timestamp '2026-08-01', NULL
FROM generate_series({first}, {last}) n;
INSERT INTO orders SELECT n, 1 + n / 3, '010-0000-0000', '서울 가온길 ' || n, '영수증 ' || n, 1,
timestamp '2026-09-01' + n % 1000000 * interval '1 s', timestamp '2026-09-02' + n % 1000000 * interval '1 s'
FROM generate_series({first} * 3, {last} * 3) n;
INSERT INTO order_lines SELECT n, n / 2, '상품', 1 FROM generate_series({first} * 6, {last} * 6) n;
INSERT INTO history SELECT n, 1 + n / 20, timestamp '2026-09-01' + n % 1000000 * interval '1 s', '열람 ' || n
FROM generate_series({first} * 20, {last} * 20) n
"""


def main(arguments: list[str]) -> None:
    """Build the shop at a tenth of the size and at the whole, and ask what is due in both."""
    members = int(arguments[0] if arguments else 10_000_000) // 30
    with postgresql() as url:
        engine = sa.create_engine(url)
        build(engine, Size(3334))
        _run(engine, _APART)
        _grow(engine, 3400, members // 10)
        few = _plans(url, rounds=5)
        _grow(engine, members // 10 + 100, members)
        asked = question(url, POLICY, DATA, instant_of(TODAY))
        opened = open_read_only("shop", url, statement_seconds=600)
        rows = sum(len(part.keys) for part in _plan(opened, asked))
        assert rows == len(_by_hand(opened)), "both sides name the same rows"
        figures = compare(lambda: seconds(lambda: _plan(opened, asked)), lambda: seconds(lambda: _by_hand(opened)), 7)
        show(
            f"(a) plan of {rows:,} due rows among {members * 30:,}", figures, f"({rows / figures['ours']:,.0f} rows/s)"
        )
        many = _plans(url, rounds=5)
        print(
            f"(f) ten times the rows, the same due: {few * 1000:.0f} ms -> {many * 1000:.0f} ms, {many / few:.2f} times"
        )
        opened.dispose()
        engine.dispose()
        _memory(url)


def _run(engine: Engine, statements: tuple[str, ...]) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("%", "%%"))


def _grow(engine: Engine, first: int, last: int) -> None:
    """Add members with all that goes with them, none of it due."""
    for statement in _MORE.format(first=first, last=last).split(";"):
        _run(engine, (statement,))
    settle(engine)


def _plan(engine: Engine, asked: Question) -> tuple[Part, ...]:
    with engine.connect() as connection:
        return parts(find(connection, asked), asked.kinds())


def _by_hand(engine: Engine) -> list[tuple[str, int]]:
    with engine.connect() as connection:
        return [(one, key) for one in BY_HAND for (key,) in connection.exec_driver_sql(one)]


def _plans(url: str, rounds: int) -> float:
    """Return the median of the seconds that a plan takes; the first, which warms the server up, is left out."""
    asked = question(url, POLICY, DATA, instant_of(TODAY))
    engine = open_read_only("shop", url, statement_seconds=600)
    try:
        took = [seconds(lambda: _plan(engine, asked)) for _ in range(rounds + 1)][1:]
    finally:
        engine.dispose()
    return sorted(took)[rounds // 2]


def _memory(url: str) -> None:
    """Ask once more in a process of its own, and say how much memory that took at its highest."""
    done = subprocess.run([sys.executable, "-m", "bench.connect.plan", url], capture_output=True, text=True, check=True)
    print(f"(a) memory of the process that plans: {done.stdout.strip()}")


def _in_a_process(url: str) -> None:
    asked = question(url, POLICY, DATA, instant_of(TODAY))
    engine = open_read_only("shop", url, statement_seconds=600)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = sum(len(part.keys) for part in _plan(engine, asked))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{before // 1024} MB before, {after // 1024} MB after {rows:,} due rows")


if __name__ == "__main__":
    _in_a_process(sys.argv[1])
