"""A published document read back: the policy that is drafted from it publishes the same document again.

tests/publish/test_loss.py shows that whatever changes in a policy changes what is published; so two policies that
publish the same document say the same.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from jikim.document import read as read_document
from jikim.draft import Draft
from jikim.draft.tree import values
from jikim.law import catalogue
from jikim.messages import Language
from jikim.paper import docx, pdf
from jikim.policy import Policy, parse
from jikim.publish import Document, compose, markdown, page
from jikim.reader import read_facts
from jikim.reprint import Reprint, reprinted
from tests.publish.said import ALL, EXAMPLES, WHOLE, named, read
from tests.reprint.said import said

FORMS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: page(document).encode(),
    "md": lambda document: markdown(document).encode(),
    "docx": docx,
    "pdf": pdf,
}
ANCHOR = re.compile(r'<a id="[^"]*"></a>|\(<?#[^)]*>?\)')  # made of ids, which nobody is told
CARD = re.compile(r"^- \[\*\*.*$", re.MULTILINE)  # says in short, in the order of the policy, what the parts say


@cache
def original(path: Path) -> Policy:
    return read(path)


@cache
def again(path: Path, form: str, language: Language = Language.KOREAN) -> Reprint:
    """The draft of a policy from its own publication."""
    printed = FORMS[form](compose(original(path), catalogue(), language))
    found = reprinted(read_facts(read_document(printed, f"index.{form}")))
    assert found is not None, "it is laid out as we lay it out"
    return found


def policy_of(draft: Draft) -> Policy:
    return parse(draft.text(Language.KOREAN).encode())


def published(policy: Policy, language: Language = Language.KOREAN) -> list[str]:
    """What the public reads of a policy, line by line, white space aside."""
    written = ANCHOR.sub("", CARD.sub("", markdown(compose(policy, catalogue(), language))))
    return [re.sub(r"\s", "", line) for line in written.splitlines() if line.strip()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_a_published_example_is_read_back_to_the_same_policy_and_nothing_is_left_unread(path: Path, form: str) -> None:
    found = again(path, form)
    assert said(policy_of(found.draft)) == said(original(path))
    assert found.reading.unread.share == 0, [line.text for line in found.reading.unread.lines]


# A table of nine columns on paper breaks an address that is wider than its column.
@pytest.mark.parametrize(("path", "form"), [(path, form) for path in ALL for form in FORMS
                                            if (path, form) != (WHOLE, "pdf")])  # fmt: skip
def test_what_was_read_back_publishes_the_same_document(path: Path, form: str) -> None:
    assert published(policy_of(again(path, form).draft)) == published(original(path))


def test_each_value_knows_its_line() -> None:
    found = again(EXAMPLES[0], "md")
    lines = FORMS["md"](compose(original(EXAMPLES[0]), catalogue())).decode().splitlines()
    told = [(word.text, word.spot) for _, word in values(found.draft.tree) if word.spot and not word.bare]
    assert len(told) > 150
    for text, spot in told:
        assert text in lines[spot.number - 1].replace("\\", ""), (text, spot)


def test_the_id_of_the_service_is_asked_and_nothing_else() -> None:
    draft = again(EXAMPLES[0], "html").draft
    assert [question.kind for question in draft.questions] == ["service"]


def test_a_document_of_another_layout_is_not_ours() -> None:
    written = "# 개인정보 처리방침\n\n## 1. 수집하는 항목\n\n이름, 주소\n\n## 2. 보유 기간\n\n1년\n\n## 3. 문의\n\n없음"
    assert reprinted(read_facts(read_document(written.encode(), "other.md"))) is None


def test_a_document_of_ours_that_somebody_changed_is_read_like_any_other_where_it_says_no_policy() -> None:
    printed = FORMS["md"](compose(original(EXAMPLES[0]), catalogue())).decode()
    changed = printed.replace("까지 |", "쯤까지 |").replace("까지<br>", "쯤까지<br>")
    assert changed != printed
    assert reprinted(read_facts(read_document(changed.encode(), "index.md"))) is None


def test_a_document_of_ours_that_lost_its_middle_is_no_crash() -> None:
    printed = FORMS["md"](compose(original(EXAMPLES[3]), catalogue())).decode().splitlines(keepends=True)
    for at in range(0, len(printed), 20):
        found = reprinted(read_facts(read_document("".join(printed[:at] + printed[at + 12 :]).encode(), "a.md")))
        assert found is None or policy_of(found.draft)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_an_english_document_is_read_back_too(path: Path) -> None:
    found = policy_of(again(path, "html", Language.ENGLISH).draft)
    assert published(found, Language.ENGLISH) == published(original(path), Language.ENGLISH)
