"""Words that older policies carry: what they name was repealed, renamed or moved, and since when.

An entry is looked for in the text of a policy, spaces and middle dots aside (`words.normal`). It needs one of
`words`, one of `beside` if there are any, and none of `unless`: a word alone is seldom enough to accuse somebody.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from jikim.law.fact import Confidence
from jikim.law.tables import Row
from jikim.law.words import normal


class Dead(Enum):
    """What kind of thing the words name."""

    LAW = "law"
    FORM = "form"
    ARTICLE = "article"
    TERM = "term"
    BODY = "body"
    PATH = "path"
    CONTROL = "control"
    GROUND = "ground"


@dataclass(frozen=True, slots=True)
class Outdated:
    """One entry of stale.toml; `now` is what is written today, empty where nothing takes its place."""

    id: str
    kind: Dead
    words: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...]
    where: tuple[str, ...]
    since: date
    now: str
    statute: str
    article: str
    source: str
    confidence: Confidence
    checked: date

    def found_in(self, section: str, said: str) -> str | None:
        """Return the old words in a text, given as `normal` folds it, of a section of a policy (`rights`), or None."""
        if self.where and section not in self.where:
            return None
        found = next((word for word, folded in zip(self.words, folds(self.words), strict=True) if folded in said), None)
        if found is None or any(one in said for one in folds(self.unless)):
            return None
        return found if not self.beside or any(one in said for one in folds(self.beside)) else None


@cache
def folds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words as they are compared; each tuple of the table is folded once."""
    return tuple(normal(word) for word in words)


def outdated_of(row: Row) -> Outdated:
    """Read one `[[stale]]`."""
    return Outdated(
        id=row.text("id"),
        kind=Dead(row.text("kind")),
        words=row.texts("words"),
        beside=row.texts("beside"),
        unless=row.texts("unless"),
        where=row.texts("where"),
        since=row.day("since"),
        now=row.text("now"),
        statute=row.text("statute"),
        article=row.text("article"),
        source=row.text("source"),
        confidence=Confidence(row.text("confidence")),
        checked=row.day("checked"),
    )
