"""Digests by which a value is found, and references by which a person is meant."""

import csv
import hashlib
import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.keeper import Index, Reference, normal

KEY = bytes(range(70, 102))
OTHER = bytes(range(71, 103))

with (Path(__file__).parent / "normal.csv").open(encoding="utf-8", newline="") as table:
    FORMS = [(row["value"], row["normal"], row["why"]) for row in csv.DictReader(table)]


@pytest.mark.parametrize(("value", "form", "why"), FORMS, ids=[why for _, _, why in FORMS])
def test_two_ways_of_writing_a_value_are_one(value: str, form: str, why: str) -> None:
    assert normal(value) == form, why
    assert Index(KEY).digest("item", value) == Index(KEY).digest("item", form)


@given(st.text())
def test_a_normal_form_stays_as_it_is(value: str) -> None:
    assert normal(normal(value)) == normal(value)


def test_a_digest_is_a_cut_hmac_over_item_and_value() -> None:
    text = b"\x00\x00\x00\x05phone+821000001234"
    assert Index(KEY).digest("phone", "010-0000-1234") == hmac.digest(KEY, text, hashlib.sha256)[:16]


def test_item_value_and_key_all_count() -> None:
    index = Index(KEY)
    one = index.digest("phone", "010-0000-1234")
    assert one == index.digest("phone", "010-0000-1234")
    assert one != index.digest("phone2", "010-0000-1234")
    assert one != index.digest("phone", "010-0000-1235")
    assert one != Index(OTHER).digest("phone", "010-0000-1234")
    assert index.digest("ab", "c") != index.digest("a", "bc")


def test_a_reference_counts_kind_tenant_id_and_key() -> None:
    person = b"p" * 16
    reference = Reference(KEY, "shop")
    meant = reference.of("subject", person)
    assert len(meant) == 16
    assert meant == Reference(KEY, "shop").of("subject", person)
    others = {
        reference.of("actor", person),
        reference.of("subject", b"q" * 16),
        Reference(KEY, "shop2").of("subject", person),
        Reference(OTHER, "shop").of("subject", person),
    }
    assert len(others | {meant}) == 5


def test_a_reference_is_a_cut_hmac() -> None:
    text = b"\x00\x00\x00\x07subject\x00\x00\x00\x04shop" + b"p" * 16
    assert Reference(KEY, "shop").of("subject", b"p" * 16) == hmac.digest(KEY, text, hashlib.sha256)[:16]


def test_many_references_are_each_the_one() -> None:
    reference = Reference(KEY, "shop")
    people = [bytes([number]) * 16 for number in range(50)]
    assert reference.of_many("subject", iter(people)) == [reference.of("subject", person) for person in people]


@pytest.mark.parametrize("key", [b"", b"short", bytes(64)])
def test_an_index_key_has_thirty_two_bytes(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Index(key)
    with pytest.raises(ValueError, match="32 bytes"):
        Reference(key, "shop")
