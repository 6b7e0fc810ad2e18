"""A period of law, and which way it points.

A period of retention is a floor, a ceiling or a promise, and the three must never be mixed:

MIN               the law forbids destruction before the end
MAX               the law forces destruction by the end
MIN_THEN_DESTROY  both: not before `shortest`, and by `longest`
LIMIT             says what may be kept, not how long: no bound
POLICY            no statute; what consent, contract or notice says, both a promise and a cap
REPEALED          no longer law: no bound

Lengths are ISO 8601 text (`P6M`, `P5Y`, `P0D`: at once), to be read by `jikim.period`.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from jikim.law.fact import Fact, fact_of
from jikim.law.tables import Row


class Direction(Enum):
    """Which way a period points; see the head of this file."""

    MIN = "min"
    MAX = "max"
    LIMIT = "limit"
    POLICY = "policy"
    REPEALED = "repealed"
    MIN_THEN_DESTROY = "min_then_destroy"


@dataclass(frozen=True, slots=True)
class Retention:
    """One period of the catalogue: its fact, its direction, its length and the event it runs from.

    `alias`            the name authors write after `law:`
    `duration`         None where the law names no length, or where `shortest` and `longest` stand instead
    `longer`           a second length, due where any of `longer_if` holds (access logs: SAFE Art. 8 (1))
    `until_destroyed`  kept as long as the data it is about (PIPA Decree Art. 15-2 (4))
    `silent`           the law names no starting event: the policy must name one, and such bindings are listed
    `was`              the direction before the repeal
    """

    fact: Fact
    alias: str
    direction: Direction
    duration: str | None
    shortest: str | None
    longest: str | None
    longer: str | None
    longer_if: tuple[str, ...]
    until_destroyed: bool
    trigger: str | None
    silent: bool
    was: Direction | None

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.fact.id

    def direction_on(self, on: date) -> Direction:
        """Return the direction on the day `on`: a repealed duty pointed somewhere before it was repealed."""
        return self.was if self.was and self.fact.is_in_force(on) else self.direction

    def floor(self, on: date) -> str | None:
        """Return the length before which nothing may be destroyed; None without one, or when not in force."""
        return self._length(on, {Direction.MIN: self.duration, Direction.MIN_THEN_DESTROY: self.shortest})

    def ceiling(self, on: date) -> str | None:
        """Return the length by whose end everything must be destroyed; None without one, or when not in force."""
        return self._length(on, {Direction.MAX: self.duration, Direction.MIN_THEN_DESTROY: self.longest})

    def _length(self, on: date, lengths: dict[Direction, str | None]) -> str | None:
        return lengths.get(self.direction_on(on)) if self.fact.is_in_force(on) else None


def retention_of(row: Row, alias: str) -> Retention:
    """Read one `[[fact]]` of retention.toml."""
    was = row.text_or_none("was")
    return Retention(
        fact=fact_of(row),
        alias=alias,
        direction=Direction(row.text("direction")),
        duration=row.text_or_none("duration"),
        shortest=row.text_or_none("shortest"),
        longest=row.text_or_none("longest"),
        longer=row.text_or_none("longer"),
        longer_if=row.texts("longer_if"),
        until_destroyed=row.flag("until_destroyed"),
        trigger=row.text_or_none("trigger"),
        silent=row.flag("silent"),
        was=Direction(was) if was else None,
    )
