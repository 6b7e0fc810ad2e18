"""What is written otherwise and was told by nobody so far: so that no change of a document passes in silence.

An activity or a section that differs in anything but its places, and of which no other difference speaks, is told as
reworded: what it does to people is the same as far as jikim can see. What nobody else compares is looked at whatever
else was told of its section: one change does not hide another.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from jikim.change.difference import Difference, Kind, Subject
from jikim.change.matching import Pair
from jikim.errors import Place
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Event, HoldKind, Item, Policy, Role, Statutory, Text
from jikim.policy.parties import Promise, Remedy

_Named = Role | Item | Event | HoldKind | Statutory | Remedy | Promise
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
    "provided": (_S.RECIPIENT, _S.OVERSEAS),
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


_ALONE: dict[str, tuple[str, ...]] = {
    "document": ("complete", "laws"),
    "service": ("does",),
    "controller": ("alias", "country"),
    "automatic": ("refusal", "purpose", "consequence", "etc", "says"),
    "provided": ("rule", "exceptions"),
    "children": ("why", "says"),
    "destruction": ("triggers", "separate", "says"),
    "rights": ("delegates", "freeze", "freeze_until", "cited"),
    "training": ("who", "what", "at_least", "may_move", "says"),
    "notice": ("says",),
}
"""Fields of a section that nobody else compares."""
_NAMED: dict[str, tuple[str, ...]] = {
    "roles": ("label", "under", "was"),
    "items": ("label", "legal", "form", "lookup", "parts", "also"),
    "events": ("label",),
    "holds": ("label", "of", "items", "says"),
    "statutory": ("cited", "note"),
    "remedies": ("by", "phone", "url", "address", "work"),
    "promises": ("items", "cited", "when"),
}
"""Sections whose parts have a name, and the fields of a part that nobody else compares."""
_ACTIVITY: tuple[tuple[tuple[str, ...], tuple[Subject, ...]], ...] = (
    (("consent", "then", "remains", "methods", "note", "group"), ()),
    (("dormant",), (_S.PERIOD, _S.PLACE)),
    (("roles",), (_S.ROLE,)),
    (("purposes", "basis"), (_S.PURPOSE, _S.BASIS)),
    (("collect",), (_S.ITEM, _S.CONSENT, _S.ROLE)),
    (("keep",), (_S.PERIOD, _S.PLACE)),
)
"""Fields of an activity, each with the subjects under which they are told; its label is told of every one."""


def rest_differences(
    old: Policy, new: Policy, pairs: Iterable[Pair], told: Iterable[Difference]
) -> Iterator[Difference]:
    """Yield what differs beyond what was told."""
    told = tuple(told)
    labels = _labels(old), _labels(new)
    for pair in pairs:
        subjects = {one.subject for one in told if pair.new.id in one.activities}
        if any(subjects.isdisjoint(about) and _differ(pair.old, pair.new, names, labels) for names, about in _ACTIVITY):
            yield Difference(Kind.REWORDED, Subject.ACTIVITY,
                msg("what is said of '{name}' is worded otherwise", name=pair.new.label),
                pair.old.place, pair.new.place, (pair.new.id,))  # fmt: skip
    subjects = {one.subject for one in told}
    for name, about in _SECTIONS.items():
        was, now = getattr(old, name), getattr(new, name)
        parts = tuple(_parts(old, new, name, about[0]))
        yield from parts
        open_to_all = subjects.isdisjoint(about) and not parts and _bare(was) != _bare(now)
        if open_to_all or (was is not None and now is not None and _differ(was, now, _ALONE.get(name, ()))):
            yield Difference(Kind.REWORDED, about[0],
                msg("what is said under '{key}' is worded otherwise", key=name),
                old.place_of(name), new.place_of(name))  # fmt: skip


def _parts(old: Policy, new: Policy, name: str, subject: Subject) -> Iterator[Difference]:
    """Yield the named parts of a section, in both policies, of which something is said otherwise."""
    before, after = ({_name(part): part for part in getattr(policy, name)} for policy in (old, new)
                     ) if name in _NAMED else ({}, {})  # fmt: skip
    for key, part in after.items():
        if key in before and _differ(before[key], part, _NAMED[name]):
            yield Difference(Kind.REWORDED, subject,
                msg("what is said of '{name}' is worded otherwise", name=_label(part)),
                _place(before[key]) or old.place_of(name), _place(part) or new.place_of(name))  # fmt: skip


def _name(part: _Named) -> str:
    match part:
        case Statutory():
            return f"{part.law}/{normal(part.record)}"
        case Remedy():
            return normal(part.name)
        case Promise():
            return str(part.kind)
        case _:
            return part.id


def _label(part: _Named) -> str:
    match part:
        case Statutory():
            return part.record
        case Remedy():
            return part.name
        case Promise():
            return part.kind
        case _:
            return part.label


def _place(part: _Named) -> Place | None:
    if isinstance(part, Item | Event | Statutory):
        return part.place
    label = _label(part)
    return label.place if isinstance(label, Text) else None


def _differ(
    one: object, other: object, names: Iterable[str], labels: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> bool:
    """Return whether any of some fields differs, the labels of a policy's own items left out where they are given."""
    return any(
        _unlabelled(_bare(getattr(one, name)), labels[0]) != _unlabelled(_bare(getattr(other, name)), labels[1])
        for name in names
    )


def _bare(value: object) -> object:
    """Return a part of a policy without its places, and without what follows from a name told elsewhere."""
    if isinstance(value, tuple):
        return tuple(_bare(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(
            _bare(found)
            for field in fields(value)
            if field.name != "matter" and not isinstance(found := getattr(value, field.name), Place)
        )
    return value


def _unlabelled(value: object, labels: Mapping[str, str]) -> object:
    """Return a bare part without the labels that its policy gives its own items: another label is told there."""
    match value:
        case (str(item), str(words)) if labels.get(item) == words:
            return item
        case tuple():
            return tuple(_unlabelled(each, labels) for each in value)
        case _:
            return value


def _labels(policy: Policy) -> dict[str, str]:
    return {item.id: item.label for item in policy.items if item.declared}
