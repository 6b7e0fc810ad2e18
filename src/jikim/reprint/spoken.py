"""Sentences of the catalogue turned round: which message a text is, and what stands in its gaps.

A message is given with each gap as its own name in corner brackets: `msg("until {end}", end=gap("end"))`. Texts are
compared without white space, because a page may have broken a line inside a word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from jikim.law import normal
from jikim.messages import Language, Message, say

Known = TypeVar("Known")
_GAP = re.compile(r"⟦(\w+)⟧")


def gap(name: str) -> str:
    """Return what stands in for a value of a message."""
    return f"⟦{name}⟧"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language of the catalogue."""

    language: Language

    def of(self, message: Message) -> str:
        """Return a message as it is compared."""
        return normal(say(message, self.language))

    def text(self, message: Message) -> str:
        """Return a message as it is printed."""
        return say(message, self.language)

    def inverse(self, told: Mapping[Known, Message]) -> dict[str, Known]:
        """Return what each message of a table stands for."""
        return {self.of(message): key for key, message in told.items()}

    def gaps(self, message: Message, text: str) -> Mapping[str, str] | None:
        """Return what stands in the gaps of a message, or None where a text is not that message."""
        found = _pattern(say(message, self.language)).fullmatch(text.strip())
        return {name: said.strip() for name, said in found.groupdict().items()} if found else None

    def after(self, head: Message, text: str) -> tuple[str, tuple[str, ...]]:
        """Return what stands before a short head, and what follows each time it comes."""
        first, *rest = re.split(_loose(self.text(head).strip()), text, flags=re.IGNORECASE)
        return first.strip(), tuple(each.strip() for each in rest)

    def without(self, messages: Iterable[Message], text: str) -> tuple[str, Message | None]:
        """Return a text without the message that it begins or ends with, and that message."""
        for message in messages:
            said = _loose(self.text(message))
            for pattern in (rf"{said}\s*", rf"\s*{said}"):
                found = (re.match(pattern, text, re.IGNORECASE) if pattern.endswith("*")
                         else re.search(rf"{pattern}$", text, re.IGNORECASE))  # fmt: skip
                if found:
                    return (text[: found.start()] + text[found.end() :]).strip(), message
        return text, None


def _loose(text: str) -> str:
    """Return a pattern for words between which a page may break."""
    return r"\s+".join(map(re.escape, text.split()))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    parts = _GAP.split(text)
    said = [f"(?P<{part}>.+)" if at % 2 else _between(part) for at, part in enumerate(parts)]
    return re.compile("".join(said), re.IGNORECASE)


def _between(words: str) -> str:
    """Return a pattern for the words between two gaps; where only white space divides them, it has to be there."""
    return r"\s+" if words.isspace() else re.sub(r"(?:\\ )+", r"\\s*", re.escape(words))
