"""What a demo says in the end: counters, the months for a picture, and how long it took."""

from dataclasses import dataclass, field

from jikim.timeline import Decade


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a demo.

    people, records, strands   how many lived, what they gave, and in how many pieces it was kept
    moved, returned, destroyed, anonymised   acts on strands
    held        items whose end a hold put off
    approved    acts that an officer approved
    overdue, early, unjustified, residue     what went wrong, see `audit.py`; all zero when nothing did
    log_size    leaves in all logs; `log_verified` is false when a log does not verify
    seconds     how long each part took
    decade      counts by the month
    said        the first findings in words
    """

    people: int
    records: int
    strands: int
    moved: int
    returned: int
    destroyed: int
    anonymised: int
    held: int
    approved: int
    overdue: int
    early: int
    unjustified: int
    residue: int
    log_size: int
    log_verified: bool
    seconds: dict[str, float]
    decade: Decade
    said: tuple[str, ...] = field(default=())

    @property
    def clean(self) -> bool:
        """Return whether nothing went wrong."""
        return self.log_verified and not (self.overdue or self.early or self.unjustified or self.residue)

    def counters(self) -> dict[str, object]:
        """Return everything but the months and the words, as plain values for JSON."""
        left_out = ("decade", "said")
        return {name: getattr(self, name) for name in self.__slots__ if name not in left_out}
