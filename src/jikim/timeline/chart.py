"""The picture of ten years: everything ever collected, and what has become of it.

Above: in use, kept apart, and gone, stacked; the whole height is all that was ever collected, so what the policy
took away can be seen, and the line of people. Below: what was moved, returned, anonymised and destroyed in each
month. Last, if there were any: what was on hold, on a scale of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jikim.messages import Language, msg
from jikim.timeline import sentence
from jikim.timeline.decade import Decade
from jikim.timeline.drawing import element, titled, words
from jikim.timeline.svg import BROAD

_ABOVE, _BELOW, _HELD = 280, 96, 36
_ABOVE_NARROW = 210
_TITLE, _YEARS = 26, 22
_BETWEEN = 46
"""Between two panels, the title of the lower one included."""
_NICE = (1, 2, 2.5, 5, 10)


def chart(decade: Decade, language: Language, width: int) -> str:
    """Return ten years as SVG, `width` units wide."""
    return _Chart(decade, language, width).whole()


def summary(decade: Decade, language: Language) -> str:
    """Return in one sentence what the picture shows at its end."""
    live, separate, gone = decade.live[-1], decade.separate[-1], decade.gone[-1]
    return sentence.opening(
        msg(
            "after {months} months: {all} strands collected, of which {live} are in use, {separate} are kept apart "
            "and {gone} are gone",
            months=decade.months,
            all=number(live + separate + gone),
            live=number(live),
            separate=number(separate),
            gone=number(gone),
        ),
        language,
    )


def number(count: int) -> str:
    """Return a number as people read it.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{count:,}"


def ticks(most: int, count: int = 4) -> tuple[int, ...]:
    """Return round numbers from 0 to at least `most`.

    >>> ticks(8300), ticks(0), ticks(3)
    ((0, 2500, 5000, 7500, 10000), (0, 1), (0, 1, 2, 3))
    """
    rough = max(most, 1) / count
    power = 10 ** (len(str(int(rough))) - 1)
    step = max(1, next(int(nice * power) for nice in _NICE if int(nice * power) >= rough))
    return tuple(range(0, max(most, 1) + step, step)) if most % step else tuple(range(0, max(most, 1) + 1, step))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Counts to heights within a panel."""

    top: float
    height: float
    most: int

    def y(self, count: float) -> float:
        return self.top + self.height * (1 - count / max(self.most, 1))


@dataclass(frozen=True, slots=True)
class _Chart:
    """The panels, one under the other on one axis of months."""

    decade: Decade
    language: Language
    width: int

    @property
    def left(self) -> int:
        return 64 if self.width >= BROAD else 46

    def x(self, month: float) -> float:
        return self.left + month / self.decade.months * (self.width - self.left - 2)

    def whole(self) -> str:
        above = _ABOVE if self.width >= BROAD else _ABOVE_NARROW
        parts, y = [*self._stocks(_TITLE, above)], _TITLE + above
        parts += self._acts(y + _BETWEEN, _BELOW)
        y += _BETWEEN + _BELOW
        if any(self.decade.held):
            parts += self._held(y + _BETWEEN, _HELD)
            y += _BETWEEN + _HELD
        parts = [*self._years(y), *parts]
        title = sentence.opening(msg("the service, month by month"), self.language)
        return titled(self.width, y + _YEARS, title, summary(self.decade, self.language), *parts, class_="decade")

    def _stocks(self, top: float, height: float) -> Iterator[str]:
        """Yield what is there and what is gone, and the people."""
        decade = self.decade
        layers = {"live": decade.live, "separate": decade.separate, "gone": decade.gone}
        most = max(sum(each) for each in zip(*layers.values(), strict=True))
        scale = _Scale(top, height, ticks(max(most, *decade.people))[-1])
        yield words(sentence.opening(msg("strands, and people"), self.language), 0, top - 14, class_="panel")
        yield from self._scale(scale, ticks(max(most, *decade.people)))
        below: Sequence[int] = [0] * decade.months
        for class_, series in layers.items():
            above = [low + more for low, more in zip(below, series, strict=True)]
            yield element("path", d=self._area(below, above, scale), class_=class_)
            below = above
        line = self._line(decade.people, scale)
        yield element("path", d=line, class_="people-casing")
        yield element("path", d=line, class_="people")

    def _acts(self, top: float, height: float) -> Iterator[str]:
        """Yield what was done in each month, stacked."""
        decade = self.decade
        acts = {
            "moved": decade.moved,
            "returned": decade.returned,
            "anonymised": decade.anonymised,
            "destroyed": decade.destroyed_in,
        }
        marks = ticks(max(sum(each) for each in zip(*acts.values(), strict=True)), 2)
        scale = _Scale(top, height, marks[-1])
        yield words(sentence.opening(msg("what was done in each month"), self.language), 0, top - 14, class_="panel")
        yield from self._scale(scale, marks)
        gap = (self.x(1) - self.x(0)) * (0.16 if self.width >= BROAD else 0)
        for month in range(decade.months):
            y = scale.y(0)
            for class_, series in acts.items():
                high = scale.y(0) - scale.y(series[month])
                if high > 0:
                    y -= high
                    x, wide = self.x(month) + gap, self.x(1) - self.x(0) - 2 * gap
                    yield element("rect", x=x, y=y, width=max(wide, 0.8), height=max(high, 0.5), class_=class_)

    def _held(self, top: float, height: float) -> Iterator[str]:
        scale = _Scale(top, height, max(self.decade.held))
        yield words(
            sentence.opening(msg("kept from destruction by a hold"), self.language), 0, top - 14, class_="panel"
        )
        yield from self._scale(scale, (0, max(self.decade.held)))
        none = [0] * self.decade.months
        yield element("path", d=self._area(none, self.decade.held, scale), class_="held")

    def _scale(self, scale: _Scale, marks: tuple[int, ...]) -> Iterator[str]:
        for mark in marks:
            y = scale.y(mark)
            yield element("line", x1=self.left, y1=y, x2=self.width - 2, y2=y, class_="grid" if mark else "axis")
            yield words(number(mark), self.left - 6, y + 4, text_anchor="end", class_="year")

    def _years(self, y: float) -> Iterator[str]:
        free = -1.0
        for index in range(self.decade.months):
            month = self.decade.month(index)
            if month.month == 1 or index == 0:
                x = self.x(index)
                yield element("line", x1=x, y1=_TITLE, x2=x, y2=y + 5, class_="grid")
                if x >= free and x + 36 <= self.width and not (index == 0 and month.month > 8):
                    yield words(str(month.year), x + 3, y + 17, class_="year")
                    free = x + 40

    def _line(self, series: Sequence[int], scale: _Scale) -> str:
        return "M" + "L".join(f"{self.x(month + 0.5):.1f} {scale.y(count):.1f}" for month, count in enumerate(series))

    def _area(self, low: Sequence[int], high: Sequence[int], scale: _Scale) -> str:
        """Return the outline between two series, each month as wide as it is."""
        months = range(len(low))
        there = [f"{self.x(at):.1f} {scale.y(high[month]):.1f}" for month in months for at in (month, month + 1)]
        back = [f"{self.x(at):.1f} {scale.y(low[month]):.1f}" for month in months for at in (month, month + 1)]
        return f"M{'L'.join([*there, *reversed(back)])}Z"
