"""Rules that stand beside each other in one policy and cannot both be the whole truth, as questions."""

import re
from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.destruction import destroys
from jikim.reader.facts import Rule
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

MOVED = re.compile(
    r"(?:목적|기간)[^.]{0,20}(?:달성|완료|종료|경과)[^.]{0,24}(?:별도|분리)[^.]{0,16}(?:옮겨|이전|이동|저장|보관)"
)
"""Data are moved apart when they are no longer needed, law or no law."""


def about(rules: Sequence[Rule], parts: Sequence[Section], notes: Notes) -> None:
    """Ask where data are destroyed at once in one place and kept on in another."""
    at_once = next((one for one in rules if _is_at_once(one)), None)
    if at_once is None:
        return
    later = next((one for one in rules if one.applies_to == "all" and one.plus not in (None, "P0D")), None)
    if later is not None:
        what = msg("'{phrase}' stands beside a rule that destroys at once", phrase=later.phrase)
        options = (msg("both: at once, but kept so long for the reason given"), msg("the longer period for everything"))
        notes.ask("retention-beside", later.phrase, what, options, later.spot)
    elif any(MOVED.search(line.text) for part in parts if destroys(part) for line in part.lines()):
        what = msg("'{phrase}', but elsewhere the data are moved apart first and kept", phrase=at_once.phrase)
        options = (msg("moved apart, then destroyed"), msg("destroyed at once"))
        notes.ask("retention-moved", at_once.phrase, what, options, at_once.spot)


def _is_at_once(rule: Rule) -> bool:
    plain = rule.applies_to == "all" and rule.until == "purpose_done" and not rule.alt
    return plain and rule.plus == "P0D" and rule.action == "destroy" and rule.statute is None
