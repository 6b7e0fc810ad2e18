"""A leaf holds codes only; whatever else is handed in is refused, and not repeated."""

import csv
import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import OperatorError, RefusedError
from jikim.ledger import Act, Book, Kept, Leaf, Level, Phase, parse_leaf
from tests.ledger.memory import read_leaf, reference_to

TABLE = (Path(__file__).parent / "refused.csv").read_text(encoding="utf-8")
REFUSED = list(csv.DictReader(TABLE.splitlines()))
# An unknown field cannot be handed to a dataclass, and an empty value is how a leaf is told to leave one out.
BUILDABLE = [row for row in REFUSED if row["why"] not in ("an unknown field", "what says nothing is left out")]

codes = st.lists(st.from_regex(r"[A-Za-z0-9_./:-]{1,64}", fullmatch=True), max_size=4).map(tuple)
hex16 = st.binary(min_size=16, max_size=16).map(bytes.hex)
hex32 = st.binary(min_size=32, max_size=32).map(bytes.hex)
leaves = st.builds(
    Leaf,
    t=st.sampled_from(Book),
    ts=st.integers(0, 2**53 - 1),
    ep=st.from_regex(r"[0-9]{4}-(0[1-9]|1[0-2])", fullmatch=True),
    act=st.sampled_from(Act),
    st=st.none() | st.sampled_from(Kept),
    cls=codes,
    itm=st.lists(st.from_regex(r"[a-z0-9_]{1,64}", fullmatch=True), max_size=4).map(tuple),
    n=st.integers(0, 2**53 - 1),
    ok=st.booleans(),
    pol=hex16,
    rid=hex16,
    a=hex16,
    s=st.lists(hex16, max_size=3).map(tuple),
    h=st.none() | hex32,
    ph=st.none() | st.sampled_from(Phase),
    lv=st.lists(st.sampled_from(Level), max_size=5).map(tuple),
    ref=st.none() | hex32,
    why=codes,
)


def test_a_leaf_is_written_as_canonical_json() -> None:
    leaf = read_leaf(itm=("address",), s=(), n=0, h=None, pol="0" * 32, rid="1" * 32, a="2" * 32)
    assert leaf.canonical() == (
        b'{"a":"22222222222222222222222222222222","act":"read","cls":["general"],"ep":"2026-11","itm":["address"],'
        b'"n":0,"ok":true,"pol":"00000000000000000000000000000000","rid":"11111111111111111111111111111111",'
        b'"s":[],"st":"live","t":"access","ts":1795000000000000,"v":1}'
    )


def test_a_destruction_states_its_phase_levels_and_reasons() -> None:
    leaf = read_leaf(
        t=Book.EVIDENCE,
        act=Act.DESTROY,
        st=None,
        ph=Phase.DONE,
        lv=(Level.E1, Level.E2),
        ref="ab" * 32,
        why=("ecommerce/payment",),
    )
    said = json.loads(leaf.canonical())
    assert "st" not in said
    assert (said["ph"], said["lv"], said["ref"], said["why"]) == (
        "done",
        ["E1", "E2"],
        "ab" * 32,
        ["ecommerce/payment"],
    )


@given(leaves)
def test_every_leaf_is_written_as_another_program_writes_it(leaf: Leaf) -> None:
    assert rfc8785.dumps(json.loads(leaf.canonical())) == leaf.canonical()


@given(leaves)
def test_every_leaf_is_read_back_as_it_was_written(leaf: Leaf) -> None:
    assert parse_leaf(leaf.canonical()) == leaf


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row['field']}: {row['why']}")
def test_what_is_not_of_the_form_is_not_read(row: dict[str, str]) -> None:
    said = json.loads(read_leaf().canonical()) | {row["field"]: json.loads(row["value"])}
    with pytest.raises(RefusedError):
        parse_leaf(_json(said))


@pytest.mark.parametrize("row", BUILDABLE, ids=lambda row: f"{row['field']}: {row['why']}")
def test_what_is_not_of_the_form_is_not_built(row: dict[str, str]) -> None:
    value = json.loads(row["value"])
    with pytest.raises(RefusedError):
        read_leaf(**{row["field"]: tuple(value) if isinstance(value, list) else value})


@pytest.mark.parametrize("field", ["v", "t", "ts", "ep", "act", "cls", "itm", "n", "ok", "pol", "rid", "a", "s"])
def test_a_leaf_that_leaves_out_a_field_is_not_read(field: str) -> None:
    said = json.loads(read_leaf().canonical())
    del said[field]
    with pytest.raises(RefusedError):
        parse_leaf(_json(said))


@pytest.mark.parametrize("field", ["t", "act", "st", "ph"])
def test_a_plain_string_does_not_stand_for_a_word_of_the_ledger(field: str) -> None:
    with pytest.raises(RefusedError):
        read_leaf(**{field: {"t": "access", "act": "read", "st": "live", "ph": "done"}[field]})


def test_the_fields_of_lists_are_tuples() -> None:
    with pytest.raises(RefusedError):
        read_leaf(itm=["address"])


def test_a_refusal_names_the_field_and_never_the_value() -> None:
    with pytest.raises(RefusedError) as refusal:
        read_leaf(a="gildong.hong@example.kr")
    told = f"{refusal.value} {refusal.value.why} {refusal.value.fix}"
    assert "'a'" in told
    assert "gildong" not in told
    assert refusal.value.__cause__ is None


def test_an_unknown_field_is_refused_without_being_named() -> None:
    raw = read_leaf().canonical()[:-1] + b',"z_hong_gildong":1}'
    with pytest.raises(RefusedError) as refusal:
        parse_leaf(raw)
    assert "gildong" not in str(refusal.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"leaf"',
        b"{",
        b"{}",
        b"[" * 60_000,
        b'{"v":' + b"1" * 5_000 + b"}",
        b'{"v":NaN}',
        "{'주소'}".encode(),
        b"\xff\xfe",
    ],
)
def test_what_is_no_leaf_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError):
        parse_leaf(raw)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'"ok":true', b'"ok": true'),
        (b'"n":2', b'"n":2e0'),
        (b'"n":2', b'"n":3,"n":2'),
        (b'"act":"read"', b'"act":"\\u0072ead"'),
        (b'{"a"', b' {"a"'),
        (b'"v":1}', b'"v":1}\n'),
    ],
)
def test_a_leaf_has_one_spelling(right: bytes, wrong: bytes) -> None:
    raw = read_leaf().canonical()
    assert right in raw
    with pytest.raises(RefusedError):
        parse_leaf(raw.replace(right, wrong))


def test_a_leaf_of_a_later_version_is_left_to_a_later_program() -> None:
    with pytest.raises(OperatorError, match="newer form"):
        parse_leaf(_json({"v": 2, "memo": "whatever version 2 allows"}))


def test_a_leaf_speaks_of_at_most_256_people() -> None:
    people = tuple(reference_to(f"member {number}") for number in range(257))
    assert len(read_leaf(s=people[:256]).canonical()) < 65_535
    with pytest.raises(RefusedError):
        read_leaf(s=people)


def test_a_leaf_fits_in_a_bundle_to_the_byte() -> None:
    room = 65_535 - len(read_leaf(itm=()).canonical())
    full, rest = divmod(room + 1, 67)  # an id of 64 letters, two quotes and a comma
    items = ("a" * 64,) * full + (("b" * (rest - 3),) if rest > 3 else ())
    leaf = read_leaf(itm=items)
    assert len(leaf.canonical()) == 65_535
    assert parse_leaf(leaf.canonical()) == leaf
    with pytest.raises(RefusedError):
        read_leaf(itm=items, n=10)  # one digit more
    with pytest.raises(RefusedError):
        parse_leaf(leaf.canonical() + b" ")


def test_the_acts_are_these_and_no_others() -> None:
    assert " ".join(Act) == (
        "read create update erase export print search login logout login_fail preserve return destroy restore key "
        "enact consent withdraw event hold release freeze thaw plan approve anonymise checkpoint noop"
    )


def _json(said: dict[str, object]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
