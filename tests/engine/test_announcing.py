"""A version that is not in force yet, in numbers: on both products, and nothing is written."""

import sqlalchemy as sa

from jikim.change import compare, consequence
from jikim.engine import (
    Connected,
    Moved,
    Reached,
    Running,
    agree,
    apply,
    between,
    enact,
    mapped,
    overview,
    reached,
    withdraw,
)
from jikim.engine.running import Enacted
from jikim.law import catalogue
from jikim.period import day_of
from jikim.policy import parse
from tests.connect.small import Small
from tests.engine.shop import POLICY, at, databases, given, left, opened, order, signup, take
from tests.engine.tables import DATA_OF_TABLES, TODAY, policy, shop
from tests.engine.test_versions import CARD_SHORTER, LONGER_STORE, SECOND, SHORTER_STORE

NEWS = SECOND.replace("optional: [휴대폰 번호]", "optional: [휴대폰 번호, 성별]")
COUNTED_OTHERWISE = SECOND.replace("  due_day: {", "  closed: {label: 계정 폐쇄, of: person}\n  due_day: {").replace(
    "{until: left}\n      - {in: separate, store: 탈퇴 DB, until: 1 year after left",
    "{until: [left, closed]}\n      - {in: separate, store: 탈퇴 DB, until: 6 months after left",
)
DAY = at("2023-01-01")


def counted(running: Running, text: str) -> Reached:
    old, new = running.enacted[-1].policy, parse(text.encode(), "new.yaml")
    differences = compare(old, new, catalogue(), day_of(DAY))
    again = consequence(old, new, differences, catalogue(), day_of(DAY)).again
    activities = {name for one in differences for name in one.activities}
    return reached(running, new, sorted(activities), again, DAY)


def everything(running: Running) -> dict[tuple[str, str], object]:
    """Every row of every table of every database."""
    found: dict[tuple[str, str], object] = {}
    for name, database in databases(running).items():
        with database.transaction() as connection:
            for table in sa.inspect(connection).get_table_names():
                rows = connection.execute(sa.select(sa.text("*")).select_from(sa.text(f'"{table}"'))).all()
                found[name, table] = sorted(map(repr, rows))
    return found


def three(running: Running) -> Running:
    """Kim left a while ago, Lee left lately, Park is here."""
    opened(running)
    take(running, signup("kim"), signup("lee"), signup("park"))
    left(running, "kim", "2022-03-10")
    left(running, "lee", "2022-11-10")
    apply(running, at("2022-12-01"))
    return running


def test_what_a_shorter_store_ends_on_its_first_day_is_counted(running: Running) -> None:
    found = counted(three(running), SHORTER_STORE)
    assert (found.people, found.touched) == (3, 3)
    assert found.moved == (Moved("signup", "member", ("ci",), 0, 1, 0, 0, 0),)


def test_the_number_is_what_the_version_then_does(running: Running) -> None:
    [moved] = counted(three(running), SHORTER_STORE).moved
    before = len(overview(running, at("2022-12-31")).due)
    enact(running, SHORTER_STORE.encode(), "policy.yaml", at("2022-12-20"))
    outcome = apply(running, DAY)
    assert (before, outcome.destroyed) == (0, moved.destroy)


def test_a_longer_store_ends_nothing(running: Running) -> None:
    assert counted(three(running), LONGER_STORE).moved == ()


def test_a_version_that_counts_another_event_is_judged_by_what_happened(running: Running) -> None:
    found = counted(three(running), COUNTED_OTHERWISE)
    assert found.moved == (Moved("signup", "member", ("ci",), 0, 1, 0, 0, 0),)


def test_a_strand_that_would_be_split_is_counted_by_its_parts(running: Running) -> None:
    opened(running, POLICY.replace(", items: [주소]}", "}"))
    take(running, order("kim", "2021-06-01", paid="2021-06-02"))
    found = counted(running, CARD_SHORTER.replace(", items: [주소]}", "}"))
    assert sum(one.destroy + one.preserve for one in found.moved) == 1


def test_those_are_asked_again_who_agreed_and_have_not_withdrawn(running: Running) -> None:
    opened(running)
    for person in ("kim", "lee", "park"):
        take(running, signup(person))
        agree(running, person, "news", at("2020-03-01"), at("2020-03-01"))
        take(running, given("news", person, mobile="010-0000-0001"))
    withdraw(running, "lee", "news", at("2020-05-01"), at("2020-05-01"))
    assert counted(running, NEWS).again == (2,)


def test_counting_writes_nothing(running: Running) -> None:
    before = everything(three(running))
    counted(running, SHORTER_STORE)
    counted(running, COUNTED_OTHERWISE)
    assert everything(running) == before


def test_rows_of_a_service_are_counted_that_only_one_version_would_end(running: Running, small: Small) -> None:
    it = shop(running, small)
    rows = it.rows()
    with Connected(running, mapped({"data.yaml": DATA_OF_TABLES.encode()}, "data.yaml"), {"shop": it.url}) as connected:
        source = policy(2, floor=False)
        old, new = running.in_force(TODAY), Enacted(0, "2", b"2", parse(source, "new.yaml"), TODAY)
        there = between(connected, old, new, TODAY)
        back = between(connected, new, old, TODAY)
        assert between(connected, old, old, TODAY) == ()
    assert sum(one.more for one in there) > 0
    assert [(one.table, one.fewer, one.more) for one in back] == [(one.table, one.more, one.fewer) for one in there]
    assert it.rows() == rows
