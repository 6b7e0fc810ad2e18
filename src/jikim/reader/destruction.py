"""How data are destroyed: when, how soon, on whose word, by which means."""

from collections.abc import Sequence

from jikim.reader.facts import Destruction
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


def read(parts: Sequence[Section], notes: Notes) -> Destruction | None:
    """Read the section on destruction, None where the document has none."""
    return None
