"""What is written otherwise and was told by nobody so far: so that no change of a document passes in silence.

An activity or a section that differs in anything but its places, and of which no other difference speaks, is told as
reworded: what it does to people is the same as far as jikim can see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from jikim.change.difference import Difference, Kind, Subject
from jikim.change.matching import Pair
from jikim.errors import Place
from jikim.messages import msg
from jikim.policy import Policy

_S = Subject
_SECTIONS: dict[str, tuple[Subject, ...]] = {
    "document": (_S.SERVICE,),
    "service": (_S.SERVICE,),
    "controller": (_S.SERVICE,),
    "officers": (_S.OFFICER,),
    "roles": (_S.ROLE,),
    "cases": (_S.ITEM,),
    "items": (_S.ITEM,),
    "events": (_S.PERIOD,),
    "keep": (_S.PERIOD, _S.PLACE),
    "statutory": (_S.STATUTE, _S.PERIOD, _S.PLACE),
    "automatic": (_S.AUTOMATIC,),
    "dormant": (_S.PERIOD, _S.PLACE),
    "holds": (_S.HOLD,),
    "entrusted": (_S.PARTY, _S.OVERSEAS),
    "entrusting": (_S.PARTY,),
    "provided": (_S.RECIPIENT,),
    "overseas": (_S.OVERSEAS,),
    "children": (_S.CHILDREN,),
    "destruction": (_S.DESTRUCTION,),
    "rights": (_S.RIGHT,),
    "training": (_S.TRAINING,),
    "safeguards": (_S.SAFEGUARD,),
    "remedies": (_S.REMEDY,),
    "notice": (_S.NOTICE,),
    "promises": (_S.PROMISE,),
    "disclosures": (_S.SERVICE,),
}
"""The sections of a policy, each with the subjects under which its differences are told; the first one names it."""


def rest_differences(
    old: Policy, new: Policy, pairs: Iterable[Pair], told: Iterable[Difference]
) -> Iterator[Difference]:
    """Yield what differs beyond what was told."""
    told = tuple(told)
    activities = {name for one in told for name in one.activities}
    for pair in pairs:
        if pair.new.id not in activities and _bare(pair.old) != _bare(pair.new):
            yield Difference(Kind.REWORDED, Subject.ACTIVITY,
                msg("what is said of '{name}' is worded otherwise", name=pair.new.label),
                pair.old.place, pair.new.place, (pair.new.id,))  # fmt: skip
    subjects = {one.subject for one in told}
    for name, about in _SECTIONS.items():
        if subjects.isdisjoint(about) and _bare(getattr(old, name)) != _bare(getattr(new, name)):
            yield Difference(Kind.REWORDED, about[0],
                msg("what is said under '{key}' is worded otherwise", key=name),
                old.place_of(name), new.place_of(name))  # fmt: skip


def _bare(value: object) -> object:
    """Return a part of a policy without its places."""
    if isinstance(value, tuple):
        return tuple(_bare(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(
            _bare(found) for field in fields(value) if not isinstance(found := getattr(value, field.name), Place)
        )
    return value
