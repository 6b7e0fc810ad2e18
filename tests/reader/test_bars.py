"""What the reader has to reach on the five seeds, and that no document asks much more than it must."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.reader.__main__ import labels, scored
from bench.reader.groups import asked_of, grouped, groups
from bench.reader.kinds import ASKED, NEEDLESS, TARGETS
from bench.reader.score import Score, total

pytestmark = pytest.mark.reference
PAGE = Path(__file__).parents[2] / "docs" / "reading-measured.md"
SEEDS = "five seeds"
ITEMS_SINCE, RETENTION_SINCE = 0.90, 0.78
USERS_UNNAMED, RETENTION_OF_THOSE = ("x20",), 0.85
"""Documents whose label says users (`이용자`) where the text names nobody and the reader takes members."""
Scores = Mapping[str, Sequence[Score]]


@pytest.fixture(scope="module")
def scores(reference: Path) -> Scores:
    return {name: scored(folder, reference) for name, folder in groups(reference).items()}


def f1(scores: Sequence[Score], kind: str) -> float:
    found = total(one.counts[kind] for one in scores).f1
    assert found is not None, f"nobody labelled {kind}"
    return found


@pytest.mark.parametrize("kind", TARGETS)
def test_facts_of_the_five_seeds_are_read_as_people_read_them(scores: Scores, kind: str) -> None:
    assert f1(scores[SEEDS], kind) >= TARGETS[kind]


def test_what_people_found_doubtful_in_the_five_seeds_is_asked(scores: Scores) -> None:
    gold = sum(len(one.questions.gold) for one in scores[SEEDS])
    assert sum(len(one.questions.asked) for one in scores[SEEDS]) >= ASKED * gold, asked_of(scores[SEEDS])


def test_no_document_asks_more_than_three_questions_that_nobody_needs(scores: Scores) -> None:
    needless = {name: [len(one.questions.needless) for one in group] for name, group in scores.items()}
    assert max(map(max, needless.values())) <= NEEDLESS, needless


def test_the_page_shows_today_s_figures(scores: Scores) -> None:
    assert "\n".join(grouped(scores)) in PAGE.read_text(encoding="utf-8"), "python -m bench.reader --groups"


def test_documents_that_nobody_had_looked_at_are_read_since_they_are_known(reference: Path) -> None:
    folder = Path(__file__).parent / "unseen"
    known = dict(zip(labels([folder]), scored(folder, reference), strict=True))
    others = [score for name, score in known.items() if name not in USERS_UNNAMED]
    assert f1(others, "items") >= ITEMS_SINCE
    assert f1(others, "retention") >= RETENTION_SINCE
    assert f1([known[name] for name in USERS_UNNAMED], "retention") >= RETENTION_OF_THOSE
