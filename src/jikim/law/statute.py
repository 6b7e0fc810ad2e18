"""Statutes, the days they changed, and the grounds on which personal information may be processed."""

from dataclasses import dataclass
from datetime import date

from jikim.law.citation import english, korean
from jikim.law.fact import Confidence
from jikim.law.tables import Row


@dataclass(frozen=True, slots=True)
class Statute:
    """An Act, a decree, a notice or a guide.

    `act` is the Act it belongs to (its own id for an Act): who prints the Act means its decree too.
    `title` and `also` are what a policy may print; `version` and `in_force` say which text was read.
    """

    id: str
    act: str
    ko: str
    title: str
    also: tuple[str, ...]
    english: str
    version: str | None
    in_force: date | None
    source: str
    confidence: Confidence
    checked: date
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a policy may cite it."""
        return (self.ko, self.title, *self.also)

    def cite(self, article: str) -> str:
        """Return the citation in the one form we use: `PIPA Art. 30 (1) 3-2`."""
        return english(self.english, article)

    def cite_in_korean(self, article: str) -> str:
        """Return the citation as Korean statutes write it: 개인정보 보호법 제30조제1항제3호의2."""
        return korean(self.ko, article)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A day on which some statutes changed."""

    day: date
    statutes: tuple[str, ...]
    ko: str
    en: str
    source: str
    confidence: Confidence
    checked: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which personal information may be processed (PIPA Art. 15 (1), 24-2).

    `names` are its short words in a policy (`basis: contract`); `allows` are items that need such a ground.
    """

    id: str
    names: tuple[str, ...]
    ko: str
    en: str
    statute: str
    article: str
    allows: tuple[str, ...]
    source: str
    confidence: Confidence
    checked: date
    note: str | None = None


def statute_of(row: Row) -> Statute:
    """Read one `[[statute]]`."""
    return Statute(
        id=row.text("id"),
        act=row.text("act"),
        ko=row.text("ko"),
        title=row.text("title"),
        also=row.texts("also"),
        english=row.text("cite"),
        version=row.text_or_none("version"),
        in_force=row.day_or_none("in_force"),
        source=row.text("source"),
        confidence=Confidence(row.text("confidence")),
        checked=row.day("checked"),
        note=row.text_or_none("note"),
    )


def amendment_of(row: Row) -> Amendment:
    """Read one `[[amendment]]`."""
    return Amendment(
        day=row.day("day"),
        statutes=row.texts("statutes"),
        ko=row.text("ko"),
        en=row.text("en"),
        source=row.text("source"),
        confidence=Confidence(row.text("confidence")),
        checked=row.day("checked"),
        note=row.text_or_none("note"),
    )


def ground_of(row: Row) -> Ground:
    """Read one `[[ground]]`."""
    return Ground(
        id=row.text("id"),
        names=row.texts("names"),
        ko=row.text("ko"),
        en=row.text("en"),
        statute=row.text("statute"),
        article=row.text("article"),
        allows=row.texts("allows"),
        source=row.text("source"),
        confidence=Confidence(row.text("confidence")),
        checked=row.day("checked"),
        note=row.text_or_none("note"),
    )
