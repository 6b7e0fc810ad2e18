"""A sealed value opens in its own place and in no other."""

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import TamperedError
from jikim.keeper import Context, key_id_of, new_keys, open_sealed, seal, seal_many
from jikim.keeper.envelope import place_bytes

KEY = bytes(range(50, 82))
HERE = Context("shop", "live", b"p" * 16, b"r" * 16, "order", "2026-01", 3)

OTHERWISE = {
    "service": ["", "Shop", "shop ", "shoplive", "sho", "another"],
    "place": ["", "separate", "Live", "liv", "live "],
    "person": [b"q" * 16, bytes(16), b"p" * 15 + b"q"],
    "record": [b"s" * 16, bytes(16), b"r" * 15 + b"s", b"p" * 16],
    "strand": ["", "member", "order2", "orde"],
    "version": ["", "2026-02", "2026-1", "2026-01\n"],
    "revision": [0, 2, 4, 2**64 - 1],
    "part": [1, 3, 2**32 - 1],
    "last": [False],
}


@pytest.mark.parametrize("field", OTHERWISE)
def test_a_change_of_any_field_and_it_does_not_open(field: str) -> None:
    sealed = seal(KEY, 1, HERE, b"0000")
    assert open_sealed(KEY, HERE, sealed) == b"0000"
    for value in OTHERWISE[field]:
        elsewhere = replace(HERE, **{field: value})  # type: ignore[arg-type]  # the table above fits the field
        with pytest.raises(TamperedError):
            open_sealed(KEY, elsewhere, sealed)


@pytest.mark.parametrize("field", ["service", "place", "person", "record", "strand", "version", "revision"])
def test_no_sealed_value_can_be_transplanted(field: str) -> None:
    """All pairs over a field: 200 values sealed, each tried in the places of its neighbours."""
    contexts = [replace(HERE, **{field: nth(field, n)}) for n in range(200)]  # type: ignore[arg-type]  # as above
    sealed = seal_many((KEY, 1, context, b"0000") for context in contexts)
    assert len({place_bytes(context) for context in contexts}) == 200
    opened = 0
    for shift in range(1, 200, 22):
        for context, value in zip(contexts, sealed[shift:] + sealed[:shift], strict=True):
            try:
                open_sealed(KEY, context, value)
                opened += 1
            except TamperedError:
                continue
    assert opened == 0


def nth(field: str, n: int) -> object:
    if field in ("person", "record"):
        return n.to_bytes(16, "big")
    return n if field == "revision" else f"{n}"


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
contexts = st.builds(
    Context,
    service=names,
    place=names,
    person=st.binary(min_size=16, max_size=16),
    record=st.binary(min_size=16, max_size=16),
    strand=names,
    version=names,
    revision=st.integers(0, 2**64 - 1),
    part=st.integers(0, 2**32 - 1),
    last=st.booleans(),
)


@given(contexts, contexts)
def test_two_contexts_never_give_the_same_bytes(one: Context, other: Context) -> None:
    assert (one == other) == (place_bytes(one) == place_bytes(other))


@given(names, names)
def test_a_letter_cannot_wander_from_one_field_into_the_next(one: str, other: str) -> None:
    here = replace(HERE, service=one + other, place="")
    there = replace(HERE, service=one, place=other)
    assert (here == there) == (place_bytes(here) == place_bytes(there))


@given(contexts, st.binary(max_size=300), st.integers(0, 2**128 - 1))
def test_what_was_sealed_opens_and_names_its_key(context: Context, plaintext: bytes, key_id: int) -> None:
    sealed = seal(KEY, key_id, context, plaintext)
    assert open_sealed(KEY, context, sealed) == plaintext
    assert key_id_of(sealed) == key_id


def test_many_are_sealed_like_one_and_in_order() -> None:
    messages = [
        (key, number, replace(HERE, revision=number), b"%d" % number) for number, key in enumerate(new_keys(3000))
    ]
    sealed = seal_many(iter(messages))
    assert len(sealed) == 3000
    for (key, key_id, context, plaintext), value in zip(messages, sealed, strict=True):
        assert key_id_of(value) == key_id
        assert open_sealed(key, context, value) == plaintext


def test_salts_never_repeat() -> None:
    sealed = seal_many((KEY, 1, HERE, b"") for _ in range(100_000))
    assert len({value[17:49] for value in sealed}) == 100_000


def test_the_same_sealed_twice_is_not_the_same() -> None:
    one, other = seal(KEY, 1, HERE, b"0000"), seal(KEY, 1, HERE, b"0000")
    assert one[17:] != other[17:]
    assert one[:17] == other[:17]


def test_a_key_id_of_another_key_does_not_go_unnoticed() -> None:
    sealed = seal(KEY, 1, HERE, b"0000")
    with pytest.raises(TamperedError):
        open_sealed(KEY, HERE, sealed[:16] + b"\x02" + sealed[17:])


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": b"short"},
        {"record": os.urandom(17)},
        {"revision": -1},
        {"revision": 2**64},
        {"part": 2**32},
    ],
)
def test_a_context_that_is_not_one_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"bytes|bits"):
        replace(HERE, **wrong)  # type: ignore[arg-type]  # wrong on purpose
