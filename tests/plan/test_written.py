"""A plan's file: what it says comes back as it was, and whatever was altered in it is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import OperatorError, TamperedError
from jikim.plan import Key, Part, Plan, Reason, Sample, read_plan, write_plan

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
SCALARS = st.one_of(
    st.none(), st.integers(), WORDS, st.binary(max_size=8), st.uuids(), st.dates(), st.datetimes(),
    st.datetimes(timezones=st.just(UTC)), st.decimals(allow_nan=False, allow_infinity=False),
)  # fmt: skip
KEYS = st.lists(SCALARS, min_size=1, max_size=3).map(tuple)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
PARTS = st.builds(
    Part,
    database=WORDS,
    table=WORDS,
    record=WORDS,
    destroy=NAMES,
    preserve=NAMES,
    remaining=NAMES,
    ends=st.booleans(),
    columns=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    keys=st.lists(KEYS, max_size=4).map(tuple),
    owned=st.dictionaries(WORDS, st.integers(0), max_size=2).map(lambda found: tuple(found.items())),
    reasons=st.lists(st.builds(Reason, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    samples=st.lists(
        st.builds(
            Sample, st.integers(1), st.dictionaries(WORDS, WORDS, max_size=2).map(lambda found: tuple(found.items()))
        ),
        max_size=2,
    ).map(tuple),
)
INSTANTS = st.integers(0, 2**52)
PLANS = st.builds(
    Plan,
    service=WORDS,
    now=INSTANTS,
    made=INSTANTS,
    expires=INSTANTS,
    policy=WORDS,
    data=WORDS,
    schemas=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda found: tuple(found.items())),
    parts=st.lists(PARTS, max_size=3).map(tuple),
)


def plan(*keys: Key, mask: str = "김**") -> Plan:
    """A plan over one table."""
    part = Part("shop", "members", "members", ("account/member/1",), (), (), True, (("members", "name"),), keys,
                (("member", len(keys)),), (Reason("account/member/1", "destroy", ""),),
                (Sample(1, (("name", mask),)),))  # fmt: skip
    return Plan("shop", 0, 0, 1_209_600_000_000, "ab" * 32, "cd" * 32, (("shop", "ef" * 32),), (part,))


@given(PLANS)
def test_what_was_written_comes_back(found: Plan) -> None:
    again = read_plan(write_plan(found))
    assert again == found
    assert again.digest == found.digest


def test_a_key_of_each_kind_comes_back_with_its_kind() -> None:
    keys: tuple[Key, ...] = ((1,), ("1",), (b"\x01", None), (UUID(int=1),), (Decimal("1.0"),), (date(2026, 1, 1),),
                             (datetime(2026, 1, 1, tzinfo=UTC),), (datetime(2026, 1, 1),))  # fmt: skip
    [part] = read_plan(write_plan(plan(*keys))).parts
    assert part.keys == keys
    assert [[type(value) for value in key] for key in part.keys] == [[type(value) for value in key] for key in keys]


def test_a_person_can_read_it() -> None:
    lines = write_plan(plan((1,), (2,))).splitlines()
    assert lines[1] == '  "jikim plan": 1,'
    assert '  "expires": "1970-01-15T09:00:00.000000+09:00",' in lines
    assert '        [1, {"name": "김**"}]' in lines
    assert [line.strip() for line in lines[lines.index('      "keys": [') + 1 :][:2]] == ["[1],", "[2]"]


ALTERED = {
    "another row": ("        [2]", "        [3]"),
    "a row less": (",\n        [2]", ""),
    "a key as a text": ("        [2]", '        ["2"]'),
    "another act": ('"ends": true', '"ends": false'),
    "a longer life": ("1970-01-15", "1970-02-15"),
    "another policy": ("abab", "abac"),
    "another mask": ("김**", "이**"),
    "other owners": ('{"member": 2}', '{"guest": 2}'),
    "another spelling": ("[\n        [1]", "[\n        [ 1]"),
    "something more": ('"ends": true', '"ends": true, "more": 1'),
    "cut off": ("\n}\n", "\n"),
    "no digest": ('"digest"', '"digests"'),
    "no plan": ('"jikim plan"', '"plan"'),
    "a part that is none": ('"parts": [', '"parts": [7, '),
    "a sample that is none": ('[1, {"name": "김**"}]', "[1]"),
    "no moment": ("1970-01-15T", "1970-13-15T"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_file_is_refused(what: str) -> None:
    text = write_plan(plan((1,), (2,)))
    altered = text.replace(*ALTERED[what])
    assert altered != text
    with pytest.raises(TamperedError) as refused:
        read_plan(altered)
    assert "jikim plan --data" in str(refused.value.fix)


@pytest.mark.parametrize("text", ["", "[]", "7", "null", '"jikim plan"', "{}", "[" * 100_000])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(TamperedError, match="no plan of jikim"):
        read_plan(text)


def test_a_newer_format_is_left_to_a_newer_program() -> None:
    with pytest.raises(OperatorError, match="format 2"):
        read_plan(write_plan(plan((1,))).replace('"jikim plan": 1', '"jikim plan": 2'))


@given(st.data())
def test_no_changed_letter_goes_unseen(data: st.DataObject) -> None:
    text = write_plan(plan((1,), (2,)))
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(codec="utf-8").filter(lambda found: found != text[at]))
    with pytest.raises((TamperedError, OperatorError)):
        read_plan(text[:at] + letter + text[at + 1 :])
