"""One context of collecting as it was found, before its words become facts: lines under a name, nothing read yet.

Tables give contexts row by row (`context_tables.py`), titles and lists line by line (`context_texts.py`); those of one
name are brought together (`joins.py`), and only then read (`collection.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jikim.document import Line, Spot
from jikim.reader.facts import Need, Tie
from jikim.reader.letters import letters, single


@dataclass(frozen=True, slots=True)
class Given:
    """Lines of items under one mark; `when` is what a label beside them says (`주문 시`)."""

    lines: tuple[Line, ...]
    need: Need = Need.UNSPECIFIED
    when: str | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Periods that hold for the items of some lines and not for the whole context."""

    periods: tuple[Line, ...]
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What stands under one name; `name` is empty where the document gives none. `reasons` say why it is kept."""

    name: str
    spot: Spot
    lines: tuple[Line, ...] = ()
    group: str = ""
    purposes: tuple[Line, ...] = ()
    items: tuple[Given, ...] = ()
    periods: tuple[Line, ...] = ()
    basis: tuple[Line, ...] = ()
    methods: tuple[Line, ...] = ()
    reasons: tuple[Line, ...] = ()
    kept: tuple[Kept, ...] = ()
    need: Need = Need.UNSPECIFIED
    automatic: bool = False
    inherits: Mapping[str, int] = field(default_factory=dict)
    tie: Tie | None = None
    place: int = 0

    @property
    def key(self) -> str:
        """The name by its letters, without what only says that it is a name (`회원가입 시 수집하는 항목`)."""
        return key_of(self.name)

    def holding(self) -> frozenset[str]:
        """Which columns it has something in."""
        held = {"purposes": self.purposes, "items": self.items, "retention": self.periods or self.kept}
        return frozenset(name for name, value in held.items() if value)

    def with_(self, other: "Context") -> "Context":
        """Put another of the same name beside it."""
        return replace(
            self, lines=self.lines + other.lines,
            purposes=self.purposes + other.purposes, items=self.items + other.items,
            periods=self.periods + other.periods, basis=self.basis + other.basis, methods=self.methods + other.methods,
            reasons=self.reasons + other.reasons, kept=self.kept + other.kept,
            group=self.group or other.group, tie=self.tie or other.tie, inherits={**other.inherits, **self.inherits},
            need=self.need if self.need is not Need.UNSPECIFIED else other.need,
        )  # fmt: skip


@lru_cache(maxsize=4096)  # each name is held against every other
def key_of(name: str) -> str:
    """Return a name as it is compared."""
    return letters(single(name))
