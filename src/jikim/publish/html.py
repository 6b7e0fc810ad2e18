"""The document as one HTML page: no script, nothing to fetch, readable on a phone, on a screen and on paper.

The markup is templates/page.html, the looks are templates/page.css; jinja2 escapes whatever is put in. A table keeps
its header cells with their scope; on a narrow screen each row becomes a block, with the heads before the values.
"""

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from jikim.messages import msg, say
from jikim.publish.document import Block, Bullets, Definitions, Document, Grid, Line, Note, Paragraph, Section

_SAYINGS = {"skip": msg("skip to the content"), "contents": msg("contents")}
_CONTENTS_DEPTH = 2
_HIGHEST, _DEEPEST = 2, 6


def page(document: Document) -> str:
    """Return the page."""
    said = {name: say(message, document.language) for name, message in _SAYINGS.items()}
    return _template().render(
        document=document,
        language=document.language.value,
        said={name: text[:1].upper() + text[1:] for name, text in said.items()},
        contents=list(_contents(document.sections)),
        kind=_kind,
        level=_level,
        repeats=_repeats,
    )


@cache
def _templates() -> Environment:
    loader = PackageLoader("jikim.publish")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template() -> Template:
    return _templates().get_template("page.html")


def _contents(blocks: tuple[Block, ...], depth: int = 1) -> Iterator[tuple[Section, list[object]]]:
    """Yield the sections of the first levels, each with those inside it."""
    for block in blocks:
        if isinstance(block, Section):
            inner = list(_contents(block.blocks, depth + 1)) if depth < _CONTENTS_DEPTH else []
            yield block, list[object](inner)


def _kind(block: Block) -> str:
    return _KINDS[type(block)]


_KINDS: dict[type[Block], str] = {
    Paragraph: "paragraph",
    Note: "note",
    Bullets: "bullets",
    Definitions: "definitions",
    Grid: "grid",
    Section: "section",
}


def _level(section: Section) -> int:
    """Return the level of a section's heading: h2 for `1`, h3 for `1.2`."""
    return min(section.number.count(".") + _HIGHEST, _DEEPEST)


def _repeats(grid: Grid, title: Line | None) -> bool:
    """Return whether a caption only repeats the heading above it; it is then for those who do not see it."""
    return title is not None and title.text == grid.caption.text
