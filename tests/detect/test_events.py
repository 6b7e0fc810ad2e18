"""Which columns date an event, and how the day is written."""

import pytest

from jikim.detect import ProposedEvent, Written, people_tables, propose_events
from jikim.detect.events import is_zero
from jikim.tables import Sample, Schema
from tests.detect.tables import sample, schema, table

MEMBER = table(
    "member", "id:int", "email", "password", "joined_at:time", "withdraw_dt:text:8", "last_login:int", "birth:date"
)


def found(some: Schema, *samples: Sample) -> dict[str, ProposedEvent]:
    return {f"{one.table}.{one.column}": one for one in propose_events(some, samples, people_tables(some))}


def test_a_member_joins_is_active_and_leaves() -> None:
    events = found(
        schema(MEMBER),
        sample("member.withdraw_dt", "00000000", "20230131", "20240229"),
        sample("member.last_login", "0", "1700000000", "1600000000"),
    )

    assert {place: (one.event, one.written, one.zero) for place, one in events.items()} == {
        "member.joined_at": ("joined", Written.TIME, False),
        "member.withdraw_dt": ("left", Written.YMD, True),
        "member.last_login": ("last_active", Written.SECONDS, True),
    }


@pytest.mark.parametrize(
    ("told", "event"),
    [
        ("paid_at", "paid"),
        ("pay_dt", "paid"),
        ("date_paid", "paid"),
        ("od_receipt_time", "paid"),
        ("shipped_at", "supplied"),
        ("delivered_on", "supplied"),
        ("created_at", "collected"),
        ("REG_DT", "collected"),
        ("date_placed", "collected"),
        ("answered_at", "settled"),
        ("contract_end_date", "contract_ended"),
        ("expires_at", "term_expired"),
    ],
)
def test_a_record_has_its_own_days(told: str, event: str) -> None:
    events = found(schema(table("orders", "id:int", f"{told}:time")))

    assert [one.event for one in events.values()] == [event]


def test_the_day_of_an_inquirys_row_is_that_of_the_inquiry() -> None:
    assert found(schema(table("inquiry", "id:int", "created_at:time")))["inquiry.created_at"].event == "inquired"


def test_a_birthday_and_a_cards_last_month_are_items_and_no_events() -> None:
    assert found(schema(table("bank_card", "id:int", "expiry_date:date", "birth_date:date"))) == {}


def test_who_left_without_a_day_is_guessed_from_the_last_change() -> None:
    told = table("member", "id:int", "email", "password", "is_active:bool", "updated_at:time")
    event = found(schema(told))["member.updated_at"]

    assert (event.event, event.flag) == ("left", "is_active")
    assert event.confidence < 0.5


@pytest.mark.parametrize("value", ["0", "00000000", "0000-00-00", "0000-00-00 00:00:00", "1970-01-01 00:00:00"])
def test_a_zero_date_is_no_day(value: str) -> None:
    assert is_zero(value)


@pytest.mark.parametrize("value", ["2023-01-01", "20230101", "10", ""])
def test_a_day_is_no_zero_date(value: str) -> None:
    assert not is_zero(value)


def test_numbers_that_are_no_seconds_date_nothing() -> None:
    assert found(schema(table("orders", "id:int", "paid:int")), sample("orders.paid", "1000", "25000")) == {}


def test_what_the_service_says_of_itself_has_no_events() -> None:
    assert found(schema(table("product", "id:int", "created_at:time"))) == {}
