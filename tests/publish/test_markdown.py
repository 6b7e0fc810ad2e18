"""Markdown that says the same as the page, whatever signs the words of a policy hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jikim.errors import Place
from jikim.law import catalogue
from jikim.messages import Language
from jikim.publish import (
    Bullets,
    Cell,
    Definitions,
    Document,
    Grid,
    Line,
    Note,
    Paragraph,
    Run,
    compose,
    headings,
    markdown,
    statements,
)
from tests.publish.said import ALL, named, read
from tests.publish.test_html import Outline

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SIGNS = "가a1 *_`|<>[]()#+-.!~&\\:;=\"'‘"


def shown(text: str) -> str:
    """What a reader of the Markdown sees."""
    return " ".join("".join(Outline(READER.render(text)).text).split())


@pytest.mark.parametrize("path", ALL, ids=named)
def test_the_markdown_says_every_line_of_the_document(path: Path) -> None:
    document = compose(read(path), catalogue())
    told = shown(markdown(document))
    missing = [line.text for line in (*headings(document), *statements(document))
               if " ".join(line.text.split()) not in told]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("path", ALL, ids=named)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(path: Path) -> None:
    rendered = Outline(READER.render(markdown(compose(read(path), catalogue()))))
    rows: list[int] = []
    for tag, _ in rendered.tags:
        if tag == "thead":
            rows = []
        if tag == "tr":
            rows.append(0)
        if tag in ("td", "th"):
            rows[-1] += 1
        assert not rows[:-1] or rows[0] == rows[-2]


def line(text: str) -> Line:
    return Line((Run(text, (Place("p", 1, 1),)),))


@given(st.text(SIGNS, min_size=1, max_size=24).map(str.strip).filter(bool))
def test_no_sign_means_anything(text: str) -> None:
    one = line(text)
    blocks = (Paragraph(one), Note(one), Bullets((one,)), Definitions(((one, (one,)),)),
              Grid(one, (one, one), ((Cell((one,)), Cell((one, one))),)))  # fmt: skip
    document = Document(Language.KOREAN, one, blocks, one, (), ())
    told = shown(markdown(document)).replace(" ", "")
    word = "".join(text.split())
    assert told.count(word) >= 12
    assert Outline(READER.render(markdown(document))).all("a") == []


@pytest.mark.parametrize("text", ["---", "-----", "+", "===", "1. 하나", "2) 둘", "- 가", "    네 칸", "3.", "- - -"])
def test_what_could_begin_a_block_is_a_sentence(text: str) -> None:
    one = line(text)
    blocks = (Paragraph(one), Note(one), Bullets((one,)), Definitions(((one, (one, one)),)))
    told = READER.render(markdown(Document(Language.KOREAN, one, blocks, one, (), ())))
    assert not {"hr", "pre", "code", "ol"} & {tag for tag, _ in Outline(told).tags}
    assert "".join(Outline(told).text).replace(" ", "").count(text.replace(" ", "")) == 7


def test_a_link_leads_where_it_says() -> None:
    run = Run("누리집", (Place("p", 1, 1),), None, "https://a.example.kr/(x)")
    document = Document(Language.KOREAN, line("가"), (Paragraph(Line((run,))),), line("나"), (), ())
    assert Outline(READER.render(markdown(document))).all("a") == [{"href": "https://a.example.kr/(x)"}]
