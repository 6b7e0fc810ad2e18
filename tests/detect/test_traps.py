"""The shop with every trap: no foreign keys where one would want them, days as text, copies, lists, people in texts.

traps.csv was written by reading the tables, after the first run of the program: it keeps what was reached, and measures
nothing.
"""

import csv
from pathlib import Path

import pytest

from bench.detect import FALSE, RIGHT, Score, seen
from jikim.detect import By, Written, people_tables, propose_columns, propose_events, relations
from jikim.tables import Sample, Schema
from tests.traps.databases import TrapDatabase, trap_database

__all__ = ["trap_database"]
Seen = tuple[Schema, tuple[Sample, ...]]


@pytest.fixture(scope="module")
def shop(trap_database: TrapDatabase) -> Seen:
    return seen(trap_database.reader)


def test_the_personal_columns_are_found_on_every_product(shop: Seen) -> None:
    with Path(__file__).with_name("traps.csv").open(encoding="utf-8", newline="") as file:
        wanted = {(line["table"], line["column"]): line["item"] for line in csv.DictReader(file)}
    score = Score(dict(wanted), {(one.table, one.column): one.item for one in propose_columns(*shop)})

    assert score.right >= RIGHT, [*score.missed, *score.mistaken]
    assert score.false_share <= FALSE, score.false


def test_every_way_to_the_people_is_found_with_or_without_a_foreign_key(shop: Seen) -> None:
    schema, _ = shop
    people = people_tables(schema)
    ways = {(one.table, one.column): one.path[0].by for one in relations(schema, people)}

    assert (people[0].table, people[0].key) == ("members", "id")
    assert ways["addresses", "member_id"] is By.FOREIGN_KEY
    assert ways["write_free", "login_id"] is By.NAME
    assert ways["member_history", "id"] is By.NAME
    assert ways["campaigns", "member_ids"] is By.LIST


def test_days_are_found_however_they_are_written(shop: Seen) -> None:
    schema, samples = shop
    events = {(one.table, one.event): one for one in propose_events(schema, samples, people_tables(schema))}

    assert events["members", "joined"].written is Written.YMD
    assert ("members", "left") in events
    assert ("members", "last_active") in events
    assert ("orders", "paid") in events
