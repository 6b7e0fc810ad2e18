"""What may be collected and what not: `admission.csv`, a table for lawyers to extend, over the policy `shop.yaml`.

`says` is what is refused in the program's own words; where the answer is yes, the items that stand on a consent, each
with the consent. Several of anything stand between slashes. `children` is the policy's rule for those under fourteen;
nothing there means that the policy has none.
"""

import csv
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import frozensets, sampled_from

from jikim.consent import Admitted, Submission, admit
from jikim.errors import RefusedError
from jikim.law import catalogue
from jikim.lifecycle import Collected, collected_items
from jikim.period import instant_of_text
from jikim.policy import Need, Policy, parse

HERE = Path(__file__).parent
SOURCE = (HERE / "shop.yaml").read_text(encoding="utf-8")
ROWS = tuple(csv.DictReader((HERE / "admission.csv").read_text(encoding="utf-8").splitlines()))
RULE = "children: {under: 14, rule: refuse}\n"


def policy(children: str = "refuse") -> Policy:
    """The shop's policy, with a rule for children or none."""
    rule = RULE.replace("refuse", children) if children else ""
    return parse(SOURCE.replace(RULE, rule).encode(), "shop.yaml")


SHOP = policy()
MATTERS = sorted({group.matter for activity in SHOP.activities for group in activity.collect})


def declared(activity: str, role: str) -> tuple[Collected, ...]:
    """What an activity collects from a role, under whatever case."""
    found = SHOP.activity(activity)
    return collected_items(SHOP, found, role) if found else ()


def several(text: str) -> list[str]:
    return [part.strip() for part in text.split(" / ") if part.strip()]


def values(text: str) -> dict[str, str]:
    """`생년월일=1990-05-05` with its value, anything else with a value that nothing may repeat."""
    parts = [part.partition("=") for part in several(text)]
    return {item: value or f"a secret {number}" for number, (item, _, value) in enumerate(parts)}


def answer(row: Mapping[str, str]) -> Admitted:
    handed = Submission(
        row["activity"], row["role"], instant_of_text(row["on"]), "kim", values(row["given"]),
        cases=tuple(several(row["case"])), agreed=frozenset(several(row["agreed now"])),
        born=date.fromisoformat(row["born"]) if row["born"] else None, guardian=row["guardian"] == "yes",
    )  # fmt: skip
    standing = dict.fromkeys(several(row["agreed before"]), True) | dict.fromkeys(several(row["withdrawn"]), False)
    return admit(policy(row["children"]), catalogue(), handed, standing)


def told(row: Mapping[str, str]) -> str:
    return f"{row['activity']} {row['role']} on {row['on']}"


@pytest.mark.parametrize("row", [row for row in ROWS if row["answer"] == "yes"], ids=told)
def test_what_the_table_admits_is_admitted_with_the_consents_it_stands_on(row: dict[str, str]) -> None:
    admitted = answer(row)
    words = {item.item: item.words for item in declared(row["activity"], row["role"])}
    assert sorted(words[item] for item in admitted.items) == sorted(values(row["given"]))
    stands_on = {f"{words[item]}: {matter}" for item, matter in admitted.stands_on.items() if matter}
    assert stands_on == set(several(row["says"])), row["why"]
    assert set(admitted.matters) == {matter for matter in admitted.stands_on.values() if matter}


@pytest.mark.parametrize("row", [row for row in ROWS if row["answer"] == "no"], ids=told)
def test_what_the_table_refuses_is_refused_and_no_value_is_repeated(row: dict[str, str]) -> None:
    with pytest.raises(RefusedError) as refused:
        answer(row)
    assert row["says"] in str(refused.value.what), row["why"]
    said = f"{refused.value.what} {refused.value.why} {refused.value.fix}"
    assert not [value for value in values(row["given"]).values() if value in said]


def test_the_table_answers_every_row_and_leaves_out_no_activity_and_no_role() -> None:
    assert {row["answer"] for row in ROWS} == {"yes", "no"}
    assert {row["activity"] for row in ROWS} >= {activity.id for activity in SHOP.activities}
    assert {row["role"] for row in ROWS} >= {role.id for role in SHOP.roles}


def test_what_is_admitted_shows_no_value_by_itself() -> None:
    admitted = admit(SHOP, catalogue(), Submission("signup", "member", 0, "kim", {"email": "kim@example.kr"}), {})
    assert repr(admitted) == "Admitted(signup)"


def test_a_password_is_told_apart_from_what_may_be_read_again() -> None:
    admitted = admit(SHOP, catalogue(), Submission("login", "member", 0, "kim", {"비밀번호": "secret"}), {})
    assert (dict(admitted.passwords), dict(admitted.texts)) == ({"password": "secret"}, {})


# Laws

OCCASIONS = [
    (activity.id, role)
    for activity in SHOP.activities
    for role in ("member", "expert", "guest")
    if declared(activity.id, role)
]
SOME = frozensets(sampled_from(MATTERS))


def asked(occasion: tuple[str, str], left_out: Collection[str], agreed: frozenset[str]) -> Admitted | None:
    """The answer for an adult who gives everything but what is left out; None is a no."""
    items = {item.item: "-" for item in declared(*occasion) if item.item not in left_out}
    now = instant_of_text("2020-03-01")
    handed = Submission(*occasion, now, "kim", items, cases=("card", "phone"), agreed=agreed)
    try:
        return admit(SHOP, catalogue(), handed, {})
    except RefusedError:
        return None


def optional(occasion: tuple[str, str]) -> frozenset[str]:
    return frozenset(item.item for item in declared(*occasion) if item.need is Need.OPTIONAL)


@given(occasion=sampled_from(OCCASIONS), agreed=SOME, more=SOME)
def test_a_further_consent_never_turns_a_yes_into_a_no(
    occasion: tuple[str, str], agreed: frozenset[str], more: frozenset[str]
) -> None:
    for left_out in (frozenset[str](), optional(occasion)):
        before = asked(occasion, left_out, agreed)
        assert before is None or asked(occasion, left_out, agreed | more) == before, "nor does it let anything more in"


@given(occasion=sampled_from(OCCASIONS), agreed=SOME, left_out=frozensets(sampled_from([i.id for i in SHOP.items])))
def test_what_is_admitted_is_what_was_given_and_what_stands_on_a_consent_has_it(
    occasion: tuple[str, str], agreed: frozenset[str], left_out: frozenset[str]
) -> None:
    found = asked(occasion, left_out, agreed)
    if found is not None:
        assert set(found.items) == {item.item for item in declared(*occasion)} - left_out
        assert {matter for matter in found.stands_on.values() if matter} == set(found.matters) <= agreed


@pytest.mark.parametrize("occasion", OCCASIONS, ids=" ".join)
def test_who_refuses_everything_optional_is_served_all_the_same(occasion: tuple[str, str]) -> None:
    """PIPA Art. 22: without the optional items, and without their consents."""
    needed = {item.matter for item in declared(*occasion) if item.need is Need.REQUIRED and item.matter}
    whole = asked(occasion, (), frozenset(MATTERS))
    bare = asked(occasion, optional(occasion), frozenset(needed))
    nothing_left = not {item.item for item in declared(*occasion)} - optional(occasion)
    assert (bare is None) == (whole is None or nothing_left)
