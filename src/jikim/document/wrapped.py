"""Lines of a page become lines of the author: a line goes on in the next one when it was full.

It was full when the next line's first word would not have fitted behind it. Between the two stands a space, unless the
break went through a word: that shows where the room left was narrower than any word begins, a single letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jikim.document.chrome import HANGUL
from jikim.document.model import Line, Spot
from jikim.document.outline import Piece, signed

LARGER = 1.15
"""A line this much higher than most is a heading."""
APART = 0.9
"""More than this part of a line's height between two lines parts two paragraphs."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed; lengths in points from the page's upper left, all 0 where only the text is known."""

    text: str
    page: int
    number: int
    left: float
    right: float
    top: float
    bottom: float
    first: float = 0
    size: float = 0

    @property
    def spot(self) -> Spot:
        """Page and line."""
        return Spot(self.number, self.page)


def paragraphs(lines: list[Printed]) -> Iterator[Piece]:
    """Give the pieces of running text."""
    if not lines:
        return
    edge = max(line.right for line in lines)
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    held: list[Printed] = []
    for line in lines:
        if held and not _goes_on(held[-1], line, edge):
            yield _piece(held, usual)
            held = []
        held.append(line)
    yield _piece(held, usual)


def joined_lines(lines: list[Printed], left: float, right: float) -> tuple[Line, ...]:
    """Join the lines of a cell, which ends on the right as far from its rule as it begins on the left."""
    if not lines:
        return ()
    edge = right - min(max(min(line.left for line in lines) - left, 0), 12)
    groups: list[list[Printed]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, edge):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_joined(group) for group in groups)


def _goes_on(line: Printed, after: Printed, edge: float) -> bool:
    if not line.right or signed(after.text)[0] or abs(line.size - after.size) > 1.5:
        return False
    if line.page == after.page and after.top - line.bottom > APART * line.size:
        return False
    return line.right + line.size * 0.25 + after.first > edge


def _piece(lines: list[Printed], usual: float) -> Piece:
    large = usual > 0 and lines[0].size > LARGER * usual and sum(len(line.text) for line in lines) <= 60
    return Piece((_joined(lines),), level=1 if large else None)


def _joined(lines: list[Printed]) -> Line:
    text = lines[0].text
    for line, after in pairwise(lines):
        text += ("" if _is_cut(line, after) else " ") + after.text
    return Line(text, lines[0].spot)


def _is_cut(line: Printed, after: Printed) -> bool:
    """A word of this file's body was cut: not told yet for one line alone, so a space is the safer reading."""
    return text_ends_open(line.text) and not HANGUL.match(after.text[:1])


def text_ends_open(text: str) -> bool:
    """A line that ends in a hyphen inside an address goes on at once."""
    return text.endswith(("-", "/", "@", "_")) and len(text) > 1 and text[-2].isascii() and text[-2].isalnum()
