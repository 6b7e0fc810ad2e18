"""The shop with the traps on each product: what is due is what its rows, as they were made, say is due."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import pytest

from jikim.connect import describe, open_read_only
from jikim.find import DueRow, Owned, Question, find
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from tests.traps.databases import TrapDatabase
from tests.traps.shop import Rows
from tests.traps.shop import rows as made

TODAY = date(2026, 1, 2)
POLICY = """
jikim: 1
service: {id: traps}
version: {id: "1", announced: 2023-01-01, effective: 2023-01-08}
roles: {member: 회원, guest: 비회원}
events:
  joined: {label: 가입, of: person}
  left: {label: 탈퇴, of: person, from: joined}
  paid: 결제
  inquired: 문의
  expired: 만료
activities:
  account: {label: 회원, roles: member, basis: contract, purposes: {join: 회원}, keep: [{until: left}],
            collect: [{required: [이름, 이메일 주소, 휴대폰번호, 주소]}]}
  order: {label: 주문, roles: [member, guest], basis: contract, purposes: {deliver: 배송},
          keep: [{until: 1 year after paid}], collect: [{required: [이름, 휴대폰번호, 배송 메모]}]}
  inquiry: {label: 문의, roles: [member, guest], basis: contract, purposes: {answer: 답변},
            keep: [{until: 1 year after inquired}], collect: [{required: [inquiry_content]}]}
  post: {label: 게시판, roles: member, basis: contract, purposes: {write: 게시}, keep: [{until: left}], then: anonymise,
         collect: [{required: [이름]}]}
  point: {label: 적립금, roles: member, basis: contract, purposes: {point: 적립}, keep: [{until: left}],
          collect: [{required: [order_info]}]}
  visit: {label: 접속, roles: member, basis: contract, purposes: {visit: 접속}, keep: [{until: expired}],
          collect: [{required: [access_log]}]}
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people:
  table: members
  key: id
  role: member
  events:
    joined: {column: joined_on, format: Ymd}
    left: {column: left_on, format: Y-m-d, zero: "0000-00-00"}
records:
  members:
    activity: account
    person: id
    collected: {column: joined_on, format: Ymd}
    items: {name: name, email: email, mobile: mobile}
    children:
      member_meta:
        {by: member_id, items: {mobile: {column: meta_value, where: {meta_key: billing_phone}},
                                address: {column: meta_value, where: {meta_key: billing_address}}}}
  orders:
    activity: order
    person: member_id
    guest: {name: guest_name, mobile: guest_mobile}
    events: {paid: paid_at}
    items: {name: guest_name, mobile: guest_mobile, delivery_memo: request}
    children: {payments: {by: order_id}}
  inquiries:
    activity: inquiry
    person: {column: login_id, matches: login_id, none: ""}
    events: {inquired: {column: written_on, format: Ymd}}
    items: {inquiry_content: [title, body]}
  write_*:
    activity: post
    person: {column: login_id, matches: login_id}
    collected: written_at
    items: {name: writer}
    destroy: {anonymise: {writer: 탈퇴회원}}
  points: {table: '"point.log"', activity: point, person: 회원 번호, items: {order_info: 금액}}
  sessions: {activity: visit, unowned: true, events: {expired: expires_at}, items: {access_log: data}}
"""


@pytest.fixture(scope="module")
def due(trap_database: TrapDatabase) -> Iterator[tuple[DueRow, ...]]:
    """What is due in the shop, as the login sees it that may only read."""
    engine = open_read_only("shop", trap_database.reader)
    data, policy = parse_data({"data.yaml": DATA.encode()}, "data.yaml"), parse(POLICY.encode())
    asked = Question(data, policy, describe(engine), "shop", instant_of(TODAY), Calendar(holidays()))
    with engine.connect() as connection:
        yield tuple(find(connection, asked))
    engine.dispose()


@pytest.fixture(scope="module")
def shop(trap_database: TrapDatabase) -> Mapping[str, Rows]:
    """The rows as they were made."""
    return made(trap_database.product)


def keys(due: tuple[DueRow, ...], *tables: str) -> set[object]:
    return {row.key[0] for row in due if row.table in tables}


def leavers(shop: Mapping[str, Rows], by: str) -> set[object]:
    found = [row for row in shop["members"] if row["left_on"] != "0000-00-00"]
    return {row[by] for row in found if date.fromisoformat(row["left_on"]) <= TODAY}


def test_a_zero_date_is_no_leaving(due: tuple[DueRow, ...], shop: Mapping[str, Rows]) -> None:
    assert keys(due, "members") == leavers(shop, "id") != set()


def test_an_order_that_was_never_paid_is_kept_and_a_paid_one_ends_after_its_year(
    due: tuple[DueRow, ...], shop: Mapping[str, Rows]
) -> None:
    paid = {row["id"]: datetime.fromisoformat(row["paid_at"]).date() for row in shop["orders"] if row["paid_at"]}
    over = {number for number, day in paid.items() if day <= TODAY - timedelta(days=365)}
    assert keys(due, "orders") == over != set()
    guests = {row["id"] for row in shop["orders"] if row["guest_name"]}
    assert {row.key[0] for row in due if row.table == "orders" and row.owned is Owned.GUEST} == over & guests != set()


def test_a_day_written_as_text_counts_and_an_empty_one_never_does(
    due: tuple[DueRow, ...], shop: Mapping[str, Rows]
) -> None:
    written = {row["id"]: row["written_on"] for row in shop["inquiries"]}
    over = {number for number, day in written.items() if day and day <= f"{TODAY - timedelta(days=365):%Y%m%d}"}
    assert keys(due, "inquiries") == over != set()
    unnamed = {row["id"] for row in shop["inquiries"] if not row["login_id"]}
    assert {row.key[0] for row in due if row.table == "inquiries" and row.owned is Owned.ORPHAN} == over & unnamed


def test_every_table_of_a_pattern_is_asked_and_its_people_are_found_by_their_login(
    due: tuple[DueRow, ...], shop: Mapping[str, Rows]
) -> None:
    gone = leavers(shop, "login_id")
    for table in ("write_free", "write_qa"):
        assert keys(due, table) == {row["id"] for row in shop[table] if row["login_id"] in gone} != set()
    assert all(row.columns == ((row.table, "writer"),) for row in due if row.table.startswith("write_"))


def test_a_table_with_a_dot_and_korean_columns_is_asked(due: tuple[DueRow, ...], shop: Mapping[str, Rows]) -> None:
    assert keys(due, '"point.log"') == leavers(shop, "id")


def test_sessions_of_nobody_end_by_their_own_event(due: tuple[DueRow, ...], shop: Mapping[str, Rows]) -> None:
    over = {row["token"] for row in shop["sessions"] if row["expires_at"] <= f"{TODAY}"}
    assert keys(due, "sessions") == over != set()
    assert {row.owned for row in due if row.table == "sessions"} <= {Owned.UNOWNED}
