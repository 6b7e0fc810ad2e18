"""Phrases of retention and what they say: the table `ends.csv`, which a lawyer can extend, and how rules stand.

`further` are the other ends of a rule, `more` what else it says, `asked` what a person has to decide.
"""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from jikim.document import Line, Spot
from jikim.reader.ends import rules
from jikim.reader.facts import Rule
from jikim.reader.notes import Notes

TABLE = list(csv.DictReader((Path(__file__).parent / "ends.csv").read_text(encoding="utf-8").splitlines()))
PHRASES = {phrase: list(rows) for phrase, rows in groupby(TABLE, key=lambda row: row["phrase"])}


def listed(value: str | tuple[str, ...] | None) -> str:
    return " + ".join(value) if isinstance(value, tuple) else value or ""


def more(rule: Rule) -> Iterator[str]:
    yield from ["at_least"] * rule.at_least + ["at_most"] * rule.at_most + ["unstated"] * (not rule.until_stated)
    yield from [rule.kind] if rule.kind else []
    yield from [f"store {rule.store_name}"] if rule.store_name else []
    yield from [f"for {rule.reason}"] if rule.reason else []
    yield from [f"when {rule.condition}"] if rule.condition else []


def row(phrase: str, number: int, rule: Rule, asked: str) -> dict[str, str]:
    return {
        "phrase": phrase,
        "number": str(number),
        "until": rule.until,
        "plus": rule.plus or "law",
        "further": " + ".join(f"{end.until} {end.plus or 'law'}" for end in rule.alt),
        "combine": rule.combine or "",
        "store": rule.store,
        "action": rule.action,
        "statute": listed(rule.statute),
        "applies_to": listed(rule.applies_to),
        "more": "; ".join(more(rule)),
        "asked": asked if number == 1 else "",
    }


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_says_what_the_table_has(phrase: str) -> None:
    notes = Notes()
    read = rules([Line(phrase, Spot(1))], "r", notes)
    asked = " ".join(question.kind for question in notes.questions)
    expected = [each for each in PHRASES[phrase] if each["number"]]
    assert [row(phrase, number, rule, asked) for number, rule in enumerate(read, 1)] == expected


def lines(*texts: str) -> list[Line]:
    return [Line(text, Spot(number)) for number, text in enumerate(texts, 7)]


def test_rules_of_a_cell_are_named_in_order_and_stand_where_they_begin() -> None:
    read = rules(lines("탈퇴 시 즉시 파기", "쿠폰 기록은 2년간 보관 • 회의 영상은 1개월간 보관"), "r7", Notes())
    assert [(rule.id, rule.spot) for rule in read] == [("r7a", Spot(7)), ("r7b", Spot(8)), ("r7c", Spot(8))]


def test_a_rule_alone_has_no_letter() -> None:
    assert [rule.id for rule in rules(lines("탈퇴 시까지"), "r7", Notes())] == ["r7"]


def test_a_rule_that_runs_over_lines_is_one() -> None:
    [rule] = rules(lines("전자상거래 등에서의 소비자보호에", "관한 법률에 따라 5년간 보관"), "r", Notes())
    assert (rule.statute, rule.plus) == ("ecommerce", "P5Y")


def test_the_words_of_a_rule_are_used() -> None:
    notes = Notes()
    [line] = lines("참고 사항 • 탈퇴 시까지")
    rules([line], "r", notes)
    assert notes.used() == {"retention": len("탈퇴 시까지")}


def test_a_missing_start_is_asked_once_a_document() -> None:
    notes = Notes()
    for text in ("5년", "10년", "3년"):
        rules(lines(text), "r", notes)
    assert [question.kind for question in notes.questions] == ["retention-start"]


def test_the_choice_asked_about_is_the_one_made() -> None:
    notes = Notes()
    [rule] = rules(lines("탈퇴 후 14일까지, 관련 소송 종결시까지"), "r", notes)
    [question] = notes.questions
    assert (rule.combine, question.options[question.chosen].text) == ("latest", "the latest")


def test_business_days_counted_as_days_are_an_assumption() -> None:
    notes = Notes()
    rules(lines("동의 철회 후 5영업일 이내 파기"), "r", notes)
    assert [one.kind for one in notes.assumptions] == ["business-days"]


HOSTILE = [
    "법령에 " * 400 + "목적 및 또는 " * 400 + "(" * 300,
    "5년" * 6000,
    "해당 회원의 " * 4000 + "탈퇴 시까지",
    "5년" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_is_not_read(text: str) -> None:
    assert rules(lines(text), "r", Notes()) == ()
