"""What would fail, or do more than it says, is told before any row is touched: one trap a test, on small tables."""

from dataclasses import replace

import pytest

from jikim.errors import Severity
from jikim.mapping import parse_data, preflight
from jikim.policy import parse
from jikim.tables import Check, Column, ForeignKey, Index, OnDelete, Product, Schema, Shape, Trigger
from tests.mapping.faults import by_line
from tests.mapping.test_drift import LINES, LOGS, MEMBERS, ORDERS, SOUND, column, table
from tests.mapping.test_ties import POLICY

CLEARED = SOUND.replace("person: m,", "person: m, destroy: clear,")
PARTED = POLICY.replace(
    "keep: [{until: 1 year after paid}", "keep: [{until: 1 year after paid, items: 주소}, {until: sent, items: 이름}"
)
TIED = replace(LINES, indexes=(Index(("order_id",), "lines_order"),))


def with_columns(shape: Shape, **changed: Column) -> Shape:
    return replace(shape, columns=tuple(changed.get(one.name, one) for one in shape.columns))


def refers(name: str, on_delete: OnDelete, *, nullable: bool, deferred: bool = False) -> Shape:
    """Return a table of which nobody spoke, with an indexed key onto the members."""
    key = ForeignKey(("m",), "members", ("id",), "of", on_delete, deferred)
    made = table(name, "id integer", "m integer" if nullable else "m integer not null", foreign=(key,))
    return replace(made, indexes=(Index(("m",), "m"),))


def found(document: str, *shapes: Shape, policy: str = POLICY, product: Product = Product.POSTGRESQL) -> list[str]:
    """Return the findings over a database in which these tables look otherwise, or come besides."""
    tables = {shape.name: shape for shape in (MEMBERS, ORDERS, TIED, LOGS, *shapes)}
    schema = Schema(product, "17", tuple(tables.values()))
    mapping = parse_data({"data.yaml": document.encode()}, "data.yaml")
    every = preflight(mapping, parse(policy.encode()), schema, "shop")
    return [f"{one.severity.value} {line}" for one, line in zip(every, by_line(every), strict=True)]


def test_a_database_that_lets_everything_be_done_has_no_findings() -> None:
    assert found(SOUND) == []
    assert found(CLEARED) == []


def test_a_column_that_must_not_be_empty_is_not_emptied_and_goes_with_its_row() -> None:
    strict = with_columns(ORDERS, ad=column("ad text not null"))
    assert found(SOUND, strict) == []
    told = "preflight-column-not-null the column 'ad' of 'orders' must not be empty, and is to be emptied"
    assert found(CLEARED, strict) == [f"error 4:126 {told}"]
    assert found(SOUND, strict, policy=PARTED) == [f"error 4:110 {told}"]
    assert found(CLEARED.replace("person: m,", "person: m, columns: {ad: blank},"), strict) == []


@pytest.mark.parametrize(
    ("others", "share"),
    [("{k: letter}", False), ("{k: [letter, note]}", False), ("{k: {not: order}}", False), ("{k: Order}", True),
     ("{k: {not: letter}}", True), ("{nm: letter}", True)],
)  # fmt: skip
def test_rows_of_one_table_are_of_two_records_unless_they_exclude_each_other(others: str, share: bool) -> None:
    strict = with_columns(ORDERS, ad=column("ad text not null"))
    strict = replace(strict, columns=(*strict.columns, column("k text")))
    both = SOUND.replace("orders: {activity: order,", "orders: {activity: order, where: {k: order},").replace(
        "unmanaged:", f"  letters: {{table: orders, where: {others}, activity: account, person: m}}\nunmanaged:"
    )
    assert any("'ad' of 'orders' must not be empty" in line for line in found(both, strict)) is share


def test_anonymising_into_nothing_needs_a_column_that_may_be_empty() -> None:
    strict = with_columns(ORDERS, nm=column("nm text not null"))
    told = "preflight-column-not-null the column 'nm' of 'orders' must not be empty, and is to be emptied"
    anonymised = SOUND.replace("person: m,", "person: m, destroy: {anonymise: {nm: null}},")
    assert found(anonymised, strict) == [f"error 4:62 {told}"]


def test_a_unique_column_cannot_have_one_value_everywhere() -> None:
    blank = CLEARED.replace("person: m,", "person: m, columns: {nm: blank},")
    alone = replace(ORDERS, indexes=(Index(("nm",), "names", unique=True),))
    assert found(blank, alone) == [
        "error 4:54 preflight-column-unique the column 'nm' of 'orders' is unique, and many rows are to have the same"
        " value"
    ]
    assert found(blank.replace("blank", "hash"), alone) == []
    assert found(CLEARED, alone) == []
    for columns in (("m", "nm"), ("lower(nm)",)):
        assert found(blank, replace(ORDERS, indexes=(Index(columns, "names", unique=True),))) == [
            "warning 4:54 preflight-column-unique the unique index 'names' of 'orders' has the column 'nm', and many"
            " rows are to have the same value"
        ]


@pytest.mark.parametrize(
    ("how", "declared", "told"),
    [
        ("{nm: hash}", "nm json", "the column 'nm' of 'orders' is json, which holds no hash"),
        ("{nm: {placeholder: 없음}}", "nm integer", "the value for 'nm' of 'orders' is no integer"),
        ("{nm: {placeholder: 없음}}", "nm json", "the value for 'nm' of 'orders' is no json"),
        ("{nm: {placeholder: 없음}}", "nm date", "the value for 'nm' of 'orders' is no date"),
        ("{nm: {placeholder: 0}}", "nm integer", ""),
        ("{nm: {placeholder: '{}'}}", "nm json", ""),
    ],
)
def test_a_value_is_of_the_kind_of_its_column(how: str, declared: str, told: str) -> None:
    document = CLEARED.replace("person: m,", f"person: m, columns: {how},")
    lines = found(document, with_columns(ORDERS, nm=column(declared)))
    assert lines == ([f"error 4:54 preflight-value-sort {told}"] if told else [])


def test_a_hash_or_a_placeholder_needs_room() -> None:
    short = with_columns(ORDERS, nm=replace(column("nm text"), length=20))
    hashed = CLEARED.replace("person: m,", "person: m, columns: {nm: hash},")
    assert found(hashed, short) == [
        "error 4:54 preflight-text-short the column 'nm' of 'orders' takes 20 characters, and 38 are to be written"
    ]
    assert found(hashed, with_columns(ORDERS, nm=replace(column("nm text"), length=38))) == []
    assert found(CLEARED.replace("person: m,", "person: m, columns: {nm: {placeholder: 삭제}},"), short) == []


def test_a_check_that_the_value_breaks_is_found_and_one_too_intricate_is_named() -> None:
    blank = CLEARED.replace("person: m,", "person: m, columns: {nm: blank},")
    filled = replace(ORDERS, checks=(Check("CHECK ((char_length(nm) > 0))", "filled"),))
    assert found(blank, filled) == [
        "error 4:54 preflight-check the column 'nm' of 'orders' would break the check 'filled'"
    ]
    assert found(CLEARED, filled) == []
    either = replace(ORDERS, checks=(Check("nm IS NOT NULL OR ad IS NOT NULL", "either"),))
    assert found(CLEARED, either) == [
        f"warning 4:{at} preflight-check jikim cannot know whether the cleared column '{name}' of 'orders' passes the"
        " check 'either'"
        for at, name in ((113, "nm"), (126, "ad"))
    ]
    own = replace(ORDERS, checks=(Check("CHECK (is_a_name(nm))", "own"),))
    assert found(CLEARED, own) == []
    assert [line.split(" jikim")[0] for line in found(blank, own)] == ["warning 4:54 preflight-check"]


def test_what_the_database_reckons_itself_is_not_written() -> None:
    reckoned = with_columns(ORDERS, nm=replace(column("nm text"), generated=True))
    assert found(CLEARED, reckoned) == [
        "error 4:113 preflight-generated the column 'nm' of 'orders' is reckoned by the database from others"
    ]


def test_a_key_is_not_emptied_and_neither_is_what_others_refer_to() -> None:
    keyed = CLEARED.replace("name: nm", "name: [nm, id]")
    [line] = [one for one in found(keyed, TIED) if "key of its rows" in one]
    assert line.startswith("error 4:118 preflight-key-emptied the column 'id' of 'orders'")
    named = replace(TIED, foreign=(ForeignKey(("order_id",), "orders", ("nm",), "by_name"),))
    assert found(CLEARED, replace(named, name="others")) == [
        "error 4:113 preflight-key-emptied the column 'nm' of 'orders' is to be emptied, and 'order_id' of 'others'"
        " refers to it"
    ]


def test_a_value_is_not_written_where_a_key_of_another_table_stands() -> None:
    owned = replace(ORDERS, foreign=(ForeignKey(("nm",), "names", ("id",)),))
    assert found(CLEARED.replace("person: m,", "person: m, columns: {nm: {placeholder: x}},"), owned) == [
        "error 4:54 preflight-foreign-emptied the column 'nm' of 'orders' refers to another table, and a value is to"
        " be written into it",
        "warning 4:54 preflight-tie-emptied the column 'nm' of 'orders' says whose rows are, and is to be emptied"
        " while the row stays",
    ]


def test_a_key_that_must_not_be_empty_stops_the_row_it_names() -> None:
    for stops in (OnDelete.NOTHING, OnDelete.RESTRICT):
        assert found(SOUND, refers("likes", stops, nullable=False)) == [
            "error 3:3 preflight-reference 'm' of 'likes' refers to rows of 'members' that are to go, and must not"
            " be empty"
        ]
    left_alone = SOUND.replace("[log*]", "[log*, likes]")
    assert found(left_alone, refers("likes", OnDelete.RESTRICT, nullable=False)) == [
        "warning 3:3 preflight-reference 'm' of 'likes' refers to rows of 'members' that are to go, and must not be"
        " empty"
    ]
    child = SOUND.replace("name: name}}", "name: name}, children: {likes: m}}")
    assert found(child, refers("likes", OnDelete.RESTRICT, nullable=False)) == []


def test_a_cascade_onto_a_table_that_nobody_named_destroys_more_than_the_plan_says() -> None:
    assert found(SOUND, refers("likes", OnDelete.CASCADE, nullable=False)) == [
        "error 3:3 preflight-cascade the database destroys rows of 'likes' with those of 'members', and the mapping"
        " does not say so"
    ]


def test_rows_that_lose_their_person_look_like_a_guests() -> None:
    told = "preflight-reference-emptied 'm' of 'orders' is emptied when the row of 'members' goes that it names"
    for lets in (OnDelete.SET_NULL, OnDelete.NOTHING):
        orders = replace(ORDERS, foreign=(ForeignKey(("m",), "members", ("id",), "of", lets),))
        orders = replace(orders, indexes=(Index(("m",), "m"),))
        assert found(SOUND, orders) == [f"warning 3:3 {told}"]
        other = refers("likes", lets, nullable=True)
        assert found(SOUND, other) == [f"info 3:3 {told.replace('orders', 'likes')}"]


def test_rows_that_are_over_with_the_person_go_before_them_and_are_no_hindrance() -> None:
    card = refers("cards", OnDelete.NOTHING, nullable=False)
    own = SOUND.replace("records:", "records:\n  cards: {activity: account, person: m, items: {name: id}}")
    assert found(own, card) == []
    order = own.replace("cards: {activity: account", "cards: {activity: order")
    assert [line[:31] for line in found(order, card)] == ["error 4:3 preflight-reference '"]


def test_rows_that_are_over_with_the_person_or_sooner_are_no_hindrance_and_those_that_may_outlive_them_are() -> None:
    card = refers("cards", OnDelete.NOTHING, nullable=False)
    own = SOUND.replace("records:", "records:\n  cards: {activity: told, person: m, collected: id, items: {name: id}}")
    for keep, hinders in (("[left, 1 year]", False), ("1 year", True), ("1 year after left", True)):
        told = f"  told:\n    roles: member\n    collect: [{{required: [이름]}}]\n    keep: [{{until: {keep}}}]\n"
        lines = found(own, card, policy=POLICY + told)
        assert [line[:31] for line in lines] == ["error 4:3 preflight-reference '"] * hinders


def test_two_tables_that_refer_to_each_other_cannot_be_ended_unless_deferred() -> None:
    first = ForeignKey(("first_line",), "lines", ("id",))
    around = replace(ORDERS, columns=(*ORDERS.columns, column("first_line integer not null")), foreign=(first,))
    strict = with_columns(TIED, order_id=column("order_id integer not null"))
    document = SOUND.replace("[lines]", "{lines: order_id}")
    assert found(document, around, strict) == [
        "error 4:126 preflight-circle the rows of 'lines', 'orders' refer to each other, and none of them can go first"
    ]
    assert found(document, replace(around, foreign=(replace(first, deferred=True),)), strict) == []
    assert found(document, around, TIED) == []


def test_a_trigger_is_named_where_it_would_act() -> None:
    after = Trigger("keep_copy", "delete")
    told = "preflight-trigger 'keep_copy' acts by itself when rows of 'orders' are destroyed or changed (ON "
    assert found(SOUND, replace(ORDERS, triggers=(after,))) == [f"warning 4:3 {told}DELETE)"]
    assert found(CLEARED, replace(ORDERS, triggers=(after,))) == []
    assert found(CLEARED, replace(ORDERS, triggers=(replace(after, on="update"),))) == [f"warning 4:3 {told}UPDATE)"]
    assert found(SOUND, replace(ORDERS, triggers=(replace(after, on="update"),))) == []


def test_a_table_without_transactions_is_named() -> None:
    assert found(SOUND, replace(ORDERS, engine="MyISAM"), product=Product.MARIADB) == [
        "warning 4:3 preflight-transaction 'orders' is MyISAM, which knows no transactions"
    ]
    assert found(SOUND, replace(ORDERS, engine="InnoDB"), product=Product.MARIADB) == []


def test_copies_of_rows_are_named_even_where_they_are_left_alone_on_purpose() -> None:
    history = table("member_history", "id integer", "name text", "mail text")
    noted = table("admin_log", "id integer", "object_id text", "object_repr text")
    plain = table("member_grades", "id integer", "name text")
    assert found(SOUND, history, noted, plain) == [
        "warning 3:3 preflight-copy 'member_history' seems to hold copies of rows of 'members'",
        "warning 7:13 preflight-copy 'admin_log' seems to note what rows of other tables were called",
    ]


def test_rows_are_found_by_keys_and_ties_that_say_one_row_alone() -> None:
    assert found(SOUND, replace(ORDERS, primary=())) == [
        "error 4:3 preflight-key-missing the table 'orders' has no primary key"
    ]
    assert found(SOUND.replace("person: m,", "person: m, key: [m, at],"), replace(ORDERS, primary=())) == [
        "warning 4:3 preflight-key-shared nothing in the database keeps two rows of 'orders' from having the same"
        " 'm, at'"
    ]
    assert found(SOUND, replace(ORDERS, view=True))[0] == "error 4:3 preflight-table-view 'orders' is a view"
    assert found(SOUND, LINES) == [
        "warning 4:126 preflight-tie-slow no index begins with 'order_id' of 'lines', by which its rows are found"
    ]
    slow = replace(refers("likes", OnDelete.SET_NULL, nullable=True), indexes=())
    assert found(SOUND, slow)[-1] == (
        "warning 3:3 preflight-reference-slow no index begins with 'm' of 'likes', which refers to 'members'"
    )


def test_an_error_stops_a_plan_and_a_warning_does_not() -> None:
    schema = Schema(Product.POSTGRESQL, "17", (MEMBERS, ORDERS, LINES, LOGS))
    mapping = parse_data({"data.yaml": SOUND.encode()}, "data.yaml")
    severities = {one.severity for one in preflight(mapping, parse(POLICY.encode()), schema, "shop")}
    assert severities == {Severity.WARNING}


def test_a_file_of_what_a_rule_keeps_apart_would_be_lost_with_its_row() -> None:
    whole = 'children: [lines], blobs: [{files: "/srv/receipts/{id}.pdf"}]}'
    lost = found(SOUND.replace("children: [lines]}", whole))
    assert [line.split()[2] for line in lost] == ["preflight-files-kept"]

    told = found(SOUND.replace("children: [lines]}", whole.replace('.pdf"', '.pdf", item: address')))
    assert [line.split()[2] for line in told] == ["preflight-files-kept"]


def test_a_file_of_a_record_that_nothing_keeps_apart_may_go() -> None:
    mine = 'name: name}, blobs: [{files: "/srv/faces/{id}.png"}]}'
    assert found(SOUND.replace("name: name}}", mine)) == []
