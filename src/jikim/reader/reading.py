"""A document read from front to back: sections, then each subject by its own reader, then what was left unread."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from jikim.document import Block, Document, Gap, Heading, Line, Reason, lines_of
from jikim.messages import msg
from jikim.reader import (
    collection,
    destruction,
    editions,
    entrusted,
    item_doubts,
    lost_forms,
    name_doubts,
    people,
    purpose_ties,
    retention,
    role_doubts,
    surround,
    third_party,
    whole_doubts,
)
from jikim.reader.cuts import carry_over, originals
from jikim.reader.facts import Facts
from jikim.reader.notes import Assumption, Mark, Notes, Question
from jikim.reader.sections import cut, titled_blocks


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
    blocks, older = editions.first_of(titled_blocks(document), notes)
    parts = cut(blocks)
    around = surround.read(document, parts, notes)
    collected = collection.read(parts, notes)
    kept = retention.read(parts, collected.taken, notes, collected.named)
    activities, special = purpose_ties.tied(collected.activities, kept.special)
    facts = Facts(
        source=around.source,
        service=around.service,
        controller=around.controller,
        dates=around.dates,
        legal_frame=around.legal_frame,
        roles=collected.roles,
        activities=activities,
        item_parts=collected.item_parts,
        auto_collected=collected.automatic,
        collection_methods=collected.methods,
        retention_default=kept.default,
        retention_special=special,
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
    carry_over(notes, originals(line for block in document.blocks for line in lines_of(block)))
    questions = tuple(sorted(notes.questions, key=lambda one: (one.spot, one.kind)))
    return Reading(
        document, facts, tuple(notes.marks), tuple(notes.assumptions), questions, _unread(document, older, notes)
    )


def _unread(document: Document, older: Sequence[Block], notes: Notes) -> Unread:
    """Count the letters of the edition that was read; older ones below it are told, and count as set aside."""
    used: dict[int, set[int]] = {}
    for mark in notes.marks:
        used.setdefault(id(mark.line), set()).update(range(mark.begin, mark.end))
    whole = [line for block in document.blocks if not isinstance(block, Heading) for line in lines_of(block)]
    known = originals(whole)
    aside = {id(known.of(line)) for block in older for line in lines_of(block)}
    lines = [line for line in whole if id(line) not in aside]
    all_letters = sum(len(line.text) for line in lines)
    read = sum(len(used.get(id(line), ())) for line in lines)
    left = tuple(line for line in lines if id(line) not in used)
    share = 1 - read / all_letters if all_letters else 1.0
    return Unread(share, left, document.lost, (*document.left_out, *_older(older, aside, whole)))


def _older(older: Sequence[Block], aside: Set[int], whole: Sequence[Line]) -> Iterator[Gap]:
    """Tell of older editions as of anything else that was set aside."""
    if older:
        text = "\n".join(line.text for line in whole if id(line) in aside)
        share = len(text) / max(1, sum(len(line.text) for line in whole))
        what = msg("an older edition of the policy stands below the one in force")
        yield Gap(Reason.EDITION, what, min(1.0, share), older[0].spot, text)
