"""A mapping beside a policy: names that the policy lacks, and what the policy says and no column holds."""

from jikim.mapping import parse_data, ties
from jikim.policy import Policy, parse
from tests.mapping.faults import by_line

POLICY = """
jikim: 1
service: {id: shop}
version: {id: "1"}
roles: {member: 회원, seller: 판매자}
events:
  left: {label: 탈퇴, of: person}
  paid: {label: 결제, else: collected}
  sent: 발송
  closed: {label: 종료, is: [paid, sent]}
activities:
  account:
    roles: member
    collect: [{required: [이메일 주소, 이름]}]
    keep: [{until: left}]
  order:
    roles: member
    collect: [{required: [이름, 주소]}]
    keep: [{until: 1 year after paid}, {in: separate, store: 거래 DB, until: 5 years after sent}]
"""
SOUND = """
people: {table: members, key: id, events: {left: left_at}}
records:
  members: {activity: account, person: id, collected: at, items: {email: mail, name: name}}
  orders: {activity: order, person: m, collected: at, events: {paid: p, sent: s}, items: {name: nm, address: ad}}
jikim: 1
databases: {shop: env:A, apart: {url: env:B, role: separate, stores: 거래 DB}}
"""


def policy(text: str = POLICY) -> Policy:
    return parse(text.encode())


def found(document: str, of: str = POLICY) -> list[str]:
    mapping = parse_data({"data.yaml": document.strip("\n").encode()}, "data.yaml")
    return by_line(ties(mapping, policy(of)))


def test_a_mapping_that_fits_has_no_findings() -> None:
    assert found(SOUND) == []


def test_names_that_the_policy_lacks_are_found_where_they_stand() -> None:
    assert found("""
people: {table: members, key: id, events: {left: a, quit: b}, find_by: {rrn: c}, role: {column: g, values: {x: boss}}}
records:
  members: {activity: account, person: id, collected: at, items: {email: mail, 이름: name, shoe: s}}
  orders: {activity: ordre, person: m, events: {closed: c}}
reported: [moon]
elsewhere: {order: 창고, visit: 로그}
jikim: 1
databases: {shop: env:A}
""") == [
        "1:53 event-unknown the policy has no event called 'quit'",
        "1:73 item-unsaid the service holds '주민등록번호' (`rrn`), and the policy does not mention it",
        "1:112 role-unknown the policy has no role called 'boss'",
        "3:3 item-nowhere 'account' collects 'name', and no column holds it",
        "3:80 item-unknown no item has the id '이름'",
        "3:90 item-unknown no item has the id 'shoe'",
        "4:22 activity-unknown the policy has no activity called 'ordre'",
        "4:49 event-alias the event 'closed' is only another name for: paid, sent",
        "5:12 event-unknown the policy has no event called 'moon'",
        "6:24 activity-unknown the policy has no activity called 'visit'",
    ]


def test_what_no_column_holds_is_found() -> None:
    short = SOUND.replace(", address: ad", "").replace(", sent: s", "").replace("{left: left_at}", "{}")
    assert found(short) == [
        "3:3 event-nowhere a rule of 'account' counts from 'left', and no column of 'members' tells it",
        "4:3 item-nowhere 'order' collects 'address', and no column holds it",
    ]


def test_another_databases_stores_do_not_count() -> None:
    assert found(SOUND.replace("거래 DB", "회원 DB")) == [
        "6:26 store-nowhere the policy keeps something in '거래 DB', and no database has it among its stores"
    ]
    assert found(SOUND.replace(", apart: {url: env:B, role: separate, stores: 거래 DB}", "")) == [
        "6:13 separate-nowhere the policy keeps something apart, and no database is there for it"
    ]


def test_an_item_of_another_activity_has_no_period_here() -> None:
    assert found(SOUND.replace("{name: nm, address: ad}", "{name: nm, address: ad, email: e}")) == [
        "4:114 item-uncollected 'email' stands in 'orders', and 'order' does not collect it"
    ]


def test_the_end_is_the_one_of_the_policy() -> None:
    assert found(SOUND.replace("person: m,", "person: m, destroy: {anonymise: {nm: x}},")) == [
        "4:49 destroy-differs the rows of 'orders' are anonymised, and the policy destroys them"
    ]
    assert found(SOUND, POLICY.replace("  order:\n", "  order:\n    then: anonymise\n")) == [
        "4:3 destroy-differs the rows of 'orders' are destroyed, and the policy anonymises them"
    ]


def test_a_role_that_the_activity_lacks_is_found() -> None:
    assert found(SOUND.replace("person: m,", "person: m, role: seller,")) == [
        "4:46 role-elsewhere 'order' has no role 'seller'"
    ]


def test_roles_that_are_treated_differently_must_be_told() -> None:
    parted = POLICY.replace(
        "roles: member\n    collect: [{required: [이름, 주소]}]",
        "roles: [member, seller]\n    collect: [{required: [이름]}, {from: seller, required: [주소]}]",
    )
    assert found(SOUND, parted) == [
        "4:3 role-missing 'order' treats its roles differently, and nothing says the role of a row"
    ]
    assert found(SOUND.replace("key: id,", "key: id, role: {column: g, values: {s: seller, m: member}},"), parted) == []


def test_a_day_of_collecting_is_asked_for_where_a_rule_counts_from_it() -> None:
    assert found(SOUND.replace("person: m, collected: at,", "person: m,")) == [
        "4:3 collected-nowhere nothing says when the rows of 'orders' were collected"
    ]
    assert found(SOUND.replace("person: id, collected: at,", "person: id,")) == []


def test_what_is_elsewhere_is_not_asked_for() -> None:
    without = "\n".join(line for line in SOUND.splitlines() if "orders" not in line)
    assert found(without) == ["16:3 activity-nowhere no table holds records of 'order'"]
    assert found(without + "\nelsewhere: {order: 종이 장부}") == []
