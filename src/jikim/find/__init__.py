"""Which rows of a service's tables are due for what, and why: sets asked of the database, rows judged once more.

Answers `find` (all that is due now), `Inquiry.again` (whether these keys still are), `Inquiry.of_people` (what of
these people), and `missing_indexes` for what that would read whole tables. It reads only, and changes nothing: what is
found is a plan's, and carried out by `carry`.
Read `due.py` first, then `lens.py` for how a table is seen by the records in it, and `inquiry.py` for what is asked.
"""

from jikim.find.due import DueRow, Question
from jikim.find.find import find, missing_indexes
from jikim.find.inquiry import Inquiry
from jikim.find.lens import Owned

__all__ = [
    "DueRow",
    "Inquiry",
    "Owned",
    "Question",
    "find",
    "missing_indexes",
]
