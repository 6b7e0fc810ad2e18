"""What a policy says to people, as facts that can be compared: labels and words, never ids, and no places.

Words are compared without white space and signs (`normal`). An activity is told by its label; what hangs on it is a
tuple that begins with that label.
"""

from collections.abc import Iterator, Mapping

from jikim.law import catalogue, normal
from jikim.messages import say
from jikim.policy import Keep, Policy
from jikim.publish.asking import RIGHTS
from jikim.reprint.asking import OFFICERS

Fact = tuple[str, ...]


def said(policy: Policy) -> Mapping[str, frozenset[Fact]]:
    """Return the facts of a policy by what they are about."""
    return {kind: frozenset(facts(policy)) for kind, facts in _KINDS.items()}


def _words(text: object) -> str:
    return normal(str(text)) if text is not None else ""


def _activities(policy: Policy) -> Iterator[Fact]:
    for each in policy.activities:
        yield (_words(each.label),)


def _roles(policy: Policy) -> Iterator[Fact]:
    for each in policy.activities:
        for role in each.roles:
            yield _words(each.label), _role(policy, str(role))


def _role(policy: Policy, name: str) -> str:
    found = policy.role(name)
    return _words(found.label) if found else _words(name)


def _purposes(policy: Policy) -> Iterator[Fact]:
    for each in policy.activities:
        for purpose in each.purposes:
            yield _words(each.label), _words(purpose.label)


def _items(policy: Policy) -> Iterator[Fact]:
    cases = dict(policy.cases)
    for each in policy.activities:
        for group in each.collect:
            roles = sorted(_role(policy, str(role)) for role in group.roles or each.roles)
            case = _words(cases.get(str(group.case), group.case))
            for item in group.items:
                yield _words(each.label), _words(item.words), group.need.value, case, " ".join(roles)


def _keeps(policy: Policy) -> Iterator[Fact]:
    for each in policy.activities:
        for keep in each.keep or ():
            yield _words(each.label), *_keep(policy, keep)
    for keep in policy.keep:
        yield "", *_keep(policy, keep)


def _keep(policy: Policy, keep: Keep) -> Fact:
    ends = []
    for end in keep.ends:
        event = policy.event(end.event)
        ends.append(f"{_words(event.label if event else end.event)} {end.period}{' +' if end.at_least else ''}")
    where = keep.where.value if keep.where else ""
    items = " ".join(sorted(_words(item.words) for item in keep.items))
    return " | ".join(sorted(ends)) or ("law" if keep.by_law else ""), where, items


def _statutory(policy: Policy) -> Iterator[Fact]:
    for each in policy.statutory:
        law = catalogue().find_retention(str(each.law))
        yield _words(each.record), str(each.length), law.alias if law else str(each.law)


def _entrusted(policy: Policy) -> Iterator[Fact]:
    for each in policy.entrusted:
        yield (_words(each.name),)
        for work in each.work:
            yield _words(each.name), _words(work)
        for end in each.until:
            event = policy.event(str(end))
            yield _words(each.name), "until", _words(event.label if event else end)
        if each.country:
            yield _words(each.name), "country", _words(each.country)


def _provided(policy: Policy) -> Iterator[Fact]:
    if policy.provided is None:
        return
    if policy.provided.nobody:
        yield ("nobody",)
    for _, label in policy.provided.exceptions:
        yield "except", _words(label)
    for to in policy.provided.to:
        name = _words(to.name) or (_role(policy, str(to.role)) if to.role else "successor" if to.successor else "")
        yield (name,)
        for item in to.items:
            yield name, "item", _words(item)
        for key in ("purpose", "until"):
            if getattr(to, key):
                yield name, key, _words(getattr(to, key))


def _officers(policy: Policy) -> Iterator[Fact]:
    for each in policy.officers:
        role = str(each.role) if each.role in OFFICERS else ""
        for key in ("position", "department", "phone", "email", "name"):
            if getattr(each, key):
                yield role, key, _words(getattr(each, key))
        if each.title and not (role and _words(each.title) == _words(say(OFFICERS[role]))):
            yield role, "title", _words(each.title)


def _dates(policy: Policy) -> Iterator[Fact]:
    for key in ("announced", "effective"):
        if getattr(policy.version, key):
            yield key, str(getattr(policy.version, key))


def _rights(policy: Policy) -> Iterator[Fact]:
    found = policy.rights
    if found is None:
        return
    for name, words in found.list:
        yield "right", str(name) if name in RIGHTS else _words(words or name)
    for channel in found.channels:
        yield "channel", _words(channel)
    for name, _ in found.delegates:
        yield "delegate", str(name)
    for limit in found.limits:
        yield "limit", _words(limit)
    for key in ("within", "form", "identity"):
        if getattr(found, key):
            yield key, _words(getattr(found, key))


def _destruction(policy: Policy) -> Iterator[Fact]:
    found = policy.destruction
    if found is None:
        return
    for when in found.triggers:
        yield "when", _words(when)
    for step in found.steps:
        yield "step", _words(step)
    yield "within", str(found.within or ""), _words(found.within_says)
    for key in ("electronic", "paper", "approval"):
        if getattr(found, key):
            yield key, _words(getattr(found, key))


def _automatic(policy: Policy) -> Iterator[Fact]:
    found = policy.automatic
    if found is None:
        return
    for browser, how in found.refusal:
        yield "refusal", _words(browser), _words(how)
    for key in ("purpose", "consequence"):
        if getattr(found, key):
            yield key, _words(getattr(found, key))
    for tool, _ in found.analytics:
        yield "tool", _words(tool)


def _children(policy: Policy) -> Iterator[Fact]:
    if policy.children:
        yield str(policy.children.under), policy.children.rule.value


def _notice(policy: Policy) -> Iterator[Fact]:
    if policy.notice:
        yield str(policy.notice.changes or ""), _words(policy.notice.changes_says)


def _training(policy: Policy) -> Iterator[Fact]:
    if policy.training:
        yield "every", str(policy.training.every or "")
        yield from (("who", _words(each)) for each in policy.training.who)
        yield from (("what", _words(each)) for each in policy.training.what)


def _safeguards(policy: Policy) -> Iterator[Fact]:
    if policy.safeguards:
        for kind in ("managerial", "technical", "physical", "other"):
            yield from ((kind, _words(each)) for each in getattr(policy.safeguards, kind))


def _remedies(policy: Policy) -> Iterator[Fact]:
    yield from ((_words(each.name),) for each in policy.remedies)


def _names(policy: Policy) -> Iterator[Fact]:
    if policy.controller.name:
        yield "controller", _words(policy.controller.name)
    if policy.service.name:
        yield "service", _words(policy.service.name)


_KINDS = {
    "names": _names, "dates": _dates, "activities": _activities, "roles": _roles, "purposes": _purposes,
    "items": _items, "keep": _keeps, "statutory": _statutory, "entrusted": _entrusted, "provided": _provided,
    "officers": _officers, "rights": _rights, "destruction": _destruction, "automatic": _automatic,
    "children": _children, "notice": _notice, "training": _training, "safeguards": _safeguards,
    "remedies": _remedies,
}  # fmt: skip
