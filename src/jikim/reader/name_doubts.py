"""What names leave open: a title that names another document, works beside a party with nothing between them."""

import re
from collections.abc import Sequence

from jikim.document import Document, lines_of
from jikim.messages import msg
from jikim.reader.facts import Facts
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_POLICY = re.compile(r"처리\s?(?:방침|지침)|취급\s?방침|보호\s?정책|보호\s?방침|privacy", re.IGNORECASE)
_ANOTHER = re.compile(r"계획|약관|지침|규정|매뉴얼|동의서")
_FIRST = 12  # blocks in which a title stands


def about(facts: Facts, document: Document, parts: Sequence[Section], notes: Notes) -> None:
    """Ask what a person has to decide about names."""
    _ask_about_title(facts, document, notes)
    _ask_about_works(facts, parts, notes)


def _ask_about_title(facts: Facts, document: Document, notes: Notes) -> None:
    title = single(facts.source.title or "")
    if not title or _POLICY.search(title) or not _ANOTHER.search(title):
        return
    lines = [line for block in document.blocks[:_FIRST] for line in lines_of(block)]
    spot = next((line.spot for line in lines if letters(line.text) == letters(title)), None)
    if spot:
        what = msg("the title names '{title}': is this the privacy policy?", title=title)
        notes.ask("title-of-another", title, what, (msg("the privacy policy"), msg("another document")), spot)


def _ask_about_works(facts: Facts, parts: Sequence[Section], notes: Notes) -> None:
    """Ask about several works after a name, with nothing but white space between."""
    lines = [line for part in parts for line in part.lines()]
    for party in facts.processors:
        said = f"{letters(party.name)}{letters(party.work or '')}"
        found = next((line for line in lines if line.spot == party.spot and letters(line.text) == said), None)
        after = found.text.removeprefix(party.name) if found else ""
        asked = any(each.spot == party.spot for each in notes.questions)
        if party.work and "," in party.work and after[:1].isspace() and not asked:
            what = msg("'{works}': works of one party, or of two?", works=single(party.work))
            options = (msg("works of one party"), msg("of two parties"))
            notes.ask("works-of-one", party.name, what, options, party.spot)
            return
