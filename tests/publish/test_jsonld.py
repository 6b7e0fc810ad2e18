"""JSON-LD: a graph in W3C's words, of what the policy says."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import rdflib

from jikim.law import catalogue, vocabulary
from jikim.policy import BasisKind, Need
from jikim.publish import jsonld
from jikim.publish.dpv import terms
from tests.publish.said import ALL, WHOLE, named, policy, read

# rdflib reads JSON-LD by way of a class of its own that it has declared old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
DPV, PD = "https://w3id.org/dpv#", "https://w3id.org/dpv/pd#"


@pytest.mark.parametrize("path", ALL, ids=named)
def test_it_is_json_and_the_same_bytes_each_time(path: Path) -> None:
    told = json.loads(jsonld(read(path), catalogue()))
    assert told["@type"] == "dpv:PrivacyNotice"
    assert len(told["dpv:hasPersonalDataProcess"]) == len(read(path).activities)
    assert jsonld(read(path), catalogue()) == jsonld(read(path), catalogue())


def test_each_term_of_the_table_is_of_something_that_a_policy_can_say() -> None:
    assert set(terms("item")) <= set(vocabulary().items)
    assert set(terms("ground")) == {kind.value for kind in BasisKind}
    assert set(terms("need")) == {Need.REQUIRED.value, Need.OPTIONAL.value}
    table = tomllib.loads((Path(__file__).parents[2] / "src/jikim/publish/dpv.toml").read_text("utf-8"))
    assert all(word.isalpha() and word[0].isupper() for kind in table.values() for word in kind.values())


def test_an_item_that_dpv_does_not_know_is_personal_data_and_nothing_narrower() -> None:
    made = policy("items: {taste: 취향}\nactivities: {a: {collect: [{required: [취향, 이메일]}]}}\n")
    data = json.loads(jsonld(made, catalogue()))["dpv:hasPersonalDataProcess"][0]["dpv:hasPersonalData"]
    assert [(each["@type"], each["label"]) for each in data] == [
        ("dpv:PersonalData", "취향"),
        ("pd:EmailAddress", "이메일"),
    ]


def test_a_common_period_is_told_only_of_what_it_is_for() -> None:
    made = """events: {left: {label: 탈퇴, of: person, from: joined}}
activities:
  a: {collect: [{required: [이름]}]}
  b: {collect: [{required: [이름]}], keep: [{until: left}]}
keep: [{until: 1 year after left, of: [b]}, {until: 2 years after left, add: true, items: [이름]}]
"""
    told = json.loads(jsonld(policy(made), catalogue()))["dpv:hasPersonalDataProcess"]
    assert [[each["description"] for each in one["dpv:hasStorageCondition"]] for one in told] == [
        [["‘탈퇴’ 후 2년까지"]],
        [["‘탈퇴’까지"], ["‘탈퇴’ 후 2년까지"]],
    ]
    assert told[0]["dpv:hasStorageCondition"][0]["dpv:hasPersonalData"] == [{"@type": "pd:Name", "label": "이름"}]


def test_what_another_law_preserves_is_told_with_its_article() -> None:
    made = """activities: {a: {basis: {law: vat/32}, collect: [{required: [이름]}], keep: [{until: law}]}}
statutory: [{record: 계약 기록, for: 5 years, law: ecommerce/contract, of: [a], items: [이름]}]
"""
    told = json.loads(jsonld(policy(made), catalogue()))["dpv:hasPersonalDataProcess"][0]
    assert told["dpv:hasLegalBasis"]["dct:source"] == "부가가치세법 제32조제1항제2호"
    by_law, line = told["dpv:hasStorageCondition"]
    assert by_law["description"] == ["법령이 정한 기간까지"]
    assert (line["label"], line["dpv:hasDuration"][0]["duration"]) == ("계약 기록", "P5Y")
    assert line["dct:source"] == ["전자상거래법 시행령 제6조제1항제2호"]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_no_key_of_the_file_is_told(path: Path) -> None:
    """Words of the file's own language: an alias of a statute, a period in English, the id of a right."""
    told = jsonld(read(path), catalogue())
    assert not re.search(r'"(\w+/\d+|[\w-]+/[a-z-]+|.*\d+ (business )?(days|months|years)\b.*|access|erase)"', told)


def test_a_right_without_words_has_its_name() -> None:
    told = json.loads(jsonld(policy("rights: {list: [access]}\n"), catalogue()))
    assert [each["label"] for each in told["dpv:hasRight"]] == ["열람"]


def graph_of(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=jsonld(read(path), catalogue()), format="json-ld")


@pytest.mark.parametrize("path", ALL, ids=named)
def test_it_reads_as_a_graph(path: Path) -> None:
    graph = graph_of(path)
    process = rdflib.URIRef(f"{DPV}PersonalDataProcess")
    found = list(graph.subjects(rdflib.RDF.type, process))
    assert len(found) == len(read(path).activities)
    used = {str(each) for triple in graph for each in triple if isinstance(each, rdflib.URIRef)}
    known = (DPV, PD, "http://purl.org/dc/terms/", "http://www.w3.org/")
    assert not [each for each in used if not each.startswith(known)]


def test_a_graph_tells_until_when_and_on_what_ground() -> None:
    graph = graph_of(WHOLE)
    asked = """
        PREFIX dpv: <https://w3id.org/dpv#> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?activity ?length ?ground WHERE {
          ?process a dpv:PersonalDataProcess; rdfs:label ?activity; dpv:hasLegalBasis/a ?ground;
            dpv:hasStorageCondition/dpv:hasDuration/dct:extent ?length }
    """
    rows = {(str(row.activity), row.length.n3(), str(row.ground)) for row in graph.query(asked)}
    duration = "^^<http://www.w3.org/2001/XMLSchema#duration>"
    assert ("가게 회원가입", f'"P1Y"{duration}', f"{DPV}Contract") in rows
    assert ("소식 보내기", f'"P6M"{duration}', f"{DPV}Consent") in rows
