"""The published schema says what the parser reads: the same keys, the same words, the same `until`.

`policy.schema.json` is for editors, which see a document as YAML 1.2 does (`core_yaml.py`). What it refuses, the
parser refuses; what it lets pass and the parser refuses is in SCHEMA_CANNOT_SEE, and the few forms that only the
schema refuses are in STRICTER.
"""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jikim.errors import JikimError
from jikim.law import Form, catalogue, vocabulary
from jikim.policy import BasisKind, Counts, Then, Where, parse, read_activities, read_parties
from jikim.policy import parse as parse_function
from jikim.policy.parties import ChildRule, Gateway, Matter
from jikim.policy.until import UntilError, read_length, read_term
from tests.policy.core_yaml import load
from tests.policy.faults import REST

SCHEMA: dict[str, Any] = json.loads(files("jikim.policy").joinpath("policy.schema.json").read_text("utf-8"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/policy.yaml"))
MODULES = (inspect.getmodule(parse_function), read_activities, read_parties)
KOREAN, ENGLISH = re.compile("[가-힣]"), re.compile("[A-Za-z]{2}")


def part(name: str) -> dict[str, Any]:
    """Return the properties of a table: of a definition, of a section of the root, or of a table inside one."""
    first, *inner = name.split(".")
    table = SCHEMA if first == "root" else DEFS.get(first) or SCHEMA["properties"][first]
    for key in inner:
        table = table["properties"][key]
    if "anyOf" in table and "properties" not in table:
        table = next(form for form in table["anyOf"] if "properties" in form)
    properties: dict[str, Any] = table["properties"]
    return properties


def valid(document: str) -> bool:
    """Return whether the schema lets a document pass."""
    return bool(VALIDATOR.is_valid(load(document)))


def parses(document: str) -> bool:
    """Return whether the parser reads a document."""
    try:
        parse(document.encode())
    except JikimError:
        return False
    return True


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_each_example_is_valid(path: Path) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(load(path.read_text("utf-8")))]
    assert not errors


def test_there_are_five_examples() -> None:
    assert len(EXAMPLES) == 5


# The same keys

ASKING = {"has", "node", "text", "need", "texts", "flag", "number", "day", "choice", "inner", "series", "nodes",
          "entries", "words", "require"}  # fmt: skip

# Which functions of the parser read which table, and by what name they call its reader.
READ_BY = {
    "root": ["_check_format.reader", "_read.reader", "read_document_part.reader", "read_service.reader",
             "read_controller.reader", "read_version.reader", "read_provided.reader", "read_children.reader",
             "read_destruction.reader", "read_rights.reader", "read_training.reader", "read_safeguards.reader",
             "read_notice.reader", "read_disclosures.reader", "read_promises.reader", "_roles.reader",
             "_items.reader", "_events.reader", "read_activities.reader", "read_automatic.reader"],
    "document": ["read_document_part.inner"],
    "service": ["read_service.inner"],
    "controller": ["read_controller.inner"],
    "version": ["read_version.inner"],
    "role": ["_roles.inner"],
    "item": ["_item.inner"],
    "event": ["_event.reader"],
    "activity": ["_activity.reader", "_core.reader", "_purposes.reader", "_basis.reader", "_collects.reader"],
    "automatic": ["_core.reader", "_purposes.reader", "_basis.reader", "_collects.reader", "read_automatic.inner"],
    "purpose": ["_purposes.inner", "_basis.reader"],
    "basis": ["_basis.inner"],
    "collect": ["_collects.inner", "_collect.reader"],
    "keep": ["read_keep.reader"],
    "statutory": ["read_statutory.reader"],
    "analytics": ["_analytics.reader"],
    "hold": ["_hold.inner"],
    "officer": ["read_officer.reader"],
    "entrusted": ["read_entrusted.reader"],
    "provided": ["read_provided.inner"],
    "recipient": ["_recipient.reader"],
    "overseas": ["read_overseas.reader"],
    "children": ["read_children.inner"],
    "destruction": ["read_destruction.inner"],
    "rights": ["read_rights.inner", "_listed.reader"],
    "rights.freeze": ["read_rights.freeze"],
    "training": ["read_training.inner"],
    "safeguards": ["read_safeguards.inner"],
    "remedy": ["read_remedy.reader"],
    "notice": ["read_notice.inner"],
    "disclosure": ["_disclosure.reader"],
    "promise": ["read_promises.inner"],
    "waiver": ["read_waiver.reader"],
}  # fmt: skip


def asked() -> dict[str, set[str]]:
    """Return the keys that the parser asks for, by `function.reader`, as the code says."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        assert module is not None
        for function in ast.parse(inspect.getsource(module)).body:
            if isinstance(function, ast.FunctionDef):
                for reader, key in _asked_in(function):
                    found.setdefault(f"{function.name}.{reader}", set()).add(key)
    return found


def _asked_in(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in ASKING and isinstance(node.func.value, ast.Name):
            yield from ((node.func.value.id, key) for key in _keys(node.args[0]))
        if isinstance(node.func, ast.Name) and node.func.id in {"each", "read_keeps", "_period"}:
            names = [argument.id for argument in node.args if isinstance(argument, ast.Name)]
            keys = [key for argument in node.args for key in _keys(argument)]
            yield from ((name, key) for name in names if name in {"reader", "inner"} for key in keys)


def _keys(argument: ast.expr) -> Iterator[str]:
    """Yield the literal that names a key; what stands in a table of the module is taken from the table."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.Subscript):
        assert isinstance(argument.value, ast.Name)
        assert argument.value.id == "_KEYS"
        yield from read_activities._KEYS.values()


# Asked with a key handed in: what is handed in is counted where the call stands.
HANDED = {"_period.reader", "read_keeps.reader"}


def test_every_function_that_asks_for_keys_is_placed() -> None:
    assert set(asked()) - HANDED == {name for names in READ_BY.values() for name in names}


@pytest.mark.parametrize("table", READ_BY)
def test_a_table_has_the_keys_that_the_parser_asks_for_and_no_others(table: str) -> None:
    keys = {key for name in READ_BY[table] for key in asked()[name]}
    assert set(part(table)) == keys


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
    unexplained = [
        key
        for table in tables()
        for key, value in table["properties"].items()
        if not (KOREAN.search(value.get("description", "")) and ENGLISH.search(value.get("$comment", "")))
    ]
    assert not unexplained


# The same words


@pytest.mark.parametrize(
    ("table", "key", "kinds"),
    [
        ("keep", "in", Where),
        ("statutory", "in", Where),
        ("event", "counts", Counts),
        ("activity", "then", Then),
        ("automatic", "then", Then),
        ("item", "kind", Form),
        ("children", "rule", ChildRule),
        ("overseas", "basis", Gateway),
    ],
)
def test_a_choice_has_the_words_of_its_enumeration(table: str, key: str, kinds: type[Enum]) -> None:
    assert part(table)[key]["enum"] == [*(kind.value for kind in kinds), None]


def test_a_disclosure_is_of_a_matter_that_the_parser_knows() -> None:
    names = SCHEMA["properties"]["disclosures"]["propertyNames"]["enum"]
    assert names == [matter.value for matter in Matter]


def test_a_ground_is_one_of_three_words_or_names_its_statute() -> None:
    assert DEFS["basis"]["anyOf"][0]["enum"] == [*(kind.value for kind in BasisKind if kind is not BasisKind.LAW), None]


def test_editors_are_offered_what_the_catalogue_and_the_vocabulary_hold() -> None:
    assert DEFS["law"]["examples"] == [*(duty.alias for duty in catalogue().retentions()), "none"]
    assert part("item")["like"]["examples"] == list(vocabulary().items)
    assert all(catalogue().find_ground(name) for name in part("basis")["law"]["examples"])


# The same `until`

PIECES = """
    left paid law 탈퇴 회원 접수일 후 뒤 부터 일로부터 탈퇴후 after at least once 즉시 지체 없이 이상
    0 1 5 30 200 201 2400 2401 0005 10000 -1 1.5 5년. 30일간 0일 3개월이상 월간
    hour hours day days business week month months year years 시간 일 영업일 주 주일 개월 달 월 년 년간
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "  "])), max_size=8).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


def _reads(read: Any, text: str) -> bool:
    try:
        read(text)
    except UntilError:
        return False
    return True


@given(TEXTS)
def test_the_schema_knows_a_term_when_the_parser_does(text: str) -> None:
    schema = Draft202012Validator({"$ref": "#/$defs/term", "$defs": DEFS})
    assert schema.is_valid(text) == _reads(read_term, text)


@given(TEXTS)
def test_the_schema_knows_a_length_when_the_parser_does(text: str) -> None:
    schema = Draft202012Validator({"$ref": "#/$defs/length", "$defs": DEFS})
    assert schema.is_valid(text) == _reads(read_length, text)


# The same documents

BOTH_REFUSE = {
    "no format": 'service: {id: shop}\nversion: {id: "1"}',
    "no service": 'jikim: 1\nversion: {id: "1"}',
    "no version": "jikim: 1\nservice: {id: shop}",
    "a format left empty": 'jikim: null\nservice: {id: shop}\nversion: {id: "1"}',
    "a format before the first": 'jikim: 0\nservice: {id: shop}\nversion: {id: "1"}',
    "a service left empty": 'jikim: 1\nservice: null\nversion: {id: "1"}',
    "a version left empty": "jikim: 1\nservice: {id: shop}\nversion: null",
    "a newer format": 'jikim: 2\nservice: {id: shop}\nversion: {id: "1"}',
    "a list": "- jikim: 1",
    "an empty file": "",
    "an unknown key": "retention: 5 years" + REST,
    "an unknown key in a table": "controller: {nmae: 상점}" + REST,
    "an id with a capital": "roles: {Member: 회원}" + REST,
    "an activity with a Korean id": "activities: {가입: {label: 가입}}" + REST,
    "text where a table belongs": "controller: 상점" + REST,
    "a table where a list belongs": "officers: {role: cpo}" + REST,
    "a list where text belongs": "controller: {name: [상점]}" + REST,
    "a number where text is meant": "remedies: [{name: 센터, phone: 118}]" + REST,
    "true where text is meant": "controller: {name: true}" + REST,
    "text where true or false belongs": "document: {complete: maybe}" + REST,
    "a fraction where a whole number belongs": "children: {under: 14.5}" + REST,
    "no age": "children: {under: 0}" + REST,
    "a negative age": "children: {under: -1}" + REST,
    "a day that does not exist": 'version: {id: "1", effective: 2026-02-30}\njikim: 1\nservice: {id: shop}',
    "a day in another form": 'version: {id: "1", effective: 2026.2.3}\njikim: 1\nservice: {id: shop}',
    "a ground without its statute": "activities: {a: {basis: law}}" + REST,
    "an unknown ground": "activities: {a: {basis: habit}}" + REST,
    "an unknown place": "keep: [{until: collected, in: attic}]" + REST,
    "an unknown kind of item": "items: {a: {label: 것, kind: blob}}" + REST,
    "a rule without an end": "keep: [{in: separate}]" + REST,
    "a rule with no ends": "keep: [{until: []}]" + REST,
    "an end that is no length": "keep: [{until: 5 yaers after collected}]" + REST,
    "no time at all": "keep: [{until: 0일}]" + REST,
    "201 years": "keep: [{until: 201 years}]" + REST,
    "a vague end": "keep: [{until: 3년 정도 after collected}]" + REST,
    "a group that says nothing": "activities: {a: {collect: [{note: 없음}]}}" + REST,
    "a label left empty": "roles:\n  member:" + REST,
    "a label that is a number": "roles: {member: 118}" + REST,
    "words left empty": "cases:\n  card:" + REST,
    "like where it takes nothing": "automatic: {like: a}" + REST,
    "a role without a label": "roles: {member: {is: guest}}" + REST,
    "an event bounded by another": "events: {left: {else: joined}}" + REST,
    "a statutory line without a law": "statutory: [{record: 기록, for: 5년}]" + REST,
    "a statutory line with a wrong length": "statutory: [{record: 기록, for: 오래, law: none}]" + REST,
    "a deadline that is no length": "destruction: {within: 곧}" + REST,
    "an officer without a role": "officers: [{name: 홍길동}]" + REST,
    "a hold that is only text": "holds: {lawsuit: 소송}" + REST,
    "a disclosure of an unknown matter": "disclosures: {weather: 맑음}" + REST,
    "an unknown ground of a transfer": "overseas: [{basis: habit}]" + REST,
    "a waiver without a reason": "waivers: [{rule: retention-missing}]" + REST,
    "nothing in a list": "rights: {channels: [null]}" + REST,
}

# Only the parser sees these: what stands elsewhere in the document, in the catalogue, or in the letters of the file.
SCHEMA_CANNOT_SEE = {
    "an item nobody knows": "activities: {a: {collect: [{required: [이상한항목]}]}}" + REST,
    "an event nobody reports": "keep: [{until: 5 years after moon}]" + REST,
    "a role that is not there": "activities: {a: {roles: [member]}}" + REST,
    "an activity to be like": "activities: {a: {like: b}}" + REST,
    "a reason that is no purpose": "keep: [{until: collected, why: habit}]" + REST,
    "two automatic collections": "activities: {automatic: {label: 하나}}\nautomatic: {label: 둘}" + REST,
    "a statute the catalogue lacks": "keep: [{until: collected, law: moon/landing}]" + REST,
    "a word that YAML 1.1 takes for true": "controller: {name: on}" + REST,
    "a time of day": "controller: {name: 10:00}" + REST,
    "a comma that splits a sentence": "controller: {name: 상점, alias: }" + REST,
    "an alias": "controller: {name: &a 상점, alias: *a}" + REST,
    "a key written twice": "cases: {card: 카드}\ncases: {card: 카드}" + REST,
}

# Only the schema refuses these: YAML 1.2 types them, the parser reads text and does without the type.
STRICTER = {
    "a number in quotes": 'children: {under: "14"}' + REST,
    "true in quotes": 'document: {complete: "true"}' + REST,
}


@pytest.mark.parametrize("fault", BOTH_REFUSE)
def test_a_broken_document_is_refused_by_both(fault: str) -> None:
    assert not valid(BOTH_REFUSE[fault])
    assert not parses(BOTH_REFUSE[fault])


@pytest.mark.parametrize("fault", SCHEMA_CANNOT_SEE)
def test_some_faults_only_the_parser_sees(fault: str) -> None:
    assert valid(SCHEMA_CANNOT_SEE[fault])
    assert not parses(SCHEMA_CANNOT_SEE[fault])


@pytest.mark.parametrize("form", STRICTER)
def test_some_forms_only_the_schema_refuses(form: str) -> None:
    assert not valid(STRICTER[form])
    assert parses(STRICTER[form])


WHOLE = {
    "the least": REST,
    "nothing said": "overseas: null\nprovided: {to: []}\ndormant: null" + REST,
    "words without a figure": "destruction: {within: 지체 없이}\nnotice: {changes: without delay}" + REST,
    "rights by id": "rights: {list: [access, erase]}" + REST,
    "rights by id with words": "rights: {list: {access: 열람}}" + REST,
    "promises of each form": "promises: {a: 하나, b: [하나, 둘], c: {says: 하나, items: [이름]}}" + REST,
    "disclosures of each form": "disclosures: {location: 하나, cameras: [하나, 둘], automated: {how: 하나}}" + REST,
    "keep of another activity": "activities: {a: {keep: [{until: left}]}, b: {keep: a}}\nevents: {left: 탈퇴}" + REST,
    "a ground with its statute": "activities: {a: {basis: {law: vat/32}}}" + REST,
    "a list of ends": "keep: [{until: [5년, collected, 수집 후 30일, law, at least 3 months]}]" + REST,
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_sound_document_is_read_by_both(name: str) -> None:
    assert valid(WHOLE[name])
    assert parses(WHOLE[name])
