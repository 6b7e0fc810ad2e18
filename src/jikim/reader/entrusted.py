"""Those to whom work is entrusted."""

from collections.abc import Sequence

from jikim.reader.facts import Processor
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


def read(parts: Sequence[Section], notes: Notes) -> tuple[Processor, ...]:
    """Read the parties, one for each line of a list or row of a table."""
    return ()


def terms(parts: Sequence[Section], notes: Notes) -> tuple[str, ...]:
    """Read what the contracts with them have to say."""
    return ()
