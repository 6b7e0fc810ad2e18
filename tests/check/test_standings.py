"""Missing, triggered and unknown are three answers."""

from datetime import date
from pathlib import Path

import pytest

from jikim.check.standings import Standing, standing
from jikim.law import catalogue
from jikim.policy import parse
from tests.check.judged import HERE, TODAY

EXAMPLES = Path(__file__).parents[2] / "examples"


def stands(path: Path, on: date = TODAY) -> dict[str, Standing]:
    return {each.fact.id: each.standing for each in standing(parse(path.read_bytes(), path.name), catalogue(), on)}


@pytest.mark.parametrize(
    ("policy", "fact", "expected"),
    [
        ("soogong", "PP-01", Standing.MISSING),  # the purpose of what is collected by itself
        ("soogong", "PP-25", Standing.MISSING),  # a way to exercise rights
        ("soogong", "PP-10", Standing.TRIGGERED),  # a cookie, and no refusal
        ("soogong", "PP-12", Standing.TRIGGERED),  # a cloud, and no country
        ("soogong", "PP-07", Standing.UNKNOWN),
        ("soogong", "PP-06", Standing.STATED),
        ("kmong", "PP-13", Standing.UNKNOWN),  # an excerpt
        ("kmong", "PP-10", Standing.UNKNOWN),
        ("somoon", "PP-31", Standing.TRIGGERED),
        ("somoon", "PP-32", Standing.STATED),
        ("somoon", "PP-24", Standing.UNKNOWN),
        ("aicallback", "PP-26", Standing.TRIGGERED),
        ("aicallback", "PP-02", Standing.STATED),
    ],
)
def test_what_a_policy_lacks_is_missing_triggered_or_unknown(policy: str, fact: str, expected: Standing) -> None:
    assert stands(EXAMPLES / policy / "policy.yaml")[fact] is expected


def test_a_sound_policy_lacks_nothing_and_is_silent_of_what_it_does_not_do() -> None:
    found = stands(HERE / "sound.yaml")
    assert {fact for fact, how in found.items() if how is Standing.UNKNOWN} == {
        "PP-05", "PP-07", "PP-14", "PP-21", "PP-22", "PP-23", "PP-24", "PP-27", "PP-28", "PP-33",
    }  # fmt: skip
    assert set(found.values()) == {Standing.STATED, Standing.UNKNOWN}


def test_what_the_law_does_not_ask_yet_does_not_stand() -> None:
    assert "PP-20" not in stands(HERE / "sound.yaml", date(2023, 9, 14))
    assert "PP-28" not in stands(HERE / "sound.yaml", date(2026, 8, 19))
