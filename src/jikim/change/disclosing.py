"""What differs in the special matters of which a document speaks only if the service does them.

To speak of one for the first time is to do it for the first time, as far as the document shows; but what a person may
ask, and what they are warned of, takes nothing from them.
"""

from collections.abc import Iterator

from jikim.change.difference import Difference, Kind, Subject
from jikim.change.lengths import is_shortened, length_of
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Policy, Text
from jikim.policy.parties import Disclosure, Matter

_TOLD_ONLY = (Matter.SENSITIVE, Matter.TRANSMISSION)


def disclosure_differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """Yield the matters of which it is spoken now, no longer, or otherwise."""
    before, after = ({one.matter: one for one in policy.disclosures} for policy in (old, new))
    for matter, now in after.items():
        was = before.get(matter)
        if was is None:
            kind = Kind.ADDED if matter in _TOLD_ONLY else Kind.WIDENED
            yield Difference(kind, Subject.SERVICE, msg("of '{name}' it is spoken now", name=matter.value), None,
                             now.place)  # fmt: skip
        else:
            yield from _both(was, now)
    for matter, was in before.items():
        if matter not in after:
            yield Difference(Kind.REMOVED, Subject.SERVICE,
                msg("of '{name}' it is spoken no longer", name=matter.value), was.place, None)  # fmt: skip


def _both(was: Disclosure, now: Disclosure) -> Iterator[Difference]:
    name, places = now.matter.value, (was.place, now.place)
    for before, after in ((was.items, now.items), (was.to, now.to)):
        more, fewer = _without(after, before), _without(before, after)
        if more:
            yield Difference(Kind.WIDENED, Subject.SERVICE,
                msg("of '{name}' it is said: '{items}' too", name=name, items=", ".join(more)), *places)  # fmt: skip
        if fewer:
            yield Difference(Kind.NARROWED, Subject.SERVICE,
                msg("of '{name}' it is no longer said: '{items}'", name=name, items=", ".join(fewer)),
                *places)  # fmt: skip
    singles = ((was.purpose, now.purpose), (was.until, now.until), (was.how, now.how), (was.refusal, now.refusal))
    texts = (*singles, (_joined(was.says), _joined(now.says)), (_joined(was.criteria), _joined(now.criteria)))
    for one, other in texts:
        if normal(one or "") != normal(other or ""):
            kind = _kind(was, now, one, other)
            yield Difference(kind, Subject.SERVICE,
                msg("of '{name}' it is said '{new}', before '{old}'", name=name, new=other or "-", old=one or "-"),
                *places)  # fmt: skip


def _kind(was: Disclosure, now: Disclosure, one: str | None, other: str | None) -> Kind:
    """Return how a text bears on the person: a period has a length, and a way to refuse may be gone."""
    if one is not None and one is was.until and other is not None:
        if is_shortened(was.until, now.until):
            return Kind.NARROWED
        return Kind.WIDENED if length_of(was.until) and length_of(now.until) else Kind.REWORDED
    if one is not None and one is was.refusal and other is None:
        return Kind.WIDENED
    return Kind.REWORDED


def _joined(texts: tuple[Text, ...]) -> str:
    return ", ".join(texts)


def _without(texts: tuple[Text, ...], others: tuple[Text, ...]) -> list[Text]:
    known = [normal(other) for other in others]
    return [text for text in texts if normal(text) not in known]
