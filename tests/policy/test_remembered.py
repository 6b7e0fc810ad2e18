"""What was worked out of a policy is worked out once, and goes with the policy."""

import gc
import weakref

from jikim.policy import Policy, parse, remembered
from jikim.policy.remembered import MOST
from tests.policy.faults import REST

asked: list[tuple[str, ...]] = []


@remembered
def names(policy: Policy, *given: str) -> tuple[str, ...]:
    asked.append(given)
    return (policy.service.id, *given)


def policy() -> Policy:
    return parse(("activities: {}\n" + REST).encode())


def test_an_answer_is_worked_out_once_for_each_policy_and_names() -> None:
    asked.clear()
    one, other = policy(), policy()
    assert [names(each, "a") for each in (one, one, other)] == [names(one, "a")] * 3
    assert names(one, "b") != names(one, "a")
    assert asked == [("a",), ("a",), ("b",)]


def test_answers_go_with_their_policy() -> None:
    held = policy()
    names(held, "a")
    seen = weakref.ref(held)
    del held
    gc.collect()
    assert seen() is None


def test_who_asks_with_ever_new_names_does_not_fill_the_memory() -> None:
    held = policy()
    asked.clear()
    for number in range(MOST + 1):
        names(held, str(number))
    names(held, "0")
    assert len(asked) == MOST + 2
