"""The page: one file, no script, nothing to fetch; whatever a policy says stands in it as text."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from jikim.law import catalogue
from jikim.messages import Language
from jikim.publish import compose, headings, page, statements
from tests.publish.said import ALL, composed, named, read

EVIL = "<script>alert('x')</script> & \"q\" {{ 7*7 }} <!-- -->"


class Outline(HTMLParser):
    """What a reader meets: tags with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._silent += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_the_page_says_every_line_of_the_document(path: Path) -> None:
    document = compose(read(path), catalogue())
    shown = " ".join("".join(Outline(page(document)).text).split())
    missing = [line.text for line in (*headings(document), *statements(document))
               if " ".join(line.text.split()) not in shown]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("path", ALL, ids=named)
def test_nothing_is_fetched_and_nothing_runs(path: Path) -> None:
    shown = page(compose(read(path), catalogue()))
    outline = Outline(shown)
    names = {tag for tag, _ in outline.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "input", "button", "base", "svg", "font"}
    assert [each["href"] for each in outline.all("link")] == ["data:,"]
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on") or name == "src"]
    assert not re.search(r"@import|url\(", shown)
    kinds = {re.sub(r"[:/].*", ":", each["href"]) if "://" in each["href"] or each["href"].startswith("mailto") else
             each["href"][:1] for each in outline.all("a")}  # fmt: skip
    assert kinds <= {"#", "https:", "http:", "mailto:"}
    assert "default-src 'none'" in next(each["content"] for each in outline.all("meta") if "http-equiv" in each)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_headings_go_down_one_step_at_a_time_and_every_link_leads_somewhere(path: Path) -> None:
    outline = Outline(page(compose(read(path), catalogue())))
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    linked = {each["href"][1:] for each in outline.all("a") if each["href"].startswith("#")}
    labelled = {each["aria-labelledby"] for _, each in outline.tags if "aria-labelledby" in each}
    assert linked | labelled <= set(ids)


def test_a_table_has_a_caption_and_header_cells_with_their_scope() -> None:
    outline = Outline(page(compose(read(ALL[0]), catalogue())))
    assert len(outline.all("caption")) == len(outline.all("table")) > 0
    assert {each.get("scope") for each in outline.all("th")} == {"col", "row"}


def test_lines_of_a_value_stay_lines() -> None:
    shown = page(composed('promises: {a: "첫째 줄\\n둘째 줄"}\n'))
    assert "<p>첫째 줄\n둘째 줄</p>" in shown
    assert "main p, main dd { white-space: pre-line; }" in shown


def test_the_page_has_its_landmarks_and_its_language() -> None:
    for language in Language:
        outline = Outline(page(compose(read(ALL[0]), catalogue(), language)))
        assert outline.all("html") == [{"lang": language.value}]
        assert [len(outline.all(name)) for name in ("header", "nav", "main")] == [1, 1, 1]
        assert outline.all("a")[0] == {"class": "skip", "href": "#content"}


def test_whatever_a_policy_says_is_text_on_the_page() -> None:
    quoted = EVIL.replace("'", "''")
    document = composed(f"""document: {{title: '{quoted}'}}
controller: {{name: '{quoted}'}}
officers: [{{role: cpo, email: 'javascript:alert(1)', name: '{quoted}'}}]
roles: {{m: '{quoted}'}}
events: {{left: {{label: '{quoted}', of: person}}}}
activities:
  a:
    label: '{quoted}'
    roles: m
    collect: [{{required: [이름], says: '{quoted}'}}]
    keep: [{{until: left, says: '{quoted}'}}]
""")
    shown = page(document)
    outline = Outline(shown)
    assert not outline.all("script")
    assert "<!--" not in shown
    assert "49" not in "".join(outline.text)
    assert not [each for each in outline.all("a") if "javascript" in each["href"]]
    assert "".join(outline.text).count(EVIL) >= 7


@pytest.mark.parametrize("path", ALL, ids=named)
def test_the_same_policy_gives_the_same_bytes(path: Path) -> None:
    assert page(compose(read(path), catalogue())) == page(compose(read(path), catalogue()))
