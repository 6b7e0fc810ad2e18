"""What is due on a real site of 200 members, without foreign keys, held against a hand-written answer, key by key.

`wordpress_expected.sql` reasons from the words of wordpress.policy.yaml alone; `wordpress_expected.csv` has the numbers
of rows that go and that are left. WordPress keeps no word of who left, so they are reported.
"""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jikim.connect import describe, open_read_only
from jikim.find import DueRow, Owned, Question, find
from jikim.find.clocks import Told
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from tests.mariadb import run_sql
from tests.testapps import wordpress

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 9, tzinfo=UTC)  # Monday, nine in the morning in Korea
LEFT = datetime(2026, 11, 1, tzinfo=UTC)
MEMBERS = 200
pytestmark = [pytest.mark.testapps, pytest.mark.mariadb]


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: the rows of its tables, and the rows of the hand-written answer."""

    url: str
    rows: dict[str, int]
    expected: frozenset[tuple[str, int]]


@pytest.fixture(scope="module")
def site(mariadb_databases: Callable[[int], tuple[str, ...]]) -> Site:
    """The site, of which every seventh member has said that they leave."""
    (url,) = mariadb_databases(1)
    rows = wordpress.build(url, MEMBERS)
    answer = run_sql(url, (HERE / "wordpress_expected.sql").read_text("utf-8"))
    return Site(url, rows, frozenset((table, int(key)) for table, key in answer))


@pytest.fixture
def due(site: Site) -> tuple[DueRow, ...]:
    """What jikim finds due."""
    data = parse_data({"data.yaml": (HERE / "wordpress.data.yaml").read_bytes()}, "data.yaml")
    policy = parse((HERE / "wordpress.policy.yaml").read_bytes())
    told: Told = {"left": {number: (instant_of(LEFT),) for number in range(7, MEMBERS + 2, 7)}}
    engine = open_read_only("site", site.url)
    asked = Question(data, policy, describe(engine), "site", instant_of(NOW), Calendar(holidays()), told)
    with engine.connect() as connection:
        found = tuple(find(connection, asked))
    engine.dispose()
    return found


def test_exactly_the_rows_of_the_hand_written_answer_are_due(site: Site, due: tuple[DueRow, ...]) -> None:
    notes = run_sql(site.url, "SELECT comment_ID FROM wp_comments WHERE comment_type = 'order_note'")
    children = {"wp_usermeta", "wp_postmeta"}
    mine = {row for row in site.expected if row[0] not in children} - {("wp_comments", int(key)) for (key,) in notes}
    assert {(row.table, row.key[0]) for row in due} == mine
    assert len(due) == len(mine)
    assert all(row.ends and not row.preserve for row in due)


def test_the_numbers_are_those_that_a_person_went_through(site: Site) -> None:
    answered = Counter(table for table, _ in site.expected)
    with (HERE / "wordpress_expected.csv").open(encoding="utf-8", newline="") as file:
        lines = [(line["table"], int(line["destroyed"]), int(line["left"])) for line in csv.DictReader(file)]
    assert lines == [(table, answered[table], site.rows[table] - answered[table]) for table in sorted(answered)]


def test_orders_of_guests_are_told_by_the_number_that_is_nobodys(site: Site, due: tuple[DueRow, ...]) -> None:
    rows = run_sql(site.url, "SELECT post_id FROM wp_postmeta WHERE meta_key = '_customer_user' AND meta_value = '0'")
    guests = {int(key) for (key,) in rows}
    orders = {row for row in due if row.record == "orders"}
    of_nobody = {row.key[0] for row in orders if row.owned is not Owned.MEMBER}
    assert of_nobody == guests & {row.key[0] for row in orders}
    assert len(guests) == 31
