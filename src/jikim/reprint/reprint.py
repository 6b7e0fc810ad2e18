"""Whether a document is one of ours, and if so the draft of its policy, with what came from which line.

A document is told by the titles of its numbered parts: those that `publish` gives them, and no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jikim.document import Document, Line, Spot, lines_of
from jikim.draft import Draft
from jikim.draft.asked import Asks
from jikim.draft.text import rows
from jikim.draft.tree import Table, values
from jikim.messages import Language, msg
from jikim.reader import Mark, Reading
from jikim.reprint.desk import Desk
from jikim.reprint.duties import MATTERS
from jikim.reprint.parts import Part, parts_of
from jikim.reprint.policy import labels_at, policy
from jikim.reprint.rest import unread
from jikim.reprint.spoken import Spoken

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
    tree = policy(desk, root, parts, asks)
    numbers, questions = asks.numbered()
    made = Draft(tree, rows(tree), questions, numbers)
    labels = {piece.spot for piece in root.pieces[labels_at(desk, root) :] if isinstance(piece, Line)}
    rest = unread(reading.document, made, desk.spoken.language, frozenset(labels))
    if rest is None:
        return None
    marks = tuple(_marks(reading.document, tree))
    return Reprint(replace(reading, marks=marks, assumptions=(), questions=(), unread=rest), made)


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
