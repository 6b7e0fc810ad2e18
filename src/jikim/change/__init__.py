"""What a change means: of a policy from one version to the next, or of the law under it.

Answers, for two versions of one service's policy, every difference as a value (widened, moved, added, removed,
narrowed, reworded) with both places; what must be announced for it, when and how; whose consent is needed again; and
the same for two days of the law. It refuses what cannot be compared, and versions without their two days.
It counts nobody (that is `engine`, against a vault), writes nothing, and never says that other words mean the same.
Read `difference.py` first, then `comparing.py`, `reach.py` (which of two lives is longer) and `consequence.py`.
"""

from jikim.change.comparing import compare, refuse_other_service
from jikim.change.consequence import Again, Consequence, Duty, cited, consequence
from jikim.change.dates import Dates, dates_of, earliest, latest_announcement, notice_of
from jikim.change.difference import GUARDIAN, PROVISION, TRANSFER, Ask, Difference, Kind, Subject
from jikim.change.of_law import Law, LawChange, law_change
from jikim.change.reach import crosses

__all__ = [
    "GUARDIAN",
    "PROVISION",
    "TRANSFER",
    "Again",
    "Ask",
    "Consequence",
    "Dates",
    "Difference",
    "Duty",
    "Kind",
    "Law",
    "LawChange",
    "Subject",
    "cited",
    "compare",
    "consequence",
    "crosses",
    "dates_of",
    "earliest",
    "latest_announcement",
    "law_change",
    "notice_of",
    "refuse_other_service",
]
