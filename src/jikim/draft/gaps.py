"""What no rule of a document ends: nothing can be collected without an end, so the draft chooses one and asks.

An activity's own rules take the place of those of the whole policy. So a gap is closed where it is: in the activity
if that has rules of its own which leave items out, else once for the whole policy.
"""

from jikim.draft.desk import Desk
from jikim.draft.ends import LAW_TERM, ends_of, length
from jikim.draft.keep import is_dormancy, is_hold
from jikim.draft.tree import Table, bare, table
from jikim.messages import msg
from jikim.reader import Activity, Rule

_STRANGERS, _TRACES = "1 year after collected", "3 months after collected"


def of_policy(desk: Desk) -> Table | None:
    """Return the rule for what neither an activity nor the whole policy ends."""
    open_ones = (each for each in desk.facts.activities if each.items and not _own(each.retention))
    return _rule(desk) if not _general(desk) and any(not are_strangers(desk, each) for each in open_ones) else None


def of_activity(desk: Desk, each: Activity) -> Table | None:
    """Return the rule for what the own rules of an activity leave out."""
    theirs = are_strangers(desk, each) and bool(of_strangers(desk))
    if not each.items or theirs or any(map(_is_whole, each.retention)):
        return None
    if _own(each.retention):
        return _rule(desk, _STRANGERS if are_strangers(desk, each) else None)
    return _rule(desk, _STRANGERS) if are_strangers(desk, each) and not _general(desk) else None


def of_machines(desk: Desk) -> Table | None:
    """Return the rule for what is collected by itself."""
    found = desk.facts.auto_collected
    if found is None or any(map(_is_whole, found.retention)) or (_general(desk) and not _own(found.retention)):
        return None
    return _rule(desk, _TRACES)


def are_strangers(desk: Desk, each: Activity) -> bool:
    """Return whether an activity is about people who never joined, and so never leave."""
    labels = [role.label for role in desk.facts.roles if role.id in each.roles]
    return 0 < len(each.roles) == sum("비회원" in label for label in labels)


def are_of_strangers(rule: Rule) -> bool:
    """Return whether a rule of the whole policy is about all data of people who never joined."""
    return isinstance(rule.applies_to, str) and "비회원" in (rule.condition or "")


def of_strangers(desk: Desk) -> tuple[Rule, ...]:
    """Return the rules of the whole policy about people who never joined, where activities are about them alone."""
    if not any(are_strangers(desk, each) for each in desk.facts.activities):
        return ()
    return tuple(rule for rule in desk.facts.retention_special if are_of_strangers(rule))


def _rule(desk: Desk, until: str | None = None) -> Table | None:
    if until is None:
        key = desk.asks.ask("end", "", msg("until when is that kept of which no end is stated?"),
            (msg("until the person leaves the service"), msg("another end")))  # fmt: skip
        until = desk.events.named("withdrawal")
    elif until == _TRACES:
        key = desk.asks.ask("end_automatic", "", msg("until when is that kept which is collected by itself?"),
            (msg("3 months from collecting"), msg("another end")))  # fmt: skip
    else:
        key = desk.asks.ask("end_strangers", "", msg("until when are the data of people kept who never joined?"),
            (msg("1 year from collecting"), msg("another end")))  # fmt: skip
    return table(("until", bare(until, asks=(key,))))


def _general(desk: Desk) -> bool:
    return any(map(_is_whole, (*desk.facts.retention_default, *desk.facts.retention_special)))


def _own(rules: tuple[Rule, ...]) -> bool:
    return any(not is_hold(rule) and not is_dormancy(rule) for rule in rules)


def _is_whole(rule: Rule) -> bool:
    """Return whether a rule ends all items by itself; a term of law alone ends what the law knows."""
    if is_hold(rule) or is_dormancy(rule) or not isinstance(rule.applies_to, str):
        return False
    return any(any(end.until != LAW_TERM or length(end.plus) for end in ends) for ends in ends_of(rule))
