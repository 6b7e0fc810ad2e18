"""Markdown as it is found and not as it is defined: tables glued to text, HTML inside, emphasis cut in two.

Headings, fences, quotes and HTML blocks are told apart here, line by line; everything else is plain text whose marks
are taken off. What CommonMark would not call a table is one here if it looks like one.
"""

import re

from jikim.document.html import flowed
from jikim.document.model import Gap, Line, Reason, Spot, Table
from jikim.document.outline import Piece
from jikim.document.pipes import IMAGE, inline
from jikim.document.scan import cleaned
from jikim.document.text import Numbered, pieces
from jikim.messages import msg

ATX = re.compile(r"\s{0,3}(#{1,6})[ \t]+(\S.*)$|\s{0,3}(#{1,6})(제\s?\d.*)$")
FENCE = re.compile(r"\s{0,3}(```|~~~)")
QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
BREAK = re.compile(r"\s{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
UNDER = re.compile(r"\s{0,3}(=+|-+)\s*$")
HTML = re.compile(
    r"\s{0,3}<(?:table|div|p|ul|ol|dl|h[1-6]|details|section|article|center|blockquote|style|script)\b|\s{0,3}<!--",
    re.I,
)
TABLES = re.compile(r"<(/?)table\b", re.I)
ESCAPED_NUMBER = re.compile(r"^(\s*)\\(?=\d{1,2}[.)])")
LONGEST_TITLE = 60


def read(lines: list[str]) -> tuple[list[Piece | Table], list[Gap]]:
    """Return the pieces of a document and what is in none of them."""
    reader = _Reader(lines)
    while reader.at < len(lines):
        reader.step()
    reader.plain()
    return reader.pieces, reader.gaps


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.pieces: list[Piece | Table] = []
        self.gaps: list[Gap] = []
        self.at = 0
        self._lines = lines
        self._plain: list[Numbered] = []
        self._fenced = False

    def step(self) -> None:
        """Read one line, or one block of HTML."""
        text = self._lines[self.at]
        number = self.at + 1
        self.at += 1
        if FENCE.match(text):
            self._fenced = not self._fenced
            self._plain.append((number, ""))
            return
        text = text[quoted.end() :] if (quoted := QUOTE.match(text)) else text
        heading = None if self._fenced else ATX.match(text)
        if heading:
            self._heading(heading[2] or heading[4], len(heading[1] or heading[3]), number)
        elif not self._fenced and HTML.match(text):
            self._html(number)
        elif not self._fenced and self._under(text):
            self.at += 1
            self._heading(text.strip(), 1 if "=" in self._lines[self.at - 1] else 2, number)
        elif BREAK.match(text):
            self._plain.append((number, ""))
        else:
            self._pictures(text, number)
            self._plain.append((number, ESCAPED_NUMBER.sub(r"\1", text)))

    def plain(self) -> None:
        """Read the plain lines gathered so far."""
        self.pieces += pieces(self._plain, inline)
        self._plain = []

    def _heading(self, text: str, level: int, number: int) -> None:
        self.plain()
        self._pictures(text, number)
        shown = cleaned(inline(text.rstrip("# \t") or text))
        if shown:
            self.pieces.append(Piece((Line(shown, Spot(number)),), level=level))

    def _under(self, text: str) -> bool:
        """Say whether the next line underlines this one; after a long line it only separates."""
        after = self._lines[self.at] if self.at < len(self._lines) else ""
        alone = not self._plain or not self._plain[-1][1].strip()
        short = 0 < len(text.strip()) <= LONGEST_TITLE and "|" not in text
        return alone and short and bool(UNDER.match(after)) and len(after.strip()) > 2

    def _html(self, number: int) -> None:
        """Read a block of HTML: to the blank line after which no table is open."""
        self.plain()
        taken, deep = [], 0
        self.at -= 1
        while self.at < len(self._lines):
            text = self._lines[self.at]
            if not text.strip() and deep <= 0:
                break
            deep += sum(-1 if closing else 1 for closing in TABLES.findall(text))
            taken.append(text)
            self.at += 1
        flow, _ = flowed("\n".join(taken), number)
        self.pieces += flow.pieces
        self.gaps += flow.gaps

    def _pictures(self, text: str, number: int) -> None:
        for found in IMAGE.finditer(text) if "![" in text else ():
            what = msg("pictures: only the text given in place of them is told")
            self.gaps.append(Gap(Reason.PICTURE, what, 0.0, Spot(number), found[1] or "-"))
