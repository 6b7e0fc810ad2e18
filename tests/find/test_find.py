"""What is due in a service's own tables: by a table of cases, and against one strand explained."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from jikim.connect import describe
from jikim.errors import DocumentError
from jikim.find import DueRow, Owned, Question, find, missing_indexes
from jikim.lifecycle import Occurrences, Place, Strand, gather, justify
from jikim.mapping import parse_data
from jikim.mapping.counted import counted
from jikim.period import Instant
from jikim.policy import parse
from jikim.tables import Product
from tests.connect.shop import CALENDAR, DATA, TABLES, Member, Order, Swap, at, filled, later, question
from tests.connect.small import Small
from tests.testapps.people import chance

CASES = list(csv.DictReader((Path(__file__).parent / "due.csv").read_text(encoding="utf-8").splitlines()))
OPENED = datetime(2015, 1, 1, 9)


def rows(asked: Question, engine: Engine) -> dict[tuple[str, int], DueRow]:
    """What is due, by table and number; each row once."""
    with engine.connect() as connection:
        found = list(find(connection, asked))
    by_key = {(row.table, int(str(row.key[0]))): row for row in found}
    assert len(by_key) == len(found)
    return by_key


# The table


@pytest.fixture(scope="module")
def cases(small: Small) -> Engine:
    """A shop with one member and one order for each line of the table."""
    members = [
        Member(
            number, datetime.fromisoformat(case["joined"]), date.fromisoformat(case["left"]) if case["left"] else None
        )
        for number, case in enumerate(CASES, 1)
        if case["joined"]
    ]
    orders = [
        Order(number, datetime.fromisoformat(case["ordered"]), number if case["joined"] else None,
              tuple(map(date.fromisoformat, case["paid"].split())), bool(case["guest"]), bool(case["cleared"]))
        for number, case in enumerate(CASES, 1)
    ]  # fmt: skip
    return filled(small, members, orders, [])


@pytest.mark.parametrize("number", range(1, len(CASES) + 1), ids=lambda number: CASES[number - 1]["why"])
def test_each_line_of_the_table(cases: Engine, number: int) -> None:
    case = CASES[number - 1]
    found = rows(question(cases, at(date.fromisoformat(case["today"]))), cases)
    assert said(found.get(("members", number))) == case["member_due"]
    assert said(found.get(("orders", number))) == case["order_due"]


def said(row: DueRow | None) -> str:
    """What is due for a row, in the words of the table."""
    acts = [("destroy", row.destroy), ("preserve", row.preserve), ("keep", row.remaining)] if row else []
    numbers = [(act, sorted({name.rpartition("/")[2] for name in names})) for act, names in acts]
    return " ".join(" ".join([act, *some]) for act, some in numbers if some)


# One strand explained, and the table asked


MEMBERS = [
    Member(
        number,
        joined := later(OPENED, chance(3000, "joined", number)),
        (joined + timedelta(days=chance(2500, "left", number) - 300)).date()
        if chance(3, "leaves", number) == 0
        else None,
        later(joined, chance(2500, "seen", number)) if chance(4, "seen ever", number) else None,
    )
    for number in range(1, 61)
]
ORDERS = [
    Order(
        number,
        day := later(OPENED, 200 + chance(4000, "ordered", number)),
        1 + chance(60, "buyer", number) if chance(4, "guest", number) else None,
        tuple(
            (day + timedelta(days=chance(900, "paid", number, time))).date()
            for time in range(chance(3, "times", number))
        ),
        guest=chance(2, "mail", number) == 0,
        cleared=chance(6, "cleared", number) == 0,
    )
    for number in range(1, 241)
]
SWAPS = [
    Swap(
        number,
        later(OPENED, chance(4000, "swapped", number)),
        1 + chance(60, "one", number) if chance(4, "one?", number) else None,
        1 + chance(60, "other", number) if chance(4, "other?", number) else None,
    )
    for number in range(1, 81)
]
TOLD: Mapping[str, Mapping[object, tuple[Instant, ...]]] = {
    "erasure_requested": {number: (at(later(OPENED, 2500 + 40 * number)),) for number in range(1, 61, 5)}
}
KEEPS = {
    "after paying": "[{until: 6 months after paid}]",
    "leaving or a year": "[{until: [left, 1 year after paid]}]",
    "a store of leavers": "[{until: left}, {in: separate, until: 2 years after left}]",
    "by age": "[{until: 3 years after collected}]",
    "since last seen": "[{until: 1 year after seen}]",
    "another name": "[{until: 1 year after closed}]",
    "both must be over": "[{until: left}, {in: live, until: 2 years after paid}]",
    "at least": "[{until: at least 90 days after paid}]",
    "hours": "[{until: 72 hours after paid}]",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Where each strand of a row belongs, by one strand explained; `revived`: something came after its end."""

    places: Mapping[str, Place]
    revived: bool


@pytest.fixture(scope="module")
def shop(small: Small) -> Engine:
    """A shop of some hundred rows."""
    return filled(small, MEMBERS, ORDERS, SWAPS)


def of_member(number: int | None) -> list[tuple[str, Instant]]:
    one = next((member for member in MEMBERS if member.id == number), None)
    if one is None:
        return []
    asked = [("erasure_requested", instant) for instant in TOLD["erasure_requested"].get(one.id, ())]
    days = [("joined", one.joined), ("left", one.left), ("seen", one.seen)]
    return [*((event, at(day)) for event, day in days if day is not None), *asked]


def explained(asked: Question) -> Iterator[tuple[tuple[str, int], Explained]]:
    kinds = asked.kinds()
    for member in MEMBERS:
        yield ("members", member.id), explain(asked, kinds, "account/member", at(member.joined), [of_member(member.id)])
    for order in ORDERS:
        events = [("paid", at(day)) for day in order.paid]
        role = "order/member" if order.member else "order/guest" if order.guest and not order.cleared else "order"
        yield (("orders", order.id),
               explain(asked, kinds, role, at(order.ordered), [[*events, *of_member(order.member)]]))  # fmt: skip
    for swap in SWAPS:
        people = [of_member(one) for one in (swap.one, swap.other) if one is not None] or [[]]
        yield ("swaps", swap.id), explain(asked, kinds, "swap/member", at(swap.made), people)


def explain(
    asked: Question, kinds: tuple[Strand, ...], role: str, collected: Instant, people: list[list[tuple[str, Instant]]]
) -> Explained:
    places: dict[str, Place] = {}
    revived = False
    for strand in (each for each in kinds if each.name.startswith(f"{role}/")):
        for events in people:
            happened: Occurrences = gather(events)
            found = justify(strand.keeping, collected, happened, asked.now, CALENDAR)
            revived |= found.known.at != counted(strand.keeping, collected, happened, asked.now)
            places[strand.name] = min(places.get(strand.name, found.place), found.place, key=list(Place).index)
    return Explained(places, revived)


def place_of(row: DueRow | None, strand: str) -> Place:
    if row is None:
        return Place.LIVE
    return Place.NOWHERE if strand in row.destroy else Place.SEPARATE if strand in row.preserve else Place.LIVE


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(0, 6000), seconds=st.sampled_from([0, 1, 43200]), keep=st.sampled_from(sorted(KEEPS)))
def test_one_strand_explained_and_the_table_asked_agree_on_every_row(
    shop: Engine, days: int, seconds: int, keep: str
) -> None:
    now = at(later(datetime(2015, 1, 1), days) + timedelta(seconds=seconds))
    asked = question(shop, now, order=KEEPS[keep], account=KEEPS["a store of leavers"])
    asked = Question(asked.data, asked.policy, asked.schema, "shop", now, CALENDAR, TOLD)
    found = rows(asked, shop)
    for key, explanation in explained(asked):
        over = all(place is not Place.LIVE for place in explanation.places.values())
        for strand, place in explanation.places.items():
            what = place_of(found.get(key), strand)
            if explanation.revived:  # what came after the end keeps a row that is still there: later, and never earlier
                assert list(Place).index(what) <= list(Place).index(place), (key, strand)
            elif over or place is Place.LIVE:
                assert what is place, (key, strand)
            else:  # a part of the row: not due again where it has nothing left
                assert what in (place, Place.LIVE), (key, strand)


# Parts of a row


def test_a_part_that_is_over_is_cleared_once_and_the_rest_stays(small: Small) -> None:
    ordered = datetime(2026, 1, 1, 9)
    engine = filled(small, [Member(1, ordered)], [Order(1, ordered, 1), Order(2, ordered, 1, cleared=True)], [])
    keep = "[{items: [배송 메모], until: 6 months after paid}, {items: [주소, 이메일 주소], until: 2 years after paid}]"
    found = rows(question(engine, at(date(2026, 11, 22)), order=keep), engine)
    assert [(row.table, row.key, row.ends, row.columns, said(row)) for row in found.values()] == [
        ("orders", (1,), False, (("orders", "memo"),), "destroy 2 keep 1 3")
    ]


def test_a_row_under_a_hold_is_never_destroyed(small: Small) -> None:
    long_ago = datetime(2016, 1, 1, 9)
    engine = filled(small, [Member(1, long_ago)], [Order(1, long_ago, 1), Order(2, long_ago, 1)], [])
    asked = question(engine, at(date(2026, 11, 22)))
    held = Question(asked.data, asked.policy, asked.schema, "shop", asked.now, CALENDAR, held={"orders": {(1,)}})
    found = rows(held, engine)
    assert (said(found["orders", 1]), said(found["orders", 2])) == ("preserve 1 2", "destroy 1 2")


def test_two_people_in_one_row_keep_it_until_the_last_has_left(small: Small) -> None:
    opened = datetime(2020, 1, 1, 9)
    gone, stays = Member(1, opened, date(2021, 1, 1)), Member(2, opened)
    also = Member(3, opened, date(2022, 1, 1))
    day = later(opened, 10)
    swaps = [
        Swap(1, day, 1, 2),
        Swap(2, day, 1, 3),
        Swap(3, day, 2, None),
        Swap(4, day, None, 3),
        Swap(5, day, None, None),
    ]
    engine = filled(small, [gone, stays, also], [], swaps)
    found = rows(question(engine, at(date(2026, 11, 22))), engine)
    assert {key for key in found if key[0] == "swaps"} == {("swaps", 2), ("swaps", 4)}


def test_guests_and_people_who_are_gone_are_told_apart(small: Small) -> None:
    long_ago = datetime(2016, 1, 1, 9)
    orders = [
        Order(1, long_ago, 1),
        Order(2, long_ago, guest=True),
        Order(3, long_ago),
        Order(4, long_ago, 99),
        Order(5, long_ago, 0),
    ]
    engine = filled(small, [Member(1, long_ago)], orders, [])
    found = rows(question(engine, at(date(2026, 11, 22))), engine)
    owned = [found["orders", number].owned for number in range(1, 6)]
    assert owned == [Owned.MEMBER, Owned.GUEST, Owned.ORPHAN, Owned.ORPHAN, Owned.ORPHAN]


# What a plan would read whole tables for, and what it refuses


def test_the_indexes_that_a_plan_would_miss_are_named(small: Small) -> None:
    engine = filled(small, [], [], [])
    assert missing_indexes(question(engine, at(date(2026, 11, 22)))) == (
        ("members", "left_on"), ("orders", "member_id"), ("orders", "ordered"), ("payments", "order_id"),
        ("payments", "paid_on"), ("swaps", "one_id"), ("swaps", "other_id"),
    )  # fmt: skip


def test_a_path_that_leads_to_several_people_is_refused(small: Small) -> None:
    engine = filled(small, [], [], [])
    asked = question(engine, at(date(2026, 11, 22)))
    text = DATA.replace("{column: member_id, none: 0}", "member_id\n    via: id -> payments.order_id")
    wrong = Question(parse_data({"d": text.encode()}, "d"), asked.policy, asked.schema, "shop", asked.now, CALENDAR)
    with pytest.raises(DocumentError) as raised, engine.connect() as connection:
        list(find(connection, wrong))
    assert "which several rows may share" in str(raised.value.what)


# Roles by column, endings that leave the row, two records in one table

ROLES = """
jikim: 1
service: {id: shop}
version: {id: "1", announced: 2019-01-01, effective: 2019-01-08}
roles: {buyer: 구매자, seller: 판매자}
events: {left: {label: 탈퇴, of: person}}
activities:
  review: {label: 상품평, roles: [buyer, seller], basis: contract, purposes: {show: 게시}, then: anonymise,
           collect: [{required: [이름]}],
           keep: [{roles: buyer, until: 1 year after collected}]}
  offer: {label: 소식, roles: [buyer, seller], basis: contract, purposes: {tell: 소식}, keep: [{until: left}],
          collect: [{required: [이메일 주소, 이름]}]}
"""
BOTH = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people:
  {table: people, key: id, role: {column: kind, values: {b: buyer, s: seller}}, events: {left: gone}}
records:
  reviews:
    {activity: review, person: person_id, collected: at, items: {name: writer},
     destroy: {anonymise: {writer: 탈퇴회원}}}
  offers:
    {table: reviews, activity: offer, person: person_id, where: {news: 1}, collected: at,
     items: {email: mail, name: writer}, destroy: clear}
"""


def test_a_column_of_two_records_waits_for_both_and_what_is_anonymised_is_not_due_again(small: Small) -> None:
    engine = small.made("""
        CREATE TABLE people (id integer PRIMARY KEY, kind varchar(1), gone date);
        CREATE TABLE reviews (id integer PRIMARY KEY, person_id integer, at date, news integer,
            writer varchar(20), mail varchar(20));
        INSERT INTO people VALUES (1, 'b', NULL), (2, 's', NULL), (3, 'b', '2026-11-10'), (4, NULL, NULL);
        INSERT INTO reviews VALUES
            (1, 1, '2020-01-01', 0, '김가온', NULL), (2, 1, '2020-01-01', 1, '김가온', 'a@example.kr'),
            (3, 2, '2020-01-01', 0, '김가온', NULL), (4, 3, '2020-01-01', 1, '김가온', 'a@example.kr'),
            (5, 1, '2020-01-01', 0, '탈퇴회원', NULL), (6, 3, '2026-11-01', 1, '김가온', 'a@example.kr'),
            (7, 3, '2026-11-01', 1, '김가온', ''), (8, 4, '2020-01-01', 0, '김가온', NULL)
    """)
    policy = parse(ROLES.encode())
    data = parse_data({"d": BOTH.encode()}, "d")
    found = rows(Question(data, policy, describe(engine), "shop", at(date(2026, 11, 22)), CALENDAR), engine)
    assert {key[1]: (row.ends, tuple(column for _, column in row.columns)) for key, row in found.items()} == {
        1: (True, ("writer",)),  # a buyer's, after its year
        4: (True, ("writer", "mail")),  # both activities are over: the second with leaving
        6: (False, ("mail",)),  # the review of this month stays, and the name with it
    }  # 2 gets news still; a seller's (3) and one of unknown role (8) have no end; 5 and 7 were cleared


# Values that say nothing


def test_a_day_that_cannot_be_read_makes_its_row_never_due(small: Small) -> None:
    engine = small.made(
        TABLES
        + """INSERT INTO members (id, joined, left_on) VALUES
        (1, '2020-01-01', '20201301'), (2, '2020-01-01', '2020-1-1'), (3, '2020-01-01', '20200230'),
        (4, '2020-01-01', '1'), (5, '2020-01-01', '20200229'), (6, '2020-01-01', '')"""
    )
    assert set(rows(question(engine, at(date(2026, 11, 22))), engine)) == {("members", 5)}


@pytest.mark.postgres
def test_what_postgresql_calls_infinity_has_not_come(postgres_databases: Callable[[int], tuple[str, ...]]) -> None:
    [url] = postgres_databases(1)
    small = Small(Product.POSTGRESQL, lambda: url, [])
    engine = small.made(
        TABLES
        + """INSERT INTO members (id, joined, seen, left_on) VALUES
        (1, '2020-01-01', 'infinity', '20200229'), (2, '-infinity', '2020-01-01', '20200229'),
        (3, '2020-01-01', '-infinity', '')"""
    )
    account = "[{until: [left, 1 year after seen]}]"
    assert set(rows(question(engine, at(date(2026, 11, 22)), account=account), engine)) == {
        ("members", 1),
        ("members", 2),
        ("members", 3),
    }
    engine.dispose()
