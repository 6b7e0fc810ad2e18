"""Records kept by law, in each shape that policies print them in."""

import os
from pathlib import Path

import pytest
import yaml

from jikim.document import Cell, Document, Format, Heading, Line, ListItem, Paragraph, Spot, Table, read
from jikim.reader import retention
from jikim.reader.facts import Statutory
from jikim.reader.notes import Notes
from jikim.reader.sections import sections

Text = str | tuple[str, ...]
TITLE = "개인정보의 보유 및 이용기간"


def document(*texts: Text) -> Document:
    """A policy of one section: `# ` begins a title, a tuple is a row of a table, anything else a paragraph."""
    blocks: list[Heading | Paragraph | Table] = [Heading((Line(TITLE, Spot(1)),), 1)]
    for number, text in enumerate(texts, 2):
        spot = Spot(number)
        if isinstance(text, tuple):
            row = tuple(Cell((Line(word, spot),), spot) for word in text)
            blocks.append(Table((row,), spot))
        elif text.startswith("# "):
            blocks.append(Heading((Line(text[2:], spot),), 2))
        else:
            blocks.append(Paragraph((Line(text, spot),)))
    return Document("policy.txt", Format.TEXT, "utf-8", "", tuple(blocks))


def kept(*texts: Text, notes: Notes | None = None) -> tuple[Statutory, ...]:
    return retention.read(sections(document(*texts)), frozenset(), notes or Notes()).statutory


def said(found: tuple[Statutory, ...]) -> list[tuple[str | None, str, str]]:
    return [(one.law, one.record, one.duration) for one in found]


CONTRACT = ("ecommerce", "contract", "P5Y")
LOGIN = ("comm-secrets", "login", "P3M")
SHAPES: dict[str, tuple[tuple[Text, ...], list[tuple[str | None, str, str]]]] = {
    "a law in brackets before the period": (("계약 및 청약철회 기록 (전자상거래법) : 5년",), [CONTRACT]),
    "a law in brackets behind it": (("계약 및 청약철회 기록 : 5년 (전자상거래법)",), [CONTRACT]),
    "a law as a title above": (("# 통신비밀보호법", "로그인 기록: 3개월"), [LOGIN]),
    "a law alone on a line above": (("◆ 통신비밀 보호법", "로그인 기록: 3개월"), [LOGIN]),
    "a law in the sentence before": (
        ("전자상거래법에 따라 다음 기록을 보존합니다.", "청약 철회 기록 : 5년"),
        [CONTRACT],
    ),
    "columns in one order": ((("접속 로그 기록", "3개월", "통신비밀보호법"),), [LOGIN]),
    "columns in another": ((("통신비밀보호법", "접속 로그 기록", "3개월"),), [LOGIN]),
    "bullets run together": (
        (("법정 보존(전자상거래법 등)", "• 표시·광고: 6개월 • 로그: 3개월 이상"),),
        [("ecommerce", "ad", "P6M"), (None, "login", "P3M")],
    ),
    "a reason and a period below a record": (
        ("# 로그 기록", "보존 이유 : 통신비밀보호법", "보존 기간 : 3개월"),
        [LOGIN],
    ),
    "a law misspelt": (
        ("대금 결제 기록(전자상거래등에서 소비자보호에관한 법률): 5년",),
        [("ecommerce", "payment", "P5Y")],
    ),
    "months without 개": (("표시. 광고 기록 (전자상거래법): 6월",), [("ecommerce", "ad", "P6M")]),
    "two records on one line": (
        ("계약 또는 청약철회, 대금결제 등의 기록 : 5년 (전자상거래법)",),
        [CONTRACT, ("ecommerce", "payment", "P5Y")],
    ),
    "a law in a cell of periods": (
        (("예매 및 결제", "전자상거래법에 의거하여 5년간 보관 후 파기"),),
        [("ecommerce", "payment", "P5Y")],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_records_by_law_are_read_in_every_shape(shape: str) -> None:
    texts, expected = SHAPES[shape]
    assert said(kept(*texts)) == expected


def test_a_line_that_no_law_is_tied_to_names_the_one_to_expect() -> None:
    notes = Notes()
    [line] = kept("소비자 불만 및 분쟁처리 기록 : 3년", notes=notes)
    assert (line.law, line.law_expected) == (None, "ecommerce")
    assert [question.kind for question in notes.questions] == ["statutory-law"]


def test_a_law_named_with_others_ties_only_what_it_asks_for() -> None:
    found = kept(
        "상법 등 관계법령에 따라 보존할 기록은 다음과 같습니다.", "청약 철회 기록 : 5년", "부정이용 기록 : 2년"
    )
    assert [(one.law, one.law_expected, one.law_text) for one in found] == [
        (None, "ecommerce", "상법 등 관계법령"),
        (None, None, "상법 등 관계법령"),
    ]


def test_dormant_accounts_name_the_rule_that_is_gone() -> None:
    [line] = kept("장기 미이용 회원 기록 : 1년 분리보관 (전자상거래법 등)")
    assert (line.law_expected, line.abolished, line.store) == ("pipa-old-39-6", "2023-09-15", "separate")


def test_a_minimum_stays_one() -> None:
    [line] = kept("로그인 기록 : 3개월 이상 (통신비밀보호법)")
    assert line.at_least


NOT_BY_LAW = [
    "접속기록을 최소 1년 이상 보관하고 있습니다.",
    "문의 기록 : 답변 후 1년",
    "이벤트 참여 기록 : 1년",
    "보존 기간 : 3년",
]


@pytest.mark.parametrize("text", NOT_BY_LAW)
def test_a_period_of_the_controllers_own_is_no_record_by_law(text: str) -> None:
    assert kept(text) == ()


def test_under_a_title_of_its_own_policy_a_record_is_none_by_law() -> None:
    assert kept("# 회사 내부 방침", "부정이용 기록 : 1년") == ()


def test_what_safeguards_say_of_logs_is_none() -> None:
    blocks = (
        Heading((Line("개인정보의 안전성 확보조치", Spot(1)),), 1),
        ListItem((Line("접속 기록 : 2년", Spot(2)),), "-"),
    )
    whole = Document("policy.txt", Format.TEXT, "utf-8", "", blocks)
    assert retention.read(sections(whole), frozenset(), Notes()).statutory == ()


SEEDS = {"soogong": "001", "somoon": "002", "mkyu": "003", "aicallback": "004"}


@pytest.mark.reference
@pytest.mark.parametrize("label", SEEDS)
def test_the_records_of_the_seeds_are_those_of_their_labels(label: str, reference: Path) -> None:
    [seed] = (reference / "seeds").glob(f"{SEEDS[label]}_*")
    gold = yaml.safe_load((reference / "gold" / f"{label}.yaml").read_text("utf-8"))["statutory_retention"]
    found = retention.read(sections(read(seed.read_bytes(), os.path.basename(seed))), frozenset(), Notes()).statutory
    assert said(found) == [(one["law"], one["record"], one["duration"]) for one in gold]
