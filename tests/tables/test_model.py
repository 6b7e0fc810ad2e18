"""Schemas are values: equal ones have one fingerprint, and rows are no part of it."""

from dataclasses import replace

from jikim.tables import Column, ForeignKey, OnDelete, Product, Sample, Schema, Shape, Sort

MEMBER = Shape(
    "member",
    (Column("id", Sort.INTEGER, "bigint", nullable=False), Column("email", Sort.TEXT, "varchar(255)", length=255)),
    primary=("id",),
)
ORDER = Shape(
    "orders",
    (Column("id", Sort.INTEGER, "bigint", nullable=False), Column("member_id", Sort.INTEGER, "bigint")),
    primary=("id",),
    foreign=(ForeignKey(("member_id",), "member", ("id",), on_delete=OnDelete.RESTRICT),),
)
SCHEMA = Schema(Product.POSTGRESQL, "15.18", (MEMBER, ORDER))


def test_the_fingerprint_does_not_follow_the_rows_the_version_or_the_order_of_tables() -> None:
    other = Schema(Product.POSTGRESQL, "15.19", (replace(ORDER, rows=12), replace(MEMBER, rows=7)))

    assert other.fingerprint == SCHEMA.fingerprint


def test_the_fingerprint_follows_every_column_and_every_key() -> None:
    nullable = replace(MEMBER, columns=(replace(MEMBER.columns[0], nullable=True), MEMBER.columns[1]))
    cascading = replace(ORDER, foreign=(replace(ORDER.foreign[0], on_delete=OnDelete.CASCADE),))

    prints = {
        SCHEMA.fingerprint,
        Schema(Product.POSTGRESQL, "15.18", (nullable, ORDER)).fingerprint,
        Schema(Product.POSTGRESQL, "15.18", (MEMBER, cascading)).fingerprint,
        Schema(Product.MARIADB, "15.18", (MEMBER, ORDER)).fingerprint,
    }

    assert len(prints) == 4


def test_tables_and_columns_are_found_by_name() -> None:
    assert SCHEMA.table("orders") is ORDER
    assert SCHEMA.table("order") is None
    assert MEMBER.column("email") is MEMBER.columns[1]
    assert MEMBER.column("mail") is None


def test_a_sample_shows_no_value() -> None:
    sample = Sample("member", "email", ("kim@example.kr",), rows=1)

    assert "kim" not in repr(sample)
