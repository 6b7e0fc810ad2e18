import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jikim.messages import Language
from jikim.timeline import lines, page
from jikim.timeline.breadth import breadth
from tests.timeline.shop import POLICY, told
from tests.timeline.years import decade

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/policy.yaml"))
VOID = {"meta", "link", "br", "img", "input", "hr"}
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>&\"'"


class Outline(HTMLParser):
    """The elements of a page, and those that were not closed where they should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and "table" in self.open:
            self.cells.append(data.strip())


def whole(text: str = POLICY, language: Language = Language.KOREAN, title: str = "가게의 10년") -> str:
    story, lives = told(text)
    return page(title, lives, language, {"사람": 3000, "기한을 넘긴 파기": "없음"}, decade(), story)


@pytest.mark.parametrize("language", Language)
def test_every_element_is_closed(language: Language) -> None:
    outline = Outline(whole(language=language))
    assert (outline.wrong, outline.open) == ([], [])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_policy_of_the_examples_can_be_shown(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    outline = Outline(whole(text))
    assert (outline.wrong, outline.open) == ([], [])
    assert {breadth(line) for line in lines(told(text)[1])} == {80}


def test_the_page_names_its_language_its_title_and_nothing_to_fetch() -> None:
    text = whole()
    assert '<html lang="ko">' in text
    assert "<title>가게의 10년</title>" in text
    assert not Outline(text).tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"(src|href)=|@import|url\((?!#)", text)


def test_the_facts_of_the_drawings_stand_in_a_table_too() -> None:
    cells = Outline(whole()).cells
    for fact in ("주소", "2029-11-22", "2031-11-25", "전자상거래법 시행령 제6조제1항제3호 (법정 보존 의무)"):
        assert fact in cells


def test_figures_stand_at_the_top_with_separators() -> None:
    assert "<dt>사람</dt><dd>3,000</dd>" in whole()


def test_every_year_has_a_row_with_what_was_done_in_it() -> None:
    cells = Outline(whole()).cells
    years = [cell for cell in cells if re.fullmatch(r"20\d\d-\d\d", cell)]
    assert years == ["2026-12", *(f"{year}-12" for year in range(2027, 2036)), "2036-10"]


def test_a_page_of_lives_alone_has_no_picture_of_years() -> None:
    _, lives = told()
    text = page("가게", lives)
    assert 'class="decade"' not in text
    assert 'class="figures"' not in text
    assert 'class="lives"' in text


@pytest.mark.parametrize("word", ["회원가입", "회원 관리", "탈퇴 DB", "회원 탈퇴"])
def test_a_hostile_label_stays_text(word: str) -> None:
    outline = Outline(whole(POLICY.replace(word, f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'")))
    assert (outline.wrong, outline.open) == ([], [])
    assert not outline.tags & {"script", "img"}
    assert "onerror" not in outline.attributes


def test_a_hostile_title_and_figure_stay_text() -> None:
    _, lives = told()
    outline = Outline(page(HOSTILE, lives, figures={HOSTILE: HOSTILE}))
    assert (outline.wrong, outline.open) == ([], [])
    assert not outline.tags & {"script", "img"}


def test_the_english_page_is_english_but_for_the_words_of_the_policy() -> None:
    text = whole(language=Language.ENGLISH, title="Shop")
    figures = "사람|기한을 넘긴 파기|없음"
    own = "|".join(sorted(set(re.findall("[가-힣]+", POLICY)), key=len, reverse=True))
    left = re.sub(f"{figures}|맑은 고딕|이메일|{own}", "", text)
    assert not re.findall("[가-힣]+", left)
