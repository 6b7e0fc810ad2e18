"""A rule in words: until when, for what, and under which article.

What the policy says is shown as its author wrote it, in every language; what the catalogue of law says stands in
Korean and in English; the grammar between them is a message.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jikim.law import Catalogue, Direction
from jikim.lifecycle import ERASURE, WITHDREW, Bound, Rule, Term
from jikim.messages import Both, Message, msg
from jikim.period import Period
from jikim.policy import Policy


@dataclass(frozen=True, slots=True)
class Reason:
    """On whose word a strand is kept.

    `what` are purposes of the policy, or the record a statute speaks of; `article` is None where the rule cites
    no statute; `verified` is false for a fact of law that must not be worded as law; `store` is the name the
    policy gives to the place of separate storage.
    """

    until: Message
    bound: Bound
    what: tuple[Both, ...]
    article: Both | None = None
    verified: bool = True
    store: str = ""


def reason_of(rule: Rule, activity: str, policy: Policy, catalogue: Catalogue) -> Reason:
    """Return a rule of an activity in words."""
    until = until_of(rule.terms, policy)
    duty = catalogue.find_retention(rule.reason)
    if duty is None:
        return Reason(until, rule.bound, _purposes(rule.reason, activity, policy), store=rule.store)
    fact = duty.fact
    cited = Both(catalogue.cite_in_korean(fact), catalogue.cite(fact))
    article = None if duty.direction is Direction.POLICY else cited
    return Reason(until, rule.bound, (Both(fact.ko, fact.en),), article, catalogue.verified(fact), rule.store)


def _purposes(name: str, activity: str, policy: Policy) -> tuple[Both, ...]:
    """Return the label of the purpose a rule names, else those of the whole activity."""
    known = policy.activity(activity)
    purposes = known.purposes if known else ()
    named = [purpose for purpose in purposes if purpose.id == name] or purposes
    return tuple(Both(str(purpose.label), str(purpose.label)) for purpose in named)


def until_of(terms: Sequence[Term], policy: Policy) -> Message:
    """Return the terms of a rule in words; that the person may ask for erasure is said only where nothing else is."""
    said = [_term(term, policy) for term in terms if term.event != ERASURE] or [_term(term, policy) for term in terms]
    last = said[-1]
    if len(said) == 1:
        return last
    first = said[0]
    for middle in said[1:-1]:
        first = msg("{one}, {other}", one=first, other=middle)
    return msg("{one} or {other}, whichever comes first", one=first, other=last)


def _term(term: Term, policy: Policy) -> Message:
    event = event_label(term.event, policy)
    if term.bare:
        return msg("{event}", event=event)
    return msg("{period} after {event}", period=period_in_words(term.period), event=event)


def event_label(name: str, policy: Policy) -> Message:
    """Return what an event is called: the policy's own word, or ours for one that every policy knows.

    `name` may be the clock of an event (`paid+`), or carry the consent it is about (`withdrew:marketing`).
    """
    event, _, _ = name.removesuffix("+").partition(":")
    declared = policy.event(event)
    if event in _BUILT_IN and (declared is None or declared.place is None):
        return _BUILT_IN[event]
    return msg("{event}", event=str(declared.label) if declared else event)


_BUILT_IN = {
    "collected": msg("collection"),
    "joined": msg("joining"),
    "agreed": msg("consent"),
    WITHDREW: msg("withdrawal of consent"),
    ERASURE: msg("a request for erasure"),
}


def period_in_words(period: Period) -> Message:
    """Return a length of time in words.

    >>> str(period_in_words(Period(months=60))), str(period_in_words(Period(days=1)))
    ('5 years', '1 day')
    """
    years, months = divmod(period.months, 12)
    counted = (
        (0 if months else years, msg("{count} year", count=years), msg("{count} years", count=years)),
        (period.months, msg("{count} month", count=period.months), msg("{count} months", count=period.months)),
        (period.days, msg("{count} day", count=period.days), msg("{count} days", count=period.days)),
        (period.business_days, msg("{count} business day", count=period.business_days),
         msg("{count} business days", count=period.business_days)),
        (period.hours, msg("{count} hour", count=period.hours), msg("{count} hours", count=period.hours)),
    )  # fmt: skip
    return next((one if count == 1 else many for count, one, many in counted if count), msg("no time"))
