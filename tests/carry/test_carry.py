"""A small shop by hand, carried out on each product: rows go with their children, columns are emptied, others stay."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from jikim.carry import Carried, Carrying
from jikim.errors import OperatorError
from jikim.find import Question
from jikim.period import instant_of
from jikim.plan import Key
from jikim.tables import Product
from tests.connect.acting import carried, planned, question, values, writing
from tests.traps.databases import PRODUCTS

TODAY = instant_of(date(2026, 1, 2))
POLICY = """
jikim: 1
service: {id: shop}
version: {id: "1", announced: 2019-01-01, effective: 2019-01-08}
roles: {member: 회원, guest: 비회원}
events:
  joined: {label: 가입, of: person}
  left: {label: 탈퇴, of: person, from: joined}
  paid: 결제
activities:
  account: {label: 회원, roles: member, basis: contract, purposes: {join: 회원}, keep: [{until: left}],
            collect: [{required: [이름, 이메일 주소, 휴대폰번호, 주소]}]}
  order: {label: 주문, roles: [member, guest], basis: contract, purposes: {deliver: 배송},
          keep: [{until: 1 year after paid}], collect: [{required: [이름, 휴대폰번호, 배송 메모, 주소]}]}
"""
PEOPLE = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id, role: member, events: {left: {column: left_on}}}
records:
"""
MEMBERS = """
CREATE TABLE members (id integer PRIMARY KEY, name varchar(40), left_on date NULL);
INSERT INTO members VALUES (1, '김가온', '2025-01-01'), (2, '이나래', NULL), (3, '박다온', '2025-02-02');
"""


@dataclass(frozen=True, slots=True)
class Shop:
    """Makes databases of one product, opened as `jikim apply` opens them."""

    product: Product
    engine: Callable[[str], Engine]

    def asked(self, tables: str, data: str, **more: Any) -> tuple[Engine, Question]:
        """Fill a database; return it with what is asked of it today."""
        engine = self.engine(tables)
        return engine, question(engine, TODAY, POLICY, PEOPLE + data, **more)


@pytest.fixture(params=PRODUCTS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    product = Product(request.param)
    opened: list[Any] = []

    def engine(tables: str) -> Engine:
        if product is Product.SQLITE:
            file = tmp_path / f"{len(opened)}.db"
            file.touch()
            url = f"sqlite:///{file}"
        else:
            server = "postgres" if product is Product.POSTGRESQL else "mariadb"
            [url] = request.getfixturevalue(f"{server}_databases")(1)
        manager = writing(url)
        made = manager.__enter__()
        opened.append(manager)
        with made.begin() as connection:
            for statement in filter(str.strip, tables.split(";")):
                connection.exec_driver_sql(statement.replace("%", "%%") if product is not Product.SQLITE else statement)
        return made

    yield Shop(product, engine)
    for manager in opened:
        manager.__exit__(None, None, None)


ORDERS = """
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40), memo varchar(80), phone varchar(60),
    paid_on date NULL);
CREATE TABLE order_lines (order_id integer REFERENCES orders (id), line integer, note varchar(40),
    PRIMARY KEY (order_id, line));
CREATE TABLE line_options (id integer PRIMARY KEY, order_line integer, word varchar(40));
CREATE TABLE metas (id integer PRIMARY KEY, order_id integer, name varchar(20), value varchar(80));
INSERT INTO orders VALUES (1, 1, '김가온', '문 앞', '010-0000-0001', '2024-01-01'),
    (2, 2, '이나래', '문 앞', '010-0000-0002', '2024-01-01'), (3, 2, '이나래', '문 앞', '010-0000-0002', '2025-12-01'),
    (4, 3, '박다온', NULL, '', NULL);
INSERT INTO order_lines VALUES (1, 10, '하나'), (2, 10, '둘'), (2, 20, '셋'), (3, 10, '넷');
INSERT INTO line_options VALUES (1, 10, '새김'), (2, 20, '새김'), (3, 30, '남의 것');
INSERT INTO metas VALUES (1, 1, 'phone', '010-0000-0001'), (2, 1, 'color', '파랑'), (3, 2, 'phone', '010-0000-0002'),
    (4, 3, 'phone', '010-0000-0003');
"""
GOING = """
  orders:
    {activity: order, person: member_id, events: {paid: paid_on},
     items: {name: name, delivery_memo: memo, mobile: phone},
     children: {order_lines: {by: order_id}, metas: {by: order_id}}}
"""


def clearing(columns: str, destroy: str = "clear") -> str:
    return f"""
  orders:
    activity: order
    person: member_id
    events: {{paid: paid_on}}
    items: {{name: name, delivery_memo: memo, mobile: phone}}
    columns: {columns}
    children:
      metas: {{by: order_id, items: {{mobile: {{column: value, where: {{name: phone}}}}}}}}
    destroy: {destroy}
"""


def test_a_row_goes_with_its_children_and_every_row_that_went_is_counted(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, GOING)
    acted = carried(engine, asked, planned(engine, asked))
    assert acted.rows == {"orders": 2, "order_lines": 3, "metas": 3}
    assert acted.keys("done") == {(1,), (2,)}
    assert values(engine, "SELECT id FROM orders ORDER BY id") == [(3,), (4,)]
    assert values(engine, "SELECT order_id, line FROM order_lines") == [(3, 10)]
    assert values(engine, "SELECT id FROM metas") == [(4,)]


def test_columns_are_emptied_each_in_its_own_way_and_only_in_rows_that_are_due(shop: Shop) -> None:
    data = clearing('{memo: blank, name: {placeholder: "탈퇴회원"}, phone: "hash"}')
    engine, asked = shop.asked(MEMBERS + ORDERS, data)
    acted = carried(engine, asked, planned(engine, asked), secret=b"k" * 32)
    rows = values(engine, "SELECT name, memo, phone FROM orders ORDER BY id")
    hashes = [row[2] for row in rows[:2]]
    assert [row[:2] for row in rows[:2]] == [("탈퇴회원", "")] * 2
    assert all(str(one).startswith("jikim:") and len(str(one)) == 38 for one in hashes)
    assert len(set(hashes)) == 2
    assert rows[2:] == [("이나래", "문 앞", "010-0000-0002"), ("박다온", None, "")]
    assert acted.keys("done") == {(1,), (2,)}
    assert acted.keys("skipped") == set()
    assert planned(engine, asked) == ()


def test_a_value_in_a_row_of_its_own_is_emptied_where_it_is_the_item_and_nowhere_else(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, clearing("{memo: blank}"))
    acted = carried(engine, asked, planned(engine, asked))
    assert acted.rows == {"orders": 2, "metas": 2}
    assert values(engine, "SELECT value FROM metas ORDER BY id") == [(None,), ("파랑",), (None,), ("010-0000-0003",)]


def test_a_child_whose_value_is_cleared_by_taking_its_row_goes_and_its_like_stay(shop: Shop) -> None:
    data = clearing("{memo: blank}").replace("name: phone}}}", "name: phone}}}, columns: {value: delete}")
    engine, asked = shop.asked(MEMBERS + ORDERS, data)
    assert carried(engine, asked, planned(engine, asked)).rows == {"orders": 2, "metas": 2}
    assert values(engine, "SELECT id FROM metas ORDER BY id") == [(2,), (4,)]


def test_anonymised_rows_stay_with_the_value_that_says_nothing(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, clearing("{memo: blank}", "{anonymise: {name: 탈퇴회원}}"))
    carried(engine, asked, planned(engine, asked))
    assert values(engine, "SELECT name, memo, phone FROM orders WHERE id = 1") == [("탈퇴회원", "", None)]


@pytest.mark.parametrize("data", [GOING, clearing("{memo: blank, phone: hash}")])
@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_chunks_of_any_size_and_a_repetition_leave_the_same(shop: Shop, data: str, chunk: int) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, data)
    plan = planned(engine, asked)
    carried(engine, asked, plan, chunk, secret=b"k" * 32)
    looks = [values(engine, f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("orders", "order_lines", "metas")]
    again = carried(engine, asked, plan, 1000, secret=b"k" * 32)
    assert again.rows == {}
    assert again.keys("skipped") == set()
    assert again.keys("missing") | again.keys("done") == {key for part in plan for key in part.keys}
    assert looks == [
        values(engine, f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("orders", "order_lines", "metas")
    ]


def test_a_row_that_is_no_longer_due_is_skipped_and_one_that_is_gone_is_missing(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, GOING)
    plan = planned(engine, asked)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE orders SET paid_on = '2025-12-31' WHERE id = 2"))
        connection.execute(sa.text("DELETE FROM order_lines WHERE order_id = 1"))
        connection.execute(sa.text("DELETE FROM orders WHERE id = 1"))
    acted = carried(engine, asked, plan)
    assert acted.keys("skipped") == {(2,)}
    assert acted.keys("missing") == {(1,)}
    assert acted.keys("done") == set()
    assert values(engine, "SELECT count(*) FROM order_lines WHERE order_id = 2") == [(2,)]


PAID = """
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40));
CREATE TABLE payments (id integer PRIMARY KEY, order_id integer, paid_on date);
CREATE TABLE refunds (id integer PRIMARY KEY, payment_id integer);
INSERT INTO orders VALUES (1, 1, '김가온'), (2, 1, '김가온');
INSERT INTO payments VALUES (1, 1, '2024-01-01'), (2, 2, '2024-01-01'), (3, 2, '2024-02-01');
INSERT INTO refunds VALUES (1, 3);
"""
TOLD = """
  orders:
    activity: order
    person: member_id
    items: {name: name}
    children: {payments: {by: order_id, events: {paid: paid_on}, children: {refunds: {by: payment_id}}}}
"""


def test_rows_that_told_the_event_go_with_their_row(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + PAID, TOLD)
    acted = carried(engine, asked, planned(engine, asked))
    assert acted.rows == {"orders": 2, "payments": 3, "refunds": 1}
    assert values(engine, "SELECT count(*) FROM payments") == [(0,)]


@dataclass(slots=True)
class Between:
    """A shop that goes on working: when rows are copied apart, somebody pays for one of them, `times` times."""

    shop: Engine | None
    times: int
    number: int = 9

    def copy(self, live: Connection, keys: Sequence[Key]) -> Mapping[str, int]:
        if self.times:
            self.times, self.number = self.times - 1, self.number + 1
            paid = sa.text(f"INSERT INTO payments VALUES ({self.number}, 1, '2025-12-31')")
            if self.shop is None:
                live.execute(paid)
            else:
                with self.shop.begin() as other:
                    other.execute(paid)
        return {}


EVERY = PAID.replace("'2024-02-01'", "'2024-02-02'")
LAST = POLICY.replace("paid: 결제", "paid: {label: 결제, counts: last}")


def test_a_payment_that_comes_between_the_question_and_the_statement_stops_the_chunk(shop: Shop) -> None:
    engine, _ = shop.asked(MEMBERS + EVERY, TOLD)
    asked = question(engine, TODAY, LAST, PEOPLE + TOLD)
    [part] = planned(engine, asked)
    with pytest.raises(OperatorError, match="changed"), engine.begin() as live:
        Carrying(asked, part, apart=Between(None, 9)).carry(live, part.keys)
    assert values(engine, "SELECT count(*) FROM orders") == [(2,)]
    assert values(engine, "SELECT count(*) FROM payments") == [(3,)]


@pytest.mark.parametrize("shop", PRODUCTS[1:], indirect=True)
def test_a_row_that_somebody_pays_for_in_between_is_skipped_and_the_others_go(shop: Shop) -> None:
    engine, _ = shop.asked(MEMBERS + EVERY, TOLD)
    asked = question(engine, TODAY, LAST, PEOPLE + TOLD)
    acted = carried(engine, asked, planned(engine, asked), apart=Between(engine, 1))
    assert acted.keys("skipped") == {(1,)}
    assert acted.keys("done") == {(2,)}
    assert values(engine, "SELECT id, order_id FROM payments ORDER BY id") == [(1, 1), (10, 1)]


RELEASED = """
CREATE TABLE addresses (id integer PRIMARY KEY, street varchar(80));
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40), paid_on date, address_id integer,
    first_id integer, FOREIGN KEY (address_id) REFERENCES addresses (id),
    FOREIGN KEY (first_id) REFERENCES orders (id));
CREATE TABLE reviews (id integer PRIMARY KEY, order_id integer NULL, body varchar(80),
    FOREIGN KEY (order_id) REFERENCES orders (id));
INSERT INTO addresses VALUES (1, '가온로 1'), (2, '가온로 2'), (3, '가온로 3');
INSERT INTO orders VALUES (1, 1, '김가온', '2024-01-01', 1, NULL), (2, 1, '김가온', '2024-01-01', 2, 1),
    (3, 2, '이나래', '2025-12-01', 2, 1), (4, 2, '이나래', '2025-12-01', 3, NULL);
INSERT INTO reviews VALUES (1, 1, '좋아요'), (2, 3, '좋아요');
"""
SHARING = """
  orders:
    activity: order
    person: member_id
    events: {paid: paid_on}
    items: {name: name}
    children: {addresses: {items: {address: street}}}
"""


def test_what_refers_and_stays_is_released_and_what_others_share_stays(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + RELEASED, SHARING)
    acted = carried(engine, asked, planned(engine, asked))
    assert values(engine, "SELECT id, first_id FROM orders ORDER BY id") == [(3, None), (4, None)]
    assert values(engine, "SELECT id, order_id FROM reviews ORDER BY id") == [(1, None), (2, 3)]
    assert values(engine, "SELECT id FROM addresses ORDER BY id") == [(2,), (3,)]
    assert acted.keys("done") == {(1,), (2,)}
    assert acted.rows["addresses"] == 1
    assert acted.rows["reviews"] == 1


CIRCLE = """
CREATE TABLE members (id integer PRIMARY KEY, name varchar(40), left_on date NULL, home_id integer NULL);
CREATE TABLE homes (id integer PRIMARY KEY, member_id integer NOT NULL, street varchar(80),
    FOREIGN KEY (member_id) REFERENCES members (id));
INSERT INTO members VALUES (1, '김가온', '2025-01-01', NULL), (2, '이나래', NULL, NULL);
INSERT INTO homes VALUES (1, 1, '가온로 1'), (2, 2, '가온로 2');
UPDATE members SET home_id = id;
"""


def test_rows_that_refer_to_each_other_go_together(shop: Shop) -> None:
    key = "FOREIGN KEY (home_id) REFERENCES homes (id)"
    tables = CIRCLE + f";ALTER TABLE members ADD {key}"
    if shop.product is Product.SQLITE:
        tables = CIRCLE.replace("home_id integer NULL)", f"home_id integer NULL, {key})")
    data = "\n  members: {activity: account, person: id, items: {name: name}, children:" \
           " {homes: {by: member_id, items: {address: street}}}}"  # fmt: skip
    engine, asked = shop.asked(tables, data)
    carried(engine, asked, planned(engine, asked))
    assert values(engine, "SELECT id, home_id FROM members") == [(2, 2)]
    assert values(engine, "SELECT id FROM homes") == [(2,)]


def test_a_chunk_in_which_one_row_is_no_longer_due_loses_the_others_and_keeps_it(shop: Shop) -> None:
    tables = MEMBERS + ORDERS[: ORDERS.index("CREATE TABLE order_lines")]
    tables += "INSERT INTO orders SELECT id, 1, '김가온', '문 앞', NULL, '2024-01-01' FROM members"
    data = GOING[: GOING.index(",\n     children")] + "}\n"
    engine, asked = shop.asked(tables, data)
    plan = planned(engine, asked)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE orders SET paid_on = NULL WHERE id = 2"))
    acted = carried(engine, asked, plan)
    assert acted.rows == {"orders": 2}
    assert acted.keys("skipped") == {(2,)}
    assert values(engine, "SELECT id FROM orders") == [(2,)]


def test_a_row_that_a_hold_covers_stays(shop: Shop) -> None:
    tables = MEMBERS + ORDERS[: ORDERS.index("CREATE TABLE order_lines")]
    tables += "INSERT INTO orders SELECT id, 1, '김가온', '문 앞', NULL, '2024-01-01' FROM members"
    data = GOING[: GOING.index(",\n     children")] + "}\n"
    engine, asked = shop.asked(tables, data)
    plan = planned(engine, asked)
    acted = carried(engine, replace(asked, held={"orders": {(2,)}}), plan)
    assert acted.keys("skipped") == {(2,)}
    assert values(engine, "SELECT id FROM orders") == [(2,)]


KEYS = {
    "two columns": ("a integer, b varchar(10), PRIMARY KEY (a, b)", "1, 'x'", "1, 'y'"),
    "a text": ("k varchar(40) PRIMARY KEY", "'가''나'", "'가'"),
    "a decimal": ("k decimal(10, 2) PRIMARY KEY", "1.50", "1.51"),
    "a moment": ("k timestamp(6) PRIMARY KEY", "'2024-01-01 10:00:00.123456'", "'2024-01-01 10:00:00.123457'"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_keys_of_every_kind_name_their_row_and_no_other(shop: Shop, kind: str) -> None:
    columns, gone, stays = KEYS[kind]
    tables = f"CREATE TABLE orders ({columns.replace(', PRIMARY', ', member_id integer, name varchar(40), paid_on date, PRIMARY') if kind == 'two columns' else columns + ', member_id integer, name varchar(40), paid_on date'})"  # noqa: E501
    names = "a, b" if kind == "two columns" else "k"
    tables += f"; INSERT INTO orders ({names}, member_id, name, paid_on) VALUES ({gone}, 1, '김가온', '2024-01-01'), "
    tables += f"({stays}, 1, '김가온', '2025-12-12')"
    engine, asked = shop.asked(
        MEMBERS + tables,
        "\n  orders: {activity: order, person: member_id, events: {paid: paid_on}, items: {name: name}}",
    )
    acted = carried(engine, asked, planned(engine, asked))
    assert len(acted.keys("done")) == 1
    assert acted.rows == {"orders": 1}
    assert len(values(engine, "SELECT * FROM orders")) == 1


def test_a_key_of_bytes_and_a_uuid_name_their_row(shop: Shop) -> None:
    kind, one, other = {
        Product.POSTGRESQL: (
            "uuid",
            "'6f9619ff-8b86-4d01-b42d-00c04fc964ff'",
            "'6f9619ff-8b86-4d01-b42d-00c04fc964fe'",
        ),
        Product.MARIADB: ("varbinary(4)", "x'00ff'", "x'00fe'"),
        Product.SQLITE: ("blob", "x'00ff'", "x'00fe'"),
    }[shop.product]
    tables = f"CREATE TABLE orders (k {kind} PRIMARY KEY, member_id integer, name varchar(40), paid_on date);"
    tables += f"INSERT INTO orders VALUES ({one}, 1, '김가온', '2024-01-01'), ({other}, 1, '김가온', '2025-12-12')"
    engine, asked = shop.asked(
        MEMBERS + tables,
        "\n  orders: {activity: order, person: member_id, events: {paid: paid_on}, items: {name: name}}",
    )
    assert carried(engine, asked, planned(engine, asked)).rows == {"orders": 1}


MARIADB = pytest.param("mariadb", marks=pytest.mark.mariadb)


@pytest.mark.parametrize("shop", [MARIADB], indirect=True)
def test_tables_without_transactions_are_finished_after_half_of_the_statements(shop: Shop) -> None:
    tables = "SET default_storage_engine = MyISAM;" + MEMBERS + PAID
    whole, asked = shop.asked(tables, TOLD)
    [part] = planned(whole, asked)
    statements: list[str] = []
    sa.event.listen(whole, "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert carried(whole, asked, (part,)).rows == {"orders": 2, "payments": 3, "refunds": 1}
    writes = [one for one in statements if one.startswith("DELETE")]
    assert len(writes) == 3
    for stop in range(1, len(writes) + 1):
        engine, asked = shop.asked(tables, TOLD)
        _stop_before(engine, stop)
        with pytest.raises(InterruptedError):
            carried(engine, asked, (part,))
        _go_on(engine)
        acted = carried(engine, asked, (part,))
        assert acted.keys("skipped") == set()
        for table in ("orders", "payments", "refunds"):
            assert values(engine, f"SELECT count(*) FROM {table}") == [(0,)], (stop, table)


STOPS: dict[int, tuple[Engine, Any]] = {}


def _stop_before(engine: Engine, number: int) -> None:
    seen = [0]

    def stop(*said: Any) -> None:
        seen[0] += said[2].startswith("DELETE")
        if seen[0] == number:
            raise InterruptedError

    sa.event.listen(engine, "before_cursor_execute", stop)
    STOPS[id(engine)] = (engine, stop)


def _go_on(engine: Engine) -> None:
    sa.event.remove(engine, "before_cursor_execute", STOPS.pop(id(engine))[1])


def test_what_came_of_a_chunk_says_nothing_of_rows_that_were_not_asked_about(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, GOING)
    [part, *_] = planned(engine, asked)
    with engine.begin() as live:
        assert Carrying(asked, part).carry(live, ((77,),)) == Carried((), (), ((77,),), ())


def test_a_row_whose_key_is_empty_cannot_be_named_and_is_not_taken_for_gone(shop: Shop) -> None:
    tables = (
        "CREATE TABLE orders (code varchar(5) UNIQUE NULL, member_id integer, name varchar(40), paid_on date NULL);"
    )
    tables += "INSERT INTO orders VALUES (NULL, 2, '김가온', '2024-01-01'), ('a', 2, '김가온', '2024-01-01');"
    engine, asked = shop.asked(MEMBERS + tables, """
  orders: {activity: order, person: member_id, key: code, events: {paid: paid_on}, items: {name: name}}
""")  # fmt: skip
    acted = carried(engine, asked, planned(engine, asked))

    assert (acted.keys("done"), acted.keys("skipped"), acted.keys("missing")) == ({("a",)}, {(None,)}, set())
    assert values(engine, "SELECT code FROM orders") == [(None,)]


# Two records in one table

POSTS = """
CREATE TABLE posts (id integer PRIMARY KEY, kind varchar(10), author integer, body varchar(80));
CREATE TABLE post_values (id integer PRIMARY KEY, post_id integer, name varchar(20), value varchar(40));
INSERT INTO posts VALUES (1, 'order', 1, '가람로 1'), (2, 'letter', 1, '김가온입니다'),
    (3, 'letter', 2, '이나래입니다');
INSERT INTO post_values VALUES (1, 1, 'paid', '2024-01-01'), (2, 2, 'likes', '7'), (3, 3, 'likes', '8');
"""
OF_POSTS = """
  posts:
    activity: order
    where: {kind: order}
    person: author
    items: {address: body}
    children:
      post_values: {by: post_id -> id, events: {paid: {column: value, format: "Y-m-d", when: {name: paid}}}}
  letters: {table: posts, where: {kind: letter}, activity: account, person: author, items: {name: body}}
"""


def test_a_row_goes_though_rows_stay_that_would_tell_something_of_another_record(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + POSTS, OF_POSTS)
    acted = carried(engine, asked, planned(engine, asked))
    assert acted.rows == {"posts": 2, "post_values": 1}
    assert values(engine, "SELECT id FROM posts") == [(3,)]
    assert values(engine, "SELECT id FROM post_values ORDER BY id") == [(2,), (3,)]


# How many at once

LONG_AGO = """
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40), made_on date NOT NULL, paid_on date);
INSERT INTO orders VALUES (1, 1, '김가온', '2023-01-01', '2023-01-01'), (2, 3, '박다온', '2023-01-01', '2023-01-02');
"""
BY_THEIR_DAYS = """
  orders: {activity: order, person: member_id, collected: made_on, events: {paid: paid_on}, items: {name: name}}
"""


def test_rows_that_are_due_for_certain_go_in_chunks_that_suit_the_product(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + LONG_AGO, BY_THEIR_DAYS)
    [part] = planned(engine, asked)
    chunks = {Product.POSTGRESQL: 10_000, Product.MARIADB: 3000, Product.SQLITE: None}

    assert Carrying(asked, part).chunk == chunks[shop.product]
    assert carried(engine, asked, (part,)).rows == {"orders": 2}
