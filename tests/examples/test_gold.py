"""Each example says what its source says: every label of gold/ is held against the policy, and every departure
names a decision."""

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from jikim.policy import Policy, parse
from tests.examples.facts import OPEN, Said, differences, excuses, shown, unexcused, words
from tests.examples.gold_facts import Names, facts_of_gold
from tests.examples.policy_facts import facts_of_policy

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
TABLE: dict[str, Any] = yaml.safe_load((HERE / "gold_words.yaml").read_text(encoding="utf-8"))
IDS = sorted(TABLE["policies"])
LAWS = {words(text): law for law, texts in TABLE["names"]["cited"].items() for text in texts}

Gold = dict[str, Any]


def policy_of(name: str) -> Policy:
    path = EXAMPLES / name / "policy.yaml"
    return parse(path.read_bytes(), path.name)


def gold_of(reference: Path, name: str) -> Gold:
    gold: Gold = yaml.safe_load((reference / f"gold/{name}.yaml").read_text(encoding="utf-8"))
    return gold


def compared(gold: Gold, policy: Policy, name: str) -> tuple[str, ...]:
    found = differences(facts_of_gold(gold, Names(TABLE, name)), facts_of_policy(policy, LAWS))
    return unexcused(found, excuses(TABLE["policies"][name]["exceptions"]))


@pytest.mark.reference
@pytest.mark.parametrize("name", IDS)
def test_a_policy_says_what_its_source_says_and_no_more(reference: Path, name: str) -> None:
    found = compared(gold_of(reference, name), policy_of(name), name)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", IDS)
def test_an_exception_names_a_decision_that_stands_written(name: str) -> None:
    table = (EXAMPLES / name / "DECISIONS.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| (\d+) \|", table, re.MULTILINE))
    named = {excused.decision for excused in excuses(TABLE["policies"][name]["exceptions"])}
    assert named <= written, sorted(named - written)


@pytest.mark.reference
@pytest.mark.parametrize("name", IDS)
def test_every_ambiguity_of_the_label_has_its_line_among_the_decisions(reference: Path, name: str) -> None:
    table = (EXAMPLES / name / "DECISIONS.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| ([^|]*) \|", table, re.MULTILINE)
    spans = [(int(first), int(last or first)) for row in rows for first, last in re.findall(r"(\d+)(?:-(\d+))?", row)]
    lost = [one for one in gold_of(reference, name)["ambiguities"]
            if not any(first <= one["line"] <= last for first, last in spans)]  # fmt: skip
    assert not lost, "\n".join(f"{one['line']}: {one['question']}" for one in lost)


def sentences(text: str) -> list[str]:
    """Return the whole sentences of a text, without white space."""
    found = re.findall(r"[^.|\n<>*]{15,}?다(?=\.)", text)
    return [re.sub(r"\s", "", one) for one in found]


@pytest.mark.reference
@pytest.mark.parametrize("name", IDS)
def test_no_sentence_of_the_source_is_copied(reference: Path, name: str) -> None:
    source = (reference / gold_of(reference, name)["source"]["file"]).read_text(encoding="utf-8")
    for own in ("policy.yaml", "DECISIONS.md"):
        text = re.sub(r"\s", "", (EXAMPLES / name / own).read_text(encoding="utf-8"))
        copied = [one for one in sentences(source) if one in text]
        assert not copied, f"{own}: {copied}"


# The comparison itself can fail: whatever is taken away or changed is named.


def dropped(policy: Policy, activity: str, item: str) -> Policy:
    """Return the policy without one item of one activity."""
    activities = tuple(
        replace(one, collect=tuple(
            replace(group, items=tuple(each for each in group.items if each.words != item)) for group in one.collect))
        if one.id == activity else one for one in policy.activities)  # fmt: skip
    return replace(policy, activities=activities)


@pytest.mark.reference
def test_a_dropped_item_is_named(reference: Path) -> None:
    found = compared(gold_of(reference, "kmong"), dropped(policy_of("kmong"), "delivery", "주소"), "kmong")
    assert found == ("missing: item | delivery | client+expert | required | - | 주소",)


@pytest.mark.reference
def test_a_dropped_party_is_named_with_its_work(reference: Path) -> None:
    policy = policy_of("mkyu")
    found = compared(gold_of(reference, "mkyu"), replace(policy, entrusted=policy.entrusted[:-1]), "mkyu")
    assert [one.partition(" |")[0] for one in found] == ["missing: entrusted", "missing: work"]
    assert all("스카이코퍼레이션" in one for one in found)


@pytest.mark.reference
def test_a_changed_period_is_named_on_both_sides(reference: Path) -> None:
    gold = copy.deepcopy(gold_of(reference, "kmong"))
    inquiry = next(one for one in gold["activities"] if one["id"] == "enterprise_inquiry")
    inquiry["retention"][0]["plus"] = "P3Y"
    gold["statutory_retention"][0]["duration"] = "P10Y"
    assert compared(gold, policy_of("kmong"), "kmong") == (
        "extra: keep | guest_inquiry | all | live | P0D erasure_requested, P2Y inquired | - | -",
        "extra: statutory | 대금결제및재화등의공급에관한기록 | ecommerce/payment | P5Y | -",
        "missing: keep | guest_inquiry | all | * | P0D erasure_requested, P3Y inquired | * | -",
        "missing: statutory | 대금결제및재화등의공급에관한기록 | ecommerce/payment | P10Y | -",
    )


@pytest.mark.reference
@pytest.mark.parametrize("name", IDS)
def test_no_fact_can_be_lost_unseen(reference: Path, name: str) -> None:
    label = tuple(facts_of_gold(gold_of(reference, name), Names(TABLE, name)))
    said = facts_of_policy(policy_of(name), LAWS)
    excused = tuple(excuses(TABLE["policies"][name]["exceptions"]))
    for fact in dict.fromkeys(said.facts):
        rest = Said(*(tuple(one for one in facts if one != fact) for facts in (said.facts, said.also)))
        assert unexcused(differences(label, rest), excused), f"nobody misses {shown(fact)}"


def test_an_exception_that_explains_nothing_is_named() -> None:
    excused = excuses([{"decision": 3, "missing": {"item | order | *": 1}}])
    assert unexcused([], excused) == ("decision 3 explains 0, not 1: missing: item | order | *",)


def test_a_label_may_leave_a_part_open() -> None:
    said = Said((("keep", "order", "live"), ("keep", "order", "separate")), ())
    assert differences([("keep", "order", OPEN), ("keep", "order", "live")], said) == ()
