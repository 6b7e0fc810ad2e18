"""What people can do in a demo follows from the policy."""

import pytest

from jikim.demo.script import script_of
from jikim.errors import RefusedError
from jikim.law import catalogue
from jikim.policy import parse

NOTHING = b'jikim: 1\nservice: {id: shop}\nversion: {id: "1", effective: 2026-01-01}\n'
SOMETHING = (
    NOTHING
    + (
        "activities:\n  signup:\n    basis: contract\n    collect: [{required: [이름]}]\n"
        "    keep: [{until: 1 year after collected}]\n"
    ).encode()
)


def test_a_policy_under_which_nothing_is_collected_has_no_demo() -> None:
    assert script_of(parse(SOMETHING), catalogue()).parts
    with pytest.raises(RefusedError) as refused:
        script_of(parse(NOTHING), catalogue())
    assert "nobody can hand anything over" in str(refused.value.what)
