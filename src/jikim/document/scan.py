"""HTML as a row of tags and texts, each with the line it begins on.

Real pages are Word exports, JSP, PHP and Vue templates as much as HTML, so this scanner promises less than a browser
and keeps more: the line of every letter, which the usual parsers do not give for text. It looks at each character a
fixed number of times, whatever the file holds: an unclosed comment or quote is looked for once and then taken as text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

NAME = re.compile(r"[a-zA-Z][^\s/>\"'<=]{0,60}")
QUOTED = re.compile(r"[^=<>]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^=<>]*+)*+>")
ATTRIBUTE = re.compile(r"([^\s=\"'<>/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++)))?")
RAW = {"script": False, "style": False, "textarea": True, "title": True, "xmp": True, "noembed": False}
"""Elements that hold no elements; whether their text is shown."""
SHUT = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<%", "%>"), ("<?", "?>"), ("<!", ">"))
"""What is no element. Word writes `<![if ...]>` around what every browser shows: only the mark itself goes."""
CODE = re.compile(r"\$\{[^{}\n]*\}|\{\{[^{}]*\}\}|\{/\*.{0,500}?\*/\}|\{[\"'`]\s*[\"'`]\}")
WHITE = re.compile(r"\s+")
NOTHING = re.compile("[\u200b\u2060\ufeff\u00ad\ufffe]")


@dataclass(frozen=True, slots=True)
class Open:
    """A start tag; `name` in lower case."""

    name: str
    attributes: str
    line: int
    empty: bool = False

    def value(self, name: str) -> str | None:
        """Return an attribute's value, None where it is absent."""
        for found in ATTRIBUTE.finditer(self.attributes):
            if found[1].lower() == name:
                return unescape(found[2] or found[3] or found[4] or "")
        return None


@dataclass(frozen=True, slots=True)
class Close:
    """An end tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, entities resolved; `raw` text (of a textarea) keeps its line breaks."""

    text: str
    line: int
    raw: bool = False
    code: bool = False


Token = Open | Close | Text


class Scanner:
    """One pass over a page."""

    def __init__(self, page: str, first: int = 1) -> None:
        self._page = page
        self._at = 0
        self._line, self._counted = first, 0
        self._absent: set[str] = set()
        self._quotes = True

    def tokens(self) -> Iterator[Token]:
        """Give every tag and text in order."""
        page = self._page
        while self._at < len(page):
            mark = page.find("<", self._at)
            mark = len(page) if mark < 0 else mark
            if mark > self._at:
                yield from self._text(self._at, mark)
            self._at = mark
            if mark < len(page):
                yield from self._tag()

    def _text(self, start: int, end: int) -> Iterator[Token]:
        text, line = self._page[start:end], self._line_at(start)
        done = 0
        for found in CODE.finditer(text) if "{" in text else ():
            yield Text(unescape(text[done : found.start()]), line)
            line += text.count("\n", done, found.end())
            yield Text(found.group(), line, code=True)
            done = found.end()
        yield Text(unescape(text[done:]), line)

    def _tag(self) -> Iterator[Token]:
        page, start = self._page, self._at
        for begin, end in SHUT:
            if page.startswith(begin, start):
                yield from self._shut(begin, end)
                return
        closing = page.startswith("/", start + 1)
        named = NAME.match(page, start + 1 + closing)
        stop = self._end(named.end()) if named else -1
        if not named or stop < 0:
            self._at = start + 1
            yield Text("<", self._line_at(start))
            return
        self._at = stop
        name = named.group().lower()
        if closing:
            yield Close(name)
            return
        attributes = page[named.end() : stop - 1]
        opened = Open(name, attributes, self._line_at(start), attributes.endswith("/"))
        yield opened
        if name in RAW and not opened.empty:
            yield from self._raw(name)

    def _shut(self, begin: str, end: str) -> Iterator[Token]:
        stop = self._find(end, self._at + len(begin))
        if stop < 0:
            yield Text("<", self._line_at(self._at))
            self._at += 1
            return
        inside = self._page[self._at + len(begin) : stop]
        if begin == "<![CDATA[":
            yield Text(inside, self._line_at(self._at))
        elif begin in ("<%", "<?") and not inside.startswith("--"):
            yield Text(inside, self._line_at(self._at), code=True)
        self._at = stop + len(end)

    def _raw(self, name: str) -> Iterator[Token]:
        """Pass over what an element without elements holds, and give it where a browser shows it."""
        found = None if name in self._absent else re.compile(rf"</{name}(?=[\s/>])", re.I).search(self._page, self._at)
        if not found:
            self._absent.add(name)
            if not RAW[name]:  # a script that never ends is one to the end of the page, as in a browser
                yield Text(self._page[self._at :], self._line_at(self._at), code=True)
                self._at = len(self._page)
            return
        if RAW[name]:
            yield Text(unescape(self._page[self._at : found.start()]), self._line_at(self._at), raw=True)
        self._at = found.start()

    def _end(self, start: int) -> int:
        """Return the place after the `>` of a tag; quoted signs do not count unless a quote is never closed."""
        if self._quotes:
            found = QUOTED.match(self._page, start)
            if found:
                return found.end()
        stop = self._find(">", start)
        if stop - start > 10_000:  # a quote that swallows this much was never closed: look for quotes no more
            self._quotes = False
        return stop + 1 if stop >= 0 else -1

    def _find(self, what: str, start: int) -> int:
        """Find a text; one that is absent once is absent from there on and not looked for again."""
        if what in self._absent:
            return -1
        found = self._page.find(what, start)
        if found < 0:
            self._absent.add(what)
        return found

    def _line_at(self, place: int) -> int:
        self._line += self._page.count("\n", self._counted, place)
        self._counted = place
        return self._line


def cleaned(text: str) -> str:
    """Make white space single, and drop what has no width."""
    return WHITE.sub(" ", NOTHING.sub("", text)).strip(" ")
