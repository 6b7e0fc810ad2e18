"""A simulated population that lives with a policy for years, on real databases, with the clock turned by us.

Answers what a policy does before it goes live: `demo` lets invented people join, pay, ask, sleep, withdraw and
leave for so many years, sweeps every day, and says in numbers what moved, what was destroyed, and whether anything
was late, early, left without a reason, or still readable. The numbers that accuse are counted by `audit.py` and the
files beside it, which share no code with what they audit. It reads no clock and speaks to nobody.
Read `run.py`, then `script.py` (what people can do), `days.py` (how a day goes) and `audit.py`.
"""

from jikim.demo.result import Result
from jikim.demo.run import BEGINS, Demo, days_in, demo, open_new

__all__ = ["BEGINS", "Demo", "Result", "days_in", "demo", "open_new"]
