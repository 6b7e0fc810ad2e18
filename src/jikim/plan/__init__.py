"""A plan over connected databases, as a value: which rows, by their keys, and what is to be done with them.

Answers what a plan is made of (`Plan`, `Part`), what names it (`Plan.digest`) and when it is over. It asks no
database, decides nothing about rows and carries nothing out: `connect` finds and does, `engine` records.
Read `model.py` first.
"""

from jikim.plan.acts import Count, Doing, counts, doing
from jikim.plan.chunk import Lot, read_lot, write_lot
from jikim.plan.keys import read_key, write_key
from jikim.plan.model import Key, Part, Plan, Reason, Sample, Scalar

__all__ = [
    "Count",
    "Doing",
    "Key",
    "Lot",
    "Part",
    "Plan",
    "Reason",
    "Sample",
    "Scalar",
    "counts",
    "doing",
    "read_key",
    "read_lot",
    "write_key",
    "write_lot",
]
