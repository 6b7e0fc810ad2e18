"""What a reading writes down beside the facts: which words it used, what it assumed, and what it has to ask.

The readers of the single sections get one `Notes` and write into it; `reading.py` turns it into values. A question
always has the choice that was made: the draft runs with it until a person decides.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jikim.document import Line, Spot
from jikim.messages import Message
from jikim.reader.letters import place_of


@dataclass(frozen=True, slots=True)
class Mark:
    """Letters `begin` to `end` (from 0, `end` outside) of a line that were read as `kind`: `item`, `retention`, ..."""

    line: Line
    begin: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A repair: what was taken for said though the document does not say it there."""

    kind: str
    what: Message
    spot: Spot


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide; `chosen` counts the options from 0. `about` is the text in question."""

    kind: str
    about: str
    what: Message
    options: tuple[Message, ...]
    chosen: int
    spot: Spot


@dataclass(slots=True)
class Notes:
    """Collects while a document is read; the same question about the same line is asked once."""

    marks: list[Mark] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def use(self, line: Line, kind: str, text: str | None = None) -> None:
        """Mark a line, or the words of it, as read; words that do not stand in it mark nothing."""
        where = (0, len(line.text)) if text is None else place_of(text, line.text)
        if where is not None:
            self.marks.append(Mark(line, *where, kind))

    def use_all(self, lines: Sequence[Line], kind: str) -> None:
        """Mark whole lines."""
        for line in lines:
            self.use(line, kind)

    def assume(self, kind: str, what: Message, spot: Spot) -> None:
        """Say what was repaired."""
        self.assumptions.append(Assumption(kind, what, spot))

    def ask(
        self, kind: str, about: str, what: Message, options: Sequence[Message], spot: Spot, *, chosen: int = 0
    ) -> None:
        """Ask, once for a kind and a line."""
        if not any(each.kind == kind and each.spot == spot for each in self.questions):
            self.questions.append(Question(kind, about, what, tuple(options), chosen, spot))

    def used(self) -> Counter[str]:
        """Return how many letters were used for what; a letter used twice counts for its first use."""
        seen: set[tuple[int, int]] = set()
        counted: Counter[str] = Counter()
        for mark in self.marks:
            fresh = {(id(mark.line), at) for at in range(mark.begin, mark.end)} - seen
            counted[mark.kind] += len(fresh)
            seen |= fresh
        return counted
