"""Editions of one policy below each other on one page: the first is read, the others are said to be there.

They are told by their titles: the same four or more, numbers included, come again in the same order.
"""

from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_FEW = 4  # titles that must come again


def first_of(parts: Sequence[Section], notes: Notes) -> tuple[Section, ...]:
    """Return the sections of the first edition; where there are others, that is assumed."""
    titled = [part for part in parts if part.heading]
    names = [letters(f"{part.heading.number} {part.title}") for part in titled if part.heading]
    again = next((at for at in range(_FEW, len(names) - _FEW + 1) if _begins_again(names, at)), None)
    if again is None:
        return tuple(parts)
    begin = titled[again]
    what = msg("the same titles come again from '{title}' on: an older edition, which is not read", title=begin.title)
    notes.assume("older-edition", what, begin.spot)
    return tuple(part for part in parts if part.order < begin.order)


def _begins_again(names: Sequence[str], at: int) -> bool:
    """Whether the titles at a place are those that a run of titles before it began with."""
    start = next((place for place, name in enumerate(names[:at]) if name == names[at]), None)
    if start is None or start > _FEW:
        return False
    return list(names[at : at + _FEW]) == list(names[start : start + _FEW]) and len(set(names[at : at + _FEW])) == _FEW
