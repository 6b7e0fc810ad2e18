"""What is collected: activities with their purposes, items and periods, however the document lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from jikim.reader.facts import Activity, Automatic, Parts, Role
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found; `taken` are the `id()` of lines whose periods are already rules of an activity."""

    roles: tuple[Role, ...] = ()
    activities: tuple[Activity, ...] = ()
    item_parts: tuple[Parts, ...] = ()
    automatic: Automatic | None = None
    methods: tuple[str, ...] = ()
    taken: frozenset[int] = frozenset()


def read(parts: Sequence[Section], notes: Notes) -> Collected:
    """Read the sections that say what is collected and why."""
    return Collected()
