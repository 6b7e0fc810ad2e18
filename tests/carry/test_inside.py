"""Blobs of the shop with the traps: wiped in the rows that stay, on each product, and nothing else is touched."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.inside import Inside, Unread
from jikim.connect import describe, open_read_only
from jikim.errors import OperatorError
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.plan import Key, Part
from jikim.policy import parse
from jikim.tables import Product, Schema
from tests.find.test_find_traps import POLICY
from tests.testapps.people import Person
from tests.traps.databases import TrapDatabase

TODAY = date(2026, 1, 2)
RECEIPT = '["$.buyer.phone", "$.contacts[*].value", "$[1].v"]'
DATA = f"""
jikim: 1
timezone: Asia/Seoul
databases: {{shop: env:SHOP}}
people: {{table: members, key: id, role: member, find_by: {{email: email, mobile: mobile, name: name}}}}
records:
  members: {{activity: account, person: id, destroy: clear, items: {{name: name, email: email, mobile: mobile}}}}
  orders:
    activity: order
    person: member_id
    destroy: clear
    guest: {{name: guest_name, mobile: guest_mobile}}
    items: {{name: guest_name, mobile: guest_mobile}}
    blobs:
      - {{column: receipt, item: mobile, path: {RECEIPT}}}
      - {{column: request, search: [name, mobile]}}
    children:
      order_lines: {{by: order_id, blobs: [{{column: options, item: name, path: $.engraving}}]}}
  inquiries:
    activity: inquiry
    destroy: clear
    person: {{column: login_id, matches: login_id, none: ""}}
    items: {{inquiry_content: title}}
    blobs: [{{column: body, search: [name, mobile, email]}}, {{column: answer, search: name}}]
  removed:
    table: order_removed
    activity: order
    unowned: true
    destroy: clear
    blobs: [{{column: body, serialized: php, item: mobile, path: [$.recipient_mobile, $.recipient_name]}}]
  campaigns: {{activity: point, unowned: true, blobs: [{{column: member_ids, ids: FORM}}]}}
"""


@pytest.fixture(scope="module")
def schema(trap_database: TrapDatabase) -> Iterator[Schema]:
    """The look of the shop."""
    engine = open_read_only("shop", trap_database.reader)
    yield describe(engine)
    engine.dispose()


@pytest.fixture
def live(trap_database: TrapDatabase) -> Iterator[Connection]:
    """A transaction of the owner's, undone after the test; MyISAM keeps what was done to it."""
    engine = sa.create_engine(trap_database.owner, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.begin()
        yield connection
        connection.rollback()
    engine.dispose()


def question(schema: Schema, document: str = DATA) -> Question:
    form = "array" if schema.product is Product.POSTGRESQL else "comma"
    data = parse_data({"data.yaml": document.replace("FORM", form).encode()}, "data.yaml")
    return Question(data, parse(POLICY.encode()), schema, "shop", instant_of(TODAY), Calendar(holidays()))


def part(table: str, keys: Sequence[Key], *, record: str = "", ends: bool = True) -> Part:
    return Part("shop", table, record or table, (), (), (), ends, (), tuple(keys))


def column(live: Connection, table: str, name: str, key: str = "id") -> dict[object, str | None]:
    text = "CAST({} AS CHAR)" if live.dialect.name == "mysql" else "CAST({} AS TEXT)"
    rows = live.exec_driver_sql(f"SELECT {key}, {text.format(name)} FROM {table}").all()
    return {row[0]: row[1] for row in rows}


def test_a_number_in_a_receipt_goes_in_every_shape_that_the_years_gave_it(schema: Schema, live: Connection) -> None:
    before = column(live, "orders", "receipt")
    keys = [(number,) for number in range(1, 31)]
    changed = Inside(question(schema), part("orders", keys)).empty(live, keys)
    after = column(live, "orders", "receipt")
    for number, text in after.items():
        if number <= 30 and text is not None:
            assert "010" not in text
            kept = json.loads(before[number] or "")
            assert json.loads(text) == _without_number(kept)
        else:
            assert text == before[number]
    assert changed["orders"] > 20
    again = Inside(question(schema), part("orders", keys)).empty(live, keys)
    assert not again.get("orders")


def _without_number(receipt: object) -> object:
    if isinstance(receipt, list):
        return [receipt[0], {**receipt[1], "v": None}]
    assert isinstance(receipt, dict)
    if "buyer" in receipt:
        return {**receipt, "buyer": {**receipt["buyer"], "phone": None}}
    return {**receipt, "contacts": [{**each, "value": None} for each in receipt["contacts"]]}


def test_options_of_two_shapes_lose_a_name_and_keep_a_colour(schema: Schema, live: Connection) -> None:
    Inside(question(schema), part("orders", [(4,), (5,)])).empty(live, [(4,), (5,)])
    found = column(live, "order_lines", "options", "order_id")
    assert json.loads(found[4] or "") == {"engraving": None}
    assert json.loads(found[5] or "") == ["파랑", "L"]
    assert json.loads(found[8] or "") != {"engraving": None}


def test_a_text_loses_the_persons_own_values_and_keeps_its_sentence(schema: Schema, live: Connection) -> None:
    keys = [(1,), (2,), (3,), (25,)]
    before = column(live, "inquiries", "body")
    inside = Inside(question(schema), part("inquiries", keys))
    inside.empty(live, keys)
    body, answer = column(live, "inquiries", "body"), column(live, "inquiries", "answer")
    said = "안녕하세요 [삭제]입니다. [삭제] 또는 [삭제]로 연락 주세요."
    assert [body[1], body[2], body[25]] == [said, said, said * 60]
    assert answer[1] == "[삭제] 고객님, 확인했습니다."
    assert body[4] == before[4]
    assert inside.unreadable == ()


def test_what_a_guest_wrote_is_searched_for_what_the_row_says_of_them(schema: Schema, live: Connection) -> None:
    guests = [(number,) for number in (20, 40)]
    Inside(question(schema), part("orders", guests)).empty(live, guests)
    requests = column(live, "orders", "request")
    assert requests[20] == "부재 시 [삭제]로 전화 주세요"
    other = Person(40 % 40 + 500).mobile
    assert requests[12] is not None
    assert other not in str(requests[20])


def test_a_serialized_copy_is_written_back_with_lengths_that_fit(schema: Schema, live: Connection) -> None:
    keys = [(number,) for number in range(1, 6)]
    before = column(live, "order_removed", "body")
    inside = Inside(question(schema), part("order_removed", keys, record="removed"))
    assert inside.empty(live, keys) == {"order_removed": 5}
    after = column(live, "order_removed", "body")
    for number in range(1, 6):
        text = after[number] or ""
        assert 's:16:"recipient_mobile";N;' in text
        assert text.startswith((before[number] or "")[:4])
        assert len(text) < len(before[number] or "")
    assert inside.unreadable == ()


def test_a_value_that_cannot_be_taken_apart_is_named_and_left(schema: Schema, live: Connection) -> None:
    document = DATA.replace("[$.recipient_mobile, $.recipient_name]", "$.a").replace(
        "body, serialized", "removed_by, serialized"
    )
    inside = Inside(question(schema, document), part("order_removed", [(1,)], record="removed"))
    assert inside.empty(live, [(1,)]) == {}
    assert inside.unreadable == (Unread("order_removed", "removed_by", (1,)),)
    assert column(live, "order_removed", "removed_by")[1] == "staff01"


def test_who_is_destroyed_leaves_every_list(schema: Schema, live: Connection) -> None:
    def members() -> dict[object, list[str]]:
        found = column(live, "campaigns", "member_ids")
        return {number: (text or "").strip("{}").split(",") for number, text in found.items()}

    before = members()
    gone = before[1][0]
    Inside(question(schema), part("members", [(int(gone),)])).empty(live, [(int(gone),)])
    assert members() == {number: [one for one in some if one != gone] for number, some in before.items()}


def test_rows_that_go_are_left_to_whoever_destroys_them(schema: Schema, live: Connection) -> None:
    deleted = DATA.replace("    person: member_id\n    destroy: clear\n", "    person: member_id\n")
    before = column(live, "orders", "receipt")
    assert Inside(question(schema, deleted), part("orders", [(1,)])).empty(live, [(1,)]) == {}
    assert column(live, "orders", "receipt") == before


def test_only_what_has_ended_is_wiped_from_a_row_that_is_still_in_use(schema: Schema, live: Connection) -> None:
    asked = question(schema)
    [strand] = {one.name for one in asked.kinds() if one.activity == "order" and one.role == "member"}
    over = Part("shop", "orders", "orders", (strand,), (), (), False, (), ((1,),))
    stays = Part("shop", "orders", "orders", (), (), (strand,), False, (), ((1,),))
    assert Inside(asked, stays).empty(live, [(1,)]) == {}
    assert Inside(asked, over).empty(live, [(1,)])["orders"] >= 1


def test_a_value_that_changed_meanwhile_is_read_again(schema: Schema, live: Connection) -> None:
    changes = ['{"buyer": {"phone": "010-0000-7777"}, "new": 1}']

    @sa.event.listens_for(live, "before_cursor_execute")
    def _meanwhile(connection: Connection, _: object, statement: str, *__: object) -> None:
        if statement.startswith("UPDATE") and "receipt" in statement and changes:
            written = sa.text("UPDATE orders SET receipt = :new WHERE id = 1").bindparams(
                sa.bindparam("new", changes.pop(), sa.types.NullType())
            )
            connection.execute(written)

    assert Inside(question(schema), part("orders", [(1,)])).empty(live, [(1,)])["orders"] == 1
    assert json.loads(column(live, "orders", "receipt")[1] or "") == {"buyer": {"phone": None}, "new": 1}


def test_a_value_that_never_stands_still_stops_the_chunk(schema: Schema, live: Connection) -> None:
    @sa.event.listens_for(live, "before_cursor_execute", retval=True)
    def _never(_: Connection, __: object, statement: str, parameters: object, *___: object) -> tuple[str, object]:
        return (statement + " AND 1 = 0" if statement.startswith("UPDATE") else statement), parameters

    with pytest.raises(OperatorError, match="changed while they were to be emptied"):
        Inside(question(schema), part("orders", [(1,)])).empty(live, [(1,)])
