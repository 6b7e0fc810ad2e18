"""The maps of two real applications: read, tied to a policy of their own, and held against the live shop."""

import sqlite3
from pathlib import Path

import pytest

from jikim.detect import people_tables, propose_columns, propose_events, propose_keys, relations, unplaced
from jikim.errors import Severity
from jikim.mapping import Data, Detected, Holding, drift, parse_data, propose, ties, write
from jikim.messages import Language
from jikim.policy import Policy, parse
from jikim.tables import Sample
from tests.mapping.faults import by_line
from tests.mapping.live_sqlite import schema_of
from tests.testapps import oscar

HERE = Path(__file__).parents[1] / "testapps"
APPLICATIONS = ("oscar", "wordpress")


def mapping(name: str) -> Data:
    return parse_data({"data.yaml": (HERE / f"{name}.data.yaml").read_bytes()}, "data.yaml")


def policy(name: str) -> Policy:
    return parse((HERE / f"{name}.policy.yaml").read_bytes())


@pytest.mark.parametrize("name", APPLICATIONS)
def test_the_map_of_an_application_fits_its_policy(name: str) -> None:
    assert by_line(ties(mapping(name), policy(name))) == []


@pytest.mark.parametrize("name", APPLICATIONS)
def test_the_map_of_an_application_is_short(name: str) -> None:
    assert len((HERE / f"{name}.data.yaml").read_text("utf-8").splitlines()) < 150


@pytest.mark.parametrize("name", APPLICATIONS)
def test_every_personal_column_of_the_frozen_list_is_mapped_or_left_alone(name: str) -> None:
    data = mapping(name)
    frozen = [
        line.split(",")[:2] for line in (HERE / f"personal_columns/{name}.csv").read_text("utf-8").splitlines()[1:]
    ]
    spoken = {(table, column) for table, column in _held(data)}
    missing = [one for one in map(tuple, frozen) if one not in spoken and not _left_alone(data, one[0])]
    assert missing == []


def _held(data: Data) -> list[tuple[str, str]]:
    parts = [contents for record in data.records for contents in record.contents.all()]
    return [(part.table.name, str(column)) for part in parts for each in part.holdings for column in _columns(each)]


def _columns(holding: Holding) -> tuple[str, ...]:
    return tuple(str(column) for column in holding.columns)


def _left_alone(data: Data, table: str) -> bool:
    return any(entry.table.stands_for(table) for entry in data.unmanaged)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a shop with a few customers."""
    file = tmp_path_factory.mktemp("shop") / "shop.db"
    oscar.build(f"sqlite:///{file}", 20)
    return file


@pytest.mark.testapps
def test_the_map_of_the_shop_fits_its_live_tables(shop: Path) -> None:
    assert by_line(drift(mapping("oscar"), schema_of(shop), policy("oscar"))) == []


@pytest.mark.testapps
def test_a_map_proposed_for_the_shop_is_read_and_lacks_only_what_a_person_must_say(shop: Path) -> None:
    schema = schema_of(shop)
    with sqlite3.connect(shop) as connection:
        samples = [
            Sample(table.name, column.name, _values(connection, table.name, column.name))
            for table in schema.tables
            for column in table.columns
        ]
    connection.close()
    people, columns = people_tables(schema), propose_columns(schema, samples)
    detected = Detected(
        schema,
        people,
        columns,
        propose_keys(schema, samples),
        relations(schema, people),
        propose_events(schema, samples, people),
        unplaced(schema, samples, columns),
        policy("oscar"),
        Language.ENGLISH,
    )
    text = write(propose(detected, [("shop", "env:SHOP_DB")], "UTC"))
    proposed = parse_data({"data.yaml": text.encode()}, "data.yaml")
    assert proposed.people is not None
    assert proposed.people.table.name == "auth_user"
    assert {record.table.name for record in proposed.records} >= {"auth_user", "order_order", "reviews_productreview"}
    errors = {one.rule for one in drift(proposed, schema, policy("oscar")) if one.severity is Severity.ERROR}
    assert errors <= {"column-unsaid", "table-unsaid", "column-not-null", "event-column", "event-format"}


def _values(connection: sqlite3.Connection, table: str, column: str) -> tuple[str, ...]:
    rows = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL LIMIT 50')
    return tuple(str(value) for (value,) in rows)
