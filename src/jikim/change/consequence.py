"""What follows from differences: what must be announced, when and how, and whose consent is needed again.

The articles come from the catalogue, each with how sure we are of it; what nobody verified is worded so. How many days
before is the policy's own promise: no statute names any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jikim.change.dates import latest_announcement, notice_of
from jikim.change.difference import GUARDIAN, PROVISION, TRANSFER, Difference, Subject
from jikim.change.parties import promoting
from jikim.law import Catalogue, Confidence
from jikim.messages import Message, msg
from jikim.policy import Policy

PUBLISHED, ANNOUNCED, ENTRUSTED, PROMOTED = "PP-PUB", "PP-CHG", "PP-26", "OS-03"
_BY_LAW = {PROVISION: msg("provision to third parties"), TRANSFER: msg("transfer abroad"),
           GUARDIAN: msg("consent of a guardian")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do because of a change. `by` is the last day on which it is in time, None for "without delay"."""

    what: Message
    law: tuple[str, ...]
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """A consent to be asked again, of those who gave it.

    `label` is what the policy calls the matter; `tells` are the things that must be told (keys of the catalogue);
    `sure` is false where the ground may be another than consent.
    """

    matter: str
    label: str | Message
    roles: tuple[str, ...]
    activities: tuple[str, ...]
    law: tuple[str, ...]
    tells: tuple[str, ...]
    sure: bool
    because: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a new version asks of the service."""

    duties: tuple[Duty, ...]
    again: tuple[Again, ...]


def consequence(
    old: Policy, new: Policy, differences: tuple[Difference, ...], catalogue: Catalogue, on: date
) -> Consequence:
    """Return what must be announced and asked, by the law in force `on` the day the new version counts."""
    return Consequence(
        tuple(duty for duty in _duties(old, new, differences)
              if all(catalogue.in_force(name, on) for name in duty.law)),
        tuple(_again(new, differences, catalogue)),
    )  # fmt: skip


def cited(catalogue: Catalogue, name: str, *, korean: bool = False) -> str | Message:
    """Return the article of a fact, as Korean statutes write it if asked; and how sure we are of a text not read."""
    fact = catalogue.fact(name)
    article = catalogue.cite_in_korean(fact) if korean else catalogue.cite(fact)
    if fact.confidence is Confidence.HIGH:
        return article
    if fact.confidence is Confidence.MEDIUM:
        return msg("{article}, as others report it", article=article)
    return msg("{article}, unverified", article=article)


def _duties(old: Policy, new: Policy, differences: tuple[Difference, ...]) -> Iterator[Duty]:
    if not differences:
        return
    effective = new.version.effective
    yield Duty(msg("announce what changes, and from when, without delay, and let before and after be compared"),
               (ANNOUNCED,))  # fmt: skip
    promised = notice_of(new, old)
    if promised is not None:
        by = latest_announcement(effective, promised) if effective else None
        said = next(notice.changes_says for policy in (old, new)
                    if (notice := policy.notice) is not None and notice.changes is not None)  # fmt: skip
        yield Duty(msg("announce it '{said}' before it counts, as the policy itself promises", said=said or "-"), (),
                   by)  # fmt: skip
    yield Duty(msg("keep the changed policy on the homepage, where it can be seen at any time"), (PUBLISHED,),
               effective)  # fmt: skip
    parties = [one for one in differences if one.subject is Subject.PARTY]
    if parties:
        yield Duty(msg("publish who is entrusted with what"), (ENTRUSTED,), effective)
    if promoting(old, new):
        yield Duty(msg("tell each person who promotes or sells on the service's behalf, and what they do"), (PROMOTED,),
                   effective)  # fmt: skip


def _again(new: Policy, differences: Iterable[Difference], catalogue: Catalogue) -> Iterator[Again]:
    """Yield each matter once, with every difference that it no longer covers; sure if any of them is."""
    together: dict[str, list[Difference]] = {}
    for difference in differences:
        for ask in difference.asks:
            together.setdefault(ask.matter, []).append(difference)
    for matter, found in together.items():
        asks = [ask for one in found for ask in one.asks if ask.matter == matter]
        sure = any(ask.sure for ask in asks)
        law = tuple(dict.fromkeys(name for ask in asks for name in ask.law))
        everybody = any(not ask.roles for ask in asks)
        yield Again(
            matter, _BY_LAW.get(matter) or _label(new, matter),
            () if everybody else tuple(sorted({role for ask in asks for role in ask.roles})),
            tuple(dict.fromkeys(name for ask in asks for name in ask.activities)),
            law, _tells(catalogue, law), sure, tuple(dict.fromkeys(one.what for one in found)),
        )  # fmt: skip


def _tells(catalogue: Catalogue, law: Iterable[str]) -> tuple[str, ...]:
    facts = (catalogue.fact(name) for name in law)
    found = (fact.texts("must_tell") for fact in facts if "must_tell" in dict(fact.figures))
    return tuple(dict.fromkeys(each for texts in found for each in texts))


def _label(policy: Policy, matter: str) -> str:
    """Return what people read of a matter: its own words, else the label of its activity."""
    for activity in policy.activities:
        for group in activity.collect:
            if group.matter == matter:
                return str(group.ask or (activity.consent if activity.consent == matter else activity.label))
    return matter
