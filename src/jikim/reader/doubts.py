"""What a phrase of retention leaves open, as questions; each kind of doubt is asked once for the same words.

A person answers; until then the choice given first in the schema's own order of caution is run with.
"""

import re
from collections.abc import Sequence

from jikim.messages import Message, msg
from jikim.reader.facts import Rule
from jikim.reader.groups import LATEST, Group, Way
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.pieces import BACKWARD, EXTENDING, STATUTORY, UNSTATED, is_of_unknown
from jikim.reader.squeezed import squeezed

_OUTCOMES = frozenset({"deal_made", "deal_failed", "listing_withdrawn"})
_BY_USER = frozenset({"app_removed"})
_RUNS = re.compile(r"[가-힣]\s?(?:후|이후|로부터|부터)\s?(?:최대|최소|약)?\s?\d")
"""A period that runs from something that is none of the events known."""
_AT_ONCE = re.compile(r"동의일로부터\W{0,3}(?:지체\s?없이|즉시|바로)")
_COLLECTIVE = ("정보", "기본정보", "기록", "자료", "데이터", "내역")


def about(rule: Rule, group: Group, notes: Notes) -> None:
    """Ask what one rule leaves open."""
    if rule.until == UNSTATED and not rule.until_stated and group.way is not Way.BRACKET:
        _start(rule, notes)
    by_user = any(until in _BY_USER for until in (rule.until, *(end.until for end in rule.alt)))
    if len(group.ends) > 1 and not by_user:
        _join(rule, group, notes)
    if rule.until == STATUTORY and not rule.until_stated:
        _elsewhere(rule, notes)
    if rule.until in BACKWARD and rule.plus is None:
        _open(rule, notes)
    if is_of_unknown(squeezed(rule.phrase).text):
        _unknown(rule, notes)
    if _AT_ONCE.search(rule.phrase):
        _at_once(rule, notes)
    if rule.until == "semi_permanent":
        _permanent(rule, notes)
    if rule.combine == LATEST and any(end.until == "term_expired" for end in rule.alt):
        _agreed(rule, notes)
    if by_user:
        _by_user(rule, notes)
    if rule.applies_to != "all":
        _scope(rule, notes)


def outcomes(rules: Sequence[Rule], notes: Notes) -> None:
    """Ask about rules that stand for different outcomes of the same matter."""
    found = [rule for rule in rules if rule.until in _OUTCOMES]
    if len(found) > 1 and not _known("retention-outcome", found[0].phrase, notes):
        what = msg("'{phrase}' gives a period for each outcome: two rules, or one?", phrase=found[0].phrase)
        options = (msg("a rule for each outcome"), msg("one rule, the later end"), msg("one rule, the earlier end"))
        notes.ask("retention-outcome", found[0].phrase, what, options, found[0].spot)


def _start(rule: Rule, notes: Notes) -> None:
    if _RUNS.search(rule.phrase):
        what = msg("which event starts the period of '{phrase}'?", phrase=rule.phrase)
        events = (msg("the day of the record"), msg("the event that the text names"))
        notes.ask("retention-event", rule.phrase, what, events, rule.spot)
        return
    key = str(rule.statute or "-")
    if not _known("retention-start", key, notes):
        what = msg("'{phrase}' does not say from when the period runs", phrase=rule.phrase)
        options = (msg("from the day of the record"), msg("from withdrawal"), msg("from the payment"))
        notes.ask("retention-start", key, what, options, rule.spot)


def _join(rule: Rule, group: Group, notes: Notes) -> None:
    extended = group.way is Way.EXTENDS
    key = next((end.until for end in rule.alt if extended and end.until in EXTENDING), rule.phrase)
    kind = "retention-extended" if extended else "retention-join"
    if group.way is not Way.PLAIN and not _known(kind, key, notes):
        what = msg("'{phrase}' names more than one end: does the earlier or the later one count?", phrase=rule.phrase)
        options: tuple[Message, ...] = (msg("the earliest"), msg("the latest"))
        notes.ask(kind, key, what, options, rule.spot, chosen=int(rule.combine == LATEST))


def _elsewhere(rule: Rule, notes: Notes) -> None:
    what = msg("'{phrase}' counts on a case or a period that is not stated here", phrase=rule.phrase)
    options = (msg("the one stated elsewhere in the policy"), msg("none: it is not defined"))
    notes.ask("retention-elsewhere", rule.phrase, what, options, rule.spot)


def _open(rule: Rule, notes: Notes) -> None:
    what = msg("'{phrase}' does not say how long the data are kept apart", phrase=rule.phrase)
    options = (msg("until the person comes back"), msg("unknown"))
    notes.ask("retention-open", rule.phrase, what, options, rule.spot)


def _unknown(rule: Rule, notes: Notes) -> None:
    what = msg("which event is the end in '{phrase}'?", phrase=rule.phrase)
    options = (msg("when what is provided is done"), msg("another event: write it down"))
    notes.ask("retention-event", rule.phrase, what, options, rule.spot)


def _at_once(rule: Rule, notes: Notes) -> None:
    what = msg("'{phrase}' gives a day to begin and none to end", phrase=rule.phrase)
    options = (msg("until the purpose is done"), msg("at once after consent: nothing is kept"))
    notes.ask("retention-at-once", rule.phrase, what, options, rule.spot)


def _permanent(rule: Rule, notes: Notes) -> None:
    if not _known("retention-permanent", "", notes):
        what = msg("'{phrase}' does not say when the data are destroyed", phrase=rule.phrase)
        options = (msg("never"), msg("after the term of the rules on records"))
        notes.ask("retention-permanent", "", what, options, rule.spot)


def _agreed(rule: Rule, notes: Notes) -> None:
    if not _known("retention-agreed", "", notes):
        what = msg("'{phrase}' counts on an agreed period that is stated nowhere", phrase=rule.phrase)
        options = (msg("until the agreed period ends"), msg("leave it out"))
        notes.ask("retention-agreed", "", what, options, rule.spot)


def _by_user(rule: Rule, notes: Notes) -> None:
    what = msg("'{phrase}' ends with an act of the user: which event is it?", phrase=rule.phrase)
    options = (msg("a request to erase"), msg("withdrawal"), msg("no rule of the controller"))
    notes.ask("retention-event", rule.phrase, what, options, rule.spot)


def _scope(rule: Rule, notes: Notes) -> None:
    named = (rule.applies_to,) if isinstance(rule.applies_to, str) else rule.applies_to
    for text in named:
        said = letters(text)
        if said.endswith(_COLLECTIVE) and _is_collective(said) and not _known("retention-scope", said, notes):
            what = msg("which items are '{text}'?", text=text)
            options = (msg("as the text has it"), msg("all items of the activity"))
            notes.ask("retention-scope", said, what, options, rule.spot)


def _is_collective(said: str) -> bool:
    return said.endswith(("위한정보", "기본정보", "회원정보", "고객정보", "위한기록")) or said in ("정보", "자료")


def _known(kind: str, about_: str, notes: Notes) -> bool:
    """Whether the same has been asked elsewhere in the document."""
    return any(one.kind == kind and one.about == about_ for one in notes.questions)
