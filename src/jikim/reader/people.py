"""Rights and the people and bodies who answer for them: each in a file of its own."""

from jikim.reader.officers import officers
from jikim.reader.remedies import remedies
from jikim.reader.rights import rights

__all__ = ["officers", "remedies", "rights"]
