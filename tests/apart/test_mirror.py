"""The tables of the separate database: created once, and held against the live ones ever after."""

import sqlalchemy as sa

from jikim.apart.mirror import Mirror, mirrors, prepare, statements
from jikim.apart.mirror_drift import separate_drift
from jikim.connect import describe, open_read_only
from jikim.errors import Finding, Place, Severity
from jikim.find.due import Question
from jikim.tables import Product
from tests.connect.apart_shop import MOVED, URLS, Pair, asked_at, pair

__all__ = ["pair"]
HERE = Place("data.yaml", 4, 1)


def of(asked: Question) -> tuple[Mirror, ...]:
    """The mirrors of the shop."""
    return mirrors(asked.data, asked.policy, asked.schema, "shop")


def found(asked: Question, separate: sa.Engine) -> list[Finding]:
    """What differs."""
    return list(separate_drift(of(asked), describe(separate), HERE))


def test_only_tables_of_which_something_may_move_have_a_mirror(pair: Pair) -> None:
    asked = asked_at(pair.shop(), MOVED)
    assert [(one.name, one.key, one.ties) for one in of(asked)] == [
        ("orders", ("id",), ()), ("payments", ("id",), ("order_id",)),
    ]  # fmt: skip


def test_preparing_twice_changes_nothing_and_nothing_differs_then(pair: Pair) -> None:
    asked = asked_at(pair.shop(), MOVED)
    separate = pair.separate(asked)
    before = describe(separate).fingerprint
    with separate.begin() as connection:
        prepare(connection, of(asked))
    assert describe(separate).fingerprint == before
    assert found(asked, separate) == []


def test_without_preparing_every_table_is_missing(pair: Pair) -> None:
    asked = asked_at(pair.shop(), MOVED)
    separate = pair.separate(asked, prepared=False)
    assert [one.rule for one in found(asked, separate)] == ["separate-table-missing"] * 3


def test_the_statements_for_somebody_else_to_run_create_the_same(pair: Pair) -> None:
    asked = asked_at(pair.shop(), MOVED)
    separate = pair.separate(asked, prepared=False)
    product = describe(separate).product
    with separate.begin() as connection:
        for statement in statements(of(asked), product):
            connection.exec_driver_sql(statement)
    assert found(asked, separate) == []


def test_a_live_migration_is_noticed_before_a_move_fails(pair: Pair) -> None:
    live = pair.shop()
    separate = pair.separate(asked_at(live, MOVED))
    with live.begin() as connection:
        connection.execute(sa.text("ALTER TABLE orders ADD COLUMN gate varchar(30)"))
        connection.execute(sa.text("ALTER TABLE payments ADD COLUMN sum bigint"))
    missing = found(asked_at(live, MOVED), separate)
    assert [one.rule for one in missing] == ["separate-column-missing"] * 2
    assert "gate" in str(missing[0].what)


def test_a_column_that_the_service_dropped_is_only_mentioned(pair: Pair) -> None:
    live = pair.shop()
    separate = pair.separate(asked_at(live, MOVED))
    with separate.begin() as connection:
        connection.execute(sa.text("ALTER TABLE orders ADD COLUMN earlier varchar(30)"))
    [one] = found(asked_at(live, MOVED), separate)
    assert (one.rule, one.severity) == ("separate-column-gone", Severity.INFO)


def test_a_column_that_grew_in_use_is_too_narrow_there(pair: Pair) -> None:
    if pair.live is not Product.POSTGRESQL or pair.there is not Product.POSTGRESQL:
        return  # elsewhere the mirror is as wide as any text
    live = pair.shop()
    separate = pair.separate(asked_at(live, MOVED))
    with live.begin() as connection:
        connection.execute(sa.text("ALTER TABLE orders ALTER COLUMN address TYPE varchar(200)"))
    assert [one.rule for one in found(asked_at(live, MOVED), separate)] == ["separate-narrow"]


def test_looking_needs_no_right_to_write(pair: Pair) -> None:
    asked = asked_at(pair.shop(), MOVED)
    reading = open_read_only("shop", URLS[-1])
    pair.opened.append(reading)
    assert describe(reading) == asked.schema
