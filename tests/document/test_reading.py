"""What a document holds is in its blocks, or told; nothing else, of any form, and of the reference texts too."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jikim.document import Document, Format, Heading, ListItem, Reason, lines_of, read
from jikim.errors import DocumentError
from tests.document.forms import SAYS, docx, gaps, opened, word


def hangul(text: str) -> Counter[str]:
    return Counter(letter for letter in text if "가" <= letter <= "힣")


def told(document: Document) -> Counter[str]:
    """Every Hangul letter of the blocks with their signs, and of what is lost or left out."""
    texts = [gap.text for gap in (*document.lost, *document.left_out)]
    for block in document.blocks:
        texts += [line.text for line in lines_of(block)]
        texts.append(block.number if isinstance(block, Heading) else "")
        texts.append(block.marker if isinstance(block, ListItem) else "")
    return hangul(" ".join(texts))


class Page(HTMLParser):
    """The text of a page as the standard library has it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.said.append(data)


def written(data: bytes, document: Document) -> Counter[str]:
    """Every Hangul letter of a text, without comments and scripts."""
    text = data.decode(document.encoding)
    if document.format is not Format.HTML and "<" not in text:
        return hangul(text)
    page = Page()
    page.feed(text)
    page.close()
    return hangul("".join(page.said))


def test_the_shares_of_what_is_told_add_up() -> None:
    document = opened(
        f"<html><body><h1>개인정보 처리방침</h1><p>{SAYS}</p><p hidden>{'행사 안내 ' * 12}</p></body></html>"
    )
    (gap,) = gaps(document, Reason.HIDDEN)
    assert 0.3 < gap.share < 0.5


def test_a_document_without_a_letter_says_so() -> None:
    document = opened("<html><body><p></p><div></div><span></span></body></html>")
    assert document.blocks == ()
    assert [gap.share for gap in document.lost] == [1.0]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"a" * (100 * 2**20 + 1), "bytes of the file"),
        (b"a" * (16 * 2**20 + 1), "bytes of text"),
        (b"\n" * 400_000 + b"a", "lines and cells of the text"),
        (b"<p>" * 400_000, "tags and texts of the page"),
        (("<html><body><table><tr>" + "<td rowspan=999 colspan=999>가" * 999).encode(), "cells of one table"),
        (docx("<w:p/>" * 400_000), "elements of a part"),
    ],
)
def test_what_could_fill_the_memory_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(data, "방침")
    assert what in str(refused.value.what)
    assert str(refused.value.why)
    assert str(refused.value.fix)


@pytest.mark.parametrize("name", ["div", "b", "table><tr><td", "ul><li", "span style='color:red'"])
def test_what_is_nested_too_deep_is_kept_as_text(name: str) -> None:
    document = opened(f"<html><body>{f'<{name}>' * 20_000}{SAYS}</body></html>")
    assert SAYS in " ".join(line.text for block in document.blocks for line in lines_of(block))


def test_an_unclosed_sign_repeated_takes_no_longer() -> None:
    for sign in ("<!--", "<![CDATA[", "<a '", "<a b='", "<%", "<textarea>", "{{", "&#", "[a](", "![", "**", "|"):
        document = opened("<html><body><p>목적은 배송입니다.</p>" + sign * 20_000)
        assert "목적은 배송입니다." in " ".join(line.text for block in document.blocks for line in lines_of(block))


def test_buttons_in_buttons_take_no_longer() -> None:
    document = opened("<html><body>" + "<button style='display:none'>제1조 가" * 20_000)
    assert told(document)["가"] == 20_000


def test_words_of_a_docx_are_counted_too() -> None:
    assert told(read(docx(word(SAYS)), "방침")) == hangul(SAYS)


@pytest.mark.reference
def test_no_letter_of_a_reference_text_is_lost_in_silence(reference: Path) -> None:
    paths = sorted([*(reference / "seeds").iterdir(), *(reference / "corpus/docs").iterdir()])
    assert len(paths) == 47
    missing = {}
    for path in paths:
        data = path.read_bytes()
        document = read(data, path.name)
        silent = written(data, document) - told(document)
        if silent:
            missing[path.name] = silent.total()
        assert document.blocks, path.name
    assert not missing
