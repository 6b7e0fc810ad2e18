"""Who agreed to what, what is told and asked before, and what may therefore be collected; pure.

`admit` holds a submission against the policy in force: every item declared, every required one there, optional
ones only with their consent, a child only as the policy says, a resident number only on a statute's ground. What it
lets pass may be stored; what it refuses is refused with what, why and fix, and nothing is stored. `forms` compiles from
the policy what people are told and asked, matter by matter; `fragment` and `as_data` give it as HTML and as JSON.
It never stores or reads anything, and a form says nothing that neither the policy nor the law says.
Read `submission.py` first, then `admission.py`; for forms `form.py`, then `asked.py`.
"""

from jikim.consent.admission import Admitted, admit
from jikim.consent.asked import forms
from jikim.consent.form import Form, Ground, Guardian, Kind, Matter, Told, What
from jikim.consent.form_data import as_data
from jikim.consent.fragment import fragment
from jikim.consent.matters import matters, needs_consent
from jikim.consent.passed import abroad
from jikim.consent.promotion import NIGHT, PROMOTION, promotes
from jikim.consent.submission import Submission

__all__ = [
    "NIGHT",
    "PROMOTION",
    "Admitted",
    "Form",
    "Ground",
    "Guardian",
    "Kind",
    "Matter",
    "Submission",
    "Told",
    "What",
    "abroad",
    "admit",
    "as_data",
    "forms",
    "fragment",
    "matters",
    "needs_consent",
    "promotes",
]
