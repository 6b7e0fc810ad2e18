"""Lines of text cut where one statement about keeping ends and the next begins.

A cell may hold several statements on one line (`•`, `※`, a full stop, `단,`), or one on several lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jikim.document import Line, Spot

_CUT = re.compile(
    r"\s*[•●○◦▪■□▶▷◆※]\s*|(?<=[가-힣)])\.(?=\s|$|[가-힣])\s*|;\s*|(?<=\s)[-–]\s+|^\s*[-–*·]\s*"
    r"|[\s(,]*(?<![가-힣])(?P<but>단|다만|단지)[,\s]\s*"
)


LONGEST = 1200
"""Letters; no statement about keeping runs longer, and a hostile one shall not be read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One statement: its text, the line and the letter where it begins; `but` is whether it is an exception (`단,`)."""

    text: str
    line: Line
    begin: int
    but: bool = False
    further: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line it stands on."""
        return (self.line, *self.further)

    def spot_at(self, letter: int) -> Spot:
        """Return where a letter of the text stands."""
        line, at = self.line, letter + self.begin
        for after in self.further:
            if at <= len(line.text):
                break
            line, at = after, at - len(line.text) - 1
        return line.spot_at(max(at, 0))


def cut(line: Line) -> Iterator[Segment]:
    """Cut one line; pieces that hold no letters are left out."""
    begin, but = 0, False
    for found in _CUT.finditer(line.text):
        yield from _kept(line, begin, found.start(), but)
        begin, but = found.end(), bool(found["but"])
    yield from _kept(line, begin, len(line.text), but)


def segments(lines: Sequence[Line], is_whole: Callable[[str], bool]) -> list[Segment]:
    """Cut lines; a line whose end says nothing whole (`is_whole`) goes on in the next, as does one before a bracket."""
    found: list[Segment] = []
    for line in lines:
        for number, one in enumerate(cut(line)):
            last = found[-1] if found else None
            opens = line.text.lstrip().startswith("(") and not one.but
            if number == 0 and last and _goes_on(last, line) and (opens or not (one.but or is_whole(last.text))):
                found[-1] = Segment(f"{last.text} {one.text}", last.line, last.begin, last.but, (*last.further, line))
            else:
                found.append(one)
    return found


_MOST_LINES = 6
"""Lines that one statement may run on over; each is looked at with those before it."""
_BULLET = re.compile(r"\s*(?:[-–*•●○◦▪■□▶▷◆※①-⑳]|\d{1,2}[.)]|[가-하][.)])")


_LABEL = re.compile(r"\s*[가-힣]{2,8}\s?[:：]")
_SENTENCE = re.compile(r"[가-힣]다\s?[.。]\s*$")


def _goes_on(last: Segment, line: Line) -> bool:
    """Whether a statement reaches the end of its line, and the next line begins no point of its own."""
    at = last.lines[-1].text.rstrip(" .,")
    return (
        bool(at)
        and len(last.text) + len(line.text) < LONGEST
        and len(last.further) < _MOST_LINES
        and last.text.rstrip(" .,").endswith(at[-6:])
        and not _BULLET.match(line.text)
        and not _LABEL.match(line.text)
        and not _SENTENCE.search(last.lines[-1].text)
    )


def _kept(line: Line, begin: int, end: int, but: bool) -> Iterator[Segment]:
    text = line.text[begin:end]
    if len(text) <= LONGEST and re.search(r"[0-9A-Za-z가-힣]", text):
        lead = len(text) - len(text.lstrip())
        yield Segment(text.strip(), line, begin + lead, but)
