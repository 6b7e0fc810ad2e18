"""Each decision has its page, each page its parts, and the index names them all."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "docs/decisions"
PAGES = sorted(page for page in FOLDER.glob("*.md") if page.name not in {"README.md", "dependencies.md"})


def test_the_index_names_every_page() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    named = re.findall(r"\]\(([\w-]+\.md)\)", index)
    assert sorted(named) == sorted([*(page.name for page in PAGES), "dependencies.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_why_what_what_else_and_what_follows(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Refused", "Consequences"]
    assert "Stands in " in text
    assert not re.search(r"\d", page.stem)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_fits_on_a_page(page: Path) -> None:
    assert 20 <= len(page.read_text("utf-8").splitlines()) <= 45
