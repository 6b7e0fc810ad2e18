"""What moves into the separate database: the statutory slice, whole, read back before anything in use is taken."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from jikim.apart.apart import Apart
from jikim.errors import TamperedError
from jikim.tables import Product
from tests.connect.apart_shop import MOVED, Pair, asked_at, carried, pair, parts, rows
from tests.connect.shop import at

__all__ = ["pair"]


def test_what_a_statute_keeps_moves_and_nothing_else_does(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    before = rows(live, "orders")

    done = carried(live, separate, asked, part)

    assert dict(done.kept) == {"orders": 7, "payments": 7}
    assert rows(live, "orders") == rows(live, "payments") == []
    there = rows(separate, "orders")
    assert [(row["id"], row["address"]) for row in there] == [(row["id"], row["address"]) for row in before]
    assert {(row["memo"], row["guest_email"]) for row in there} == {(None, None)}
    assert [int(str(row["member_id"])) for row in there] == [row["member_id"] for row in before]
    assert [str(row["ordered"])[:19] for row in there] == [str(row["ordered"])[:19] for row in before]
    assert [str(row["paid_on"]) for row in rows(separate, "payments")] == ["2020-03-02"] * 7


def test_it_is_remembered_whose_a_row_is_and_until_when(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    carried(live, separate, asked, part)
    kept = rows(separate, "jikim_kept", "row_key")
    assert [row["row_key"] for row in kept] == [f"[{number}]" for number in range(1, 8)]
    assert [row["person"] for row in kept] == [str(1 + number % 2) for number in range(1, 8)]
    assert {row["due_at"] for row in kept} == {at(date(2025, 3, 5))}  # a Sunday, then a substitute holiday
    assert {(row["held"], row["moved_at"], row["policy"]) for row in kept} == {(0, MOVED, "p1")}


def test_a_copy_that_is_not_what_was_written_is_refused_and_the_row_stays(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    damage(pair.there, separate)
    [part] = parts(live, asked)
    before = rows(live, "orders")
    with pytest.raises(TamperedError, match="is not what was written"):
        carried(live, separate, asked, part)
    assert rows(live, "orders") == before
    assert len(rows(live, "payments")) == 7


def damage(product: Product, separate: sa.Engine) -> None:
    """Let the separate database change an address on its way in."""
    changed = "UPDATE orders SET address = 'elsewhere' WHERE id = NEW.id"
    statements = {
        Product.SQLITE: [f"CREATE TRIGGER harm AFTER INSERT ON orders WHEN NEW.id = 3 BEGIN {changed}; END"],
        Product.MARIADB: ["CREATE TRIGGER harm BEFORE INSERT ON orders FOR EACH ROW "
                          "SET NEW.address = IF(NEW.id = 3, 'elsewhere', NEW.address)"],
        Product.POSTGRESQL: [
            "CREATE FUNCTION harm() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.id = 3 THEN NEW.address := 'elsewhere'; END IF; RETURN NEW; END $$",
            "CREATE TRIGGER harm BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION harm()"],
    }  # fmt: skip
    with separate.begin() as connection:
        for statement in statements[product]:
            connection.exec_driver_sql(statement)


def test_a_crash_between_copy_and_taking_leaves_both_and_repeating_it_ends_the_same(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    with live.connect() as connection:
        Apart(asked, part, separate, policy="p1").copy(connection, part.keys)
        connection.rollback()
    first = rows(separate, "orders"), rows(separate, "payments"), rows(separate, "jikim_kept", "row_key")
    assert len(rows(live, "orders")) == len(first[0]) == 7

    carried(live, separate, asked, part)

    assert rows(live, "orders") == []
    assert (rows(separate, "orders"), rows(separate, "payments"), rows(separate, "jikim_kept", "row_key")) == first


def test_a_leftover_copy_of_a_row_that_changed_is_written_again(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    with live.begin() as connection:
        Apart(asked, part, separate).copy(connection, part.keys)
        connection.execute(sa.text("UPDATE orders SET address = '나래구 나래로 2' WHERE id = 1"))
    carried(live, separate, asked, part)
    assert [row["address"] for row in rows(separate, "orders")][:2] == ["나래구 나래로 2", "가온구 가온로 1"]


def test_a_copy_whose_live_row_is_gone_is_not_touched(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    carried(live, separate, asked, part)
    first = rows(separate, "orders"), rows(separate, "jikim_kept", "row_key")
    done = carried(live, separate, asked, part)
    assert (done.done, set(done.missing)) == ((), set(part.keys))
    assert (rows(separate, "orders"), rows(separate, "jikim_kept", "row_key")) == first


def test_two_strands_that_move_at_different_times_share_one_copy(pair: Pair) -> None:
    """The address moves first while the memo stays in use; when the memo goes, the address is still there."""
    keeps = {"order": "[{until: 6 months after paid, items: [주소]}, "
                      "{until: 2 years after paid, items: [배송 메모, 이메일 주소]}]"}  # fmt: skip
    live = pair.shop()
    asked = asked_at(live, MOVED, **keeps)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    assert not part.ends
    carried(live, separate, asked, part)
    assert {row["address"] for row in rows(live, "orders")} <= {None, ""}
    asked = asked_at(live, at(datetime(2022, 6, 1)), **keeps)
    [part] = parts(live, asked)
    assert part.ends
    carried(live, separate, asked, part)
    assert rows(live, "orders") == []
    there = rows(separate, "orders")
    assert {(row["address"], row["memo"]) for row in there} == {("가온구 가온로 1", None)}
    assert len(rows(separate, "payments")) == len(rows(separate, "jikim_kept", "row_key")) == 7
