"""The published schema says what the parser reads: the same keys, the same words, the same documents refused."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jikim.mapping import How, ListForm, Serialized, Use, includes, read_blobs, read_records, read_rows, read_setup
from jikim.mapping import parse_data as parse_function
from tests.mapping.faults import REST, refused
from tests.policy.core_yaml import load

SCHEMA: dict[str, Any] = json.loads(files("jikim.mapping").joinpath("data.schema.json").read_text("utf-8"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)
APPLICATIONS = sorted((Path(__file__).parents[1] / "testapps").glob("*.data.yaml"))
MODULES = (inspect.getmodule(parse_function), includes, read_blobs, read_records, read_rows, read_setup)
KOREAN, ENGLISH = re.compile("[가-힣]"), re.compile("[A-Za-z]{2}")
ASKING = {
    "has",
    "node",
    "text",
    "need",
    "texts",
    "flag",
    "number",
    "choice",
    "inner",
    "series",
    "entries",
    "words",
    "require",
}
GIVEN = {"pairs", "read_conditions", "read_found_by", "_holdings", "read_moment_of"}  # read the key that they are given

# Which functions of the parser read which table, and by what name they call its reader.
CONTENTS = ["read_contents.reader", "_plain.reader", "_children.reader", "read_blobs.reader", "_blobs.reader",
            "read_events.reader"]  # fmt: skip
PART = ["_records.reader", "read_unmanaged.reader", "includes.reader"]
READ_BY = {
    "root": [*PART, "_check_format.reader", "_read.reader", "read_databases.reader", "read_people.reader",
             "read_ceilings.reader", "read_zone.reader", "read_chunk.reader"],
    "part": [*PART, "_read.part"],
    "database": ["_database.reader", "read_zone.reader", "read_chunk.reader"],
    "people": ["read_people.inner", "read_events.reader", "read_role.reader"],
    "ceilings": ["read_ceilings.inner", "_share.reader"],
    "role_by": ["read_role.inner"],
    "record": ["read_record.reader", "_owners.reader", "_destroy.reader", "read_role.reader",
               "read_path.reader", *CONTENTS],
    "child": ["_child.inner", *CONTENTS],
    "owner_table": ["_owner.inner"],
    "anonymised": ["_destroy.inner"],
    "placeholder": ["_strategy.inner"],
    "holding": ["_holding.inner"],
    "negated": ["_condition.inner"],
    "step": ["_step.inner"],
    "moment_table": ["read_moment.inner", "_form.reader", "read_zone.reader", "read_path.reader"],
    "blob": ["_blob.reader", "_paths.reader", "_files.reader"],
}  # fmt: skip


def part(name: str) -> dict[str, Any]:
    """Return the properties of a table."""
    table = SCHEMA if name == "root" else DEFS.get(name) or SCHEMA["properties"][name]
    properties: dict[str, Any] = table["properties"]
    return properties


def asked() -> dict[str, set[str]]:
    """Return the keys that the parser asks for, by `function.reader`, as the code says."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        assert isinstance(module, ModuleType)
        for function in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(function, ast.FunctionDef):
                for reader, key in _asked_in(function):
                    found.setdefault(f"{function.name}.{reader}", set()).add(key)
    return found


def _asked_in(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        keys = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
        if isinstance(node.func, ast.Attribute) and node.func.attr in ASKING and isinstance(node.func.value, ast.Name):
            yield from ((node.func.value.id, key) for key in keys[:1])
        if isinstance(node.func, ast.Name) and node.func.id in GIVEN:
            readers = [one.id for one in node.args if isinstance(one, ast.Name) and one.id in ("reader", "inner")]
            yield from ((readers[0], key) for key in keys)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_function_that_asks_for_keys_is_placed() -> None:
    assert set(asked()) == {name for names in READ_BY.values() for name in names} & set(asked())


@pytest.mark.parametrize("table", READ_BY)
def test_a_table_has_the_keys_that_the_parser_asks_for_and_no_others(table: str) -> None:
    assert set(part(table)) == {key for name in READ_BY[table] for key in asked().get(name, set())}


def tables(node: Any = SCHEMA) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node and isinstance(node["properties"], dict):
            yield node
        for inner in node.values():
            yield from tables(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from tables(inner)


def test_no_table_lets_an_unknown_key_pass() -> None:
    assert len(list(tables())) == len(READ_BY)
    assert all(table["additionalProperties"] is False for table in tables())


def test_every_key_is_explained_in_korean_and_in_english() -> None:
    keys = [(key, value) for table in tables() for key, value in table["properties"].items()]
    unexplained = [key for key, value in keys if not _explained(value)]
    assert not unexplained


def _explained(value: dict[str, Any]) -> bool:
    return bool(KOREAN.search(value.get("description", "")) and ENGLISH.search(value.get("$comment", "")))


def test_a_choice_has_the_words_of_its_enumeration() -> None:
    assert part("database")["role"]["enum"] == [*(use.value for use in Use), None]
    assert part("blob")["serialized"]["enum"] == [*(form.value for form in Serialized), None]
    assert part("blob")["ids"]["enum"] == [*(form.value for form in ListForm), None]
    assert DEFS["strategy"]["anyOf"][0]["enum"] == [*(how.value for how in How if how is not How.PLACEHOLDER), None]


@pytest.mark.parametrize("path", APPLICATIONS, ids=lambda path: path.name)
def test_the_map_of_each_application_is_valid(path: Path) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(load(path.read_text("utf-8")))]
    assert not errors


@given(st.text(alphabet="YmdHis-: T.unixq_", max_size=12))
def test_the_schema_knows_a_format_when_the_parser_does(text: str) -> None:
    document = (
        "records: {a: {activity: x, person: id, collected: {column: at, format: " + json.dumps(text) + "}}}" + REST
    )
    assert VALIDATOR.is_valid(load(document)) == (not refused({"data.yaml": document}))


BOTH_REFUSE = {
    "no format": "databases: {a: env:A}",
    "no databases": "jikim: 1",
    "a database without an address": "jikim: 1\ndatabases: {a: {role: live}}",
    "a secret": 'jikim: 1\ndatabases: {a: "postgresql://a:b@c/d"}',
    "an address that is none": "jikim: 1\ndatabases: {a: shop}",
    "an unknown key": "colour: red" + REST,
    "an unknown use": "jikim: 1\ndatabases: {a: {url: env:A, role: spare}}",
    "a record without an activity": "records: {a: {person: id}}" + REST,
    "an unknown end": "records: {a: {activity: x, person: id, destroy: burn}}" + REST,
    "an unknown strategy": "records: {a: {activity: x, person: id, columns: {b: melt}}}" + REST,
    "every column plain": 'records: {a: {activity: x, person: id, plain: ["*"]}}' + REST,
    "a path that is none": "records: {a: {activity: x, via: somewhere}}" + REST,
    "an entry of no kind": "records: {a: {activity: x, person: id, blobs: [{column: b, item: c}]}}" + REST,
    "an entry of two kinds": "records: {a: {activity: x, person: id, blobs: [{column: b, ids: comma, search: c}]}}"
    + REST,
    "files without a gap": "records: {a: {activity: x, person: id, blobs: [{files: /a.pdf}]}}" + REST,
    "a moment without a column": "records: {a: {activity: x, person: id, collected: {format: Ymd}}}" + REST,
    "a condition of another kind": "records: {a: {activity: x, person: id, where: {b: {like: c}}}}" + REST,
    "a share above all": "ceilings: {share: 101%}" + REST,
    "a large chunk": "chunk: 10001" + REST,
    "a time zone that is none": "timezone: KST" + REST,
}
SCHEMA_CANNOT_SEE = {
    "rows of nobody": "records: {a: {activity: x}}" + REST,
    "a table of no database": "jikim: 1\ndatabases: {a: env:A, b: env:B}\nunmanaged: [c]",
    "a personal and plain column": "records: {a: {activity: x, person: id, items: {b: c}, plain: c}}" + REST,
    "a file that is not there": "include: a.yaml" + REST,
    "a mapped table that is left alone": "records: {a: {activity: x, person: id}}\nunmanaged: [a]" + REST,
}


@pytest.mark.parametrize("fault", BOTH_REFUSE)
def test_a_broken_document_is_refused_by_both(fault: str) -> None:
    assert not VALIDATOR.is_valid(load(BOTH_REFUSE[fault]))
    assert refused({"data.yaml": BOTH_REFUSE[fault]})


@pytest.mark.parametrize("fault", SCHEMA_CANNOT_SEE)
def test_some_faults_only_the_parser_sees(fault: str) -> None:
    assert VALIDATOR.is_valid(load(SCHEMA_CANNOT_SEE[fault]))
    assert refused({"data.yaml": SCHEMA_CANNOT_SEE[fault]})
