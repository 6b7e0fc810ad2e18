"""The words that the policy defines: kinds of data subject, items of its own, events that periods are counted from."""

from collections.abc import Iterator

from jikim.errors import Place
from jikim.law import Form, LegalClass
from jikim.messages import Message, msg
from jikim.policy import Counts, Event, Item, Policy, Role
from jikim.publish.document import Block, Cell, Line, Run, Section
from jikim.publish.wording import Wording, bullets, cell, printed, texts

_FORMS = {
    Form.FILE: msg("a file"),
    Form.PASSWORD: msg("a password, kept so that nobody can read it"),
    Form.RECORD: msg("records that the service writes itself"),
}
_CLASSES = {
    LegalClass.SENSITIVE: msg("sensitive information"),
    LegalClass.RESIDENT_NUMBER: msg("resident registration number"),
    LegalClass.UNIQUE_IDENTIFIER: msg("unique identifier"),
    LegalClass.AUTHENTICATION: msg("authentication information"),
    LegalClass.ENCRYPT_AT_REST: msg("information stored encrypted"),
}
_OWNERS = {"person": msg("the person"), "record": msg("each record"), "entrusted": msg("the entrusted party")}


def glossary(wording: Wording) -> Section | None:
    """Return the part with what the policy defines, if anything."""
    policy = wording.policy
    blocks: list[Block | None] = [
        wording.grid(
            msg("kinds of data subject"),
            (msg("kind"), msg("a kind of"), msg("formerly")),
            (_role(policy, role) for role in policy.roles),
        ),
        wording.grid(
            msg("items that this policy defines"),
            (msg("item"), msg("consists of"), msg("also written"), msg("form"), msg("legal class")),
            (_item(wording, item) for item in policy.items if item.declared and item.place),
        ),
        wording.grid(
            msg("events that periods are counted from"),
            (msg("what happens"), msg("happens to"), msg("if it happens more than once"), msg("opened by"),
             msg("another word for"), msg("if it never happens")),
            (_event(wording, event) for event in policy.events if event.place),
        ),
        *_cases(policy, wording),
    ]  # fmt: skip
    if not any(blocks):
        return None
    return wording.part("", "words", msg("words used in this policy"), blocks)


def _role(policy: Policy, role: Role) -> tuple[Cell, ...]:
    return (
        cell((printed(role.label),)),
        cell(_other(policy, role.under, role)),
        cell(_other(policy, role.was, role)),
    )


def _other(policy: Policy, name: str | None, role: Role) -> Iterator[Line]:
    found = policy.role(name) if name else None
    if found:
        yield Line((Run(str(found.label), (role.label.place, found.label.place)),))


def _item(wording: Wording, item: Item) -> tuple[Cell, ...]:
    place = item.place or Place(wording.policy.file, 1, 1)
    form = (wording.frame(_FORMS[item.form], place),) if item.form in _FORMS else ()
    classes = (wording.frame(_CLASSES[legal], place) for legal in item.legal if legal in _CLASSES)
    return (
        cell((Line((Run(item.label, (place,)),)),)),
        cell(texts(item.parts)),
        cell(texts(item.also)),
        cell(form),
        cell(classes),
    )


def _event(wording: Wording, event: Event) -> tuple[Cell, ...]:
    place = event.place or Place(wording.policy.file, 1, 1)

    def others(names: tuple[str, ...]) -> Iterator[Line]:
        for name in names:
            said = msg("‘{event}’", event=wording.event(name))
            yield wording.frame(said, place, *wording.event_places(name))

    counts = msg("counted from the last time") if event.counts is Counts.LAST else msg("counted from the first time")
    instead = (wording.frame(msg("counted from collecting"), place),) if event.bounded else ()
    return (
        cell((Line((Run(event.label, (place,)),)),)),
        cell((_owner(wording, event, place),)),
        cell((wording.frame(counts, place),)),
        cell(others((event.pair,) if event.pair else ())),
        cell(others(event.means)),
        cell(instead),
    )


def _owner(wording: Wording, event: Event, place: Place) -> Line:
    role = wording.policy.role(event.of)
    if role is not None:
        return Line((Run(str(role.label), (place, role.label.place)),))
    message: Message = _OWNERS[event.of]
    return wording.frame(message, place)


def _cases(policy: Policy, wording: Wording) -> Iterator[Block | None]:
    """Yield the cases that no table names."""
    used = {str(group.case) for activity in policy.activities for group in activity.collect if group.case}
    spare = [words for name, words in policy.cases if name not in used]
    yield bullets(wording.prefixed(msg("a case without items: "), printed(words)) for words in spare)
