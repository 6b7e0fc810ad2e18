"""Values of members who are gone, looked for in the shop with the traps: found where they were left, no others."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from jikim.connect import describe, open_read_only
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from jikim.seek import KEY, Residue, Sought, collect_values, residue
from jikim.tables import Product
from tests.find.test_find_traps import DATA, POLICY
from tests.testapps.people import Person
from tests.traps.databases import TrapDatabase

TODAY = instant_of(date(2026, 1, 2))
GONE, OTHER, BACK = 5, 10, 15  # members who left; somebody took up the mail of the last again
FIND_BY = "  key: id\n  find_by: {email: email, mobile: mobile, login_id: login_id}\n  role: member\n"
LEFT = """
UPDATE admin_log SET object_repr = 'called +82 10 0000 0005 again' WHERE id = 1;
UPDATE admin_log SET object_repr = 'order 5, 2010-0000-00050, xmember00005' WHERE id = 2;
UPDATE order_lines SET options = '{options}' WHERE order_id = 1;
UPDATE members SET name = '{name}' WHERE id = 11;
UPDATE inquiries SET title = '{name}님 문의', body = '{name}입니다. 연락 바랍니다' WHERE id = 11;
UPDATE members SET email = 'Member00015@example.kr' WHERE id = 16;
UPDATE campaigns SET title = '{street}' WHERE id = 1;
UPDATE campaigns SET title = '{other}님' WHERE id = 2;
UPDATE campaigns SET title = '{other} {other_street}' WHERE id = 3
"""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked for, and what was found."""

    sought: Sought
    found: tuple[Residue, ...]
    unread: tuple[str, ...]

    def places(self, person: int, *, kept: bool = False, strong: bool = True) -> set[tuple[str, str]]:
        """Return tables and columns where something of a member stands."""
        number = self.sought.keys[str(person)]
        return {(one.table, one.column) for one in self.found
                if one.person == number and bool(one.kept) is kept and one.strong is strong}  # fmt: skip

    def keys(self, table: str, column: str) -> set[object]:
        """Return the keys of the rows where something unlawful stands."""
        return {one.key[0] for one in self.found if (one.table, one.column) == (table, column) and one.kept is None}


@pytest.fixture(scope="module")
def searched(trap_database: TrapDatabase) -> Iterator[Searched]:
    """The shop after three members' own rows were taken out, as the login sees it that may only read."""
    reader = open_read_only("shop", trap_database.reader)
    asked = question(reader)
    with reader.connect() as connection:
        sought = collect_values(connection, asked, [GONE, OTHER, BACK], [GONE, OTHER, BACK])
    _destroy(trap_database)
    unread: list[str] = []
    with reader.connect() as connection:
        found = tuple(residue(connection, asked, sought, unread))
    yield Searched(sought, found, tuple(unread))
    reader.dispose()


def question(engine: Engine) -> Question:
    data = parse_data({"data.yaml": DATA.replace("  key: id\n  role: member\n", FIND_BY).encode()}, "data.yaml")
    return Question(data, parse(POLICY.encode()), describe(engine), "shop", TODAY, Calendar(holidays()))


def _destroy(database: TrapDatabase) -> None:
    """Take three members out as their foreign keys allow, and leave traces of them here and there."""
    one, other = Person(GONE), Person(OTHER)
    options = json.dumps({"engraving": one.name, "tel": "010.0000.0005", "memo": f"\n{one.email}"})
    values = {"name": one.name, "street": f"{one.street} {one.door}", "other": other.name, "options": options,
              "other_street": f"{other.street}  {other.door}"}  # fmt: skip
    engine = sa.create_engine(database.owner)
    with engine.begin() as connection:
        if database.product is Product.SQLITE:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        if database.product is Product.POSTGRESQL:
            connection.exec_driver_sql("DROP RULE consents_stay ON consents")
            connection.exec_driver_sql("DELETE FROM audit.access_log")
        connection.exec_driver_sql("UPDATE members SET recommended_by = NULL")
        connection.exec_driver_sql("DELETE FROM member_meta WHERE member_id IN (5, 10, 15)")
        connection.exec_driver_sql("UPDATE members SET default_address_id = NULL WHERE id IN (5, 10, 15)")
        connection.exec_driver_sql("DELETE FROM addresses WHERE member_id IN (5, 10, 15)")
        connection.exec_driver_sql("DELETE FROM members WHERE id IN (5, 10, 15)")
        for statement in LEFT.split(";"):
            text = statement
            for name, value in values.items():
                text = text.replace("{" + name + "}", value.replace("\\", "\\\\") if
                                    database.product is Product.MARIADB else value)  # fmt: skip
            connection.exec_driver_sql(text.replace("%", "%%"))
    engine.dispose()


def test_traces_are_found_in_json_serialized_text_free_text_logs_and_copies(searched: Searched) -> None:
    assert searched.places(GONE) >= {
        ("admin_log", "object_repr"),
        ("inquiries", "body"),
        ("login_log", "login_key"),
        ("member_history", "email"),
        ("order_lines", "options"),
        ("order_removed", "body"),
        ("orders", "receipt"),
    }
    assert searched.unread == ()


def test_a_number_is_found_however_it_is_written_and_never_inside_another(searched: Searched) -> None:
    assert searched.keys("admin_log", "object_repr") >= {1, GONE}
    assert 2 not in searched.keys("admin_log", "object_repr")


def test_somebody_else_of_the_same_name_is_no_residue(searched: Searched) -> None:
    assert 11 not in searched.keys("inquiries", "title") | searched.keys("inquiries", "body")
    assert 11 not in searched.keys("members", "name")


def test_who_came_back_with_the_same_address_for_mail_is_no_residue(searched: Searched) -> None:
    mails = {one.item for one in searched.found if one.person == searched.sought.keys[str(BACK)]}
    assert "email" not in mails
    assert "login_id" in mails


def test_a_name_or_an_address_alone_is_weak_and_both_together_are_not(searched: Searched) -> None:
    titles = {one.key[0]: one.strong for one in searched.found if one.table == "campaigns"}
    assert titles == {1: False, 2: False, 3: True}


def test_what_stands_in_an_order_that_is_still_kept_is_explained(searched: Searched) -> None:
    kept = {(one.table, one.column, one.key[0]) for one in searched.found if one.kept is not None}
    assert ("orders", "request", 44) in kept
    assert ("orders", "request", 4) not in kept  # its year is over


def test_a_row_that_only_its_member_could_end_is_not_kept_once_they_are_gone(searched: Searched) -> None:
    assert searched.keys('"point.log"', "회원 번호") == {GONE, OTHER, BACK}
    assert searched.keys("write_free", "login_id") == {GONE, OTHER, BACK}
    assert {one.item for one in searched.found if one.table == '"point.log"'} == {KEY}


def test_neither_values_nor_keys_are_shown_by_repr(searched: Searched) -> None:
    assert "member0" not in repr(searched)
    assert "010" not in repr(searched)
