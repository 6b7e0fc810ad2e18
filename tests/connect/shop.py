"""A small shop by hand: members, orders with payments, swaps between two members; its policy and its mapping."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Engine

from jikim.connect import describe
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, Instant, instant_of
from jikim.policy import parse
from tests.connect.small import Small

SEOUL = ZoneInfo("Asia/Seoul")
CALENDAR = Calendar(holidays())
POLICY = """
jikim: 1
service: {{id: shop}}
version: {{id: "1", announced: 2019-01-01, effective: 2019-01-08}}
roles: {{member: 회원, guest: 비회원}}
events:
  left: {{label: 탈퇴, of: person, from: joined}}
  joined: {{label: 가입, of: person}}
  seen: {{label: 접속, of: person, counts: last}}
  paid: {{label: 결제, of: record, else: collected}}
  closed: {{label: 끝, is: [left, paid]}}
activities:
  account:
    label: 회원
    roles: member
    basis: contract
    purposes: {{join: 회원 관리}}
    collect: [{{required: [이름, 이메일 주소]}}]
    keep: {account}
  order:
    label: 주문
    roles: [member, guest]
    basis: contract
    purposes: {{deliver: 배송}}
    collect: [{{required: [주소, 배송 메모, 이메일 주소]}}]
    keep: {order}
  swap:
    label: 교환
    roles: member
    basis: contract
    purposes: {{swap: 교환}}
    collect: [{{required: [배송 메모]}}]
    keep: [{{until: left}}]
statutory:
  - {{record: 대금결제 기록, for: 5년, law: ecommerce/payment, of: order, after: paid, items: [주소]}}
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP, apart: {url: env:APART, role: separate}}
people:
  table: members
  key: id
  role: member
  events:
    joined: joined
    left: {column: left_on, format: Ymd, zero: ""}
    seen: seen
records:
  members: {activity: account, person: id, collected: joined, items: {name: name, email: email}}
  orders:
    activity: order
    person: {column: member_id, none: 0}
    guest: {email: guest_email}
    collected: ordered
    items: {address: address, delivery_memo: memo, email: guest_email}
    columns: {guest_email: blank, memo: blank}
    children: {payments: {by: order_id, events: {paid: paid_on}}}
  swaps:
    activity: swap
    people: {member: one_id, guest: other_id}
    collected: made
    items: {delivery_memo: memo}
"""
TABLES = """
CREATE TABLE members (id integer PRIMARY KEY, name varchar(20), email varchar(40), joined timestamp NULL,
    left_on varchar(8), seen timestamp NULL);
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, guest_email varchar(40), ordered timestamp NULL,
    address varchar(80), memo varchar(80));
CREATE TABLE payments (id integer PRIMARY KEY, order_id integer, paid_on date);
CREATE TABLE swaps (id integer PRIMARY KEY, one_id integer, other_id integer, made timestamp NULL, memo varchar(80));
"""
PLAIN = {"account": "[{until: left}]", "order": "[{until: 6 months after paid}]"}


@dataclass(frozen=True, slots=True)
class Member:
    """A member; `left` a day, the others moments in Seoul."""

    id: int
    joined: datetime
    left: date | None = None
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a member, or of nobody in the people table; `cleared` when its memo and mail are gone already."""

    id: int
    ordered: datetime
    member: int | None = None
    paid: tuple[date, ...] = ()
    guest: bool = False
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Swap:
    """Two members in one row."""

    id: int
    made: datetime
    one: int | None
    other: int | None


def question(engine: Engine, now: Instant, **keeps: str) -> Question:
    """Return what is asked of the shop, under its policy with other `keep`s."""
    data = parse_data({"data.yaml": DATA.encode()}, "data.yaml")
    policy = parse(POLICY.format(**{**PLAIN, **keeps}).encode())
    return Question(data, policy, describe(engine), "shop", now, CALENDAR)


def filled(small: Small, members: list[Member], orders: list[Order], swaps: list[Swap]) -> Engine:
    """Make the shop."""
    lines = [*_inserts("members", map(_member, members)), *_inserts("orders", map(_order, orders))]
    paid = ((order.id, day) for order in orders for day in order.paid)
    lines += _inserts("payments", ((number, *each) for number, each in enumerate(paid)))
    lines += _inserts("swaps", ((one.id, one.one, one.other, one.made, "문 앞") for one in swaps))
    return small.made(TABLES + ";".join(lines))


def _inserts(table: str, rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    values = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
    if values:
        yield f"INSERT INTO {table} VALUES {values}"


def _member(one: Member) -> tuple[object, ...]:
    return one.id, "김가온", "a@example.kr", one.joined, f"{one.left:%Y%m%d}" if one.left else "", one.seen


def _order(one: Order) -> tuple[object, ...]:
    mail = "guest@example.kr" if one.guest and not one.cleared else ""
    return one.id, one.member, mail, one.ordered, "가온구 가온로 1", "" if one.cleared else "문 앞"


def _literal(value: object) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


def at(moment: datetime | date) -> Instant:
    """Return the instant of a day or moment in Seoul."""
    return instant_of(moment.replace(tzinfo=SEOUL) if isinstance(moment, datetime) else moment)


def later(moment: datetime, days: int) -> datetime:
    """Return so many days later."""
    return moment + timedelta(days=days)
