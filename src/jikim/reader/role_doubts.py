"""What a document leaves open about whose data it speaks of; each is asked once, at the first line that raises it."""

import re
from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.facts import Activity, Facts
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section
from jikim.reader.subjects import NOUNS

_FORMER = re.compile(r"(?<![가-힣])비(?P<role>[가-힣]{2,8}\s?회원)")
_TWO = re.compile(r"(?<![가-힣])(?P<one>[가-힣]{2,5})\s?(?:및|과|와)\s(?P<other>[가-힣]{1,6}\s?[가-힣]{2,4})의\s")


def about(facts: Facts, parts: Sequence[Section], notes: Notes) -> None:
    """Ask what a person has to decide about roles."""
    _ask_about_narrower(facts, notes)
    _ask_about_silent(facts, notes)
    _ask_about_former(facts, parts, notes)


def _ask_about_narrower(facts: Facts, notes: Notes) -> None:
    """Ask about a purpose that serves one of the people of a group, where the group has several."""
    labels = {role.id: role.label for role in facts.roles}
    for each in facts.activities:
        named = [labels[role] for role in each.roles if role in labels and _is_about(each, labels[role])]
        if len(each.roles) > 1 and len(named) == 1:
            what = msg("the purposes of '{activity}' speak of '{role}' alone: whose data are collected?",
                       activity=single(each.context or each.purposes[0]), role=named[0])  # fmt: skip
            options = (msg("of all who are named for the group"), msg("of '{role}' alone", role=named[0]))
            notes.ask("role-of-purpose", named[0], what, options, each.spot)
            return


def _is_about(activity: Activity, label: str) -> bool:
    """Whether a purpose is an act upon these people (`X 확인`), and not only a word of theirs."""
    act = re.compile(rf"(?<![가-힣]){re.escape(label)}\s(?:확인|식별|심사)")
    return any(act.search(text) for text in activity.purposes)


def _ask_about_silent(facts: Facts, notes: Notes) -> None:
    """Ask about people whom a purpose names beside others, and of whom no items are stated."""
    given = {group.role for each in facts.activities for group in each.items}
    labels = {letters(role.label) for role in facts.roles if role.id in given}
    for each in facts.activities:
        found = _TWO.search(" ".join(each.purposes))
        if found and found["one"] in NOUNS and letters(found["one"]) not in labels:
            what = msg("which items are collected from '{role}'?", role=found["one"])
            options = (msg("the document does not say"), msg("the same as from '{role}'", role=found["other"]))
            notes.ask("role-without-items", found["one"], what, options, each.spot)
            return


def _ask_about_former(facts: Facts, parts: Sequence[Section], notes: Notes) -> None:
    """Ask who is no member any more, or never was: `비` before a kind of member that the document has."""
    known = {letters(role.label) for role in facts.roles}
    for line in (line for part in parts for line in part.lines()):
        found = _FORMER.search(line.text)
        if found and letters(found["role"]) in known:
            what = msg("'{role}': who left, or everybody else?", role=found[0])
            options = (msg("who left"), msg("everybody else"))
            notes.ask("role-former", found[0], what, options, line.spot_at(found.start()))
            return
