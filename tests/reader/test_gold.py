"""The labels of real policies in gold/, held against the documents they were read from.

A label that no longer stands in its source would make the scorer praise an invention and blame a
true reading, so every string is looked up (white space and markup aside), and every line number.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.yaml"))

KEYS = set(
    re.findall(
        r"\w+",
        """
    schema source service controller dates roles legal_frame activities item_parts auto_collected collection_methods
    retention_default retention_special statutory_retention processors processing_terms third_party rights
    destruction officers safeguards cookies children remedies change_notice promises ambiguities
    """,
    )
)
EXTRA_KEYS = {"training", "law_findings", "cctv", "overseas", "permissions", "negated"}

# What is printed in the document; the other keys hold our own words, dates and identifiers.
PRINTED = set(
    re.findall(
        r"\w+",
        """
    items consents consent_texts phrase record_text law_text statute_text applies_to_text work work_items parts head
    item purposes purpose text duration_text context group when store_name reason label placeholder placeholders
    title dept role_text by recipient method channels collection_methods legal_frame aliases electronic paper
    refusal consequence processing_terms triggers response location condition from opt_out legal agent
    """,
    )
)
NAMED = {"service", "controller", "processors", "provisions", "remedies", "overseas"}  # a name here is printed too
OUR_OWN = {"source", "ambiguities", "inherits", "law_findings"}

Label: TypeAlias = "dict[str, Label] | list[Label] | str | int | None"


def labels(of: Path) -> Label:
    found: Label = yaml.safe_load(of.read_text(encoding="utf-8"))
    return found


def section(of: Label, key: str) -> Label:
    assert isinstance(of, dict)
    return of[key]


def read(reference: Path, labelled: Label) -> str:
    name = section(section(labelled, "source"), "file")
    assert isinstance(name, str)
    return (reference / "corpus" / "docs" / name).read_text(encoding="utf-8")


def letters(text: str) -> str:
    """Leave out white space, tags, comments, entities and the stars of Markdown."""
    bare = re.sub(r"<!--.*?-->|</?[A-Za-z][^>]*>", "", text, flags=re.DOTALL)
    return re.sub(r"\s+|\*\*|\u200b", "", unicodedata.normalize("NFC", html.unescape(bare)))


def printed(label: Label, key: str = "", within: str = "") -> Iterator[str]:
    """Every string of a label that claims to stand in the document."""
    if isinstance(label, dict):
        for name, value in label.items():
            if name not in OUR_OWN:
                yield from printed(value, name, key if isinstance(value, str) else name)
    elif isinstance(label, list):
        for value in label:
            yield from printed(value, key, within)
    elif isinstance(label, str) and label != "present" and (key in PRINTED or (key == "name" and within in NAMED)):
        yield label


def lines(label: Label) -> Iterator[Label]:
    """Every line number of a label, the ends of ranges too."""
    if isinstance(label, dict):
        for name, value in label.items():
            if name in {"line", "lines"}:
                yield from value if isinstance(value, list) else [value]
            else:
                yield from lines(value)
    elif isinstance(label, list):
        for value in label:
            yield from lines(value)


def people(label: Label) -> Iterator[Label]:
    """The name, phone and e-mail of every officer, wherever officers are labelled."""
    if isinstance(label, dict):
        if "role_text" in label:
            yield from (label.get(key) for key in ("name", "phone", "email"))
        for value in label.values():
            yield from people(value)
    elif isinstance(label, list):
        for value in label:
            yield from people(value)


of_each_document = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@of_each_document
def test_a_label_has_the_keys_of_its_schema(file: Path) -> None:
    found = labels(file)
    assert isinstance(found, dict)
    assert found["schema"] == "kpp-gold/1"
    assert KEYS - set(found) == set()
    assert set(found) - KEYS - EXTRA_KEYS == set()


@of_each_document
def test_a_label_names_no_person_and_reaches_none(file: Path) -> None:
    found = labels(file)
    assert set(people(found)) <= {None, "present"}
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"[\w.]+@[\w.]+|\b0\d{1,2}-\d{3,4}-\d{4}\b", text) == []


@of_each_document
def test_identifiers_within_a_label_are_unique(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    identifiers = re.findall(r"\{id: ([rsap]_?\w*\d\w*|p_\w+),", text)
    assert sorted(identifiers) == sorted(set(identifiers))


@pytest.mark.reference
@of_each_document
def test_every_string_of_a_label_stands_in_its_document(file: Path, reference: Path) -> None:
    found = labels(file)
    document = letters(read(reference, found))
    strings = list(printed(found))
    assert len(strings) > 40
    assert [string for string in strings if letters(string) not in document] == []


@pytest.mark.reference
@of_each_document
def test_every_line_of_a_label_is_a_line_of_its_document(file: Path, reference: Path) -> None:
    found = labels(file)
    last = read(reference, found).count("\n") + 1
    assert [line for line in lines(found) if not (isinstance(line, int) and 1 <= line <= last)] == []
