"""What differs in the promises: rights, officers, destruction, children, training, measures, notice, the rest.

Each is compared by its name; what is said of it in other words is told as reworded, and judged by nobody.
"""

from collections.abc import Iterable, Iterator

from jikim.change.difference import GUARDIAN, Ask, Difference, Kind, Subject
from jikim.change.lengths import length_of
from jikim.check import is_longer
from jikim.errors import Place
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.period import Period
from jikim.policy import Policy, Text
from jikim.policy.parties import ChildRule, Officer, Rights

CHILDREN = "CS-10"
_OUT, _IN, _NEW, _GONE = Kind.WIDENED, Kind.NARROWED, Kind.ADDED, Kind.REMOVED


def promise_differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """Yield what is promised otherwise."""
    for part in (_service, _rights, _deadlines, _children, _officers, _measures, _rest):
        yield from part(old, new)


def _service(old: Policy, new: Policy) -> Iterator[Difference]:
    told = ((old.controller.name, new.controller.name), (old.service.name, new.service.name),
            (old.document.title, new.document.title), (old.service.url, new.service.url))  # fmt: skip
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            yield Difference(Kind.REWORDED, Subject.SERVICE,
                msg("'{old}' is now called '{new}'", old=before or "-", new=after or "-"),
                _at(before), _at(after))  # fmt: skip


# Rights


def _rights(old: Policy, new: Policy) -> Iterator[Difference]:
    before, after = _listed(old.rights), _listed(new.rights)
    subject = Subject.RIGHT
    yield from _set(subject, before.keys(), after.keys(), before, after, _IN, _OUT,
                    msg("the right '{name}' is named now", name=""),
                    msg("the right '{name}' is no longer named", name=""))  # fmt: skip
    for name in before.keys() & after.keys():
        yield from _worded(subject, name, before[name], after[name])
    was, now = old.rights, new.rights
    yield from _texts(subject, was.channels if was else (), now.channels if now else (), _IN, _OUT,
                      msg("people can ask by '{name}' too", name=""),
                      msg("people can no longer ask by '{name}'", name=""))  # fmt: skip
    yield from _texts(subject, was.limits if was else (), now.limits if now else (), _OUT, _IN,
                      msg("a right is limited by '{name}'", name=""),
                      msg("a right is no longer limited by '{name}'", name=""))  # fmt: skip
    if was and now:
        yield from _within(was, now)
        for one, other in ((was.form, now.form), (was.identity, now.identity), (was.self_correct, now.self_correct),
                           (was.freeze_says, now.freeze_says)):  # fmt: skip
            yield from _worded(subject, "", one, other)


def _listed(rights: Rights | None) -> dict[str, Text]:
    return {str(name): says or name for name, says in (rights.list if rights else ())}


def _within(was: Rights, now: Rights) -> Iterator[Difference]:
    yield from _length(Subject.RIGHT, was.within, now.within, length_of(was.within), length_of(now.within),
                       msg("an answer to a request takes longer: '{new}', before '{old}'", new="", old=""),
                       msg("a request is answered sooner: '{new}', before '{old}'", new="", old=""))  # fmt: skip


# Deadlines


def _deadlines(old: Policy, new: Policy) -> Iterator[Difference]:
    was, now = old.destruction, new.destruction
    if was and now:
        yield from _length(Subject.DESTRUCTION, was.within_says, now.within_says, was.within, now.within,
                           msg("destruction may take longer: '{new}', before '{old}'", new="", old=""),
                           msg("destruction comes sooner: '{new}', before '{old}'", new="", old=""))  # fmt: skip
        if was.approval and not now.approval:
            yield Difference(_OUT, Subject.DESTRUCTION,
                msg("'{name}' need no longer approve what is destroyed", name=was.approval),
                was.approval.place, now.place)  # fmt: skip
        else:
            yield from _worded(Subject.DESTRUCTION, "", was.approval, now.approval)
        for one, other in ((was.electronic, now.electronic), (was.paper, now.paper)):
            yield from _worded(Subject.DESTRUCTION, "", one, other)
        yield from _texts(Subject.DESTRUCTION, was.steps, now.steps, _NEW, _GONE,
                          msg("a step of destruction is new: '{name}'", name=""),
                          msg("a step of destruction is gone: '{name}'", name=""))  # fmt: skip
    elif was or now:
        yield _whole(Subject.DESTRUCTION, was.place if was else None, now.place if now else None)
    before, after = old.notice, new.notice
    if before and after:
        yield from _length(Subject.NOTICE, before.changes_says, after.changes_says, before.changes, after.changes,
                           msg("changes are announced earlier before they count: '{new}', before '{old}'", new="",
                               old=""),
                           msg("changes are announced later before they count: '{new}', before '{old}'", new="",
                               old=""),
                           good=True)  # fmt: skip
        yield from _worded(Subject.NOTICE, "", before.by, after.by)
    elif before or after:
        yield _whole(Subject.NOTICE, before.place if before else None, after.place if after else None)
    taught, teaches = old.training, new.training
    if taught and teaches:
        for one, other in ((taught.every, teaches.every), (taught.lasts, teaches.lasts)):
            yield from _worded(Subject.TRAINING, "", one, other)
    elif taught or teaches:
        yield _whole(Subject.TRAINING, taught.place if taught else None, teaches.place if teaches else None)


def _whole(subject: Subject, was: Place | None, now: Place | None) -> Difference:
    if was is None:
        return Difference(_NEW, subject, msg("this is promised now"), None, now)
    kind = _GONE if subject is Subject.TRAINING else _OUT
    return Difference(kind, subject, msg("this is no longer promised"), was, None)


def _children(old: Policy, new: Policy) -> Iterator[Difference]:
    was, now = old.children, new.children
    if was is None and now is None:
        return
    asks = (Ask(GUARDIAN, (CHILDREN,)),) if now and now.rule is ChildRule.GUARDIAN else ()
    places = was.place if was else None, now.place if now else None
    if was is None or now is None:
        said = msg("of children it is said now") if now else msg("of children nothing is said any more")
        yield Difference(_NEW if now else _GONE, Subject.CHILDREN, said, *places, asks=asks)
    elif was.rule is not now.rule:
        guardian = now.rule is ChildRule.GUARDIAN
        yield Difference(_OUT if guardian else _IN, Subject.CHILDREN,
            msg("children are taken in with the consent of a guardian") if guardian
            else msg("children are no longer taken in"), *places, asks=asks)  # fmt: skip
    elif was.under != now.under:
        yield Difference(_OUT if now.under < was.under else _IN, Subject.CHILDREN,
            msg("who is a child is said otherwise: under {new}, before under {old}", new=now.under, old=was.under),
            *places, asks=asks if now.under > was.under else ())  # fmt: skip


# Named things


def _officers(old: Policy, new: Policy) -> Iterator[Difference]:
    before, after = ({_of_role(officer, policy): officer for officer in policy.officers} for policy in (old, new))
    yield from _set(Subject.OFFICER, before.keys(), after.keys(), {name: one.role for name, one in before.items()},
                    {name: one.role for name, one in after.items()}, _NEW, _GONE,
                    msg("the officer '{name}' is named now", name=""),
                    msg("the officer '{name}' is no longer named", name=""))  # fmt: skip
    for name in before.keys() & after.keys():
        if _contact(before[name]) != _contact(after[name]):
            yield Difference(Kind.REWORDED, Subject.OFFICER,
                msg("who the officer '{name}' is, or how to reach them, has changed", name=name),
                before[name].role.place, after[name].role.place)  # fmt: skip


def _of_role(officer: Officer, policy: Policy) -> str:
    """Return the role of an officer; of several in one role, with the number among them."""
    same = [one for one in policy.officers if one.role == officer.role]
    number = next(number for number, one in enumerate(same) if one is officer)
    return f"{officer.role} ({number + 1})" if number else str(officer.role)


def _contact(officer: Officer) -> tuple[Text | None, ...]:
    return (officer.name, officer.title, officer.position, officer.department, officer.phone, officer.email,
            officer.address)  # fmt: skip


def _measures(old: Policy, new: Policy) -> Iterator[Difference]:
    was, now = old.safeguards, new.safeguards
    before = (*was.managerial, *was.technical, *was.physical, *was.other) if was else ()
    after = (*now.managerial, *now.technical, *now.physical, *now.other) if now else ()
    yield from _texts(Subject.SAFEGUARD, before, after, _NEW, _GONE, msg("a measure is new: '{name}'", name=""),
                      msg("a measure is gone: '{name}'", name=""))  # fmt: skip
    yield from _texts(Subject.REMEDY, [one.name for one in old.remedies], [one.name for one in new.remedies], _NEW,
                      _GONE, msg("people are told of '{name}' too", name=""),
                      msg("people are no longer told of '{name}'", name=""))  # fmt: skip


def _rest(old: Policy, new: Policy) -> Iterator[Difference]:
    """Yield promises, holds, and lines that quote a law, as lines; what they do to a life is told as a period."""
    before, after = ({str(one.kind): one.kind for one in policy.promises} for policy in (old, new))
    yield from _set(Subject.PROMISE, before.keys(), after.keys(), before, after, _IN, _OUT,
                    msg("'{name}' is promised now", name=""),
                    msg("'{name}' is no longer promised", name=""))  # fmt: skip
    for one in old.promises:
        for other in new.promises:
            if one.kind == other.kind and list(map(normal, one.says)) != list(map(normal, other.says)):
                yield _reworded(Subject.PROMISE, str(one.kind), one.kind, other.kind)
    held, holds = ({one.id: one.label for one in policy.holds} for policy in (old, new))
    yield from _set(Subject.HOLD, held.keys(), holds.keys(), held, holds, _OUT, _IN,
                    msg("destruction can be stayed for '{name}' too", name=""),
                    msg("destruction is no longer stayed for '{name}'", name=""))  # fmt: skip
    quoted, quotes = ({f"{one.law}/{normal(one.record)}": one.record for one in policy.statutory}
                      for policy in (old, new))  # fmt: skip
    yield from _set(Subject.STATUTE, quoted.keys(), quotes.keys(), quoted, quotes, _NEW, _GONE,
                    msg("a law is quoted for '{name}'", name=""),
                    msg("no law is quoted for '{name}' any more", name=""))  # fmt: skip


# Comparing


def _at(text: Text | None) -> Place | None:
    return text.place if text is not None else None


def _texts(
    subject: Subject, before: Iterable[Text], after: Iterable[Text], new: Kind, gone: Kind, came: Message, went: Message
) -> Iterator[Difference]:
    was, now = ({normal(text): text for text in texts} for texts in (before, after))
    yield from _set(subject, was.keys(), now.keys(), was, now, new, gone, came, went)


def _set(
    subject: Subject, before: Iterable[str], after: Iterable[str], was: dict[str, Text], now: dict[str, Text],
    new: Kind, gone: Kind, came: Message, went: Message,
) -> Iterator[Difference]:  # fmt: skip
    """Yield what came and what went; the two sentences have one gap to be filled, `name`."""
    before, after = list(before), list(after)
    for name in (name for name in after if name not in before):
        yield Difference(new, subject, _named(came, now[name]), None, now[name].place)
    for name in (name for name in before if name not in after):
        yield Difference(gone, subject, _named(went, was[name]), was[name].place, None)


def _named(sentence: Message, name: str) -> Message:
    return Message(sentence.text, (("name", str(name)),))


def _length(
    subject: Subject, was: Text | None, now: Text | None, before: Period | None, after: Period | None,
    longer: Message, shorter: Message, *, good: bool = False,
) -> Iterator[Difference]:  # fmt: skip
    """Yield which way a length went (`good`: the longer, the better for the person); without figures only the words."""
    if before is None or after is None or not (is_longer(after, before) or is_longer(before, after)):
        yield from _worded(subject, "", was, now)
        return
    grew = is_longer(after, before)
    kind, sentence = _IN if grew is good else _OUT, longer if grew else shorter
    yield Difference(kind, subject, Message(sentence.text, (("new", str(now)), ("old", str(was)))), _at(was), _at(now))


def _worded(subject: Subject, name: str, was: Text | None, now: Text | None) -> Iterator[Difference]:
    if normal(was or "") != normal(now or ""):
        yield _reworded(subject, name, was, now)


def _reworded(subject: Subject, name: str, was: Text | None, now: Text | None) -> Difference:
    if name:
        what = msg("what is said of '{name}' is worded otherwise", name=name)
    else:
        what = msg("'{old}' is now worded '{new}'", old=was or "-", new=now or "-")
    return Difference(Kind.REWORDED, subject, what, _at(was), _at(now))
