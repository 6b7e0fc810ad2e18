"""What was handed to the engine and what it said it did, kept in memory: the other side's own books.

The audit reckons from these alone, and from the databases as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jikim.period import NEVER, Instant


@dataclass(frozen=True, slots=True)
class Given:
    """One record as it was handed over."""

    record: bytes
    person: int
    activity: str
    role: str
    case: str | None
    items: tuple[str, ...]
    at: Instant


@dataclass(slots=True)
class Held:
    """A hold on a person, NEVER closed while it is open."""

    name: str
    opened: Instant
    closed: Instant = NEVER


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a person (record None) or of one record."""

    name: str
    record: bytes | None
    at: Instant


@dataclass(frozen=True, slots=True)
class Done:
    """What the engine says that it did to a strand: preserve, return, destroy or anonymise."""

    strand: bytes
    act: str
    at: Instant


@dataclass(slots=True)
class Diary:
    """Everything that was handed over, by person where it is about one."""

    given: dict[bytes, Given] = field(default_factory=dict)
    told: defaultdict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    held: defaultdict[int, list[Held]] = field(default_factory=lambda: defaultdict(list))
    done: list[Done] = field(default_factory=list)
    approved: int = 0
    refused: int = 0
    ends: Instant = 0

    def gave(self, given: Iterable[Given]) -> None:
        """Note records that were collected."""
        self.given.update((each.record, each) for each in given)

    def happened(self, events: Sequence[tuple[int, bytes | None, str]], at: Instant) -> None:
        """Note events of people or records."""
        for person, record, name in events:
            self.told[person].append(Told(name, record, at))
