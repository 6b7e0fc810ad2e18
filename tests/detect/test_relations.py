"""How tables hang off the people, with foreign keys and without."""

from jikim.detect import By, Overlap, Pair, Relation, candidates, people_tables, relations
from jikim.tables import Schema
from tests.detect.tables import schema, table

MEMBER = table("member", "id:int", "login_id:text:20", "email", "password", "name")


def found(some: Schema, overlaps: dict[Pair, Overlap] | None = None) -> dict[str, Relation]:
    return {f"{one.table}.{one.column}": one for one in relations(some, people_tables(some), overlaps)}


def test_a_foreign_key_needs_no_guess() -> None:
    ways = found(schema(MEMBER, table("orders", "id:int", "buyer:int", refers="buyer>member.id")))

    assert ways["orders.buyer"].path[0].by is By.FOREIGN_KEY
    assert ways["orders.buyer"].confidence == 0.99


def test_a_row_may_belong_to_two() -> None:
    deal = table("deal", "id:int", "client:int", "expert:int", refers="client>member.id expert>member.id")

    assert set(found(schema(MEMBER, deal))) == {"deal.client", "deal.expert"}


def test_a_table_without_a_person_goes_by_its_parent() -> None:
    orders = table("orders", "id:int", "member_id:int")
    line = table("order_line", "id:int", "order_id:int", refers="order_id>orders.id")
    way = found(schema(MEMBER, orders, line))["order_line.order_id"]

    assert [link.pair.table for link in way.path] == ["order_line", "orders"]
    assert way.confidence < found(schema(MEMBER, orders, line))["orders.member_id"].confidence


def test_without_foreign_keys_names_and_types_tie() -> None:
    ways = found(schema(MEMBER, table("orders", "id:int", "member_id:int"), table("note", "id:int", "member_id")))

    assert ways["orders.member_id"].path[0].by is By.NAME
    assert "note.member_id" not in ways or ways["note.member_id"].path[0].pair.to_column == "login_id"


def test_the_login_name_ties_tables_though_its_width_differs() -> None:
    ways = found(schema(MEMBER, table("write_free", "id:int", "login_id:text:255")))

    assert ways["write_free.login_id"].path[0].pair.to_column == "login_id"
    assert ways["write_free.login_id"].confidence == 0.8


def test_values_confirm_a_guess_or_refute_it() -> None:
    shop = schema(MEMBER, table("orders", "id:int", "user_no:int"))
    pair = Pair("orders", "user_no", "member", "id")
    guessed = found(shop)["orders.user_no"].confidence

    assert found(shop, {pair: Overlap(100, 99)})["orders.user_no"].confidence > guessed
    assert found(shop, {pair: Overlap(100, 0)}) == {}


def test_values_alone_tie_a_column_whose_name_says_nothing() -> None:
    shop = schema(MEMBER, table("login_log", "id:int", "key1:text:40"))
    pair = Pair("login_log", "key1", "member", "login_id")

    assert pair in candidates(shop, people_tables(shop))
    assert found(shop) == {}
    assert found(shop, {pair: Overlap(50, 49)})["login_log.key1"].path[0].by is By.VALUES


def test_small_numbers_that_happen_to_be_keys_prove_nothing() -> None:
    shop = schema(MEMBER, table("boxes", "id:int", "quantity:int"))

    assert found(shop, {Pair("boxes", "quantity", "member", "id"): Overlap(9, 9)}) == {}


def test_a_list_of_keys_is_told_as_one() -> None:
    way = found(schema(MEMBER, table("campaign", "id:int", "member_ids")))["campaign.member_ids"]

    assert way.path[0].by is By.LIST


def test_a_person_who_names_another_makes_a_relation_to_the_same_table_no_path() -> None:
    told = table("member", "id:int", "email", "password", "name", "recommended:int", refers="recommended>member.id")

    assert found(schema(told)) == {}


def test_circles_come_to_an_end() -> None:
    one = table("alpha", "id:int", "beta_id:int", refers="beta_id>beta.id")
    other = table("beta", "id:int", "alpha_id:int", refers="alpha_id>alpha.id")

    assert found(schema(MEMBER, one, other)) == {}
