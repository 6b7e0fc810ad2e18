"""Tags and texts become a tree of the elements that make blocks; what only colours words is remembered with them.

End tags that HTML lets one leave out are put where a browser puts them, stray ones are passed over, and whatever nests
deeper than `MOST_DEPTH` stays in the element it is in: no input makes the tree deep.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jikim.document.limits import MOST_DEPTH, MOST_MARKS, within
from jikim.document.scan import Close, Open, Scanner, Text
from jikim.messages import msg

BLOCK = frozenset([
    "html", "head", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "menu", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "section", "article", "main", "header",
    "footer", "nav", "aside", "form", "fieldset", "legend", "pre", "blockquote", "address", "center", "details",
    "summary", "select", "option", "optgroup", "button", "textarea", "title", "figure", "figcaption", "dialog",
    "noscript", "iframe", "object", "video", "audio", "svg", "math", "canvas", "datalist", "template",
])  # fmt: skip
VOID = frozenset([
    "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed", "source", "param", "track",
    "frame",
])  # fmt: skip
STRONG = frozenset(["b", "strong"])
UNSEEN = frozenset([
    "head", "option", "select", "datalist", "iframe", "object", "video", "audio", "svg", "math", "canvas", "button",
    "noscript",
])  # fmt: skip
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hide|hidden|hiding|blind|sr-only|sr_only|visually-hidden|screen-reader-text|skip\S*|ir|a11y-hidden"
    r"|(?:d|is)-(?:none|hidden))(?:\s|$)", re.I)  # fmt: skip
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th", "caption"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "option": ({"option"}, {"select", "datalist"}),
}
"""A start tag ends the open elements of the first set, looked for no further up than the second."""
ENDS_P = BLOCK - {"button", "select", "option", "optgroup", "svg", "math", "iframe", "object", "canvas"}
WALLS = frozenset({"td", "th", "table", "caption"})
"""An end tag inside one of these ends nothing outside of it."""


@dataclass(slots=True)
class Run:
    """Words and how they look; `cut` is a line break, `picture` an image with its substitute text."""

    text: str
    line: int
    strong: bool = False
    link: bool = False
    hidden: bool = False
    raw: bool = False
    code: bool = False
    cut: bool = False
    picture: bool = False


@dataclass(slots=True)
class Node:
    """An element that makes a block."""

    name: str
    tag: Open
    parts: list["Node | Run"] = field(default_factory=list)
    hidden: bool = False

    @property
    def line(self) -> int:
        """The line of its start tag."""
        return self.tag.line


@dataclass(slots=True)
class _Inline:
    name: str
    strong: bool
    link: bool
    hidden: bool


class Builder:
    """One page being put together."""

    def __init__(self) -> None:
        self.root = Node("", Open("", "", 1))
        self.deep = 0
        self._open = [self.root]
        self._inline: list[list[_Inline]] = [[]]

    def build(self, page: str, first: int = 1) -> Node:
        """Return the tree of a page whose first line has the number `first`."""
        what = msg("tags and texts of the page:")
        for marks, token in enumerate(Scanner(page, first).tokens()):
            within(marks, MOST_MARKS, what)
            if isinstance(token, Open):
                self._start(token)
            elif isinstance(token, Close):
                self._end(token.name)
            else:
                self._say(token)
        return self.root

    def _say(self, token: Text) -> None:
        looks = self._inline[-1]
        strong, link = any(look.strong for look in looks), any(look.link for look in looks)
        hidden = any(look.hidden for look in looks)
        self._open[-1].parts.append(Run(token.text, token.line, strong, link, hidden, token.raw, token.code))

    def _start(self, tag: Open) -> None:
        name = tag.name
        if name in ("br", "hr"):
            self._open[-1].parts.append(Run("", tag.line, cut=True, raw=name == "hr"))
        elif name == "img":
            self._open[-1].parts.append(Run(tag.value("alt") or "", tag.line, picture=True))
        elif name in VOID or (tag.empty and name not in ("div", "p", "td", "th")):
            return
        elif name in BLOCK:
            self._block(tag)
        elif len(self._inline[-1]) < MOST_DEPTH:
            link = name == "a" and not (tag.value("href") or "#").startswith("#")
            self._inline[-1].append(_Inline(name, name in STRONG or _bold(tag), link, _unseen(tag)))

    def _block(self, tag: Open) -> None:
        name = tag.name
        if name in ENDS_P:
            self._close({"p"}, WALLS | {"div", "li", "body", "form"})
        if name in CLOSES:
            self._close(*CLOSES[name])
        if name in ("td", "th") and self._open[-1].name in ("table", "thead", "tbody", "tfoot"):
            self._block(Open("tr", "", tag.line))
        if len(self._open) >= MOST_DEPTH:
            self.deep += 1
            self._open[-1].parts.append(Run("", tag.line, cut=True))
            return
        node = Node(name, tag, hidden=_unseen(tag) or name in UNSEEN)
        self._open[-1].parts.append(node)
        self._open.append(node)
        self._inline.append([look for look in self._inline[-1] if look.link or look.hidden] if name != "td" else [])
        if tag.empty:
            self._pop(len(self._open) - 1)

    def _end(self, name: str) -> None:
        if name in BLOCK:
            for at in range(len(self._open) - 1, 0, -1):
                if self._open[at].name == name:
                    self._pop(at)
                    return
                if self._open[at].name in WALLS and name not in ("table", "tr", "thead", "tbody", "tfoot"):
                    break
            if name in ("p", "div"):
                self._open[-1].parts.append(Run("", self.root.line, cut=True))
            return
        looks = self._inline[-1]
        for at in range(len(looks) - 1, -1, -1):
            if looks[at].name == name:
                del looks[at]
                return

    def _close(self, names: set[str], wall: set[str] | frozenset[str]) -> None:
        """End the outermost open element of `names` that stands inside the nearest wall."""
        found = 0
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name in wall:
                break
            if self._open[at].name in names:
                found = at
        if found:
            self._pop(found)

    def _pop(self, at: int) -> None:
        del self._open[at:]
        del self._inline[at:]


def runs(node: Node) -> Iterator[Run]:
    """Give every text below an element, in order."""
    for part in node.parts:
        if isinstance(part, Run):
            yield part
        else:
            yield from runs(part)


def nodes(node: Node, name: str) -> Iterator[Node]:
    """Give the elements of a name below an element."""
    for part in node.parts:
        if isinstance(part, Node):
            if part.name == name:
                yield part
            yield from nodes(part, name)


def _unseen(tag: Open) -> bool:
    attributes = tag.attributes
    if not attributes:
        return False
    if HIDING.search(attributes) and HIDING.search(tag.value("style") or ""):
        return True
    if "hid" in attributes.lower() and tag.value("hidden") is not None:
        return True
    return "class" in attributes.lower() and bool(
        HIDDEN_CLASS.search(tag.value("class") or tag.value("classname") or "")
    )


def _bold(tag: Open) -> bool:
    return "font-weight" in tag.attributes and bool(
        re.search(r"font-weight\s*:\s*(bold|[6-9]00)", tag.value("style") or "", re.I)
    )
