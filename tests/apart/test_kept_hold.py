"""What is put apart while a hold covers it is held there, though the row of the person is gone already."""

from jikim.apart.kept_read import Told
from jikim.apart.kept_table import COLUMNS
from tests.carry.test_carry import MEMBERS, Shop, shop
from tests.connect.acting import planned

__all__ = ["shop"]

ORDERS = """
CREATE TABLE orders (id integer PRIMARY KEY, member_id integer, name varchar(40), paid_on date NULL);
INSERT INTO orders VALUES (1, 77, '김가온', '2024-01-01'), (2, 78, '이나래', '2024-01-01');
"""
DATA = """
  orders: {activity: order, person: member_id, events: {paid: paid_on}, items: {name: name}}
"""


def test_an_order_of_somebody_who_is_gone_is_held_apart_as_theirs(shop: Shop) -> None:
    engine, asked = shop.asked(MEMBERS + ORDERS, DATA, stays={"order": {77}})
    [part] = [one for one in planned(engine, asked) if one.preserve]
    with engine.begin() as live:
        found = Told(asked, part, ("id",), "").read(live, part.keys)

    assert part.keys == ((1,),)
    assert {(one.person, one.values("orders")[COLUMNS.index("held")]) for one in found} == {("77", 1)}
