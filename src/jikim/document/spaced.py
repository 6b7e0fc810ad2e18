"""Where a page shows the line breaks of its source, as what its style sheets and styles say of white space tells.

Sheets outside the page are not fetched: of those only the signs of lists at the begin of source lines tell.
"""

import re
from collections.abc import Iterator, Mapping

from jikim.document.scan import Open

_SPACE = re.compile(r"white-space\s*:\s*(?P<how>[a-z-]+)", re.IGNORECASE)
_KEEPING = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_SIMPLE = re.compile(r"^(?:\*|[a-z][a-z0-9]*|[.#][\w-]+)$", re.IGNORECASE)
_SIGN = re.compile(r"^\s*(?:[①-⑳]|(?:[가-하][.)]|\d{1,2}[.)]|[-–·•※○■▶●ㆍ])\s)")
_RULED = re.compile(r"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*$", re.MULTILINE)
"""A rule of a table drawn with pipes, which has its rows a line each."""
_LEAST = 2  # signs at the begin of lines


def sheets(page: str) -> Mapping[str, bool]:
    """Return whether line breaks are kept, by the plain selectors of the sheets in a page (`body`, `.page`, `#text`).

    >>> sheets("<style>body, .page { white-space: pre-wrap }</style>")
    {'body': True, '.page': True}
    """
    return {selector: keeps for sheet in _sheets(page) for selector, keeps in _rules(sheet)}


def keeps(tag: Open, kept: bool, said: Mapping[str, bool]) -> bool:
    """Return whether an element keeps line breaks, where the one around it does as `kept` says."""
    if not said and "white-space" not in tag.attributes:
        return kept
    inline = _SPACE.search(tag.value("style") or "") if "white-space" in tag.attributes else None
    if inline:
        return inline["how"].lower() in _KEEPING
    classes = (tag.value("class") or "").split()
    names = [f"#{tag.value('id') or ''}", *(f".{name}" for name in classes), tag.name, "*"]
    return next((said[name] for name in names if name in said), kept)


def broken(text: str, kept: bool) -> Iterator[tuple[int, str]]:
    """Yield the lines that a text shows, each with the source lines before it; one where breaks are white space."""
    lines = text.split("\n")
    if kept or _RULED.search(text):
        yield from enumerate(lines)
        return
    begins = [at for at, line in enumerate(lines) if at and _SIGN.match(line)]
    starts = [0, *begins] if len(begins) >= _LEAST else [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "\n".join(lines[start:end])


def _sheets(page: str) -> Iterator[str]:
    low, at = page.lower(), 0
    while (begin := low.find("<style", at)) >= 0 and (end := low.find("</style", begin)) >= 0:
        yield page[low.find(">", begin, end) + 1 : end]
        at = end


def _rules(sheet: str) -> Iterator[tuple[str, bool]]:
    for rule in sheet.split("}"):
        selectors, _, says = rule.rpartition("{")
        found = _SPACE.search(says)
        if found:
            plain = (one.strip() for one in selectors.rpartition("{")[2].split(","))
            yield from ((one, found["how"].lower() in _KEEPING) for one in plain if _SIMPLE.match(one))
