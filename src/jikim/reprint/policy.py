"""The parts of a published document -> the tables of its policy, in the order of the examples.

What is named elsewhere gets its id first: roles, events, activities with their purposes. Cases come last, for they are
declared where they are met.
"""

import re
from collections.abc import Callable, Iterator

from jikim.document import Line
from jikim.draft.asked import Asks
from jikim.draft.ids import Ids, id_of
from jikim.draft.tree import Node, Table, Word, bare, clean, table, word
from jikim.law import normal
from jikim.messages import msg
from jikim.reprint.asking import officers, remedies, rights
from jikim.reprint.collection import AUTOMATIC, Found, activity, parts_of_activities
from jikim.reprint.desk import Desk
from jikim.reprint.duties import MATTERS, analytics, destruction, disclosure, notice, promises, safeguards, training
from jikim.reprint.glossary import cases, events, items, roles
from jikim.reprint.parties import children, entrusted, entrusting, overseas, provided
from jikim.reprint.parts import Part
from jikim.reprint.retention import dormant, holds, keeps, statutory
from jikim.reprint.values import Kind, day, joined, spot_of, text

_ORDER = (
    *("document", "service", "controller", "officers", "version", "roles", "cases", "items", "events", "activities"),
    *("keep", "statutory", "dormant", "holds", "automatic", "entrusted", "entrusting", "provided", "overseas"),
    *("children", "rights", "destruction", "training", "safeguards", "remedies", "notice", "disclosures", "promises"),
)
_OPENING = (
    (msg("controller"), "name", Kind.TEXT),
    (msg("country it processes in"), "country", Kind.TEXT),
    (msg("called here"), "alias", Kind.LIST),
    (msg("service"), "service", Kind.TEXT),
    (msg("website"), "url", Kind.TEXT),
    (msg("what the service does"), "does", Kind.LINES),
    (msg("in force from"), "effective", Kind.TEXT),
    (msg("laws it rests on"), "laws", Kind.LINES),
)
_DEVICES = (
    (msg("words of the policy"), "says", Kind.TEXT),
    (msg("what cookies are for"), "cookies", Kind.TEXT),
    (msg("what follows from refusing"), "consequence", Kind.TEXT),
    (msg("further tools"), "etc", Kind.TEXT),
)


def policy(desk: Desk, root: Part, parts: dict[str, Part], asks: Asks) -> Table:
    """Return the whole policy; `parts` are told by their keys, `root` holds what stands before them."""
    defined = parts.get("processing", root)
    made: dict[str, Node | None] = {
        "roles": roles(desk, defined), "items": items(desk, defined), "events": events(desk, defined),
    }  # fmt: skip
    made.update(_activities(desk, parts))
    made["officers"], offices = officers(desk, parts["officers"]) if "officers" in parts else (None, {})
    made.update({key: make(desk, parts[of]) for key, (of, make) in _OF_ONE_PART.items() if of in parts})
    made["destruction"] = destruction(desk, parts["destruction"], offices) if "destruction" in parts else None
    made["disclosures"] = _disclosures(desk, parts)
    made.update([*_head(desk, root, asks), *_common(desk, defined), ("cases", cases(desk, defined))])
    entries = ((key, node) for key in _ORDER if (node := made.get(key)) is not None)
    return Table((("jikim", bare("1")), *entries), block=True)


def _activities(desk: Desk, parts: dict[str, Part]) -> Iterator[tuple[str, Node | None]]:
    """Yield the activities, and the automatic collection, which stands elsewhere."""
    devices = parts.get("automatic")
    found = parts_of_activities(desk, parts.get("processing"), devices)
    own = [(each.id, activity(desk, each)) for each in found if each.id != AUTOMATIC]
    yield "activities", table(*own, block=True)
    if devices and devices.parts:
        yield AUTOMATIC, _automatic(desk, found[-1], devices, parts)


def labels_at(desk: Desk, root: Part) -> int:
    """Return how many pieces stand before the labels, which say in short what the parts say."""
    cards = desk.spoken.of(msg("personal information at a glance"))
    found = (at for at, piece in enumerate(root.pieces) if isinstance(piece, Line) and normal(piece.text) == cards)
    return next(found, len(root.pieces))


def _head(desk: Desk, root: Part, asks: Asks) -> Iterator[tuple[str, Node | None]]:
    """Yield what the title and the opening say."""
    opening = Part((), root.title, root.pieces[: labels_at(desk, root)])
    found = desk.entries([opening], _OPENING)
    untitled = root.name == desk.spoken.of(msg("privacy policy"))
    excerpt = desk.spoken.of(msg("this is an excerpt of the document: what is missing here may stand elsewhere."))
    told = {normal(piece.text) for piece in opening.pieces if isinstance(piece, Line)}
    yield "document", table(
        ("title", None if untitled else word(root.title.text, root.title.spot)),
        ("complete", bare("false") if excerpt in told else None),
        ("laws", found.get("laws")),
    )  # fmt: skip
    yield "service", table(
        ("id", _service_id(found, asks)),
        ("name", found.get("service")),
        ("url", found.get("url")),
        ("does", found.get("does")),
    )  # fmt: skip
    yield "controller", table(*((key, found.get(key)) for key in ("name", "alias", "country")))


def _service_id(found: dict[str, Node], asks: Asks) -> Word:
    """Return an id for the service, which no document prints, and ask."""
    said = [each.text for key in ("url", "service", "name") if isinstance(each := found.get(key), Word)]
    hosts = [re.sub(r"^\w+://(www\.)?", "", each).partition(".")[0] if "://" in each else each for each in said]
    name = Ids.beside().of(next(filter(id_of, hosts), ""), "service")
    key = asks.ask("service", name, msg("which id is the service to have in logs and vaults?"),
        (msg("'{name}'", name=name), msg("another: small letters, digits and _")))  # fmt: skip
    return bare(name, asks=(key,))


def _version(desk: Desk, part: Part) -> Table | None:
    terms = (msg("edition"), msg("announced on"), msg("in force from"), msg("words of the policy"))
    under, _ = desk.terms(part.pieces, terms)
    name, announced, effective, says = (under.get(desk.spoken.of(term), ()) for term in terms)
    return table(
        ("id", word(joined(name) or "1", spot_of(name))),
        ("announced", day(desk.spoken, announced)),
        ("effective", day(desk.spoken, effective)),
        ("says", text(says)),
    )


def _common(desk: Desk, part: Part | None) -> Iterator[tuple[str, Node | None]]:
    """Yield the rules of the whole policy, its statutory lines, its sleepers, what puts destruction off."""
    titles = (msg("common periods of keeping"), msg("records preserved under other laws"),
              msg("personal information that lies unused"), msg("reasons that put destruction off"))  # fmt: skip
    inner = {each.name: each for each in (part.parts if part else ())}
    rules, by_law, asleep, stays = (inner.get(desk.spoken.of(title)) for title in titles)
    yield "keep", keeps(desk, rules) if rules else None
    yield "statutory", statutory(desk, by_law) if by_law else None
    lines = tuple(piece for piece in asleep.pieces if isinstance(piece, Line)) if asleep else ()
    yield "dormant", dormant(desk, joined(lines), spot_of(lines))
    yield "holds", holds(desk, stays) if stays else None


def _automatic(desk: Desk, machine: Found, devices: Part, parts: dict[str, Part]) -> Table | None:
    own = activity(desk, machine)
    found = desk.entries(devices.whole(), _DEVICES)
    head = msg("browser or system")
    refusals = [(clean(joined(desk.cell(row, head))), text(desk.cell(row, msg("how to refuse"))))
                for row in devices.grid(desk.spoken.of(head))]  # fmt: skip
    return table(
        *(own.entries if own else ()),
        *((key, found.get(key)) for key in ("says", "cookies", "consequence")),
        ("refusal", table(*refusals)),
        ("etc", bare("true") if "etc" in found else None),
        ("analytics", analytics(desk, parts["behaviour"]) if "behaviour" in parts else None),
        block=True,
    )


def _disclosures(desk: Desk, parts: dict[str, Part]) -> Table | None:
    return table(*((matter.value, disclosure(desk, parts[matter.value])) for matter in MATTERS
                   if matter.value in parts), block=True)  # fmt: skip


_OF_ONE_PART: dict[str, tuple[str, Callable[[Desk, Part], Node | None]]] = {
    "version": ("changes", _version), "entrusted": ("entrusted", entrusted), "entrusting": ("entrusted", entrusting),
    "provided": ("provided", provided), "overseas": ("overseas", overseas), "children": ("children", children),
    "rights": ("rights", rights), "training": ("safeguards", training), "safeguards": ("safeguards", safeguards),
    "remedies": ("remedies", remedies), "notice": ("changes", notice), "promises": ("promises", promises),
}  # fmt: skip
