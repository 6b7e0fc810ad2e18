"""Our tables against the research they were made from: same articles, days, figures and confidence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from jikim.law import Category, Direction, Fact, catalogue, vocabulary
from jikim.law.glossary import glossary

pytestmark = pytest.mark.reference
LAW = catalogue()

# What the research left blank and the catalogue states: the repealed rule as it stood.
SUPPLIED = {"RT-DORM"}


@pytest.fixture(scope="module")
def research(reference: Path) -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load((reference / "law" / "law.yaml").read_text(encoding="utf-8"))
    return facts


def _leaves(prefix: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(f"{prefix}.{key}" if prefix else key, each)
    elif value is not None:
        yield prefix or "each", tuple(value) if isinstance(value, list) else value


def _period(fact: Fact) -> dict[str, object]:
    """The typed cells of a period, in the shape the research gives its figures."""
    period = LAW.retention(fact.id)
    length: object = period.duration
    if period.direction is Direction.MIN_THEN_DESTROY:
        length = {"min": period.shortest, "max": period.longest}
    elif period.longer:
        conditional = {"duration": period.longer, "conditions": list(period.longer_if)}
        length = {"default": period.duration, "if_any": conditional}
    elif period.until_destroyed:
        length = "until_destruction"
    return {"duration": length, "trigger": period.trigger, "direction": period.direction.value}


def test_every_fact_of_the_research_is_in_the_catalogue(research: dict[str, Any]) -> None:
    ours = {fact.id for category in Category for fact in LAW.facts(category)}
    theirs = {each["id"] for each in research["facts"]} | {each["id"] for each in research["ismsp_controls"]}
    assert ours == theirs
    assert len(research["facts"]) == 212


def test_a_fact_is_what_the_research_says(research: dict[str, Any]) -> None:
    for each in research["facts"]:
        fact = LAW.fact(each["id"])
        in_force = date.fromisoformat(each["in_force"]) if each["in_force"] else None
        assert (fact.ko, fact.statute, fact.article) == (each["ko"], each["statute"], each["article"])
        assert (fact.in_force, fact.confidence.value) == (in_force, each["confidence"]), fact.id
        assert (fact.source, fact.category.value) == (each["source"], each["category"]), fact.id
        assert fact.repealed == (date.fromisoformat(each["repealed"]) if "repealed" in each else None), fact.id
        assert (fact.note, fact.rule, fact.applies_to) == (each.get("note"), each.get("rule"), each.get("applies_to"))
        assert (fact.when.value if fact.when else None) == each.get("when"), fact.id
        if fact.category is not Category.RETENTION:  # of a period, the trigger is among the figures
            assert fact.trigger == each.get("trigger"), fact.id
        assert (fact.severity.value if fact.severity else None) == each.get("severity"), fact.id


def test_the_figures_are_those_of_the_research(research: dict[str, Any]) -> None:
    for each in research["facts"]:
        fact = LAW.fact(each["id"])
        if fact.category is not Category.RETENTION:
            assert dict(fact.figures) == dict(_leaves("", each.get("figure"))), fact.id
        elif fact.id not in SUPPLIED:
            assert _period(fact) == each["figure"], fact.id


def test_the_dormancy_rule_is_supplied_as_it_stood(research: dict[str, Any]) -> None:
    (blank,) = [each for each in research["facts"] if each["id"] in SUPPLIED]
    period = LAW.retention("RT-DORM")
    assert blank["figure"] == {"duration": None, "trigger": None, "direction": "repealed"}
    assert (period.duration, period.direction, period.was) == ("P1Y", Direction.REPEALED, Direction.MAX)


def test_a_control_is_what_the_research_says(research: dict[str, Any]) -> None:
    for each in research["ismsp_controls"]:
        fact = LAW.fact(each["id"])
        assert (fact.article, fact.ko, fact.evidence) == (each["code"], each["ko"], tuple(each["evidence"]))
        assert (fact.confidence.value, fact.source) == (each["confidence"], each["source"])


def test_every_amendment_and_statute_of_the_research_is_known(research: dict[str, Any]) -> None:
    assert {str(each.day) for each in LAW.amendments()} == {each["date"] for each in research["amendments"]}
    assert all(LAW.statute(id_).id == id_ for id_ in research["statutes"])


def test_every_spelling_of_the_lexicon_means_its_item(reference: Path) -> None:
    decided = {
        ("거주지역", "address"),
        ("거래내역", "order_info"),
        ("이용정지기록", "account_status"),
        ("설문내용", "event_info"),
        ("진료기록", "health"),
        ("가족관계", "relation"),
    }
    lexicon = yaml.safe_load((reference / "corpus" / "lexicon.yaml").read_text(encoding="utf-8"))
    words = vocabulary()
    assert [each["id"] for each in lexicon] == list(words.items)
    assert all(words.items[each["id"]].kind == each["kind"] for each in lexicon)
    spelled = {(words_, each["id"]) for each in lexicon for words_ in each["ko"]}
    astray = {(spelling, id_) for spelling, id_ in spelled if getattr(words.resolve(spelling), "id", None) != id_}
    assert astray == decided


def test_every_name_of_the_guides_table_of_terms_is_in_the_glossary(reference: Path) -> None:
    guide = (reference / "style" / "guide.md").read_text(encoding="utf-8")
    table = guide[guide.index("| 한국어 |") : guide.index("(Held against")]
    named = [name for term in glossary() for name in term.code]
    assert all(f"`{name}`" in table for name in named)
