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

SCHEMA = """
    schema source service controller dates roles legal_frame activities item_parts auto_collected collection_methods
    retention_default retention_special statutory_retention processors processing_terms third_party rights
    destruction officers safeguards cookies children remedies change_notice promises ambiguities
"""
BEYOND_THE_SCHEMA = {"cctv", "permissions", "negated"}

# What is printed in the document; the other keys hold our own words, dates and identifiers.
PRINTED_KEYS = """
    agent aliases applies_to applies_to_text by channels cites collection_methods condition consents consequence
    context dept duration_text electronic except files from group head item items label law_text legal legal_frame
    location method names opt_out paper parts phrase placeholder placeholders processing_terms purpose purposes reason
    recipient recipients record_text refusal response role_text statute_text store_name text title transfer triggers
    when work work_items
"""
KEYS, PRINTED = set(SCHEMA.split()), set(PRINTED_KEYS.split())
NAMED = {"controller", "processors", "remedies"}  # a name here is printed too
OUR_WORDS = {"present", "all"}
OUR_OWN = {"source", "ambiguities", "inherits"}

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


def is_printed(key: str, within: str) -> bool:
    return key in PRINTED or (key == "name" and within in NAMED) or within == "refusal_by_browser"


def printed(label: Label, key: str = "", within: str = "") -> Iterator[str]:
    """Every string of a label that claims to stand in the document."""
    if isinstance(label, dict):
        for name, value in label.items():
            if name not in OUR_OWN:
                yield from printed(value, name, key if isinstance(value, str) else name)
    elif isinstance(label, list):
        for value in label:
            yield from printed(value, key, within)
    elif isinstance(label, str) and label not in OUR_WORDS and is_printed(key, within):
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


def brackets_close(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "「」", "“”", "‘’"))


of_each_document = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def test_white_space_and_markup_do_not_count() -> None:
    assert letters("<td>휴대 <br/>전화</td>&nbsp;\n**번호** 5 &gt; 3<!-- 팩스 -->") == "휴대전화번호5>3"


@of_each_document
def test_a_label_has_the_keys_of_its_schema(file: Path) -> None:
    found = labels(file)
    assert isinstance(found, dict)
    assert found["schema"] == "kpp-gold/1"
    assert KEYS - set(found) == set()
    assert set(found) - KEYS - BEYOND_THE_SCHEMA == set()


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


@of_each_document
def test_no_label_was_cut_at_a_comma_within_brackets(file: Path) -> None:
    assert [string for string in printed(labels(file)) if not brackets_close(string)] == []


def test_eight_documents_are_labelled() -> None:
    assert len(FILES) >= 8


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
