"""Rights and the people and bodies who answer for them."""

from collections.abc import Sequence

from jikim.reader.facts import Officer, Remedy, Rights
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


def rights(parts: Sequence[Section], notes: Notes) -> Rights | None:
    """Read what a person may ask for, and how."""
    return None


def officers(parts: Sequence[Section], notes: Notes) -> tuple[Officer, ...]:
    """Read who answers, never with the number of a body of remedy."""
    return ()


def remedies(parts: Sequence[Section], notes: Notes) -> tuple[Remedy, ...]:
    """Read the bodies outside to which a person may turn."""
    return ()
