"""A published document -> the draft of its policy, in the order of the examples.

1. the parts are told by the titles that `publish` gives them; another title, and it is no document of ours
2. what is named elsewhere gets its id first: roles, events, activities with their purposes
3. each part gives its keys; what came from which line stays with every value
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jikim.document import Document, Line, Spot, lines_of
from jikim.draft import Draft
from jikim.draft.asked import Asks
from jikim.draft.ids import Ids, id_of
from jikim.draft.text import rows
from jikim.draft.tree import Node, Table, Word, bare, clean, table, values, word
from jikim.law import normal
from jikim.messages import Language, msg
from jikim.reader import Mark, Reading
from jikim.reprint.asking import officers, remedies, rights
from jikim.reprint.collection import AUTOMATIC, Found, activity, parts_of_activities
from jikim.reprint.desk import Desk
from jikim.reprint.duties import MATTERS, analytics, destruction, disclosure, notice, promises, safeguards, training
from jikim.reprint.glossary import cases, events, items, roles
from jikim.reprint.parties import children, entrusted, entrusting, overseas, provided
from jikim.reprint.parts import Part, parts_of
from jikim.reprint.rest import unread
from jikim.reprint.retention import dormant, holds, keeps, statutory
from jikim.reprint.spoken import Spoken
from jikim.reprint.values import Kind, day, joined, spot_of, text

_TITLES = {
    "processing": msg("purposes, items and periods of processing personal information"),
    "children": msg("children's personal information"),
    "provided": msg("provision of personal information to third parties"),
    "entrusted": msg("entrusting the processing of personal information"),
    "overseas": msg("transfer of personal information abroad"),
    "destruction": msg("destruction of personal information"),
    "safeguards": msg("measures to keep personal information safe"),
    "automatic": msg("automatic collection and how to refuse it"),
    "rights": msg("rights of data subjects and how to exercise them"),
    "officers": msg("privacy officer and persons in charge"),
    "remedies": msg("remedies for infringement"),
    "promises": msg("further promises"),
    "changes": msg("changes of this policy"),
    **{matter.value: title for matter, title in MATTERS.items()},
}
_FEW = 3  # parts that a document of ours has at the least
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


@dataclass(frozen=True, slots=True)
class Reprint:
    """The draft, and the reading without what the rules for any document had made of it."""

    reading: Reading
    draft: Draft


def reprinted(reading: Reading) -> Reprint | None:
    """Return the policy of a document that is laid out as `publish` lays it out, None for any other."""
    document = reading.document
    root = parts_of(document)
    for language in Language:
        spoken = Spoken(language)
        known = {spoken.of(title): key for key, title in _TITLES.items()}
        found = [known.get(part.name) for part in root.parts]
        if len(found) >= _FEW and None not in found:
            parts = {key: part for key, part in zip(found, root.parts, strict=True) if key}
            return _reprint(reading, Desk(spoken, document.format), root, parts)
    return None


def _reprint(reading: Reading, desk: Desk, root: Part, parts: dict[str, Part]) -> Reprint | None:
    """Return the draft; None where somebody changed the document so that it says no policy any more."""
    asks = Asks()
    tree = _policy(desk, root, parts, asks)
    numbers, questions = asks.numbered()
    made = Draft(tree, rows(tree), questions, numbers)
    rest = unread(reading.document, made, desk.spoken.language, _labels(desk, root))
    if rest is None:
        return None
    marks = tuple(_marks(reading.document, tree))
    return Reprint(replace(reading, marks=marks, assumptions=(), questions=(), unread=rest), made)


def _policy(desk: Desk, root: Part, parts: dict[str, Part], asks: Asks) -> Table:
    processing, devices = parts.get("processing"), parts.get("automatic")
    defined = processing or root
    who, things, what = roles(desk, defined), items(desk, defined), events(desk, defined)
    found = parts_of_activities(desk, processing, devices)
    acts = [(each.id, activity(desk, each)) for each in found if each.id != AUTOMATIC]
    desks, offices = officers(desk, parts["officers"]) if "officers" in parts else (None, {})
    made = {
        "children": children, "provided": provided, "rights": rights, "safeguards": safeguards, "remedies": remedies,
        "promises": promises, "entrusted": entrusted, "overseas": overseas,
    }  # fmt: skip
    each_part = {key: make(desk, parts[key]) for key, make in made.items() if key in parts}
    entries: list[tuple[str, Node | None]] = [
        *_head(desk, root, parts, asks),
        ("officers", desks),
        ("version", _version(desk, parts.get("changes"))),
        ("roles", who),
        ("items", things),
        ("events", what),
        ("activities", table(*acts, block=True)),
        *_common(desk, processing),
        ("automatic", _automatic(desk, found[-1], devices, parts) if devices and devices.parts else None),
        ("entrusted", each_part.get("entrusted")),
        ("entrusting", entrusting(desk, parts["entrusted"]) if "entrusted" in parts else None),
        *((key, each_part.get(key)) for key in ("provided", "overseas", "children", "rights")),
        ("destruction", destruction(desk, parts["destruction"], offices) if "destruction" in parts else None),
        ("training", training(desk, parts["safeguards"]) if "safeguards" in parts else None),
        *((key, each_part.get(key)) for key in ("safeguards", "remedies")),
        ("notice", notice(desk, parts["changes"]) if "changes" in parts else None),
        ("disclosures", _disclosures(desk, parts)),
        ("promises", each_part.get("promises")),
    ]
    entries.insert([key for key, _ in entries].index("items"), ("cases", cases(desk, defined)))
    return Table((("jikim", bare("1")), *((key, node) for key, node in entries if node is not None)), block=True)


def _head(desk: Desk, root: Part, parts: dict[str, Part], asks: Asks) -> Iterator[tuple[str, Node | None]]:
    """Yield what the title and the opening say."""
    opening = _opening(desk, root)
    found = desk.entries([opening], _OPENING)
    untitled = root.name == desk.spoken.of(msg("privacy policy"))
    excerpt = desk.spoken.of(msg("this is an excerpt of the document: what is missing here may stand elsewhere."))
    told = {normal(piece.text) for piece in opening.pieces if isinstance(piece, Line)}
    yield (
        "document",
        table(
            ("title", None if untitled else word(root.title.text, root.title.spot)),
            ("complete", bare("false") if excerpt in told else None),
            ("laws", found.get("laws")),
        ),
    )
    yield (
        "service",
        table(
            ("id", _service_id(found, asks)),
            ("name", found.get("service")),
            ("url", found.get("url")),
            ("does", found.get("does")),
        ),
    )
    yield "controller", table(*((key, found.get(key)) for key in ("name", "alias", "country")))


def _opening(desk: Desk, root: Part) -> Part:
    """Return what stands before the labels."""
    return Part((), root.title, root.pieces[: _labels_at(desk, root)])


def _labels(desk: Desk, root: Part) -> frozenset[Spot]:
    """Return the lines of the labels, which say in short what the parts say."""
    pieces = root.pieces[_labels_at(desk, root) :]
    return frozenset(piece.spot for piece in pieces if isinstance(piece, Line))


def _labels_at(desk: Desk, root: Part) -> int:
    cards = desk.spoken.of(msg("personal information at a glance"))
    found = (at for at, piece in enumerate(root.pieces) if isinstance(piece, Line) and normal(piece.text) == cards)
    return next(found, len(root.pieces))


def _service_id(found: dict[str, Node], asks: Asks) -> Word:
    """Return an id for the service, which no document prints, and ask."""
    said = [each.text for key in ("url", "service", "name") if isinstance(each := found.get(key), Word)]
    hosts = [re.sub(r"^\w+://(www\.)?", "", each).partition(".")[0] if "://" in each else each for each in said]
    name = Ids.beside().of(next(filter(id_of, hosts), ""), "service")
    key = asks.ask("service", name, msg("which id is the service to have in logs and vaults?"),
        (msg("'{name}'", name=name), msg("another: small letters, digits and _")))  # fmt: skip
    return bare(name, asks=(key,))


def _version(desk: Desk, part: Part | None) -> Table | None:
    terms = (msg("edition"), msg("announced on"), msg("in force from"), msg("words of the policy"))
    under = desk.terms(part.pieces, terms)[0] if part else {}
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


# What was used

_KINDS = {
    "collect": "item", "purposes": "purpose", "keep": "retention", "label": "context", "statutory": "statutory",
    "entrusted": "entrusted", "provided": "third_party", "rights": "rights", "destruction": "destruction",
    "officers": "officer", "safeguards": "safeguards", "promises": "promise",
}  # fmt: skip


def _marks(document: Document, tree: Table) -> Iterator[Mark]:
    """Yield the letters of the document that stand in a value."""
    lines: dict[Spot, list[Line]] = {}
    for block in document.blocks:
        for line in lines_of(block):
            lines.setdefault(line.spot, []).append(line)
    for path, value in values(tree):
        for line in lines.get(value.spot, ()) if value.spot else ():
            at = line.text.find(value.text)
            if at >= 0:
                yield Mark(line, at, at + len(value.text), _kind(path))


def _kind(path: str) -> str:
    return next((_KINDS[part] for part in re.findall(r"\w+", path) if part in _KINDS), "other")
