"""Which table holds the data subjects."""

from jikim.detect import people_tables
from tests.detect.tables import schema, table

MEMBER = table("member", "id:int", "login_id", "email", "password", "name", "mobile")
ORDERS = table("orders", "id:int", "member_id:int", "guest_email", "guest_name", "recipient_name", "recipient_mobile")


def test_the_people_are_where_the_passwords_are_and_where_others_point() -> None:
    found = people_tables(schema(ORDERS, MEMBER, table("member_log", "id:int", "email", "name")))

    assert (found[0].table, found[0].key, found[0].names) == ("member", "id", ("login_id",))
    assert found[0].confidence > 0.8


def test_a_history_of_members_and_their_orders_are_not_the_people() -> None:
    history = table("member_history", "id:int", "member_id:int", "email", "name", "mobile")

    assert [one.table for one in people_tables(schema(MEMBER, ORDERS, history))] == ["member"]


def test_customers_and_staff_may_stand_apart() -> None:
    staff = table("admin_user", "id:int", "username", "password", "email")

    assert {one.table for one in people_tables(schema(MEMBER, staff))} == {"member", "admin_user"}


def test_a_table_with_another_name_is_found_by_what_it_holds_and_who_refers_to_it() -> None:
    told = table("tb_m01", "m_no:int", "userid", "passwd", "email", "hp", primary="m_no")
    others = (table(f"tb_x{number}", "id:int", "m_no:int", refers="m_no>tb_m01.m_no") for number in range(4))

    assert [one.table for one in people_tables(schema(told, *others))] == ["tb_m01"]


def test_a_catalogue_has_no_people() -> None:
    assert people_tables(schema(table("product", "id:int", "name", "price:int"))) == ()
