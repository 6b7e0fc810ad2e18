"""The test applications as they are built, held against the frozen lists of their personal columns."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.law import vocabulary
from tests.mariadb import run_sql
from tests.testapps import oscar, wordpress
from tests.testapps.people import GIVEN, Person

LISTS = Path(__file__).parent / "personal_columns"
# Only a person's values look so.
MARKS = ("%@example.kr%", "%010-0000-%", "%+821000%", "%가온구%", "%Mozilla/%", *(f"%{name}%" for name in GIVEN))
built = pytest.mark.testapps


def frozen(name: str) -> list[dict[str, str]]:
    """The lines of a list."""
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The lists


@pytest.mark.parametrize("name", ["oscar", "wordpress", "wordpress_keys"])
def test_every_line_of_a_list_is_one_column_and_one_item_of_the_lexicon(name: str) -> None:
    lines = frozen(name)
    assert [line for line in lines if line["item"] not in vocabulary().items] == []
    assert len({(line["table"], line["column"], line.get("key")) for line in lines}) == len(lines) > 0


def test_the_lists_are_as_long_as_when_they_were_frozen() -> None:
    assert {name: len(frozen(name)) for name in ("oscar", "wordpress", "wordpress_keys")} == {
        "oscar": 79,
        "wordpress": 19,
        "wordpress_keys": 41,
    }


def test_the_same_number_is_the_same_person() -> None:
    assert Person(7) == Person(7)
    assert (Person(7).name, Person(7).mobile, Person(7).email) == ("정하람", "010-0000-0007", "member00007@example.kr")


# django-oscar


@dataclass(frozen=True, slots=True)
class Built:
    """A shop, and the number of rows of its tables."""

    url: str
    rows: dict[str, int]

    def asked(self, statement: sa.Executable) -> list[str]:
        """The first column of the answer, as text."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.connect() as connection:
            return [str(row[0]) for row in connection.execute(statement)]

    def texts(self) -> Iterator[tuple[sa.Table, sa.Column[str]]]:
        """Every column that could hold a text."""
        metadata = sa.MetaData()
        metadata.reflect(sa.create_engine(self.url, poolclass=sa.NullPool))
        for table in metadata.sorted_tables:
            yield from ((table, column) for column in table.columns if isinstance(column.type, sa.String))


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A shop with 60 customers."""
    url = f"sqlite:///{tmp_path_factory.mktemp('oscar') / 'shop.sqlite'}"
    if request.param == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        (url,) = make(1)
    return Built(url, oscar.build(url, 60))


@built
def test_every_personal_column_of_the_shop_holds_something(shop: Built) -> None:
    empty = [
        line
        for line in frozen("oscar")
        if shop.asked(
            sa.select(sa.func.count(sa.func.nullif(sa.cast(sa.column(line["column"]), sa.String), ""))).select_from(
                sa.table(line["table"])
            )
        )
        == ["0"]
    ]
    assert empty == []


@built
def test_nobody_can_be_seen_in_any_other_column_of_the_shop(shop: Built) -> None:
    listed = {(line["table"], line["column"]) for line in frozen("oscar")}
    found = [
        (table.name, column.name)
        for table, column in shop.texts()
        if (table.name, column.name) not in listed
        and shop.asked(sa.select(column).where(sa.or_(*(column.like(mark) for mark in MARKS))).limit(1))
    ]
    assert found == []


@built
def test_the_shop_has_all_its_tables_and_the_customers_asked_for(shop: Built) -> None:
    assert (len(shop.rows), shop.rows["auth_user"]) == (94, 61)  # one stands behind the counter
    assert shop.rows["order_order"] > 60
    assert shop.asked(sa.text("SELECT count(*) FROM order_order WHERE date_placed > '2026-11-02'")) == ["0"]


@built
@pytest.mark.postgres
def test_the_shops_own_deletion_leaves_orders_of_nobody(
    postgres_databases: Callable[[int], tuple[str, ...]],
) -> None:
    (url,) = postgres_databases(1)
    left = Built(url, oscar.build(url, 60, erase_inactive=True))
    assert left.rows["auth_user"] < 61
    of_nobody = "FROM order_order o WHERE user_id IS NULL AND guest_email = ''"
    named = "AND EXISTS (SELECT * FROM order_billingaddress a WHERE a.id = o.billing_address_id AND a.last_name <> '')"
    orders = left.asked(sa.text(f"SELECT count(*) {of_nobody}"))
    assert left.asked(sa.text(f"SELECT count(*) {of_nobody} {named}")) == orders != ["0"]


# WordPress


@pytest.fixture(scope="module")
def site(mariadb_databases: Callable[[int], tuple[str, ...]]) -> Built:
    """A site with 60 members, after those who left were deleted."""
    (url,) = mariadb_databases(1)
    return Built(url, wordpress.build(url, 60, erase_inactive=True))


@built
@pytest.mark.mariadb
def test_every_personal_column_of_the_site_holds_something(site: Built) -> None:
    columns = [(line["table"], line["column"], "TRUE") for line in frozen("wordpress")]
    keys = [
        (line["table"], line["column"], f"{line['key_column']} = '{line['key']}'") for line in frozen("wordpress_keys")
    ]
    empty = [
        (table, column, where)
        for table, column, where in columns + keys
        if run_sql(site.url, f"SELECT count(*) FROM {table} WHERE {where} AND {column} <> ''") == [["0"]]
    ]
    assert empty == []


@built
@pytest.mark.mariadb
def test_nobody_can_be_seen_in_any_other_column_of_the_site(site: Built) -> None:
    listed = {(line["table"], line["column"]) for line in frozen("wordpress")}
    texts = run_sql(
        site.url,
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = database() AND data_type IN ('varchar', 'text', 'tinytext', 'mediumtext', 'longtext')",
    )
    found = [
        (table, column)
        for table, column in texts
        if (table, column) not in listed
        and run_sql(
            site.url,
            f"SELECT 1 FROM {table} WHERE {' OR '.join(f'{column} LIKE {mark!r}' for mark in MARKS)} LIMIT 1",
        )
    ]
    assert len(texts) > 50
    assert found == []


@built
@pytest.mark.mariadb
def test_the_names_listed_are_all_under_which_the_site_keeps_a_person(site: Built) -> None:
    listed = {(line["table"], line["key"]) for line in frozen("wordpress_keys")}
    for table, key in (("wp_usermeta", "meta_key"), ("wp_postmeta", "meta_key"), ("wp_options", "option_name")):
        value = "option_value" if table == "wp_options" else "meta_value"
        looks = " OR ".join(f"{value} LIKE {mark!r}" for mark in MARKS)
        seen = {(table, name) for (name,) in run_sql(site.url, f"SELECT DISTINCT {key} FROM {table} WHERE {looks}")}
        assert seen - listed <= {("wp_options", "mailserver_login")}


@built
@pytest.mark.mariadb
def test_the_sites_own_deletion_leaves_comments_and_orders_of_nobody(site: Built) -> None:
    assert site.rows["wp_users"] < 61
    of_nobody = (
        "SELECT count(*) FROM wp_comments WHERE user_id <> 0 AND user_id NOT IN (SELECT id FROM wp_users)",
        "SELECT count(*) FROM wp_postmeta WHERE meta_key = '_customer_user' AND meta_value <> 0"
        " AND meta_value NOT IN (SELECT id FROM wp_users)",
    )
    assert all(int(run_sql(site.url, statement)[0][0]) for statement in of_nobody)
