"""Ten years of a service as numbers by the month, to be drawn."""

from dataclasses import dataclass, fields
from datetime import date

from jikim.errors import OperatorError
from jikim.messages import msg


@dataclass(frozen=True, slots=True)
class Decade:
    """Counts at the end of each month from `begins` on, all series of one length (120 months for ten years).

    people      data subjects of whom anything is still there
    live, separate   strands in use, and kept apart
    destroyed   strands destroyed so far, since the beginning
    moved, returned, anonymised   strands of that month: put apart, come back, anonymised (not among the destroyed)
    held        strands that a hold keeps from destruction
    """

    begins: date
    people: tuple[int, ...]
    live: tuple[int, ...]
    separate: tuple[int, ...]
    destroyed: tuple[int, ...]
    moved: tuple[int, ...]
    returned: tuple[int, ...]
    anonymised: tuple[int, ...]
    held: tuple[int, ...]

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, each.name)) for each in fields(self) if each.name != "begins"}
        if len(lengths) != 1 or lengths == {0}:
            raise OperatorError(
                msg("the series of a picture of years are not equally long"),
                msg("each month needs its count in every series"),
                msg("hand in one count a month, in every series"),
            )

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return len(self.people)

    @property
    def gone(self) -> tuple[int, ...]:
        """Return, by the month, how many strands no longer exist as such: destroyed or anonymised so far."""
        so_far, gone = 0, []
        for destroyed, anonymised in zip(self.destroyed, self.anonymised, strict=True):
            so_far += anonymised
            gone.append(destroyed + so_far)
        return tuple(gone)

    @property
    def destroyed_in(self) -> tuple[int, ...]:
        """Return how many strands were destroyed in each month."""
        before = (0, *self.destroyed[:-1])
        return tuple(now - then for now, then in zip(self.destroyed, before, strict=True))

    def month(self, index: int) -> date:
        """Return the first day of a month by its number, from 0."""
        years, month = divmod(self.begins.month - 1 + index, 12)
        return date(self.begins.year + years, month + 1, 1)
