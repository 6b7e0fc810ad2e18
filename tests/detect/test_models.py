"""What models say of columns whose names say nothing; where a name speaks, its table knows better."""

import pytest

from jikim.detect import Field, Models, UserModel, propose_columns, with_ties, with_users
from jikim.tables import Column, Product, Sample, Schema, Shape, Sort


def schema(*tables: Shape) -> Schema:
    return Schema(Product.SQLITE, "3", tables)


def texts(table: str, *names: str) -> Shape:
    number = Column("id", Sort.INTEGER, "integer", nullable=False)
    return Shape(table, (number, *(Column(name, Sort.TEXT, "text") for name in names)), primary=("id",))


@pytest.mark.parametrize(
    ("field", "item"),
    [
        (Field("t1", "f1", ("CharField",), ("휴대폰번호",)), "mobile"),
        (Field("t1", "f1", ("CharField",), ("E-mail", "이메일 주소")), "email"),
        (Field("t1", "f1", ("CharField",), ("First name",)), "name"),
        (Field("t1", "f1", ("WorkMailField", "EmailField", "CharField")), "email"),
        (Field("t1", "f1", ("GenericIPAddressField",)), "ip"),
        (Field("t1", "f1", ("CharField",), (), ("생년월일, 8자리",)), "birth_date"),
        (Field("t1", "f1", ("CharField",), ("상태",)), None),
    ],
)
def test_a_column_that_says_nothing_is_placed_by_its_model(field: Field, item: str | None) -> None:
    found = propose_columns(schema(texts("t1", "f1")), (), Models((field,)))
    assert [one.item for one in found] == ([item] if item else [])


@pytest.mark.parametrize(
    "field",
    [
        Field("coupons", "name", ("CharField",), ("이름",)),
        Field("event_type", "f1", ("CharField",), ("이름",)),
        Field("t1", "email_template", ("TextField",), ("이메일",)),
        Field("t1", "key", ("CharField",), ("키",)),
    ],
)
def test_where_a_name_speaks_the_model_does_not_speak_against_its_table(field: Field) -> None:
    known = schema(texts(field.table, field.column))
    assert propose_columns(known, (), Models((field,))) == propose_columns(known, ())


def test_values_contradict_a_model_as_they_do_a_name() -> None:
    field = Field("t1", "f1", ("EmailField",))
    seen = Sample("t1", "f1", ("가", "나", "다", "라"), 4)
    assert propose_columns(schema(texts("t1", "f1")), (seen,), Models((field,))) == ()


def test_ties_of_models_are_keys_though_the_database_declares_none() -> None:
    known = schema(texts("t1", "f1"), texts("t2", "g1"))
    tied = with_ties(known, Models((Field("t2", "g1", refers=("t1", "id")), Field("t2", "g1", refers=("gone", "id")))))
    assert known.table("t2") == texts("t2", "g1")
    assert [key.table for table in tied.tables for key in table.foreign] == []
    tied = with_ties(known, Models((Field("t2", "g1", refers=("t1", "id")),)))
    assert [(table.name, key.columns, key.table) for table in tied.tables for key in table.foreign] == [
        ("t2", ("g1",), "t1")
    ]


def test_the_users_of_the_program_are_the_people() -> None:
    known = schema(texts("t1", "f1"))
    [people] = with_users((), known, Models((), UserModel("t1", "id", ("f1", "none"))))
    assert (people.table, people.key, people.names) == ("t1", "id", ("f1",))
    assert with_users((), known, Models((), UserModel("elsewhere", "id"))) == ()
