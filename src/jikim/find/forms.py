"""How one column says when: an instant in the column's own representation, and back.

A cutoff is converted once, so that the database compares plain values and can use its index. `Form.bound` is the
smallest value of the column that is not before the cutoff: whatever is less happened before it, never later. A day
means the start of that day in Korean time. Of a wall clock that showed an hour twice, the later hour is meant; of
what cannot be read, nothing is ever due.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jikim.errors import DocumentError, Place
from jikim.messages import Message, msg
from jikim.period import NEVER, Instant, day_of, instant_of
from jikim.tables import Column, Product, Sort

Bound = date | datetime | int | str
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = instant_of(date(2, 1, 1))  # what no calendar reaches has no zone either
_FIRST_DAY, _FIRST_SECOND = date(1, 1, 1), _EPOCH.replace(second=1, tzinfo=None)
_NOTHING = timedelta()
_WALL = datetime(1970, 1, 1)  # noqa: DTZ001  (what a clock shows)
_LETTERS = "YmdHis"
_STEPS = {"H": timedelta(hours=1), "i": timedelta(minutes=1), "s": timedelta(seconds=1)}
_NUMBERS = {Sort.INTEGER, Sort.DECIMAL}
_NAME_A_ZONE = msg("write `timezone: Asia/Seoul` for the column, the database or the file")
_UNITS = {"unix": 1_000_000, "unix_ms": 1_000}


class Unreadable(ValueError):
    """A value that says no instant."""


@dataclass(frozen=True, slots=True)
class Form:
    """The representation of one column; `pattern` is its letters (`Ymd`, `unix`), "" for a date of the product's."""

    product: Product
    sort: Sort
    pattern: str
    zone: tzinfo | None

    def bound(self, cutoff: Instant) -> Bound:
        """Return the smallest value that is not before the cutoff; on SQLite the shortest such text."""
        cutoff = max(cutoff, _EARLIEST)
        if self.pattern in _UNITS:
            unit = _UNITS[self.pattern]
            return -(-cutoff // unit) if self.sort is Sort.INTEGER else cutoff // unit
        if self.is_day:
            day = day_of(cutoff - 1) + timedelta(days=1)
            return self._written(datetime.combine(day, time())) if self.pattern else self._day(day)
        if self.sort is Sort.INSTANT:
            moment = _EPOCH + timedelta(microseconds=cutoff)
            return moment if self.product is Product.POSTGRESQL else moment.replace(tzinfo=None)
        wall = self._wall(cutoff)
        if self.pattern:
            return self._written(_not_before(wall, _STEPS[_letters(self.pattern)[-1]]))
        return _shortest(wall) if self.product is Product.SQLITE else wall

    @property
    def least(self) -> Bound:
        """The smallest value that can be an instant; what is less (0, '', '0000-00-00') means not yet."""
        if self.pattern in _UNITS:
            return 1
        if self.pattern:
            return self._written(datetime.combine(_FIRST_DAY, time()))
        if self.product is Product.SQLITE:
            return "0001-"  # a plain 0001 would become a number, which SQLite sorts before every text
        if self.sort is Sort.DATE:
            return _FIRST_DAY
        if self.sort is Sort.INSTANT and self.product is not Product.POSTGRESQL:
            return _FIRST_SECOND
        return datetime.combine(_FIRST_DAY, time(), UTC if self.sort is Sort.INSTANT else None)

    @property
    def is_day(self) -> bool:
        """Whether a value is a whole day."""
        return self.sort is Sort.DATE if not self.pattern else _letters(self.pattern) == "Ymd"

    def read(self, text: str) -> Instant:
        """Return the instant of a value as the product writes it; raises Unreadable."""
        if text == "infinity":
            return NEVER
        try:
            return self._read(text)
        except (ValueError, OverflowError, InvalidOperation):
            raise Unreadable from None

    def _read(self, text: str) -> Instant:
        if self.pattern in _UNITS:
            return int(Decimal(text) * _UNITS[self.pattern])
        moment = self._parsed(text) if self.pattern else datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None:
            return instant_of(moment)
        if self.is_day:
            return instant_of(moment.date())
        if self.sort is Sort.INSTANT:
            return instant_of(moment.replace(tzinfo=UTC))
        return self._instant(moment)

    def _parsed(self, text: str) -> datetime:
        """Return the wall clock that a text in the letters of the pattern shows."""
        sizes = {sign: f"(?P<{sign}>[0-9]{{{4 if sign == 'Y' else 2}}})" for sign in _LETTERS}
        found = re.fullmatch("".join(sizes.get(sign, re.escape(sign)) for sign in self.pattern), text)
        if found is None:
            raise Unreadable
        said = found.groupdict()
        year, month, day, hour, minute, second = (int(said.get(sign) or 0) for sign in _LETTERS)
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  (what a clock shows)

    def _instant(self, wall: datetime) -> Instant:
        """Return the instant at which clocks in the zone showed this; the later, if they showed it twice."""
        zone = self.zone or UTC
        ahead = zone.utcoffset(wall), zone.utcoffset(wall.replace(fold=1))
        return _microseconds(wall - _WALL) - min([_microseconds(each or _NOTHING) for each in ahead])

    def _wall(self, cutoff: Instant) -> datetime:
        wall = (_EPOCH + timedelta(microseconds=cutoff)).astimezone(self.zone).replace(tzinfo=None, fold=0)
        return wall - timedelta(microseconds=max(0, self._instant(wall) - cutoff))

    def _written(self, moment: datetime) -> str | int:
        said = self._said(moment)
        return int(said) if self.sort in _NUMBERS else said

    def _said(self, moment: datetime) -> str:
        """Return a moment in the letters of the pattern; `strftime` would write the year 33 in two digits."""
        parts = dict(zip(_LETTERS, re.split(r"\D", f"{moment.isoformat(timespec='seconds')}"), strict=True))
        return "".join(parts.get(sign, sign) for sign in self.pattern)

    def _day(self, day: date) -> Bound:
        return day.isoformat() if self.product is Product.SQLITE else day


def form_of(product: Product, column: Column, pattern: str | None, zone: str | None, place: Place) -> Form:
    """Return how a column says when. Raises DocumentError for what could be read in two ways, or not be compared."""
    pattern, name = pattern or "", column.name
    letters = "".join(sign for sign in pattern if sign in _LETTERS)
    if not pattern and column.sort not in {Sort.DATE, Sort.NAIVE, Sort.INSTANT}:
        raise _refused(place, name, msg("it is {declared}, and nothing says how it writes a date",
                       declared=column.declared), msg("write its format, as in `format: Ymd`"))  # fmt: skip
    if pattern in _UNITS and column.sort not in _NUMBERS:
        raise _refused(place, name, msg("numbers that are kept as text are not in order: '9' stands after '10'"),
                       msg("name a column that holds the number as a number"))  # fmt: skip
    if pattern and pattern not in _UNITS and not _LETTERS.startswith(letters):
        raise _refused(place, name, msg("the format '{form}' does not go from the year down, so its texts are not "
                       "in order", form=pattern), msg("name a column that begins with the year"))  # fmt: skip
    if column.sort in _NUMBERS and pattern not in _UNITS and letters != pattern:
        raise _refused(place, name, msg("a number cannot be written as '{form}'", form=pattern),
                       msg("write its format in letters alone, as in `format: Ymd`"))  # fmt: skip
    form = Form(product, column.sort, "" if column.sort in {Sort.DATE, Sort.NAIVE, Sort.INSTANT} else pattern, None)
    if form.pattern in _UNITS or form.is_day or form.sort is Sort.INSTANT:
        return form
    if zone is None:
        raise _refused(place, name, msg("it has no time zone: the same words are nine hours apart in Seoul and in UTC"),
                       _NAME_A_ZONE)  # fmt: skip
    return Form(product, column.sort, form.pattern, _zone(zone, place, name))


def _zone(name: str, place: Place, column: str) -> tzinfo:
    if name[0] in "+-":
        hours, _, minutes = name[1:].partition(":")
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(away if name[0] == "+" else -away)
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise _refused(place, column, msg("there is no time zone '{zone}'", zone=name),
                       _NAME_A_ZONE) from None  # fmt: skip


def _refused(place: Place, column: str, why: Message, fix: Message) -> DocumentError:
    return DocumentError(msg("{place}: the column '{column}' does not say when", place=str(place), column=column),
                         why, fix)  # fmt: skip


def _microseconds(length: timedelta) -> int:
    return (length.days * 86_400 + length.seconds) * 1_000_000 + length.microseconds


def _letters(pattern: str) -> str:
    return "".join(sign for sign in pattern if sign in _LETTERS)


def _not_before(wall: datetime, step: timedelta) -> datetime:
    """Return the first whole hour, minute or second that is not before."""
    start = datetime.combine(wall.date(), time())
    return start - ((start - wall) // step) * step


def _shortest(wall: datetime) -> str:
    """Return the shortest text of a moment: what is text-wise less happened before, whatever else is left out.

    >>> _shortest(datetime.fromisoformat("2020-01-01T00:00:00")), _shortest(datetime.fromisoformat("2020-01-01T12:30"))
    ('2020-01-01', '2020-01-01 12:30')
    """
    text = wall.isoformat(" ", "microseconds").rstrip("0").rstrip(".")
    for zero in (":00", " 00:00"):
        text = text.removesuffix(zero)
    return text
