"""A process that checks many policies holds none of them."""

import gc
import tracemalloc
import weakref
from collections.abc import Iterator

import pytest

from jikim.check import check
from jikim.consent import Submission
from jikim.consent.occasion import occasion_of
from jikim.law import catalogue
from jikim.policy import Policy, parse
from tests.check.judged import HERE, TODAY

TEXT = (HERE / "sound.yaml").read_text("utf-8")
FIRST, MORE = 10, 30


def checked(number: int) -> Policy:
    """A policy of a service of its own, checked and asked of as a service asks."""
    policy = parse(TEXT.replace("id: namu", f"id: namu{number}").encode(), f"policy{number}.yaml")
    check(policy, catalogue(), TODAY)
    occasion_of(policy, Submission("signup", "member", 0))
    return policy


def traced_now() -> int:
    """Bytes held, once the garbage is gone."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_a_policy_that_was_checked_is_let_go() -> None:
    seen = [weakref.ref(checked(number)) for number in range(3)]
    gc.collect()
    assert [each() for each in seen] == [None] * 3


@pytest.mark.usefixtures("traced")
def test_many_policies_need_no_more_memory_than_the_first() -> None:
    """What thirty policies leave behind is held against what ten that are kept take, whatever was imported before."""
    start = traced_now()
    kept = [checked(number) for number in range(FIRST)]
    taken = traced_now() - start
    del kept
    before = traced_now()
    for number in range(FIRST, FIRST + MORE):
        checked(number)
    assert traced_now() - before <= taken * 0.05
