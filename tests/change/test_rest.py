"""No change of a document passes in silence: every section is looked at, and every character that means something."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from jikim.change import compare
from jikim.change.rest import _SECTIONS
from jikim.errors import DocumentError
from jikim.law import catalogue
from jikim.policy import Policy, parse
from tests.change.shops import DAY, POLICY, policy

LEFT_OUT = {"file", "keys", "version", "activities", "waivers"}
LINES = POLICY.splitlines(keepends=True)
BODY = [
    number for number, line in enumerate(LINES) if line.strip() and not line.startswith(("jikim", "service", "version"))
]


def test_every_section_of_a_policy_is_compared() -> None:
    assert set(_SECTIONS) == {field.name for field in fields(Policy)} - LEFT_OUT


@given(st.sampled_from(BODY))
def test_a_line_that_is_taken_out_is_told(number: int) -> None:
    text = "".join(LINES[:number] + LINES[number + 1 :]).replace('id: "1"', 'id: "2"')
    try:
        other = parse(text.encode(), "new.yaml")
    except DocumentError:
        return  # without that line it is no policy
    assert compare(policy(file="old.yaml"), other, catalogue(), DAY)


def test_a_second_id_alone_is_no_difference() -> None:
    assert compare(policy(file="old.yaml"), policy(version="2"), catalogue(), DAY) == ()
