"""A length in words: read where it has figures, so that shorter is never taken for other."""

from jikim.check import is_longer
from jikim.period import Period
from jikim.policy import Text
from jikim.policy.until import UntilError, read_length


def length_of(text: Text | None) -> Period | None:
    """Return the length that words say, None where they have no figure."""
    try:
        return read_length(text).period if text else None
    except UntilError:
        return None


def is_shortened(was: Text | None, now: Text | None) -> bool:
    """Return whether both are lengths, and the later one is shorter."""
    before, after = length_of(was), length_of(now)
    return before is not None and after is not None and is_longer(before, after)
