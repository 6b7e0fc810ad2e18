"""What stands inside values, and files, when a part is carried out: in rows that stay, and of people who go."""

from pathlib import Path

from jikim.carry import Files, Inside
from tests.carry.test_carry import MEMBERS, Shop, shop
from tests.connect.acting import Acted, carried, planned, values

__all__ = ["shop"]

ORDERS = """
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40), memo varchar(80), phone varchar(60),
    kind varchar(10), paid_on date NULL);
INSERT INTO orders VALUES (1, NULL, '김가온', '김가온 댁 문 앞', '010-0000-0001', 'shop', '2024-01-01'),
    (2, NULL, '이나래', '이나래 댁 문 앞', '010-0000-0002', 'shop', '2025-12-01');
"""
STAYING = """
  orders:
    {activity: order, person: member_id, guest: {name: name}, events: {paid: paid_on}, destroy: clear,
     items: {name: name, mobile: phone}, blobs: [{column: memo, search: [name, mobile]}]}
"""
LISTS = """
CREATE TABLE campaigns (id integer PRIMARY KEY, member_ids varchar(80));
INSERT INTO campaigns VALUES (1, '1,2,3'), (2, '2');
"""
LISTED = """
  members: {activity: account, person: id, items: {name: name}}
  campaigns: {activity: order, unowned: true, blobs: [{column: member_ids, ids: comma}]}
"""


def done(shop: Shop, tables: str, data: str, **more: object) -> tuple[Acted, object]:
    """Carry out what is due, with what stands inside values."""
    engine, asked = shop.asked(tables, data)
    acted = [carried(engine, asked, (part,), inside=Inside(asked, part), **more) for part in planned(engine, asked)]
    return Acted(
        tuple(part for one in acted for part in one.parts), tuple(c for one in acted for c in one.carried)
    ), engine


def test_a_name_leaves_free_text_before_the_column_that_says_it_is_emptied(shop: Shop) -> None:
    _, engine = done(shop, MEMBERS + ORDERS, STAYING)

    texts = dict(values(engine, "SELECT id, memo FROM orders"))
    assert "김가온" not in str(texts[1])
    assert texts[2] == "이나래 댁 문 앞"


def test_it_leaves_free_text_beside_a_record_whose_rows_go(shop: Shop) -> None:
    both = STAYING.replace("destroy: clear", "where: {kind: shop}, destroy: clear") + STAYING.replace(
        "orders:", "gifts:\n    table: orders", 1
    ).replace("{activity", "{activity").replace("destroy: clear", "where: {kind: gift}")
    both = both.replace("gifts:\n    table: orders\n    {", "gifts:\n    {table: orders, ")
    _, engine = done(shop, MEMBERS + ORDERS, both)

    texts = dict(values(engine, "SELECT id, memo FROM orders"))
    assert "김가온" not in str(texts[1])


def test_the_number_of_a_person_who_goes_leaves_every_list(shop: Shop) -> None:
    _, engine = done(shop, MEMBERS + LISTS, LISTED)

    assert values(engine, "SELECT id FROM members") == [(2,)]
    assert values(engine, "SELECT member_ids FROM campaigns ORDER BY id") == [("2",), ("2",)]


def test_a_file_goes_though_its_row_stays(shop: Shop, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF")
    data = STAYING.replace(
        "search: [name, mobile]}", f"search: [name, mobile]}}, {{files: '{tmp_path}/{{id}}.pdf', item: name}}"
    )
    engine, asked = shop.asked(MEMBERS + ORDERS, data)
    for part in planned(engine, asked):
        carried(engine, asked, (part,), inside=Inside(asked, part), files=Files(asked, part))

    assert [path.name for path in sorted(tmp_path.glob("*.pdf"))] == ["2.pdf"]
