"""Which files a policy becomes."""

from datetime import date

from jikim.law import catalogue
from jikim.publish import RENDERERS, Edition, Publication
from tests.publish.said import policy

HEAD = "children: {under: 14, rule: refuse}\n"


def publication(*editions: str) -> Publication:
    """Policies with these editions, the latest first."""
    made = [policy(HEAD) for _ in editions]
    for each, name in zip(made, editions, strict=True):
        each.__dict__["version"] = type(each.version)(type(each.version.id).at(name, each.version.place), None,
                                                       date(2026, 1, 1), None, each.version.place)  # fmt: skip
    return Publication(made[0], tuple(Edition(each, date(2025, 12, 31)) for each in made[1:]), catalogue())


def names(*editions: str) -> list[str]:
    files = publication(*editions).files({"md": RENDERERS["md"]}, machines=False)
    return [file.name for file in files]


def test_an_edition_alone_is_the_index() -> None:
    assert names("3") == ["index.md"]


def test_each_earlier_edition_has_a_page_and_a_comparison_with_the_next() -> None:
    assert names("3", "2", "1") == ["index.md", "policy-2.md", "compare-2.md", "policy-1.md", "compare-1.md"]


def test_names_of_files_hold_no_path_and_never_meet() -> None:
    found = names("9", "../../etc/passwd", "etc passwd", "etc/passwd", "..", "가-1")
    assert len(set(found)) == len(found) == 11
    assert not [name for name in found if "/" in name or name.startswith(".") or ".." in name]


def test_the_index_lists_the_earlier_editions_with_their_days_and_links() -> None:
    files = {file.name: file.content.decode() for file in publication("3", "2", "1").files(RENDERERS, machines=True)}
    assert "[2](<policy-2.md>)" in files["index.md"]
    assert "2025년 12월 31일" in files["index.md"]
    assert "[1](<policy-1.md>)" in files["policy-2.md"]
    assert "policy-2.md" not in files["policy-2.md"]
    assert 'href="compare-1.html"' in files["index.html"]
    assert "index.jsonld" in files
