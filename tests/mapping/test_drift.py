"""A mapping beside the live look of a database: what one has and the other lacks, and what would fail."""

from dataclasses import replace

from jikim.mapping import drift, parse_data
from jikim.policy import parse
from jikim.tables import Column, ForeignKey, Index, Product, Schema, Shape, Sort
from tests.mapping.faults import by_line
from tests.mapping.test_ties import POLICY


def column(words: str) -> Column:
    """Return the column that `name sort`, or `name sort not null`, describes."""
    name, sort, *rest = words.split()
    return Column(name, Sort(sort), sort, nullable=not rest)


def table(name: str, *columns: str, foreign: tuple[ForeignKey, ...] = ()) -> Shape:
    """Return a table whose first column is its key."""
    return Shape(name, tuple(map(column, columns)), primary=(columns[0].split()[0],), foreign=foreign)


MEMBERS = table("members", "id integer", "mail text", "name text", "left_at instant", "at instant", "age integer")
ORDERS = table("orders", "id integer", "m integer", "nm text", "ad text", "p instant", "s instant", "at instant")
LINES = table("lines", "id integer", "order_id integer", foreign=(ForeignKey(("order_id",), "orders", ("id",)),))
LOGS = table("logs", "id integer")
SHOP = (MEMBERS, ORDERS, LINES, LOGS)
SOUND = """
people: {table: members, key: id, events: {left: left_at}}
records:
  members: {activity: account, person: id, collected: at, items: {email: mail, name: name}}
  orders: {activity: order, person: m, collected: at, events: {paid: p, sent: s}, items: {name: nm, address: ad}, children: [lines]}
unmanaged: [log*]
jikim: 1
databases: {shop: env:A, apart: {url: env:B, role: separate}}
""".strip("\n")  # noqa: E501  (findings name lines and columns of it)


def found(document: str = SOUND, *shapes: Shape, policy: str = POLICY) -> list[str]:
    """Return the findings of a mapping over a database in which these tables look otherwise than they did."""
    tables = {shape.name: shape for shape in (*SHOP, *shapes)}
    schema = Schema(Product.POSTGRESQL, "17", tuple(tables.values()))
    return by_line(drift(parse_data({"data.yaml": document.encode()}, "data.yaml"), schema, parse(policy.encode())))


def test_a_database_that_looks_as_mapped_has_no_findings() -> None:
    assert found() == []


def test_a_table_that_nobody_spoke_of_is_found() -> None:
    assert found(SOUND, table("coupons", "id integer")) == [
        "7:13 table-unsaid the table 'coupons' is neither mapped nor left alone"
    ]


def test_views_and_partitions_are_not_tables_of_their_own() -> None:
    view = replace(table("report", "id integer", "mail text"), view=True)
    parted = replace(ORDERS, partitions=("orders_2025", "orders_2026"))
    assert found(SOUND, view, parted, table("orders_2025", "id integer"), table("orders_2026", "id integer")) == []


def test_a_text_that_nothing_is_said_of_is_personal_until_somebody_says_otherwise() -> None:
    wider = replace(ORDERS, columns=(*ORDERS.columns, column("memo text"), column("raw json"), column("qty integer")))
    assert found(SOUND, wider) == [
        "4:3 column-unsaid nothing is said of the column 'memo' of 'orders'",
        "4:3 column-unsaid nothing is said of the column 'raw' of 'orders'",
    ]
    assert found(SOUND.replace("children: [lines]", "plain: [me*, raw], children: [lines]"), wider) == []


def test_what_the_database_lacks_is_found_with_the_nearest_name() -> None:
    assert found(SOUND.replace("address: ad", "address: adr").replace("[lines]", "[line]").replace("log*", "lgo*")) == [
        "4:3 column-unsaid nothing is said of the column 'ad' of 'orders'",
        "4:110 column-missing the table 'orders' has no column 'adr'",
        "4:127 table-missing no table is called 'line' in the database",
        "5:13 unmanaged-missing no table is called 'lgo*' in the database",
        "7:13 table-unsaid the table 'lines' is neither mapped nor left alone",
        "7:13 table-unsaid the table 'logs' is neither mapped nor left alone",
    ]


def test_a_path_leads_by_way_of_tables_and_columns_that_are_there() -> None:
    assert found(SOUND.replace("person: m,", "via: m -> member.id, person: uid,")) == [
        "4:34 table-missing no table is called 'member' in the database"
    ]


def test_a_moment_is_a_date_or_says_how_it_writes_one() -> None:
    odd = table("orders", "id integer", "m integer", "nm text", "ad text", "p text", "s boolean", "at integer")
    assert found(SOUND, odd) == [
        "4:51 event-format the column 'at' of 'orders' is integer, and nothing says how it writes a date",
        "4:51 timezone-missing the column 'at' of 'orders' has no time zone",
        "4:70 event-format the column 'p' of 'orders' is text, and nothing says how it writes a date",
        "4:70 timezone-missing the column 'p' of 'orders' has no time zone",
        "4:79 event-column the column 's' of 'orders' is no date (boolean)",
    ]
    said = SOUND.replace(
        "collected: at, events: {paid: p",
        "collected: {column: at, format: unix}, events: {paid: {column: p, format: Ymd}",
    )
    assert found(said, odd) == [
        "4:103 timezone-missing the column 'p' of 'orders' has no time zone",
        "4:126 event-column the column 's' of 'orders' is no date (boolean)",
    ]


def test_a_moment_without_a_zone_needs_one() -> None:
    naive = table("orders", "id integer", "m integer", "nm text", "ad text", "p naive", "s instant", "at date")
    assert found(SOUND, naive) == ["4:70 timezone-missing the column 'p' of 'orders' has no time zone"]
    assert found(SOUND + "\ntimezone: Asia/Seoul", naive) == []
    assert found(SOUND.replace("shop: env:A", "shop: {url: env:A, timezone: UTC}"), naive) == []
    assert found(SOUND.replace("paid: p", "paid: {column: p, timezone: UTC}"), naive) == []


def test_a_column_that_must_not_be_empty_is_not_emptied() -> None:
    strict = table(
        "orders",
        "id integer",
        "m integer",
        "nm text not null",
        "ad json not null",
        "p instant",
        "s instant",
        "at instant",
    )
    assert found(SOUND, strict) == []
    assert found(SOUND.replace("person: m,", "person: m, destroy: clear,"), strict) == [
        "4:113 column-not-null the column 'nm' of 'orders' must not be empty, and is to be emptied",
        "4:126 column-not-null the column 'ad' of 'orders' must not be empty, and is to be emptied",
    ]
    assert (
        found(
            SOUND.replace("person: m,", "person: m, destroy: clear, columns: {nm: blank, ad: {placeholder: '{}'}},"),
            strict,
        )
        == []
    )
    assert found(SOUND.replace("person: m,", "person: m, destroy: clear, columns: {ad: blank},")) == []


def test_a_column_is_emptied_alone_when_items_do_not_live_equally_long() -> None:
    strict = table(
        "orders", "id integer", "m integer", "nm text not null", "ad text", "p instant", "s instant", "at instant"
    )
    parted = POLICY.replace(
        "keep: [{until: 1 year after paid}",
        "keep: [{until: 1 year after paid, items: 주소}, {until: sent, items: 이름}",
    )
    assert found(SOUND, strict, policy=parted) == [
        "4:97 column-not-null the column 'nm' of 'orders' must not be empty, and is to be emptied"
    ]


def test_a_unique_column_cannot_have_one_value_everywhere() -> None:
    unique = replace(MEMBERS, indexes=(Index(("mail",), "mail", unique=True),))
    blank = SOUND.replace("person: id,", "person: id, columns: {mail: blank},")
    assert found(blank, unique) == [
        "3:60 column-unique the column 'mail' of 'members' is unique, and many rows are to have the same value"
    ]
    assert found(blank.replace("blank", "hash"), unique) == []


def test_a_table_without_a_key_or_a_tie_is_found() -> None:
    assert found(SOUND, replace(ORDERS, primary=())) == ["4:3 key-missing the table 'orders' has no primary key"]
    assert found(SOUND, replace(LINES, foreign=())) == [
        "4:126 child-untied nothing says which rows of 'lines' go with a row of 'orders'"
    ]
    assert found(SOUND.replace("[lines]", "{lines: order_id}"), replace(LINES, foreign=())) == []
    assert found(
        SOUND.replace("[lines]", "{lines: order_id}"), replace(LINES, foreign=()), replace(ORDERS, primary=("id", "m"))
    ) == ["4:126 child-untied 'order_id' of 'lines' is to equal the key of 'orders', which is not one column"]


def test_tables_made_at_run_time_are_mapped_by_their_pattern() -> None:
    boards = SOUND.replace("records:", "records:\n  write_*: {activity: account, person: mb_id, items: {name: nm}}")
    board = ("id integer", "mb_id text", "nm text")
    assert found(boards, table("write_free", *board), table("write_notice", *board, "memo text")) == [
        "3:3 column-unsaid nothing is said of the column 'memo' of 'write_notice'"
    ]


def test_another_database_is_held_against_its_own_tables() -> None:
    text = SOUND.replace("shop: env:A", "shop: env:A, logs: env:C").replace("members, key", "shop.members, key")
    text = text.replace("  members:", "  shop.members:").replace("  orders:", "  shop.orders:")
    text = text.replace("[lines]", "[shop.lines]").replace("[log*]", "[shop.log*, logs.visits]")
    mapping, policy = parse_data({"data.yaml": text.encode()}, "data.yaml"), parse(POLICY.encode())
    logs = Schema(Product.SQLITE, "3", (table("visits", "id integer", "ip text"), table("errors", "id integer")))
    assert by_line(drift(mapping, logs, policy, "logs")) == [
        "7:26 table-unsaid the table 'errors' is neither mapped nor left alone"
    ]
    assert by_line(drift(mapping, Schema(Product.SQLITE, "3", SHOP), policy, "shop")) == []
