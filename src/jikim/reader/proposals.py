"""What a program proposes about lines that no rule read, and which of its proposals are kept at all.

The rules read by themselves. A `Proposer` may be asked about what they left (`Asked`); whatever it answers is foreign
text until `heard` has held each answer against the line it names. What is kept stays apart from the facts: nothing in
this room, and nothing in a draft, is made of it. Here nothing is run and nobody is reached.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from jikim.document import Line, Spot
from jikim.reader.letters import single, spaceless
from jikim.reader.reading import Reading

MOST_ANSWERS = 500
MOST_SAYS = 200
"""Letters of a remark."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their category that print nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposer is given: the lines that no rule read, numbered by their place from 1, and the kinds to name.

    A line is named by its number and not by its spot: a page written without line breaks has all of its lines at one.
    """

    file: str
    title: str
    lines: tuple[Line, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came: the number of a line, and what its `words` are said to be. Nothing of it is checked."""

    number: int
    kind: str
    words: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a proposer answered: its own name, its answers, and how many had not even the form of one."""

    by: str
    each: tuple[Answer, ...] = ()
    misshapen: int = 0


class Proposer(Protocol):
    """Whoever can be asked: a local program (`cli`), a function of a test."""

    def __call__(self, asked: Asked, /) -> Answers:
        """Answer; no answer is trusted."""


class Refusal(Enum):
    """Why an answer is not kept."""

    FORM = "form"  # it has no number, kind and words
    LINE = "line"  # no line of that number was asked about
    KIND = "kind"  # not one of the kinds
    WORDS = "words"  # they do not stand in the line
    SAYS = "says"  # longer than MOST_SAYS
    CONTROL = "control"  # letters that nobody sees
    REPEATED = "repeated"  # the same words as the same kind once more
    MANY = "many"  # past the first MOST_ANSWERS


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of `line`, in the document's own spelling, proposed as `kind`; `spot` is where they begin."""

    kind: str
    words: str
    spot: Spot
    says: str
    line: Line


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was kept, who proposed it, and how many of their answers were refused for which reason."""

    by: str
    proposals: tuple[Proposal, ...]
    refused: Mapping[Refusal, int]


def asked_of(reading: Reading, kinds: Sequence[str]) -> Asked:
    """Return what a proposer is asked about a reading."""
    document = reading.document
    return Asked(document.name, document.title, reading.unread.lines, tuple(kinds))


def heard(asked: Asked, answers: Answers) -> Proposed:
    """Keep what holds against the lines, in the order it came; each answer is either kept or counted.

    Looked at are the first MOST_ANSWERS, so that no answer takes long to judge.
    """
    lines = _Lines(asked.lines)
    kept: dict[tuple[int, str, tuple[int, int]], Proposal] = {}
    refused = Counter({Refusal.FORM: answers.misshapen, Refusal.MANY: max(0, len(answers.each) - MOST_ANSWERS)})
    for each in answers.each[:MOST_ANSWERS]:
        found = _judged(asked, lines, each)
        if isinstance(found, Refusal):
            refused[found] += 1
        elif (key := (each.number, each.kind, found)) in kept:
            refused[Refusal.REPEATED] += 1
        else:
            kept[key] = _proposal(asked.lines[each.number - 1], each, *found)
    counted = {reason: refused[reason] for reason in Refusal if refused[reason]}
    return Proposed(single(answers.by), tuple(kept.values()), counted)


def is_plain(text: str) -> bool:
    """Return whether a text holds nothing unseen: no control character, no turn of direction, no half of a letter."""
    return not any(unicodedata.category(letter) in _UNSEEN or letter in _FILLERS for letter in text)


def _judged(asked: Asked, lines: "_Lines", each: Answer) -> Refusal | tuple[int, int]:
    """Return where the words of an answer stand in its line, or why it is refused."""
    if not 1 <= each.number <= len(asked.lines):
        return Refusal.LINE
    if each.kind not in asked.kinds:
        return Refusal.KIND
    if not is_plain(each.words) or not is_plain(each.says):
        return Refusal.CONTROL
    if len(single(each.says)) > MOST_SAYS:
        return Refusal.SAYS
    return lines.place(each.words, each.number) or Refusal.WORDS


def _proposal(line: Line, each: Answer, begin: int, end: int) -> Proposal:
    return Proposal(each.kind, line.text[begin:end], line.spot_at(begin), single(each.says), line)


class _Lines:
    """The lines without their white space, each squeezed once.

    Not `letters.place_of`: that makes a pattern of the words, and these may be a megabyte long.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._squeezed: dict[int, tuple[str, list[int]]] = {}

    def place(self, words: str, number: int) -> tuple[int, int] | None:
        """Return where words begin and end in a line, white space aside; None where they do not stand there."""
        sought = spaceless(words)
        text, letters = self._squeezed.get(number) or self._squeeze(number)
        at = text.find(sought) if sought else -1
        return (letters[at], letters[at + len(sought) - 1] + 1) if at >= 0 else None

    def _squeeze(self, number: int) -> tuple[str, list[int]]:
        text = self._lines[number - 1].text
        letters = [at for at, letter in enumerate(text) if not letter.isspace()]
        self._squeezed[number] = "".join(text[at] for at in letters), letters
        return self._squeezed[number]
