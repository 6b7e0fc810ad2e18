"""The lives of one group of activities as a drawing: a row a strand, time from left to right.

It is drawn for the width it is shown at: broad with the items beside the bar, or narrow with the items above it.
Under each bar stands a line for every stretch, so that nothing has to be guessed from the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from jikim.lifecycle import Place
from jikim.messages import Language, msg, say
from jikim.period import NEVER, Instant
from jikim.timeline import sentence
from jikim.timeline.breadth import fitted, wrapped
from jikim.timeline.drawing import FONT, SMALL, columns, element, titled, words
from jikim.timeline.life import Group, Life, Stretch
from jikim.timeline.scale import Scale
from jikim.timeline.story import Story, noon

BROAD, NARROW = 1040, 328
_LABEL, _GAP = 250, 16
_BAR, _LINE, _SMALL_LINE = 18, 18, 17
_MOST_LABEL_LINES = 3
_LEAST = 3.0
_SIGN = 14


def drawing(group: Group, scale: Scale, language: Language, width: int, story: Story | None = None) -> str:
    """Return the lives of a group as SVG, `width` units wide; its height follows."""
    return _Drawing(group, scale, language, width, story).whole()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A width divided into labels and bars."""

    group: Group
    scale: Scale
    language: Language
    width: int
    story: Story | None

    @property
    def left(self) -> float:
        return 0 if self.width < BROAD else _LABEL + _GAP

    def x(self, instant: Instant) -> float:
        return self.left + self.scale.at(instant) * (self.width - self.left)

    def whole(self) -> str:
        axis, top = self._axis()
        rows, y = [], top
        for life in self.group.lives:
            row, height = self._row(life, y)
            rows.append(row)
            y += height
        heading = ", ".join(sentence.headings(self.group, self.language))
        return titled(
            self.width,
            y,
            say(msg("the lives of '{activity}'", activity=heading), self.language),
            " ".join(self._described()),
            *self._grid(top - 4, y),
            axis,
            *rows,
            class_="lives",
        )

    def _described(self) -> Iterator[str]:
        for life in self.group.lives:
            yield f"{sentence.items(life)}:"
            yield from (f"{sentence.caption(stretch, self.language)}." for stretch in sentence.kept(life))

    def _axis(self) -> tuple[str, float]:
        """Return the years, and below them the numbers of what happens in the story."""
        years, least, free = [], 44 if self.width < BROAD else 36, -1.0
        for year, at in self.scale.years():
            x = self.left + at * (self.width - self.left)
            if x >= free and x + least <= self.width:
                years.append(words(str(year), x + 3, 12, class_="year"))
                free = x + least
        badges = [self._badge(x, label) for x, label in self._happenings()]
        return element("g", *years, *badges), 40 if badges else 22

    def _happenings(self) -> Iterator[tuple[float, str]]:
        """Yield where to put the number of each happening; those that stand close together share one badge."""
        close: list[tuple[float, int]] = []
        for number, happening in enumerate(self.story.happenings if self.story else (), 1):
            x = self.x(noon(happening.day))
            if close and x - close[-1][0] > 2 * _SIGN:
                yield _shared(close)
                close = []
            close.append((x, number))
        if close:
            yield _shared(close)

    def _badge(self, x: float, label: str) -> str:
        half = 5 + 3.5 * len(label)
        middle = min(max(x, self.left + half), self.width - half)
        return element(
            "g",
            element("rect", x=middle - half, y=18, width=2 * half, height=15, rx=7.5),
            words(label, middle, 29.5, text_anchor="middle"),
            class_="badge",
        )

    def _grid(self, top: float, bottom: float) -> Iterator[str]:
        for _, at in self.scale.years():
            x = self.left + at * (self.width - self.left)
            yield element("line", x1=x, y1=0, x2=x, y2=bottom, class_="grid")
        for day in sorted({happening.day for happening in self.story.happenings} if self.story else ()):
            x = self.x(noon(day))
            if x > self.left + _LEAST:  # the first days: the bars themselves begin there
                yield element("line", x1=x, y1=top - 4, x2=x, y2=bottom, class_="happening")

    def _row(self, life: Life, top: float) -> tuple[str, float]:
        """Return a row, and its height."""
        beside = self.width >= BROAD
        label, label_height = self._label(life, top + 13)
        bar = top if beside else top + label_height
        lines, y = [], bar + _BAR + 15
        for sign, text in self._captions(life):
            for number, line in enumerate(wrapped(text, columns(self.width - self.left - _SIGN - 4))):
                if number == 0:
                    lines.append(element("rect", x=self.left, y=y - 9, width=9, height=9, class_=sign))
                lines.append(words(line, self.left + _SIGN, y, class_="why"))
                y += _SMALL_LINE
        bottom = max(y - _SMALL_LINE + 4, top + label_height if beside else 0) + _GAP
        return element("g", *label, *self._bar(life, bar), *lines), bottom - top

    def _label(self, life: Life, y: float) -> tuple[list[str], float]:
        """Return the roles and items, and their height."""
        room = columns(_LABEL if self.width >= BROAD else self.width, FONT)
        said = []
        if life.roles:
            said.append(words(fitted(sentence.roles(life), room).rstrip(), 0, y, font_size=SMALL, class_="role"))
        lines = wrapped(sentence.items(life), room)
        if len(lines) > _MOST_LABEL_LINES:
            rest = fitted(" ".join(lines[_MOST_LABEL_LINES - 1 :]), room - 1).rstrip()
            lines = (*lines[: _MOST_LABEL_LINES - 1], rest)
        for line in lines:
            said.append(words(line, 0, y + _LINE * len(said), font_size=FONT, class_="items"))
        return said, _LINE * len(said)

    def _bar(self, life: Life, y: float) -> Iterator[str]:
        for stretch in life.stretches:
            start, end = self.x(stretch.start), self.x(stretch.end)
            tip = element("title", escape(sentence.caption(stretch, self.language)))
            if stretch.place is Place.NOWHERE:
                middle = y + _BAR / 2
                yield element("line", x1=start + 4, y1=middle, x2=end, y2=middle, class_="gone-line")
                yield element("circle", cx=max(start, self.left + _LEAST) + 3, cy=middle, r=3, class_="end")
            else:
                box = {"x": start, "y": y, "width": max(end - start, _LEAST), "height": _BAR}
                yield element("rect", tip, **box, class_=_class(stretch))

    def _captions(self, life: Life) -> Iterator[tuple[str, str]]:
        for stretch in sentence.kept(life):
            yield _class(stretch), sentence.caption(stretch, self.language)
        gone = sentence.last(life, Place.NOWHERE)
        if gone:
            yield "gone", say(sentence.end_of(life, gone), self.language)


def _class(stretch: Stretch) -> str:
    """Return how a stretch is drawn; what no rule ends is drawn as a fault."""
    return stretch.place.value if stretch.reasons or stretch.end < NEVER else "unruled"


def _shared(close: list[tuple[float, int]]) -> tuple[float, str]:
    first, last = close[0][1], close[-1][1]
    return close[0][0], str(first) if first == last else f"{first}–{last}"
