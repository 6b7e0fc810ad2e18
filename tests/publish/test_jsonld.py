"""JSON-LD: a graph in W3C's words, of what the policy says."""

import json
import tomllib
from pathlib import Path

import pytest
import rdflib

from jikim.law import vocabulary
from jikim.policy import BasisKind, Need
from jikim.publish import jsonld
from jikim.publish.dpv import terms
from tests.publish.said import ALL, WHOLE, named, policy, read

# rdflib reads JSON-LD by way of a class of its own that it has declared old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
DPV, PD = "https://w3id.org/dpv#", "https://w3id.org/dpv/pd#"


@pytest.mark.parametrize("path", ALL, ids=named)
def test_it_is_json_and_the_same_bytes_each_time(path: Path) -> None:
    told = json.loads(jsonld(read(path)))
    assert told["@type"] == "dpv:PrivacyNotice"
    assert len(told["dpv:hasPersonalDataProcess"]) == len(read(path).activities)
    assert jsonld(read(path)) == jsonld(read(path))


def test_each_term_of_the_table_is_of_something_that_a_policy_can_say() -> None:
    assert set(terms("item")) <= set(vocabulary().items)
    assert set(terms("ground")) == {kind.value for kind in BasisKind}
    assert set(terms("need")) == {Need.REQUIRED.value, Need.OPTIONAL.value}
    table = tomllib.loads((Path(__file__).parents[2] / "src/jikim/publish/dpv.toml").read_text("utf-8"))
    assert all(word.isalpha() and word[0].isupper() for kind in table.values() for word in kind.values())


def test_an_item_that_dpv_does_not_know_is_personal_data_and_nothing_narrower() -> None:
    made = policy("items: {taste: 취향}\nactivities: {a: {collect: [{required: [취향, 이메일]}]}}\n")
    data = json.loads(jsonld(made))["dpv:hasPersonalDataProcess"][0]["dpv:hasPersonalData"]
    assert [(each["@type"], each["label"]) for each in data] == [
        ("dpv:PersonalData", "취향"),
        ("pd:EmailAddress", "이메일"),
    ]


def graph_of(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=jsonld(read(path)), format="json-ld")


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
