"""Rights and the people and bodies who answer for them."""

from collections.abc import Sequence

from jikim.reader.facts import Remedy, Rights
from jikim.reader.notes import Notes
from jikim.reader.officers import officers
from jikim.reader.sections import Section

__all__ = ["officers", "remedies", "rights"]


def rights(parts: Sequence[Section], notes: Notes) -> Rights | None:
    """Read what a person may ask for, and how."""
    return None


def remedies(parts: Sequence[Section], notes: Notes) -> tuple[Remedy, ...]:
    """Read the bodies outside to which a person may turn."""
    return ()
