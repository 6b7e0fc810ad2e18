"""How Korean law counts days: from an event and a length to the instant it is over, and back.

Answers when a period ends under each reading of the law (Civil Act Arts. 155-161, General Act on Public
Administration Art. 6), and, the other way round, which events are old enough to be over today: one `cutoff`
a period turns every rule into a plain comparison that any database can index.
Never reads a clock, and never decides which reading applies: that follows from a rule's direction, in
`lifecycle`. Read `length.py` first, then `counting.py`; `korea.py` is the civil day in Seoul.
"""

from jikim.period.calendar import Calendar
from jikim.period.counting import Reading, last_day, turns
from jikim.period.holidays import Holidays
from jikim.period.korea import (
    NEVER,
    Instant,
    day_of,
    instant_of,
    instant_of_text,
    text_of,
)
from jikim.period.length import AT_ONCE, Period

__all__ = [
    "AT_ONCE",
    "NEVER",
    "Calendar",
    "Holidays",
    "Instant",
    "Period",
    "Reading",
    "day_of",
    "instant_of",
    "instant_of_text",
    "last_day",
    "text_of",
    "turns",
]
