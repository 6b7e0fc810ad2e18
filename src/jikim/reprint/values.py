"""What cells and definitions hold, as values of a policy: texts, lists, days, lengths of time, ends.

The one form there is for each is that of `publish`: a list is set apart by commas and an entry that holds one itself
stands in ‘ ’; an event stands in ‘ ’; several ends are joined by 또는 and closed by 가운데 먼저 오는 때까지.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from jikim.document import Line, Spot
from jikim.draft.tree import Node, Series, Word, bare, clean, series, word
from jikim.messages import msg
from jikim.period import Period
from jikim.policy.until import Length, UntilError, read_length
from jikim.reprint.parts import Lines
from jikim.reprint.spoken import Spoken, gap

_ENTRY = re.compile(r"\s*‘[^’]*’(?=\s*,|\s*$)|(?:\([^()]*\)|[^,(]|\((?![^()]*\)))+")
_COMMA_OUTSIDE_BRACKETS = re.compile(r",(?![^()]*\))")


class Kind(Enum):
    """How what stands under a term is a value."""

    TEXT = "text"  # all lines as one
    LINES = "lines"  # a list, one a line
    LIST = "list"  # a list in one line, set apart by commas


def joined(lines: Iterable[Line]) -> str:
    """Return lines as one text."""
    return clean(" ".join(line.text for line in lines))


def spot_of(lines: Lines) -> Spot | None:
    """Return where the first line stands."""
    return lines[0].spot if lines else None


def value(lines: Lines, kind: Kind) -> Node | None:
    """Return what lines say, or None for no line."""
    if kind is Kind.TEXT:
        return text(lines)
    if kind is Kind.LINES:
        return series((word(line.text, line.spot) for line in lines), block=False)
    return listed(joined(lines), spot_of(lines))


def text(lines: Lines) -> Word | None:
    """Return lines as one text."""
    return word(joined(lines), spot_of(lines))


def address(lines: Lines) -> Word | None:
    """Return an address of the net or of mail, which no page may break."""
    return word("".join(joined(lines).split()), spot_of(lines))


def listed(said: str, spot: Spot | None) -> Series | None:
    """Return the entries of a list in one line."""
    return series((word(entry, spot) for entry in entries(said)), block=False)


def entries(said: str) -> Iterator[str]:
    """Yield the entries of a list.

    >>> list(entries("이름, ‘주소, 상세’, 연령(생년, 월)"))
    ['이름', '주소, 상세', '연령(생년, 월)']
    """
    for found in _ENTRY.finditer(said):
        entry = found[0].strip()
        inner = entry[1:-1] if entry.startswith("‘") and entry.endswith("’") else ""
        yield from filter(None, [inner if _COMMA_OUTSIDE_BRACKETS.search(inner) else entry])


# Lengths


def length(said: str) -> str | None:
    """Return a length of time as the language writes it (`5 years`, `at least 3 months`), or None."""
    floor = said.removesuffix(" or more")
    try:
        return written(read_length(said if floor == said else f"at least {floor}"))
    except UntilError:
        return None


def written(found: Length) -> str:
    """Return a length as the language writes it."""
    return f"at least {_period(found.period)}" if found.at_least else _period(found.period)


def _period(period: Period) -> str:
    if period == Period():
        return "at once"
    years, months = divmod(period.months, 12)
    units = (("year", 0 if months else years), ("month", period.months), ("day", period.days),
             ("business day", period.business_days), ("hour", period.hours))  # fmt: skip
    unit, count = next((unit, count) for unit, count in units if count)
    return f"{count} {unit}{'' if count == 1 else 's'}"


def day(spoken: Spoken, lines: Lines) -> Word | None:
    """Return a day as the language writes it."""
    said = msg("{year}/{month}/{day}", year=gap("year"), month=gap("month"), day=gap("day"))
    found = spoken.gaps(said, joined(lines))
    if not found or not all(each.isdigit() for each in found.values()):
        return None
    return bare(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}", spot_of(lines))


def deadline(spoken: Spoken, lines: Lines) -> Word | None:
    """Return a deadline: a length, or the words as printed."""
    said = joined(lines)
    found = spoken.gaps(msg("within {length}", length=gap("length")), said)
    count = length(found["length"]) if found else None
    return bare(count, spot_of(lines)) if count else text(lines)
