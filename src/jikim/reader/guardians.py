"""Items of legal representatives among those of children: `법정대리인 성명, 연락처` are about the representative.

Those of other people named in a list (`보호자 연락처` of a pupil) stay with the person whose file it is.
"""

import re
from dataclasses import replace

from jikim.reader.facts import Items
from jikim.reader.subjects import Subjects

_THEIRS = re.compile(r"^법정\s?대리인")
_OTHERS = re.compile(r"^(?:아동|자녀|본인|이용자|회원|가입자)")
_LABEL = "법정대리인"


def apart(some: Items, known: Subjects) -> tuple[Items, ...]:
    """Return a list as those of the people it is about and those of their legal representatives.

    A list that begins with the representative goes on with them (`법정대리인 성명, 연락처`).
    """
    if not any(_THEIRS.match(name) for name in some.items):
        return (some,)
    whole = bool(_THEIRS.match(some.items[0]))
    theirs = tuple(name for name in some.items if _THEIRS.match(name) or (whole and not _OTHERS.match(name)))
    rest = tuple(name for name in some.items if name not in theirs)
    own = replace(some, role=known.id_of(_LABEL), items=theirs, consents=() if rest else some.consents)
    return (replace(some, items=rest), own) if rest else (own,)
