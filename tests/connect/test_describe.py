"""A service's tables are seen as they are, traps and all, by a login that may only read."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy.engine import Connection

from jikim.connect import describe, open_read_only, sample, unseen
from jikim.connect.sqlite_text import event_of, written
from jikim.tables import Column, ForeignKey, Index, OnDelete, Product, Schema, Shape, Sort, Trigger
from tests.traps.databases import TrapDatabase

POSTGRESQL, MARIADB, SQLITE = Product.POSTGRESQL, Product.MARIADB, Product.SQLITE


@pytest.fixture(scope="module")
def reading(trap_database: TrapDatabase) -> Iterator[Connection]:
    """A connection of the login that may only read."""
    engine = open_read_only("shop", trap_database.reader)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def shop(reading: Connection) -> Schema:
    """The shop as that login sees it."""
    return describe(reading)


def table(shop: Schema, name: str) -> Shape:
    found = shop.table(name)
    assert found is not None, name
    return found


def column(shop: Schema, name: str, of: str) -> Column:
    found = table(shop, name).column(of)
    assert found is not None, of
    return found


def keys(shop: Schema, name: str) -> dict[tuple[str, ...], ForeignKey]:
    return {key.columns: key for key in table(shop, name).foreign}


def test_every_table_and_view_is_there_in_order_and_no_part_and_nothing_of_the_system(shop: Schema) -> None:
    everywhere = {
        "addresses", "admin_log", "attachment_uses", "attachments", "boards", "campaigns", "consents", "imports",
        "inquiries", "login_log", "member_card", "member_history", "member_meta", "members", "order_lines",
        "order_removed", "orders", "payments", "sessions", "write_free", "write_qa", '"point.log"',
    }  # fmt: skip
    own = {
        POSTGRESQL: {"audit.access_log", "member_phone"},
        MARIADB: {"member_lost"},
        SQLITE: {"member_lost", "post_search"},
    }[shop.product]
    names = [shape.name for shape in shop.tables]
    assert set(names) == everywhere | own
    assert names == sorted(names)


def test_two_looks_are_equal_and_the_owner_sees_the_same(shop: Schema, trap_database: TrapDatabase) -> None:
    engine = open_read_only("shop", trap_database.owner)
    owners = describe(engine)
    assert describe(engine) == owners
    engine.dispose()
    if shop.product is MARIADB:  # which hides triggers, see below
        assert [shape.foreign for shape in owners.tables] == [shape.foreign for shape in shop.tables]
        assert [shape.columns for shape in owners.tables] == [shape.columns for shape in shop.tables]
        assert table(owners, "members").triggers == (Trigger("members_keep_history", "update"),)
    else:
        assert owners == shop
        assert owners.fingerprint == shop.fingerprint


def test_keys_by_convention_have_three_widths_and_no_foreign_key(shop: Schema) -> None:
    keyed = {"members": "login_id", "write_qa": "login_id", "inquiries": "login_id", "login_log": "login_key"}
    widths = {name: column(shop, name, of).length for name, of in keyed.items()}
    assert widths == {"members": 20, "write_qa": 20, "inquiries": 30, "login_log": 255}
    assert not any(table(shop, name).foreign for name in ("write_qa", "inquiries", "login_log", "member_meta"))


def test_circular_keys_are_seen_and_which_of_them_waits_until_commit(shop: Schema) -> None:
    there = keys(shop, "members")[("default_address_id",)]
    assert (there.table, there.referred, there.deferred) == ("addresses", ("id",), shop.product is not MARIADB)
    back = keys(shop, "addresses")[("member_id",)]
    assert (back.table, back.on_delete, back.deferred) == ("members", OnDelete.CASCADE, False)
    assert keys(shop, "members")[("recommended_by",)].table == "members"


def test_what_a_key_does_on_delete_is_seen(shop: Schema) -> None:
    plain = OnDelete.RESTRICT if shop.product is MARIADB else OnDelete.NOTHING  # what MariaDB calls it
    assert keys(shop, "members")[("recommended_by",)].on_delete is OnDelete.SET_NULL
    assert keys(shop, "orders")[("member_id",)].on_delete is OnDelete.SET_NULL
    assert keys(shop, "consents")[("member_id",)].on_delete is OnDelete.CASCADE
    assert keys(shop, "attachment_uses")[("attachment_id",)].on_delete is plain
    if shop.product is not MARIADB:
        assert keys(shop, "payments")[("order_id",)].on_delete is OnDelete.RESTRICT


def test_columns_say_what_they_hold(shop: Schema) -> None:
    assert column(shop, "members", "id").sort is Sort.INTEGER
    assert column(shop, "members", "birth").sort is Sort.TEXT
    assert column(shop, "members", "photo").sort is Sort.BYTES
    assert column(shop, "members", "last_login_at").sort is Sort.NAIVE
    assert column(shop, "orders", "paid_at").sort is (Sort.NAIVE if shop.product is SQLITE else Sort.INSTANT)
    assert column(shop, "orders", "receipt").sort is Sort.JSON
    assert column(shop, "orders", "amount").sort is Sort.DECIMAL
    assert column(shop, "payments", "paid_on").sort is Sort.DATE
    assert column(shop, "members", "left_on").sort is (Sort.TEXT if shop.product is POSTGRESQL else Sort.DATE)
    assert column(shop, "campaigns", "member_ids").sort is (Sort.ARRAY if shop.product is POSTGRESQL else Sort.TEXT)


def test_columns_say_what_they_ask_of_a_value(shop: Schema) -> None:
    assert not column(shop, "members", "name").nullable
    assert column(shop, "members", "mobile").nullable
    assert column(shop, "members", "mobile").length == 20
    assert not column(shop, "members", "name").has_default
    assert column(shop, "members", "birth").has_default
    assert not column(shop, "members", "mobile").has_default
    tail = column(shop, "members", "mobile_tail")
    assert (tail.generated, tail.has_default, tail.length) == (True, False, 4)
    assert not column(shop, "members", "mobile").generated


def test_comments_are_read_where_a_product_has_them(shop: Schema) -> None:
    said = shop.product is not SQLITE
    assert table(shop, "members").comment == ("회원" if said else "")
    assert column(shop, "members", "birth").comment == ("생년월일 (Ymd)" if said else "")
    assert table(shop, "member_card").comment == ""


def test_primary_keys_keep_their_order(shop: Schema) -> None:
    assert table(shop, "members").primary == ("id",)
    assert table(shop, "order_lines").primary == ("order_id", "line")
    assert table(shop, "attachment_uses").primary == ("attachment_id", "used_by", "row_id")
    assert table(shop, "member_card").primary == ()


def test_indexes_that_serve_a_comparison_are_seen_and_no_others(shop: Schema) -> None:
    assert table(shop, "orders").indexes == (
        Index(("member_id", "paid_at"), "orders_member_paid"),
        Index(("number",), "orders_number", unique=True),
    )
    assert [index.columns for index in table(shop, "members").indexes if index.unique][-1] == ("login_id",)
    if shop.product is POSTGRESQL:
        assert Index(("lower(email::text)",), "members_email", unique=True) in table(shop, "members").indexes


def test_checks_are_seen_also_those_of_a_domain(shop: Schema) -> None:
    assert any("amount" in check.text for check in table(shop, "orders").checks)
    [found] = table(shop, "members").checks
    assert "mobile" in found.name
    assert "01%" in found.text
    assert not table(shop, "member_card").checks


def test_triggers_are_seen_or_it_is_said_that_they_are_not_shown(shop: Schema, reading: Connection) -> None:
    if shop.product is MARIADB:
        assert [str(message) for message in unseen(reading)] == [
            "triggers: MariaDB and MySQL show them only to a login with the right TRIGGER on the database"
        ]
        return
    assert unseen(reading) == ()
    assert table(shop, "members").triggers == (Trigger("members_keep_history", "update"),)
    assert table(shop, "orders").triggers == (Trigger("orders_keep_removed", "delete"),)
    if shop.product is POSTGRESQL:
        assert table(shop, "payments").triggers == (Trigger("payments_2024_keep", "delete"),)
        assert table(shop, "consents").triggers == (Trigger("consents_stay", "delete"),)


def test_an_owner_is_shown_all(trap_database: TrapDatabase) -> None:
    engine = open_read_only("shop", trap_database.owner)
    with engine.connect() as connection:
        assert unseen(connection) == ()
    engine.dispose()


def test_a_table_knows_its_parts_however_deep(shop: Schema) -> None:
    parts = {
        POSTGRESQL: ("payments_2024", "payments_2025a", "payments_2025b"),
        MARIADB: ("p2024", "p2025"),
        SQLITE: (),
    }
    assert table(shop, "payments").partitions == parts[shop.product]


def test_views_and_copies_that_look_like_them_are_told_apart(shop: Schema) -> None:
    card = table(shop, "member_card")
    assert (card.view, card.engine) == (True, "")
    assert [one.name for one in card.columns] == ["id", "name", "mobile", "street"]
    if shop.product is POSTGRESQL:
        phone = table(shop, "member_phone")
        assert (phone.view, phone.engine) == (True, "materialized view")


def test_a_view_whose_table_is_gone_hides_no_other(shop: Schema) -> None:
    if shop.product is not POSTGRESQL:  # which does not let the table go
        lost = table(shop, "member_lost")
        assert (lost.view, lost.columns) == (True, ())
    assert all(shape.columns for shape in shop.tables if shape.name != "member_lost")


def test_a_search_index_is_a_table_and_its_shadows_are_none(shop: Schema) -> None:
    if shop.product is SQLITE:
        search = table(shop, "post_search")
        assert (search.engine, [one.name for one in search.columns]) == ("virtual", ["title", "body"])


def test_a_table_without_transactions_is_told_from_one_with_them(shop: Schema) -> None:
    engines = (table(shop, "inquiries").engine, table(shop, "orders").engine)
    assert engines == (("MyISAM", "InnoDB") if shop.product is MARIADB else ("", ""))


def test_rows_are_estimated_without_counting(shop: Schema) -> None:
    assert table(shop, "members").rows == 40
    assert table(shop, "orders").rows == 50


OTHERS = """
CREATE TYPE grade AS ENUM ('new', 'old');
CREATE DOMAIN short AS varchar(7);
CREATE DOMAIN shorter AS short NOT NULL;
CREATE TABLE wholes (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE wholes_a PARTITION OF wholes FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE wholes_b PARTITION OF wholes FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE refers (id serial PRIMARY KEY, whole int, at date, FOREIGN KEY (whole, at) REFERENCES wholes,
                     "%:word" text, g grade, s shorter, later int REFERENCES refers (id) DEFERRABLE);
CREATE TABLE old_way (id int PRIMARY KEY, a text);
CREATE TABLE old_way_2020 (b text) INHERITS (old_way);
CREATE UNIQUE INDEX only_new ON refers (s) WHERE g = 'new';
"""


@pytest.mark.postgres
def test_what_only_postgresql_has_is_seen_once(postgres_databases: Callable[[int], tuple[str, ...]]) -> None:
    [url] = postgres_databases(1)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(OTHERS)
    engine = open_read_only("others", url)
    found = describe(engine)
    with engine.connect() as connection:
        assert {one.table for one in sample(connection, found)} == {"old_way", "old_way_2020", "refers", "wholes"}
    engine.dispose()
    assert [shape.name for shape in found.tables] == ["old_way", "old_way_2020", "refers", "wholes"]
    assert table(found, "old_way").partitions == ("old_way_2020",)  # it stands alone as well: it has its own columns
    refers = table(found, "refers")
    assert [(key.columns, key.table, key.deferred) for key in refers.foreign] == [
        (("later",), "refers", False),
        (("whole", "at"), "wholes", False),
    ]
    short = column(found, "refers", "s")
    assert (short.sort, short.length, short.nullable, short.declared) == (Sort.TEXT, 7, False, "shorter")
    assert column(found, "refers", "g").sort is Sort.OTHER
    assert column(found, "refers", "id").has_default
    assert refers.indexes == (Index(("s",), "only_new", unique=True),)


@pytest.mark.parametrize(
    ("sql", "checks", "deferred"),
    [
        ("CREATE TABLE a (b text)", (), ()),
        ("CREATE TABLE a (b text CHECK (b <> ')'), c int)", (("", "b <> ')'"),), ()),
        ('CREATE TABLE a (b int, CONSTRAINT "x y" CHECK ((b > 0) AND b < 9))', (("x y", "(b > 0) AND b < 9"),), ()),
        ("CREATE TABLE a (b int REFERENCES c, d int REFERENCES e DEFERRABLE INITIALLY DEFERRED)", (), (False, True)),
        ("CREATE TABLE a (b int REFERENCES c NOT DEFERRABLE INITIALLY DEFERRED)", (), (False,)),
        ("CREATE TABLE a (b int REFERENCES c DEFERRABLE)", (), (False,)),
        ("CREATE TABLE a (b text DEFAULT 'CHECK (1) REFERENCES c', -- CHECK (2)\n c int)", (), ()),
        ('CREATE TABLE a ("check" int, /* REFERENCES x */ b int)', (), ()),
        (
            "CREATE TABLE a (b int, c int, FOREIGN KEY (b, c) REFERENCES d (e, f) DEFERRABLE INITIALLY DEFERRED)",
            (),
            (True,),
        ),
        ("CREATE TABLE a (b int CHECK", (), ()),
    ],
)
def test_the_text_of_a_sqlite_table_is_read(
    sql: str, checks: tuple[tuple[str, str], ...], deferred: tuple[bool, ...]
) -> None:
    found = written(sql)
    assert (found.checks, found.deferred) == (checks, deferred)


def test_a_sqlite_trigger_says_on_what_it_fires() -> None:
    assert event_of('CREATE TRIGGER "on delete" BEFORE UPDATE OF a ON b BEGIN DELETE FROM c; END') == "update"
    assert event_of("CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT 1; END") == "insert"
