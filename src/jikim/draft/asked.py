"""What a draft has to ask: the questions of the reading, then what the language needs and no document says.

Each question has the choice that the draft runs with. The numbers are those of the remarks in the draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jikim.document import Spot
from jikim.law import normal
from jikim.messages import Message
from jikim.reader import Question


@dataclass(frozen=True, slots=True)
class Open:
    """A question with its number; `chosen` counts the options from 0; without a spot it is about no line."""

    number: int
    kind: str
    about: str
    what: Message
    options: tuple[Message, ...]
    chosen: int
    spot: Spot | None


@dataclass(slots=True)
class Asks:
    """Collects the questions of a draft; one key is asked once, and its number comes when all are known."""

    known: Sequence[Question] = ()
    _asked: dict[str, tuple[str, Message, tuple[Message, ...], Spot | None]] = field(default_factory=dict)

    def ask(self, key: str, about: str, what: Message, options: Sequence[Message], spot: Spot | None = None) -> str:
        """Ask, with the first of the options chosen; returns the key for the node it is about."""
        self._asked.setdefault(key, (about, what, tuple(options), spot))
        return key

    def has(self, about: str, spot: Spot) -> bool:
        """Return whether the reading asks about these words of a line already; no words: about the line at all."""
        return any(each.spot == spot and normal(about) in normal(each.about) for each in self.known)

    def numbered(self) -> tuple[dict[str, int], tuple[Open, ...]]:
        """Return the numbers by key, and all questions: those of the reading come first."""
        first = [Open(number, each.kind, each.about, each.what, each.options, each.chosen, each.spot)
                 for number, each in enumerate(self.known, 1)]  # fmt: skip
        numbers = {key: number for number, key in enumerate(self._asked, len(first) + 1)}
        own = [Open(numbers[key], key.partition(":")[0], about, what, options, 0, spot)
               for key, (about, what, options, spot) in self._asked.items()]  # fmt: skip
        return numbers, (*first, *own)
