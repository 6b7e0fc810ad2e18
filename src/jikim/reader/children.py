"""The rule about children under 14, by what the sentence says; `not_stated` where nothing is said."""

import re
from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.facts import Children
from jikim.reader.kinds import Kind
from jikim.reader.letters import single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_AGE = re.compile(r"(?:만\s?)?(\d{2})\s?세\s?미만")
_RULES = (
    (
        "no_membership_under_14",
        re.compile(r"가입을?\s?(?:받지|제한|허용하지)|가입할\s?수\s?없|가입이?\s?불가|회원가입을\s?받지"),
    ),
    ("not_directed_to_under_14", re.compile(r"대상으로\s?하지")),
    ("not_collected_under_14", re.compile(r"수집하지\s?(?:않|아니)")),
    ("legal_representative_consent_checked", re.compile(r"법정\s?대리인의?\s?동의\s?여부")),
    ("legal_representative_consent", re.compile(r"법정\s?대리인의?\s?동의[를가]?\s?(?:받|얻|구|필요|없)")),
    ("legal_representative_exercises_rights", re.compile(r"법정\s?대리인.{0,60}(?:열람|요구|권리|행사|철회)")),
)
_ELSEWHERE = {Kind.CCTV, Kind.TOC, Kind.LOCATION}


def children(parts: Sequence[Section], notes: Notes) -> Children:
    """Read the rule; the section on children counts first."""
    own = [part for part in parts if part.kind is Kind.CHILDREN]
    rest = [part for part in parts if part not in own and part.kind not in _ELSEWHERE]
    for group in (own, rest):
        lines = [line for part in group for line in part.lines() if _AGE.search(line.text)]
        for rule, words in _RULES:
            found = next((line for line in lines if words.search(line.text)), None)
            if found is not None:
                notes.use(found, "children")
                if "판단" in found.text:
                    notes.ask("children-belief", found.text, msg("Children are refused because they are judged unable: "
                              "is it a rule, or a belief?"), (msg("a rule"), msg("a belief")), found.spot)  # fmt: skip
                age = _AGE.search(found.text)
                return Children(rule, int(age[1]) if age else None, single(found.text), found.spot)
    return Children()
