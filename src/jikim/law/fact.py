"""A fact of law: what stands under an article, since when, and how sure we are.

`in_force` is the day law.go.kr marks on the article, and mostly only says which version was read: a duty marked
2026-04-28 existed before. So a fact switches on that day only where it is `dated` AMENDMENT; a fact dated
VERSION stands on every day, the earlier ones too, until it is repealed. kr/SOURCES.md says how each was sorted.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from jikim.law.tables import Row

Figure = str | int | float | bool | tuple[str | int, ...]


class Category(Enum):
    """What a fact is about; one or two to a file of kr/."""

    POLICY_ITEM = "policy_item"
    PUBLICATION = "publication"
    RETENTION = "retention"
    CONSENT = "consent"
    DESTRUCTION = "destruction"
    PERIOD = "period"
    RIGHT = "right"
    SAFETY = "safety"
    BREACH = "breach"
    SHARING = "sharing"
    PENALTY = "penalty"
    CONTROL = "control"


class Confidence(Enum):
    """HIGH: the primary text was read. MEDIUM: an official guide, or two others. LOW: one source, or memory."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Dated(Enum):
    """What `in_force` means: the day the fact began, or only the version that was read."""

    AMENDMENT = "amendment"
    VERSION = "version"


class When(Enum):
    """When a policy must hold an item (PIPA Art. 30 (1)); IF_APPLICABLE has a `trigger`."""

    ALWAYS = "always"
    IF_APPLICABLE = "if_applicable"
    RECOMMENDED = "recommended"


class Severeness(Enum):
    """How grave the law takes a violation; from the sanctions (PIPA Arts. 64-2, 71, 73, 75)."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the catalogue.

    `article` is written 30(1)3-2 (Art. 30 (1) 3-2; D before an article of the decree); `figures` holds what can be
    computed with, tables within it as dotted keys (`any_of.subjects_gte`), a bare list under `each`.
    """

    id: str
    category: Category
    ko: str
    en: str
    statute: str
    article: str
    in_force: date | None
    dated: Dated
    repealed: date | None
    source: str
    confidence: Confidence
    checked: date
    figures: tuple[tuple[str, Figure], ...] = ()
    when: When | None = None
    trigger: str | None = None
    severity: Severeness | None = None
    rule: str | None = None
    applies_to: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None

    def is_in_force(self, on: date) -> bool:
        """Return whether the fact stands on the day `on`; from its first day, and not on the day of its repeal.

        What rests on no statute (a promise of the controller) was never enacted and stands on every day.
        """
        if self.repealed is not None and on >= self.repealed:
            return False
        return self.dated is Dated.VERSION or self.in_force is None or on >= self.in_force

    def figure(self, key: str) -> Figure:
        """Return the figure `key`; KeyError if the fact has none."""
        return dict(self.figures)[key]

    def number(self, key: str) -> int:
        """Return a figure that is a whole number."""
        value = self.figure(key)
        if not isinstance(value, int):
            raise TypeError(f"{self.id}: {key} is no number")
        return value

    def text(self, key: str) -> str:
        """Return a figure that is text: an ISO 8601 length such as P10D, a time of day, a word."""
        value = self.figure(key)
        if not isinstance(value, str):
            raise TypeError(f"{self.id}: {key} is no text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a figure that is a list, each as text."""
        value = self.figure(key)
        if not isinstance(value, tuple):
            raise TypeError(f"{self.id}: {key} is no list")
        return tuple(str(each) for each in value)


def fact_of(row: Row) -> Fact:
    """Read one `[[fact]]`."""
    when, severity = row.text_or_none("when"), row.text_or_none("severity")
    return Fact(
        id=row.text("id"),
        category=Category(row.text("category")),
        ko=row.text("ko"),
        en=row.text("en"),
        statute=row.text("statute"),
        article=row.text("article"),
        in_force=row.day_or_none("in_force"),
        dated=Dated(row.text("dated")),
        repealed=row.day_or_none("repealed"),
        source=row.text("source"),
        confidence=Confidence(row.text("confidence")),
        checked=row.day("checked"),
        figures=tuple((key, _figure(value)) for key, value in row.leaves("figures")),
        when=When(when) if when else None,
        trigger=row.text_or_none("trigger"),
        severity=Severeness(severity) if severity else None,
        rule=row.text_or_none("rule"),
        applies_to=row.text_or_none("applies_to"),
        evidence=row.texts("evidence"),
        note=row.text_or_none("note"),
    )


def _figure(value: object) -> Figure:
    if isinstance(value, tuple):
        return tuple(each if isinstance(each, int) else str(each) for each in value)
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"{value!r} is no figure")
