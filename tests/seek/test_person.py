"""A person in the shop with the traps: found however a number is written, handed out with nobody else's data."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection

from jikim.connect import open_read_only
from jikim.errors import RefusedError
from jikim.find import Question
from jikim.seek import alike, export, find_person
from tests.seek.test_residue import question
from tests.testapps.people import Person
from tests.traps.databases import TrapDatabase
from tests.traps.shop import GUESTS, rows

ONE = Person(9)
Asked = tuple[Connection, Question]


@pytest.fixture(scope="module")
def asked(trap_database: TrapDatabase) -> Iterator[Asked]:
    """The shop, as the login sees it that may only read."""
    reader = open_read_only("shop", trap_database.reader)
    with reader.connect() as connection:
        yield connection, question(reader)
    reader.dispose()


@pytest.mark.parametrize("written", ["010-0000-0009", "01000000009", "+82 10-0000-0009", "010.0000.0009"])
def test_a_person_is_found_by_a_number_however_it_is_written(asked: Asked, written: str) -> None:
    assert find_person(*asked, {"mobile": written}) == ONE.number


def test_a_person_is_found_by_mail_in_any_case_and_by_key(asked: Asked) -> None:
    assert find_person(*asked, {"email": ONE.email.upper()}) == ONE.number
    assert find_person(*asked, {"key": "9", "mobile": ONE.mobile}) == ONE.number


@pytest.mark.parametrize("wanted", [{"mobile": "010-0000-9999"}, {"key": "9; DROP"}, {"email": ""}, {}, {"name": "김"}])
def test_who_is_nobody_or_not_to_be_found_so_is_refused(asked: Asked, wanted: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        find_person(*asked, wanted)


def test_everything_of_a_person_is_handed_out_with_what_goes_with_it(asked: Asked) -> None:
    found = list(export(*asked, [ONE.number]))
    account = {item: value for held in found if held.table == "members" for item, _, value in held.items}
    assert account == {"name": ONE.name, "email": ONE.email, "mobile": ONE.mobile}
    meta = {(item, value) for held in found if held.table == "member_meta" for item, _, value in held.items}
    assert meta == {("mobile", ONE.mobile), ("address", f"{ONE.street} {ONE.door}")}
    assert {held.table for held in found} >= {"members", "member_meta", "orders", "inquiries", "write_free"}
    assert {held.person for held in found} == {ONE.number}


def test_many_people_are_handed_out_at_once_and_each_row_is_whose_it_is(
    asked: Asked, trap_database: TrapDatabase
) -> None:
    everybody = list(range(1, 41))
    together = list(export(*asked, everybody))
    orders = {row["id"]: row["member_id"] for row in rows(trap_database.product)["orders"] if row["member_id"]}
    assert {held.key[0]: held.person for held in together if held.table == "orders"} == orders


def test_an_order_of_a_guest_with_the_same_number_is_told_apart_and_not_merged(asked: Asked) -> None:
    connection, it = asked
    assert list(alike(connection, it, [ONE.number])) == []
    assert GUESTS[0] not in {held.person for held in export(connection, it, [ONE.number])}
