"""One form for each thing said."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import Place
from jikim.law import catalogue
from jikim.messages import Language
from jikim.period import Period
from jikim.policy import Text
from jikim.publish.wording import Wording, joined, printed
from tests.publish.said import policy

EVENTS = """events:
  left: {label: 탈퇴, of: person, from: joined}
  paid: {label: 결제, of: record, else: collected}
"""
HERE = Place("policy.yaml", 1, 1)
with (Path(__file__).parent / "until.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))


def phrase(until: str, language: Language = Language.KOREAN) -> str:
    made = policy(f"{EVENTS}keep: [{{until: {until}}}]\n")
    keep = made.keep[0]
    line = Wording(language, made, catalogue()).until(keep.ends, keep.place, by_law=keep.by_law)
    assert line is not None
    return line.text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["until"])
def test_until_when_has_one_phrase_in_each_language(row: dict[str, str]) -> None:
    assert phrase(row["until"]) == row["korean"]
    english = phrase(row["until"], Language.ENGLISH)
    assert english[:1].lower() + english[1:] == row["english"]


@given(st.lists(st.tuples(st.sampled_from(["left", "paid", "collected"]), st.integers(1, 99),
                          st.sampled_from(["hours", "days", "business days", "months", "years"])),
                min_size=1, max_size=3))  # fmt: skip
def test_a_phrase_is_read_back_to_the_ends_that_made_it(ends: list[tuple[str, int, str]]) -> None:
    """Whoever reads the Korean phrase finds the same events and lengths, in the same order."""
    said = phrase("[" + ", ".join(f"{count} {unit} after {event}" for event, count, unit in ends) + "]")
    names = {"탈퇴": "left", "결제": "paid", "수집": "collected"}
    units = {"시간": 1, "영업일": 2, "일": 3, "개월": 4, "년": 48}
    found = [(names[event], int(count) * units[unit], min(units[unit], 4))
             for event, count, unit in re.findall(r"‘(.+?)’ 후 (\d+)(시간|영업일|일|개월|년)", said)]  # fmt: skip
    kinds = {"hours": (1, 1), "business days": (2, 2), "days": (3, 3), "months": (4, 4), "years": (48, 4)}
    assert found == [(event, count * kinds[unit][0], kinds[unit][1]) for event, count, unit in ends]


@given(st.lists(st.text("가나다 ,()‘", min_size=1, max_size=8).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_a_list_with_commas_in_its_words_can_be_told_apart(words: list[str]) -> None:
    plain = [word for word in words if word.count("(") == word.count(")") == 0 and "‘" not in word]
    line = next(iter(joined((word, HERE) for word in plain)), None)
    text = line.text if line else ""
    found = re.findall(r"‘(.*?)’|([^,‘’]+)(?=, |$)", text)
    assert [quoted or bare.strip() for quoted, bare in found] == plain


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example.kr/x", "https://a.example.kr/x"),
        ("http://a.example.kr", "http://a.example.kr"),
        ("a@example.kr", "mailto:a@example.kr"),
        ("javascript:alert(1)", ""),
        ('https://a.example.kr" onclick=x', ""),
        ("data:text/html,x", ""),
        ("a.example.kr", ""),
        ("<https://a.example.kr>", ""),
    ],
)
def test_only_an_address_that_leads_somewhere_becomes_a_link(text: str, link: str) -> None:
    assert printed(Text.at(text, HERE)).runs[0].link == link


DEADLINES = [
    ("10 days", "10일 이내"),
    ("5일", "5일 이내"),
    ("지체 없이", "지체 없이"),
    ("at once", "즉시"),
    ("곧바로", "곧바로"),
]


@pytest.mark.parametrize(("written", "korean"), DEADLINES)
def test_a_deadline_is_counted_where_it_has_a_figure(written: str, korean: str) -> None:
    wording = Wording(Language.KOREAN, policy(""), catalogue())
    assert [line.text for line in wording.deadline(Text.at(written, HERE))] == [korean]


def test_a_length_is_said_in_its_largest_unit() -> None:
    wording = Wording(Language.KOREAN, policy(""), catalogue())
    assert wording.frame(wording.length(Period(months=24))).text == "2년"
    assert wording.frame(wording.length(Period(months=25))).text == "25개월"
