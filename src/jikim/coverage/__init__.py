"""Which promises of a policy are carried out, and by what.

Answers, for every promise (what is collected, kept, set apart, destroyed, told, approved, refused), whether a command
of jikim executes it, gives evidence of it, leaves it to a person, or nothing carries it out as it stands; with a
data.yaml, in which columns. It claims only what `rules.py` can name a function for, and a test resolves every name.
It never says that a promise was kept on a given day (that is the log), and judges no policy (that is `check`).
Read `rules.py` first, then `promises.py`.
"""

from jikim.coverage.promise import Matter, Promise, State
from jikim.coverage.promises import promises
from jikim.coverage.rules import RULES, Rule

__all__ = ["RULES", "Matter", "Promise", "Rule", "State", "promises"]
