"""Who agreed to what, and what may therefore be collected; pure.

`admit` holds a submission against the policy in force: every item declared, every required one there, optional
ones only with their consent, a child only as the policy says, a resident number only on a statute's ground. What it
lets pass may be stored; what it refuses is refused with what, why and fix, and nothing is stored.
It never stores or reads anything. Read `submission.py` first, then `admission.py`.
"""

from jikim.consent.admission import Admitted, admit
from jikim.consent.submission import Submission

__all__ = ["Admitted", "Submission", "admit"]
