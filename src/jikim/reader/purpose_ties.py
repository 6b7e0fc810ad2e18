"""Rules that belong to the activity they name: by the purpose of their data, or by the title that they stand under.

① 회원 관리 목적으로 수집된 개인정보는 회원 탈퇴일까지 보유합니다.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from jikim.reader.facts import Activity, Rule
from jikim.reader.letters import letters

_FOR = re.compile(
    r"^(?P<name>.{2,60}?)(?:[을를의]|\s?등의)?\s?목적으로\s(?:수집|처리|이용)(?:된|한|하는|되는)?\s?(?:개인\s?)?정보$"
)


def tied(activities: Sequence[Activity], rules: Sequence[Rule]) -> tuple[tuple[Activity, ...], tuple[Rule, ...]]:
    """Return activities with the rules that name their purpose, and the rules that belong to none."""
    names = {letters(one.context): at for at, one in reversed(list(enumerate(activities))) if one.context}
    whole = list(activities)
    left: list[Rule] = []
    for rule in rules:
        at = names.get(_purpose(rule))
        if at is None:
            left.append(rule)
        else:
            kept = (*whole[at].retention, replace(rule, applies_to="all"))
            whole[at] = replace(whole[at], retention=kept)
    return tuple(whole), tuple(left)


def _purpose(rule: Rule) -> str:
    """Return the letters of the purpose that a rule is narrowed to; empty where it is to something else."""
    if not isinstance(rule.applies_to, tuple) or len(rule.applies_to) != 1:
        return ""
    said = rule.applies_to[0]
    found = _FOR.match(said)
    over = letters(said) not in letters(rule.phrase) and not rule.kind  # the title above it names what it is about
    labelled = re.match(rf"[-–•*\s]*{re.escape(said)}\s*[:：]", rule.phrase) and not rule.kind
    return letters(found["name"]) if found else letters(said) if over or labelled else ""
