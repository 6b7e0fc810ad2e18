"""Every promise of a policy is listed once, where it stands, with who keeps it."""

from datetime import date
from pathlib import Path

import pytest

from jikim.check import Case
from jikim.coverage import Matter, Promise, State, promises
from jikim.law import catalogue
from jikim.mapping import parse_data
from jikim.policy import parse
from tests.change.shops import POLICY

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/policy.yaml"))
DAY = date(2026, 11, 22)
DATA = """
jikim: 1
databases: {shop: env:SHOP}
people: {table: members, key: id, events: {left: left_at}}
records:
  members:
    activity: signup
    person: id
    collected: joined_at
    items: {email: email}
"""


def listed(text: str, data: str = "") -> tuple[Promise, ...]:
    mapping = parse_data({"data.yaml": data.encode()}, "data.yaml") if data else None
    return promises(Case.of(parse(text.encode()), catalogue(), DAY), mapping)


def states(found: tuple[Promise, ...], matter: Matter) -> list[State]:
    return [one.state for one in found if one.matter is matter]


def test_what_a_command_does_is_executed_and_what_people_do_is_not() -> None:
    found = listed(POLICY)
    assert states(found, Matter.KEEP) == [State.EXECUTED] * 3
    assert states(found, Matter.RIGHT_ERASE) == states(found, Matter.NOTICE) == [State.EXECUTED]
    assert states(found, Matter.TRAINING) == states(found, Matter.ENTRUSTED) == [State.MANUAL]
    assert states(found, Matter.SAFEGUARD) == [State.MANUAL] * 2


OPEN = {
    "a period without an end": ("1 year after paid", "at least 1 year after paid", Matter.KEEP),
    "a statutory line tied to nothing": (
        "holds:", "statutory: [{record: 결제, for: 5 years, law: ecommerce/payment, after: paid}]\nholds:",
        Matter.STATUTORY,
    ),
    "a deadline without a figure": ("within: 5 days", "within: without delay", Matter.DEADLINE),
    "notice without a figure": ("changes: 7 days", "changes: 지체 없이", Matter.NOTICE),
    "a purpose for which nothing is collected": ("collect: [{required: [주소]}]", "collect: []", Matter.PURPOSE),
    "a period of what nobody collects": ("collect: [{required: [주소]}]", "collect: []", Matter.KEEP),
    "a statutory line about what nobody collects": (
        "holds:", "statutory: [{record: 결제, for: 5 years, law: ecommerce/payment, of: [order], after: paid, "
        "items: [카드번호]}]\nholds:", Matter.STATUTORY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", OPEN)
def test_it_is_open(why: str) -> None:
    old, new, matter = OPEN[why]
    assert old in POLICY
    assert State.OPEN in states(listed(POLICY.replace(old, new, 1)), matter)


def test_what_is_said_in_words_of_handing_on_is_listed_and_left_to_people() -> None:
    text = POLICY.replace("notice: {changes: 7 days}", "notice: {changes: 7 days, by: 공지사항}").replace(
        "provided: {to:",
        "entrusting: [계약서에 정함]\ndisclosures: {cameras: {items: [영상]}}\nprovided: {rule: 동의 후, to:",
    )
    words = {one.says for one in listed(text) if one.matter is Matter.PROMISE and one.state is State.MANUAL}
    assert {"계약서에 정함", "동의 후", "공지사항", "cameras"} <= words


def test_an_item_without_a_column_is_open_and_named() -> None:
    found = listed(POLICY, DATA)
    lacking = {name for one in found if one.state is State.OPEN for name in one.lacking}
    assert lacking == {"nickname", "address", "mobile"}
    held = [one for one in found if one.matter is Matter.COLLECT_TABLES and one.state is State.EVIDENCED]
    assert [one.columns for one in held] == [("members.email",)]


def test_what_another_system_holds_is_not_ours_to_execute() -> None:
    found = listed(POLICY, DATA + "elsewhere: {order: 주문 시스템, news: 발송 시스템}\n")
    kept = [one.state for one in found if one.matter is Matter.KEEP]
    assert kept == [State.OPEN, State.MANUAL, State.MANUAL]


def test_in_tables_of_its_own_a_service_asks_and_reads_by_itself() -> None:
    found = listed(POLICY, DATA)
    assert set(states(found, Matter.PURPOSE_TABLES)) == {State.MANUAL}
    assert states(found, Matter.PURPOSE) == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_promise_of_an_example_stands_in_it_once(file: Path) -> None:
    found = listed(file.read_text(encoding="utf-8"))
    assert len(found) > 20
    assert len(found) == len({(one.matter, one.says, one.place) for one in found})
    assert all(one.says and one.place.line > 1 for one in found)


def test_a_mapped_shop_is_covered_as_far_as_its_tables_go() -> None:
    texts = [(ROOT / f"tests/testapps/oscar.{kind}.yaml").read_text(encoding="utf-8") for kind in ("policy", "data")]
    found = listed(*texts)
    assert all(one.columns for one in found if one.matter is Matter.KEEP and one.state is State.EXECUTED)


def test_who_receives_items_and_what_nothing_ends_are_named_in_words() -> None:
    text = """
jikim: 1
service: {id: shop, name: 가게}
version: {id: "1", effective: 2026-01-02}
roles: {member: 회원, corporate: 기업 회원}
activities:
  signup: {label: 가입, roles: [member], purposes: {join: 관리}, basis: contract, collect: [{required: [이메일]}]}
provided:
  to:
    - {role: corporate, items: [이메일 주소], when: allowed}
    - {successor: true, when: 영업의 양도}
"""
    found = listed(text)
    assert [one.says for one in found if one.matter is Matter.PROVIDED] == ["기업 회원", "영업의 양도"]
    assert [one.says for one in found if one.matter is Matter.KEEP] == ["가입: 이메일"]
