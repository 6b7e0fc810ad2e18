"""The published pages in a real browser: axe-core finds nothing, nothing is wider than the screen or fetched; and the
W3C's validator (vnu) has nothing to say.

Needs Debian's `chromium` and a Java, and `npm`. JIKIM_SCREENSHOTS names a folder for pictures of every page.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from jikim.law import catalogue
from jikim.messages import Language
from jikim.publish import RENDERERS, Edition, Publication
from tests.publish.said import ALL, WHOLE, named, policy, read
from tests.testapps.browser import looked_at, validated

pytestmark = pytest.mark.testapps
EVIL = '<script>x</script><b onload="x">&lt;' * 3


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of page: all policies, both languages, an earlier edition, a comparison, children, hostile words."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Publication] = {named(path): Publication(read(path), (), catalogue()) for path in ALL}
    made["english"] = Publication(read(WHOLE), (), catalogue(), Language.ENGLISH)
    made["evil"] = Publication(policy(f"document: {{title: '{EVIL}'}}\nroles: {{m: '{EVIL}'}}\n"), (), catalogue())
    made["next"] = Publication(read(WHOLE), (Edition(read(ALL[1]), date(2026, 12, 1)),), catalogue())
    found = []
    for name, publication in made.items():
        for file in publication.files({"html": RENDERERS["html"]}, machines=False):
            path = folder / f"{name}-{file.name}"
            path.write_bytes(file.content)
            found.append(path)
    return found


@pytest.fixture(scope="module")
def seen(pages: list[Path]) -> list[Mapping[str, object]]:
    """What the browser found on each page, in each view."""
    return looked_at(pages)


def test_axe_finds_no_violation(seen: list[Mapping[str, object]]) -> None:
    assert [(each["page"], each["view"], each["violations"]) for each in seen if each["violations"]] == []


def test_nothing_is_wider_than_a_phone_a_screen_or_paper(seen: list[Mapping[str, object]]) -> None:
    assert [(each["page"], each["view"], each["overflow"]) for each in seen if each["overflow"]] == []


def test_nothing_is_fetched_and_nothing_complains(seen: list[Mapping[str, object]]) -> None:
    assert [(each["page"], each["fetched"], each["said"]) for each in seen if each["fetched"] or each["said"]] == []


def test_the_first_tab_leads_past_the_contents(seen: list[Mapping[str, object]]) -> None:
    assert {each["focus"] for each in seen if each["view"] != "paper"} == {"skip"}


def test_the_validator_has_nothing_to_say(pages: list[Path]) -> None:
    assert validated(pages) == ""
