"""A policy -> the document that is published, in the order of the commission's writing guideline.

Title and opening, labels, then: what is processed, why and how long; children; third parties; entrusted parties;
transfers abroad; destruction; safety; further use; sensitive information that may become public; pseudonymised
information; automatic collection; behaviour; automated decisions, what machines learn from, location, transmission;
rights; officers; remedies; cameras; further promises; changes. A part of which the policy says nothing is not there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jikim.law import Catalogue
from jikim.messages import Language, msg
from jikim.policy import Policy
from jikim.policy.parties import Matter
from jikim.publish.asking import officers, remedies, rights
from jikim.publish.collection import collection
from jikim.publish.devices import devices
from jikim.publish.disclosures import behaviour, disclosure
from jikim.publish.document import Block, Document, Line, Note, Section
from jikim.publish.duties import destruction, promises, safeguards
from jikim.publish.glossary import glossary
from jikim.publish.labels import cards
from jikim.publish.parties import abroad, children, entrusting, provision
from jikim.publish.retention import combination, common, dormancy, holds, preserved
from jikim.publish.versions import Edition, versions
from jikim.publish.wording import Wording, printed, printed_all, printed_if, texts


def compose(
    policy: Policy,
    law: Catalogue,
    language: Language = Language.KOREAN,
    earlier: tuple[Edition, ...] = (),
) -> Document:
    """Return the document of a policy; `earlier` editions, the latest first, are listed at its end.

    The words of the policy stay as they are; `language` is that of the words between them.
    """
    wording = Wording(language, policy, law)
    found = [
        _processing(wording),
        children(wording),
        provision(wording),
        entrusting(wording),
        abroad(wording),
        destruction(wording),
        safeguards(wording),
        disclosure(wording, Matter.FURTHER_USE),
        disclosure(wording, Matter.SENSITIVE),
        disclosure(wording, Matter.PSEUDONYMISED),
        devices(wording),
        behaviour(wording),
        disclosure(wording, Matter.AUTOMATED),
        disclosure(wording, Matter.TRAINING_DATA),
        disclosure(wording, Matter.LOCATION),
        disclosure(wording, Matter.TRANSMISSION),
        rights(wording),
        officers(wording),
        remedies(wording),
        disclosure(wording, Matter.CAMERAS),
        promises(wording),
        versions(wording, earlier),
    ]
    numbered = tuple(_numbered(section for section in found if section is not None and section.blocks))
    anchors = {section.anchor for section in numbered}
    return Document(
        language=language,
        title=title(wording),
        opening=tuple(block for block in _opening(wording) if block is not None),
        cards_title=wording.title(msg("personal information at a glance")),
        cards=tuple(card for card in cards(wording) if card.anchor in anchors),
        sections=numbered,
    )


def title(wording: Wording) -> Line:
    """Return the title: as the policy has it, or the one that the law gives such a document."""
    found = wording.policy.document.title
    return printed(found) if found else wording.title(msg("privacy policy"))


def _opening(wording: Wording) -> Iterator[Block | None]:
    policy = wording.policy
    if not policy.document.complete:
        yield Note(wording.frame(msg("this is an excerpt of the document: what is missing here may stand elsewhere."),
                                 policy.document.place))  # fmt: skip
    yield wording.definitions([
        (msg("controller"), printed_if(policy.controller.name)),
        (msg("country it processes in"), printed_if(policy.controller.country)),
        (msg("called here"), texts(policy.controller.alias)),
        (msg("service"), printed_if(policy.service.name)),
        (msg("website"), printed_if(policy.service.url)),
        (msg("what the service does"), printed_all(policy.service.does)),
        (msg("in force from"), _effective(wording)),
        (msg("laws it rests on"), printed_all(policy.document.laws)),
    ])  # fmt: skip


def _effective(wording: Wording) -> tuple[Line, ...]:
    version = wording.policy.version
    return (wording.day(version.effective, version.place),) if version.effective else ()


def _processing(wording: Wording) -> Section | None:
    parts: list[Block | None] = [
        *collection(wording),
        common(wording),
        preserved(wording),
        dormancy(wording),
        holds(wording),
        glossary(wording),
    ]
    if not any(parts):
        return None
    heading = msg("purposes, items and periods of processing personal information")
    return wording.part("", "processing", heading, [combination(wording), *parts])


def _numbered(found: Iterable[Section], above: str = "") -> Iterator[Section]:
    for count, section in enumerate(found, 1):
        number = f"{above}.{count}" if above else str(count)
        inner = iter(tuple(_numbered((each for each in section.blocks if isinstance(each, Section)), number)))
        blocks = tuple(next(inner) if isinstance(each, Section) else each for each in section.blocks)
        yield replace(section, number=number, blocks=blocks)
