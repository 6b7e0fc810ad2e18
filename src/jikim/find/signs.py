"""Rows that say the same: judged once, however many there are.

What is due for a row follows from its texts and flags, from the order of its instants, and from which of the day's
cutoffs each has passed; from nothing else in it. Rows that agree in all of that have the same answer, but for the key.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from jikim.find.forms import Unreadable
from jikim.find.lens import Lens, Row
from jikim.find.moments import SqlMoment
from jikim.lifecycle import AllOf, AnyOf, Before, Predicate
from jikim.period import Instant
from jikim.tables import Product, Sort

_REMEMBERED = 100_000
_DAY = 86_400_000_000
_WITH_HOUR = range(19, 27)


@dataclass(slots=True)
class InRow:
    """A moment, where its text stands in a row, and what each text said so far."""

    moment: SqlMoment
    at: int
    known: dict[str, Instant]
    days: dict[str, int] = field(default_factory=dict)
    _last: str | None = field(default=None, init=False, repr=False)
    _passed: int = field(default=-1, init=False)

    @property
    def is_plain(self) -> bool:
        """Whether its texts are the product's own, of a day and an hour; SQLite keeps what it is given."""
        form = self.moment.form
        return form.sort is Sort.NAIVE and form.product is not Product.SQLITE and not self.moment.links

    def place(self, row: Row, cutoffs: list[Instant]) -> int:
        """Return how many cutoffs it has passed, -1 where nothing is told; the same for all of most days.

        Always asked with the same cutoffs. Rows of one person say the same of the person, one after the other.
        """
        text = row[self.at]
        if text != self._last:
            self._passed, self._last = (-1 if text is None else self._place(row, text, cutoffs)), text
        return self._passed

    def _place(self, row: Row, text: str, cutoffs: list[Instant]) -> int:
        place = self.days.get(text[:10])
        if place is None:
            if len(self.days) >= _REMEMBERED:
                self.days.clear()
            place = self.days[text[:10]] = self._of_day(text[:10], cutoffs)
        if place >= 0 and len(text) in _WITH_HOUR and text[-1] in "0123456789":  # no BC, no zone
            return place
        instant = self.instant(row)
        return -1 if instant is None else bisect_right(cutoffs, instant)

    def _of_day(self, day: str, cutoffs: list[Instant]) -> int:
        """Return how many cutoffs the whole of a day has passed; -1 if one is in it, or clocks were changed in it."""
        try:
            first, last = self.moment.read(f"{day} 00:00:00"), self.moment.read(f"{day} 23:59:59.999999")
        except Unreadable:
            return -1
        place = bisect_right(cutoffs, first)
        return place if last - first == _DAY - 1 and place == bisect_right(cutoffs, last) else -1

    def instant(self, row: Row) -> Instant | None:
        text = row[self.at]
        if text is None:
            return None
        said = self.known.get(text)
        if said is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            said = self.known[text] = self.moment.read(str(text))
        return said


class Signs:
    """What rows of one table say; `width` is how many columns a row has, of which the first `keys` are its key.

    `predicates` are all that instants are compared with; `people` are the keys of people of whom more is known than
    the row says.
    """

    def __init__(
        self, lenses: Iterable[Lens], keys: int, width: int, days: Iterable[Instant],
        predicates: Iterable[Predicate], people: Collection[object],
    ) -> None:  # fmt: skip
        lenses = tuple(lenses)
        self._told = [InRow(moment, at, {}) for lens in lenses for moment, places in lens.told for at in places]
        self._people = people
        self._named = [at for lens in lenses for at in lens.people]
        other = {each.at for each in self._told} | set(self._named)
        self._plain = _picking([at for at in range(keys, width) if at not in other])
        turns = {turn for day in days for turn in (day, day + 1)}
        self._cutoffs = sorted({*turns, *(cutoff for each in predicates for cutoff in _cutoffs(each))})
        self._in_order = any(each.personal for lens in lenses for one in lens.strands for each in one.keeping.events)
        self._by_day = not self._in_order and all(told.is_plain for told in self._told)

    def sign(self, row: Row) -> Hashable | None:
        """Return what rows share for which the same is due; None for a row that must be judged by itself."""
        cutoffs = self._cutoffs
        try:
            if self._by_day:
                instants, passed = [], tuple([told.place(row, cutoffs) for told in self._told])
            else:
                instants = [told.instant(row) for told in self._told]
                passed = tuple([-1 if one is None else bisect_right(cutoffs, one) for one in instants])
        except Unreadable:
            return None
        people = [row[at] if row[at] in self._people else None for at in self._named] if self._people else ()
        return (passed, self._plain(row), tuple(people),
                _order(instants) if self._in_order else ())  # fmt: skip


def _picking(places: list[int]) -> Callable[[Row], Hashable]:
    """Return what picks the columns at these places out of a row."""
    return itemgetter(*places) if places else lambda _: ()


def _order(instants: list[Instant | None]) -> tuple[int, ...]:
    """Return the places of instants among each other; equal ones share a place."""
    ranks = {one: place for place, one in enumerate(sorted({one for one in instants if one is not None}))}
    return tuple([-1 if one is None else ranks[one] for one in instants])


def _cutoffs(predicate: Predicate) -> Iterable[Instant]:
    match predicate:
        case Before(_, cutoff, _, _):
            yield cutoff
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _cutoffs(part)
