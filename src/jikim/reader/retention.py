"""Periods for the whole policy, and the records that laws make it keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from jikim.reader.facts import Rule, Statutory
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found outside the activities."""

    default: tuple[Rule, ...] = ()
    special: tuple[Rule, ...] = ()
    statutory: tuple[Statutory, ...] = ()


def read(parts: Sequence[Section], taken: frozenset[int], notes: Notes) -> Kept:
    """Read rules and statutory lines; lines whose `id()` is taken belong to an activity already."""
    return Kept()
