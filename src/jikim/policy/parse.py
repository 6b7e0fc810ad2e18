"""Text -> policy: every part read, every name it uses looked up, every fault reported at once.

1. `document.py` makes nodes of the text, 2. the parts are read in the order in which they use each other's
words (items and events first), 3. the names that tie the parts together are looked up (`ties.py`). Nothing is judged
here: a policy that comes out can be run, and whether it should be is the business of `rules`.
"""

from jikim.errors import OperatorError
from jikim.law import Form, LegalClass, Vocabulary, catalogue, vocabulary
from jikim.messages import msg
from jikim.policy.document import broken, read_document
from jikim.policy.model import Counts, Event, HoldKind, Item, Policy, Role
from jikim.policy.node import Node, Table, Text
from jikim.policy.read_activities import (
    Words,
    read_activities,
    read_automatic,
    read_end,
    read_keeps,
    read_statutory,
)
from jikim.policy.read_parties import (
    read_children,
    read_controller,
    read_destruction,
    read_disclosures,
    read_document_part,
    read_entrusted,
    read_notice,
    read_officer,
    read_overseas,
    read_promises,
    read_provided,
    read_remedy,
    read_rights,
    read_safeguards,
    read_service,
    read_training,
    read_version,
    read_waiver,
)
from jikim.policy.reading import Faults, Reader, each
from jikim.policy.ties import look_up, look_up_law, tied
from jikim.policy.words import Events, Items

FORMAT = 1


def parse(source: bytes, file: str = "policy.yaml") -> Policy:
    """Return the policy that `source` (UTF-8) describes; `file` names it in places.

    Raises DocumentError with every fault, or OperatorError when the format is newer than this program.
    """
    reader, faults = Reader(read_document(source, file), Faults()), Faults()
    reader.faults = faults
    _check_format(reader)
    policy = _read(reader, faults)
    reader.close()
    look_up(policy, faults)
    look_up_law(policy, catalogue(), faults)
    if faults.found:
        raise broken(file, faults.found)
    return policy


def _check_format(reader: Reader) -> None:
    reader.require("jikim")
    number = reader.number("jikim")
    if number is not None and number > FORMAT:
        raise OperatorError(
            msg("the policy is written in format {number}; this program reads up to {known}",
                number=number, known=FORMAT),
            msg("a newer format may mean something that an older program would not carry out"),
            msg("install a newer jikim"))  # fmt: skip


def _read(reader: Reader, faults: Faults) -> Policy:
    declared = _items(reader, vocabulary())
    items = Items(declared, vocabulary(), faults)
    events = Events(_events(reader), faults)
    words = Words(items, events, faults)
    automatic, extra = read_automatic(words, reader)
    activities = (*read_activities(words, reader), *((automatic,) if automatic else ()))
    # These use items too, so they are read before the items used are counted.
    keep = read_keeps(words, reader, "keep")
    statutory = tuple(read_statutory(words, inner) for inner in reader.series("statutory"))
    holds = tuple(_hold(words, name, node, reader) for name, node in reader.entries("holds"))
    return Policy(
        file=reader.place.file,
        keys=tuple(key for key, _ in reader.table.entries),
        document=read_document_part(reader),
        service=read_service(reader),
        controller=read_controller(reader),
        officers=each(reader, "officers", read_officer),
        version=read_version(reader),
        roles=_roles(reader),
        cases=tuple((str(name), text) for name, text in reader.words("cases")),
        items=tuple(items.used.values()),
        events=tuple(tied(event, events, faults) for event in events.all.values()),
        activities=activities,
        keep=keep,
        statutory=statutory,
        automatic=extra,
        dormant=read_end(words, reader.text("dormant")),
        holds=holds,
        entrusted=each(reader, "entrusted", read_entrusted),
        entrusting=reader.texts("entrusting"),
        provided=read_provided(reader),
        overseas=each(reader, "overseas", read_overseas) if reader.has("overseas") else None,
        children=read_children(reader),
        destruction=read_destruction(reader),
        rights=read_rights(reader),
        training=read_training(reader),
        safeguards=read_safeguards(reader),
        remedies=each(reader, "remedies", read_remedy),
        notice=read_notice(reader),
        disclosures=read_disclosures(reader),
        promises=read_promises(reader),
        waivers=each(reader, "waivers", read_waiver),
    )


def _roles(reader: Reader) -> tuple[Role, ...]:
    roles = []
    for name, node in reader.entries("roles"):
        if isinstance(node, Text):
            roles.append(Role(str(name), reader.check_text(node, name)))
        elif inner := reader.as_table(node, name):
            roles.append(Role(str(name), inner.need("label"), _id(inner.text("is")), _id(inner.text("was"))))
            inner.close()
    return tuple(roles)


def _id(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _items(reader: Reader, standard: Vocabulary) -> tuple[Item, ...]:
    return tuple(_item(reader, name, node, standard) for name, node in reader.entries("items"))


def _item(reader: Reader, name: Text, node: Node, standard: Vocabulary) -> Item:
    """Return a declared item; one that carries the id of a standard item keeps that item's legal class.

    `like: rrn` gives a declared item the legal class and form of a standard one.
    """
    inner = None if isinstance(node, Text) else reader.as_table(node, name)
    label = reader.check_text(node, name) if isinstance(node, Text) else inner.need("label") if inner else name
    like = inner.text("like") if inner else None
    model = standard.items.get(str(like or name)) or standard.resolve(label)
    if like and str(like) not in standard.items:
        reader.faults.add(like.place, "item-unknown",
            msg("no standard item has the id '{name}'", name=like),
            msg("`like:` lends a declared item the legal class of a standard one"),
            msg("name a standard item, or leave `like:` out"))  # fmt: skip
    item = Item(
        id=str(name),
        label=str(label),
        legal=model.legal if model else (LegalClass.ORDINARY,),
        form=(inner.choice("kind", Form) if inner else None) or (model.form if model else Form.TEXT),
        lookup=inner.flag("lookup", otherwise=bool(model and model.lookup)) if inner else bool(model and model.lookup),
        parts=inner.texts("parts") if inner else (),
        also=inner.texts("also") if inner else (),
        declared=True,
        place=name.place,
    )
    if inner:
        inner.close()
    return item


def _events(reader: Reader) -> tuple[Event, ...]:
    events = []
    for name, node in reader.entries("events"):
        if isinstance(node, Text):
            events.append(Event(str(name), str(reader.check_text(node, name)), "record", place=name.place))
        elif inner := reader.as_table(node, name):
            events.append(_event(name, inner))
            inner.close()
    return tuple(events)


def _event(name: Text, reader: Reader) -> Event:
    otherwise = reader.text("else")
    if otherwise and otherwise != "collected":
        reader.faults.add(otherwise.place, "event-else",
            msg("`else:` can only be `collected`"),
            msg("it bounds a clock whose event never came, and only collecting is certain"),
            msg("write `else: collected`"))  # fmt: skip
    of = str(reader.text("of") or "record")
    last = Counts.LAST if of == "record" else Counts.FIRST
    return Event(
        id=str(name),
        label=str(reader.text("label") or name),
        of=of,
        pair=_id(reader.text("from")),
        counts=reader.choice("counts", Counts) or last,
        bounded=otherwise is not None,
        means=tuple(str(text) for text in reader.texts("is")),
        place=name.place,
    )


def _hold(words: Words, name: Text, node: Node, reader: Reader) -> HoldKind:
    inner = reader.as_table(node, name) or Reader(Table(name.place, ()), words.faults)
    hold = HoldKind(
        id=str(name),
        label=inner.need("label"),
        of=inner.texts("of"),
        items=words.items.all(inner.texts("items")),
        says=inner.text("says"),
    )
    inner.close()
    return hold
