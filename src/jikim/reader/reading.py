"""A document read from front to back: sections, then each subject by its own reader, then what was left unread."""

from dataclasses import dataclass

from jikim.document import Document, Gap, Heading, Line, lines_of
from jikim.reader import (
    collection,
    destruction,
    editions,
    entrusted,
    item_doubts,
    lost_forms,
    name_doubts,
    people,
    retention,
    role_doubts,
    surround,
    third_party,
    whole_doubts,
)
from jikim.reader.facts import Facts
from jikim.reader.notes import Assumption, Mark, Notes, Question
from jikim.reader.sections import sections


@dataclass(frozen=True, slots=True)
class Unread:
    """What of the document stands in no fact: `share` of its letters (0 to 1), the lines, and what was lost before."""

    share: float
    lines: tuple[Line, ...]
    lost: tuple[Gap, ...]
    left_out: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gave."""

    document: Document
    facts: Facts
    marks: tuple[Mark, ...]
    assumptions: tuple[Assumption, ...]
    questions: tuple[Question, ...]
    unread: Unread


def read_facts(document: Document) -> Reading:
    """Read a document; never raises for what it says."""
    notes = Notes()
    parts = editions.first_of(sections(document), notes)
    around = surround.read(document, parts, notes)
    collected = collection.read(parts, notes)
    kept = retention.read(parts, collected.taken, notes)
    facts = Facts(
        source=around.source,
        service=around.service,
        controller=around.controller,
        dates=around.dates,
        legal_frame=around.legal_frame,
        roles=collected.roles,
        activities=collected.activities,
        item_parts=collected.item_parts,
        auto_collected=collected.automatic,
        collection_methods=collected.methods,
        retention_default=kept.default,
        retention_special=kept.special,
        statutory_retention=kept.statutory,
        processors=entrusted.read(parts, notes),
        processing_terms=entrusted.terms(parts, notes),
        third_party=third_party.read(parts, notes),
        rights=people.rights(parts, notes),
        destruction=destruction.read(parts, notes),
        officers=people.officers(parts, notes),
        remedies=people.remedies(parts, notes),
        safeguards=around.safeguards,
        training=around.training,
        cookies=around.cookies,
        children=around.children,
        change_notice=around.change_notice,
        promises=around.promises,
    )
    item_doubts.about(facts, parts, notes)
    role_doubts.about(facts, parts, notes)
    name_doubts.about(facts, document, parts, notes)
    lost_forms.about(document, facts, notes)
    whole_doubts.about(document, facts, notes)
    questions = tuple(sorted(notes.questions, key=lambda one: (one.spot, one.kind)))
    return Reading(document, facts, tuple(notes.marks), tuple(notes.assumptions), questions, _unread(document, notes))


def _unread(document: Document, notes: Notes) -> Unread:
    used: dict[int, set[int]] = {}
    for mark in notes.marks:
        used.setdefault(id(mark.line), set()).update(range(mark.begin, mark.end))
    lines = [line for block in document.blocks if not isinstance(block, Heading) for line in lines_of(block)]
    all_letters = sum(len(line.text) for line in lines)
    read = sum(len(used.get(id(line), ())) for line in lines)
    left = tuple(line for line in lines if id(line) not in used)
    share = 1 - read / all_letters if all_letters else 1.0
    return Unread(share, left, document.lost, document.left_out)
