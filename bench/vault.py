"""What sealing costs: the same rows with and without it, and reading by id beside a bare select.

    python -m bench.vault [--records 5000] [--rounds 7]

Bulk put: a whole `collect` (admitted, sealed, noted: person, record, strands, events, keys, look-up, log) against the
very same rows, made beforehand and with plain bytes in the place of ciphertexts, written by the same statements in
the same transactions. Reading: one record
by id with its log entry committed before the plaintext is released, beside a bare SELECT of the same row by id.
"""

import argparse
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.machine import compare, machine, show
from jikim.consent import Submission
from jikim.database import queries
from jikim.engine import collect, enact, open_running, read_record
from jikim.engine.running import Running
from jikim.messages import Language
from jikim.period import instant_of_text
from jikim.settings import Settings

NOW = instant_of_text("2024-03-02T10:00")
POLICY = Path(__file__).parent.parent / "examples" / "kmong" / "policy.yaml"
BATCH = 500
STATEMENTS = (
    ("keys.db", "put_key", "key"),
    ("live.db", "put_person", "person"),
    ("live.db", "put_record", "record"),
    ("live.db", "put_event", "event"),
    ("live.db", "put_consent", "consent"),
    ("live.db", "put_strand", "strand"),
    ("live.db", "put_sealed", "sealed"),
    ("live.db", "put_lookup", "lookup"),
    ("live.db", "put_pending", "log_pending"),
)


def main() -> None:
    """Run both comparisons and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        _bulk(Path(folder), chosen.records, chosen.rounds)
        _reading(Path(folder), min(chosen.records, 2000), chosen.rounds)


def _running(folder: Path) -> Running:
    folder.mkdir(parents=True)
    running = open_running(Settings(folder, folder / "kek.key", Language.ENGLISH), "kmong", "bench", create=True)
    start = instant_of_text("2020-01-01")
    enact(running, POLICY.read_bytes(), "policy.yaml", start, start, start)
    return running


def _submissions(count: int, prefix: str) -> list[Submission]:
    return [
        Submission(
            "signup_kakao", "client", NOW, f"{prefix}{number}",
            {"이메일 주소": f"{prefix}{number}@example.kr", "닉네임": f"지킴이 {number}", "직업": "개발",
             "비즈니스 분야": "정보기술", "관심사": "개인정보"},
            events=(("joined", NOW),),
        )
        for number in range(count)
    ]  # fmt: skip


def _bulk(folder: Path, count: int, rounds: int) -> None:
    """Put `count` records a round in batches of 500; the rival writes what ours wrote, blanked, in the same way."""
    counter = iter(range(1_000_000))
    plain_rows = _rows_of_a_put(folder / "sample", count)

    def ours() -> float:
        name = next(counter)
        running, submissions = _running(folder / f"ours{name}"), _submissions(count, f"m{name}-")
        started = perf_counter()
        for at in range(0, count, BATCH):
            collect(running, submissions[at : at + BATCH], NOW)
        took = perf_counter() - started
        running.vault.close()
        return took

    def rival() -> float:
        return _write_plain(folder / f"plain{next(counter)}", plain_rows, -(-count // BATCH))

    figures = compare(ours, rival, rounds)
    show(f"bulk put of {count:,} records", figures, f"(sealed {count / figures['ours']:,.0f} records/s; bar 0.35)")


def _rows_of_a_put(folder: Path, count: int) -> dict[str, list[dict[str, object]]]:
    """Return every row that a put writes, by statement, with plain bytes where ours are sealed."""
    running, submissions = _running(folder), _submissions(count, "s")
    for at in range(0, count, BATCH):
        collect(running, submissions[at : at + BATCH], NOW)
    running.vault.close()
    values = json.dumps(dict(submissions[0].values), ensure_ascii=False).encode()
    found: dict[str, list[dict[str, object]]] = {}
    for file, statement, table in STATEMENTS:
        connection = sqlite3.connect(folder / file)
        connection.row_factory = sqlite3.Row
        found[statement] = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        for row in found[statement]:
            row.update({"body": values} if "body" in row else {})
        connection.close()
    return found


def _write_plain(folder: Path, rows: dict[str, list[dict[str, object]]], batches: int) -> float:
    """Write the rows with the same schema, the same statements and the same number of transactions."""
    running = _running(folder)
    vault = running.vault
    people, place, keys = (queries(name, vault.live.dialect) for name in ("people", "place", "keys"))
    sql = {statement: next(found[statement] for found in (people, place, keys) if statement in found.names())
           for statement in rows}  # fmt: skip
    with vault.live.transaction() as connection:
        connection.execute(place["remove_pending"], {"upto": 1_000_000})
    started = perf_counter()
    for batch in range(batches):
        for database, statements in ((vault.keys, ("put_key",)), (vault.live, tuple(rows)[1:])):
            with database.transaction() as connection:
                for statement in statements:
                    size = -(-len(rows[statement]) // batches)
                    part = rows[statement][batch * size : (batch + 1) * size]
                    if part:
                        connection.execute(sql[statement], part)
    took = perf_counter() - started
    vault.close()
    return took


def _reading(folder: Path, count: int, rounds: int) -> None:
    running = _running(folder / "reading")
    records = collect(running, _submissions(count, "r"), NOW)
    connection = sqlite3.connect(folder / "reading" / "live.db")

    def each(work: Callable[[bytes], object]) -> Callable[[], float]:
        def run() -> float:
            started = perf_counter()
            for record in records[:200]:
                work(record)
            return (perf_counter() - started) / 200

        return run

    def bare(record: bytes) -> object:
        return connection.execute(
            "SELECT body FROM record JOIN strand ON strand.person = record.person AND strand.record = record.id"
            " JOIN sealed ON sealed.strand = strand.id WHERE record.id = ?",
            (record,),
        ).fetchall()

    ours = each(lambda record: read_record(running, record, "join", NOW))
    figures = compare(ours, each(bare), rounds)
    print(
        f"sealed read by id with its log entry: {1 / figures['ours']:,.0f} per second; "
        f"bare select: {1 / figures['rival']:,.0f} per second"
    )
    connection.close()
    running.vault.close()


if __name__ == "__main__":
    assert os.name == "posix"
    main()
