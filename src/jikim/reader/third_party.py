"""Handing on to third parties: the rule, what it leaves open, and whom it names."""

from collections.abc import Sequence

from jikim.reader.facts import ThirdParty
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


def read(parts: Sequence[Section], notes: Notes) -> ThirdParty | None:
    """Read the section, None where the document has none."""
    return None
