"""What a mapping says, and what is wrong with one: every fault at once, each on its line."""

import csv
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import DocumentError, OperatorError
from jikim.mapping import Ending, Files, How, InJson, RoleIs, UrlKind, Use, parse_data
from jikim.messages import Language, say
from tests.mapping.faults import REST, by_line, data, findings, refused, rules

HERE = Path(__file__).parent
MOST_FAULTS = (HERE / "most_faults.yaml").read_text("utf-8")
DESIGN = """
jikim: 1
timezone: Asia/Seoul
databases:
  shop:     {url: env:SHOP_DB}
  separate: {url: file:/run/secrets/separate, role: separate}
people:
  table: members
  key: id
  events: {left: left_at, last_active: last_login_at}
  find_by: {email: email, mobile: phone}
records:
  orders:
    activity: order
    person: member_id
    role: client
    events: {paid: paid_at}
    items: {card_company: card_co, mobile: tel, address: [addr1, addr2, addr3]}
    children: [order_lines, shipments]
    destroy: {anonymise: {author: 탈퇴회원}}
    blobs: [{column: receipt_json, path: $.buyer.phone, item: mobile}, {files: "s3://bucket/{id}.pdf"}]
unmanaged: [schema_migrations]
ceilings: {rows: 1000, share: 5%, average: 3}
""".lstrip()


def test_the_example_of_the_design_is_read() -> None:
    found = parse_data({"data.yaml": DESIGN.encode()}, "data.yaml")
    (orders,) = found.records
    assert [(one.name, one.url.kind, one.use) for one in found.databases] == [
        ("shop", UrlKind.ENV, Use.LIVE),
        ("separate", UrlKind.FILE, Use.SEPARATE),
    ]
    assert found.people is not None
    assert [(event, moment.columns) for event, moment in found.people.events] == [
        ("left", ("left_at",)),
        ("last_active", ("last_login_at",)),
    ]
    assert isinstance(orders.role, RoleIs)
    assert (orders.activity, orders.owners[0].column, orders.role.role) == ("order", "member_id", "client")
    assert [(one.item, one.columns[0]) for one in orders.contents.holdings][-2:] == [
        ("address", "addr2"),
        ("address", "addr3"),
    ]
    assert [child.contents.table.name for child in orders.contents.children] == ["order_lines", "shipments"]
    assert (orders.destroy.ending, orders.destroy.values) == (Ending.ANONYMISE, (("author", "탈퇴회원"),))
    in_json, files = orders.contents.blobs
    assert isinstance(in_json, InJson)
    assert isinstance(files, Files)
    assert (in_json.paths, files.columns) == (("$.buyer.phone",), ("id",))
    assert (found.ceilings.rows, found.ceilings.share, found.ceilings.average) == (1000, 5, 3)
    assert (orders.place.line, orders.contents.holdings[0].item.place.line) == (12, 17)


def test_most_faults_are_found_each_on_its_line() -> None:
    table = csv.DictReader((HERE / "most_faults.csv").read_text("utf-8").splitlines())
    expected = [f"{row['line']}:{row['column']} {row['rule']} {row['what']}" for row in table]
    assert by_line(refused({"data.yaml": MOST_FAULTS})) == expected


def test_values_keep_what_they_are() -> None:
    (record,) = data("""
        records:
          orders: {activity: order, person: id, where: {a: 1, b: "1", c: false, d: null, e: [x, -2], f: {not: "0"}}}
    """).records
    assert [one.values for one in record.contents.where] == [(1,), ("1",), (False,), (None,), ("x", -2), ("0",)]
    assert [one.negated for one in record.contents.where] == [False] * 5 + [True]


def test_a_row_of_two_people_names_both_by_their_roles() -> None:
    (record,) = data("records: {deals: {activity: order, people: {client: buyer_id, expert: seller_id}}}").records
    assert [(owner.role, owner.column) for owner in record.owners] == [("client", "buyer_id"), ("expert", "seller_id")]


def test_a_path_may_go_by_way_of_rows_that_are_told_apart() -> None:
    (record,) = data("""
        records:
          orders:
            activity: order
            via: [{join: ID -> meta.post_id, where: {meta_key: _customer_user}}, meta.meta_value -> members.id]
    """).records
    assert [(one.column, one.table.name, one.other) for one in record.via] == [
        ("ID", "meta", "post_id"),
        ("meta_value", "members", "id"),
    ]
    assert record.via[0].where[0].values == ("_customer_user",)


def test_a_strategy_named_for_a_column_goes_before_a_pattern() -> None:
    (record,) = data("""
        records:
          a: {activity: x, person: id, columns: {"*": blank, mail: hash, tel: null, memo: {placeholder: "-"}}}
    """).records
    found = [record.contents.strategy(name) for name in ("mail", "tel", "memo", "other")]
    assert [one.how for one in found if one] == [How.HASH, How.NULL, How.PLACEHOLDER, How.BLANK]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:geheim@db/shop",
        "postgresql+psycopg://db/shop?password=geheim",
        "mysql://db/shop?ssl_key_passwd=geheim",
        "mysql://:geheim@db/shop",
        "postgresql://db/shop?user=a&PassWord=geheim",
    ],
)
def test_a_password_is_refused_and_never_repeated(url: str) -> None:
    (fault,) = refused({"data.yaml": f'jikim: 1\ndatabases: {{shop: "{url}"}}\n'})
    words = "".join(say(each, language) for each in (fault.what, fault.why, fault.fix) for language in Language)
    assert fault.rule == "url-secret"
    assert "geheim" not in words


@pytest.mark.parametrize("url", ["sqlite:///shop.db", "postgresql://reader@db/shop", "env:SHOP_DB", "file:/run/shop"])
def test_an_address_without_a_secret_is_read(url: str) -> None:
    found = parse_data({"data.yaml": f'jikim: 1\ndatabases: {{shop: "{url}"}}\n'.encode()}, "data.yaml")
    assert found.databases[0].url.value in url


def test_a_table_of_several_databases_says_which() -> None:
    text = """
        jikim: 1
        databases: {shop: env:A, logs: env:B}
        people: {table: shop.members, key: id}
        records: {logs.audit.visits: {activity: visit, person: member_id}}
    """
    found = parse_data({"data.yaml": dedent(text).encode()}, "data.yaml")
    assert (found.records[0].table.database, found.records[0].table.name) == ("logs", "audit.visits")


def test_a_newer_format_is_not_guessed_at() -> None:
    with pytest.raises(OperatorError) as caught:
        parse_data({"data.yaml": b"jikim: 2\n"}, "data.yaml")
    assert "format 2" in str(caught.value)


def test_an_empty_file_says_how_to_begin() -> None:
    (fault,) = refused({"data.yaml": ""})
    assert "jikim map" in say(fault.fix, Language.ENGLISH)


def test_what_is_plain_is_not_every_column() -> None:
    assert rules(findings('records: {a: {activity: x, person: id, plain: ["**"]}}')) == ["1 plain-all"]


@given(st.data())
def test_a_mutated_document_is_read_or_refused_and_never_crashes(draw: st.DataObject) -> None:
    text = draw.draw(st.sampled_from([DESIGN, MOST_FAULTS, *(path.read_text("utf-8") for path in APPLICATIONS)]))
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(text)))
        cut = draw.draw(st.integers(0, 6))
        text = text[:at] + draw.draw(st.sampled_from(PIECES)) + text[at + cut :]
    assert _is_read_or_refused(text)


def _is_read_or_refused(text: str) -> bool:
    try:
        return bool(parse_data({"data.yaml": text.encode()}, "data.yaml").databases)
    except DocumentError as error:
        return bool(error.faults)
    except OperatorError as error:
        return "format" in str(error)


APPLICATIONS = sorted((HERE.parent / "testapps").glob("*.data.yaml"))
PIECES = [
    "",
    " ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    '"',
    "null",
    "true",
    "0",
    "*",
    "->",
    ".",
    "a",
    "가",
    "\n  ",
    ",",
    "~",
    "{}",
    "[]",
]


def test_the_rest_of_a_shown_mapping_is_itself_one() -> None:
    assert not refused({"data.yaml": REST})
