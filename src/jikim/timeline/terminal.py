"""The lives of strands as lines of plain text, for a terminal.

Every line takes exactly the columns asked for, a Korean letter counting as two. There is one bar a strand, and
under it a line for each of its stretches; colours are the caller's affair.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.lifecycle import Place
from jikim.messages import Language, say
from jikim.period import Instant
from jikim.timeline import sentence
from jikim.timeline.breadth import breadth, fitted, printable, wrapped
from jikim.timeline.life import Group, Life, groups
from jikim.timeline.scale import Scale
from jikim.timeline.story import Story

SIGNS = {Place.LIVE: "█", Place.SEPARATE: "▒", Place.NOWHERE: "·"}
_INDENT = "  "
_MOST_LABEL = 30


def lines(
    lives: tuple[Life, ...], language: Language = Language.KOREAN, width: int = 80, story: Story | None = None
) -> tuple[str, ...]:
    """Return the picture as lines of `width` columns; 60 or more are legible."""
    if not lives:
        return ()
    found = groups(lives)
    widest = max(breadth(_label(life, group)) for group in found for life in group.lives) + 4
    label = min(widest, _MOST_LABEL, width // 2)
    sheet = _Sheet(Scale.of(lives), language, width, label)
    return tuple(fitted(line, width) for line in sheet.lines(found, story, sentence.is_provisional(lives)))


def _label(life: Life, group: Group) -> str:
    """Return the items, after the roles where the lives of one activity differ by role."""
    differ = len({each.roles for each in group.lives}) > 1
    return f"{sentence.roles(life)}: {sentence.items(life)}" if differ and life.roles else sentence.items(life)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A width divided into labels and bars."""

    scale: Scale
    language: Language
    width: int
    label: int

    @property
    def bar(self) -> int:
        return self.width - self.label - 1

    def lines(self, found: tuple[Group, ...], story: Story | None, provisional: bool) -> Iterator[str]:
        yield from self._story(story)
        yield self._legend()
        yield from wrapped(say(sentence.MAY_MOVE, self.language), self.width) if provisional else ()
        for group in found:
            yield ""
            yield from self._heading(group)
            for life in group.lives:
                yield from self._life(life, group)

    def _story(self, story: Story | None) -> Iterator[str]:
        for happening in story.happenings if story else ():
            yield f"{happening.day}  {printable(say(happening.label, self.language))}"

    def _legend(self) -> str:
        return "   ".join(f"{sign} {say(sentence.PLACES[place], self.language)}" for place, sign in SIGNS.items())

    def _heading(self, group: Group) -> Iterator[str]:
        """Yield the activities, and on the last line the years above the bars."""
        *first, end = wrapped(" / ".join(sentence.headings(group, self.language)), self.width) or ("",)
        yield from first
        if breadth(end) > self.label:
            yield end
            end = ""
        yield f"{fitted(end, self.label)} {self._years()}"

    def _years(self) -> str:
        line = ""
        for year, at in self.scale.years():
            column = int(at * self.bar)
            if column >= len(line) + (1 if line else 0) and column + 4 <= self.bar:
                line = line.ljust(column) + str(year)
        return line

    def _life(self, life: Life, group: Group) -> Iterator[str]:
        label = _INDENT + _label(life, group)
        yield f"{fitted(label, self.label)} {self._bar(life)}"
        if breadth(label) > self.label:
            yield from self._under("", _label(life, group))
        for stretch in sentence.kept(life):
            yield from self._under(SIGNS[stretch.place] + " ", sentence.caption(stretch, self.language))
        gone = sentence.last(life, Place.NOWHERE)
        if gone:
            yield from self._under(SIGNS[Place.NOWHERE] + " ", say(sentence.end_of(life, gone), self.language))

    def _under(self, sign: str, text: str) -> Iterator[str]:
        indent = _INDENT * 2
        for number, line in enumerate(wrapped(text, self.width - len(indent) - len(sign))):
            yield indent + (" " * len(sign) if number else sign) + line

    def _bar(self, life: Life) -> str:
        """Return the bar: each column shows what holds in its middle; a stretch between two middles takes one."""
        columns = [Place.LIVE] * self.bar
        parts = [(stretch, self._column(stretch.start), self._column(stretch.end)) for stretch in life.stretches]
        for stretch, start, end in parts:
            columns[start:end] = [stretch.place] * (end - start)
        for stretch, start, end in parts:
            if start == end and stretch.place is not Place.NOWHERE:
                columns[min(start, self.bar - 1)] = stretch.place
        return "".join(SIGNS[place] for place in columns)

    def _column(self, instant: Instant) -> int:
        return round(self.scale.at(instant) * self.bar)
