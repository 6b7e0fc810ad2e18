"""What is wrong with a policy that can be read: findings with place, reason and remedy.

Answers, for a policy and a day, which rules of law and of good order it breaks: what it does not say, periods
that never end or contradict a statute, consents asked in the wrong way. Each finding cites its article; what
nobody verified is worded so, and what an excerpt lacks is told as what cannot be known.
It never refuses a file (that is `policy`), never changes a policy, and prefers missing a case to accusing falsely.
`check` asks; `RULES` is the table of rules by their codes, which never die; a rule's docstring is its page.
Read `table.py` first, then `case.py` and one of the files of rules, such as `contents.py`.
"""

from jikim.check.case import Case, Fault
from jikim.check.checking import check
from jikim.check.length import is_longer, is_within, told
from jikim.check.page import Page, Part, page_of, parts_of, severity_of, spoken
from jikim.check.standings import Standing, Stated, standing
from jikim.check.table import RULES, Group, Rule
from jikim.lifecycle import rules_of

__all__ = [
    "RULES",
    "Case",
    "Fault",
    "Group",
    "Page",
    "Part",
    "Rule",
    "Standing",
    "Stated",
    "check",
    "is_longer",
    "is_within",
    "page_of",
    "parts_of",
    "rules_of",
    "severity_of",
    "spoken",
    "standing",
    "told",
]
