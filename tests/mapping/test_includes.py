"""A mapping of several files: each read once, beneath one folder, and every fault in the file where it is."""

import pytest

from jikim.mapping import parse_data, wanted
from tests.mapping.faults import refused

MAIN = "jikim: 1\ndatabases: {shop: env:A}\npeople: {table: members, key: id}\n"


def test_records_come_from_every_file() -> None:
    sources = {
        "conf/data.yaml": MAIN + "include: [orders.yaml, more/logs.yaml]\n",
        "conf/orders.yaml": "records: {orders: {activity: order, person: id}}\nunmanaged: [a]\n",
        "conf/more/logs.yaml": "include: ../visits.yaml\nunmanaged: [b]\n",
        "conf/visits.yaml": "records: {visits: {activity: visit, person: id}}\n",
    }
    found = parse_data({name: text.encode() for name, text in sources.items()}, "conf/data.yaml")
    assert [(one.name, one.place.file) for one in found.records] == [
        ("orders", "conf/orders.yaml"),
        ("visits", "conf/visits.yaml"),
    ]
    assert [one.table.name for one in found.unmanaged] == ["a", "b"]


def test_files_are_asked_for_until_none_is_missing() -> None:
    sources = {"data.yaml": MAIN.encode() + b"include: [a.yaml]\n"}
    assert wanted(sources, "data.yaml") == ("a.yaml",)
    sources["a.yaml"] = b"include: [b/c.yaml, a.yaml, ../d.yaml]\n"
    assert wanted(sources, "data.yaml") == ("b/c.yaml",)
    sources["b/c.yaml"] = b"{"
    assert wanted(sources, "data.yaml") == ()


@pytest.mark.parametrize(
    ("included", "rule"),
    [
        ("a.yaml", "include-circle"),
        ("data.yaml", "include-circle"),
        ("b.yaml", "include-twice"),
        ("../a.yaml", "include-path"),
        ("/a.yaml", "include-path"),
        ('"file:a.yaml"', "include-path"),
        ('"..\\\\a.yaml"', "include-path"),
        ("c.yaml", "include-missing"),
    ],
)
def test_a_file_that_leads_astray_is_refused(included: str, rule: str) -> None:
    found = refused(
        {
            "data.yaml": MAIN + "include: [b.yaml, a.yaml]\n",
            "a.yaml": f"include: {included}\n",
            "b.yaml": "unmanaged: []\n",
        }
    )
    assert [(one.place.file, one.rule) for one in found] == [("a.yaml", rule)]


def test_what_holds_for_all_stands_in_the_first_file() -> None:
    found = refused({"data.yaml": MAIN + "include: a.yaml\n", "a.yaml": "databases: {shop: env:B}\n"})
    assert [(one.place.file, one.rule) for one in found] == [("a.yaml", "key-unknown")]


def test_one_name_is_one_record_in_all_files() -> None:
    record = "records: {orders: {activity: order, person: id}}\n"
    found = refused({"data.yaml": MAIN + record + "include: a.yaml\n", "a.yaml": record})
    assert [(one.place.file, one.rule) for one in found] == [("a.yaml", "record-name"), ("a.yaml", "record-twice")]
