"""A plan over connected databases, as a value: which rows, by their keys, and what is to be done with them.

Answers what a plan is made of (`Plan`, `Part`), what names it (`Plan.digest`) and when it is over. It asks no
database, decides nothing about rows and carries nothing out: `connect` finds and does, `engine` records.
Read `model.py` first.
"""

from jikim.plan.acts import Count, Doing, counts, doing
from jikim.plan.chunk import Lot, RowFile, read_lot, write_lot
from jikim.plan.compare import Change, changes
from jikim.plan.expiry import PLAN_DAYS, expiry, has_expired
from jikim.plan.keys import read_key, write_key
from jikim.plan.masks import masked
from jikim.plan.model import Key, Part, Plan, Reason, Sample, Scalar
from jikim.plan.unusual import LAST_PLANS, Usual, unusual
from jikim.plan.written import read_plan, write_plan

__all__ = [
    "LAST_PLANS",
    "PLAN_DAYS",
    "Change",
    "Count",
    "Doing",
    "Key",
    "Lot",
    "Part",
    "Plan",
    "Reason",
    "RowFile",
    "Sample",
    "Scalar",
    "Usual",
    "changes",
    "counts",
    "doing",
    "expiry",
    "has_expired",
    "masked",
    "read_key",
    "read_lot",
    "read_plan",
    "unusual",
    "write_key",
    "write_lot",
    "write_plan",
]
