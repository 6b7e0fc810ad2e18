"""What the document is as a whole: in two languages or another, under the law of another country, without any items.

Rules find something in every text. Where the text is not what they are made for, this says so.
"""

import re

from jikim.document import Document, Line, Spot, lines_of
from jikim.messages import msg
from jikim.reader.facts import Facts
from jikim.reader.notes import Notes
from jikim.reader.tongues import foreign, share_of

_MOSTLY = 0.9  # of the letters: what Korean there is says nothing (a text in English has three times its letters)
_PERSONAL = re.compile(r"개인\s?(?:신용\s?)?정보|personal (?:data|information)|privacy", re.IGNORECASE)
_LAWS_ABROAD = re.compile(
    r"GDPR|CCPA|CPRA|COPPA|LGPD|APPI|일반\s?(?:데이터|개인정보)\s?보호\s?규(?:정|칙)|인민법원|중화인민공화국"
    r"|캘리포니아\s?소비자|유럽\s?(?:연합|경제)|개인정보의\s?보호에\s?관한\s?법률\s?\(일본\)"
)
_LAWS_HERE = re.compile(
    r"개인\s?정보\s?보호\s?법|정보\s?통신망|통신\s?비밀\s?보호|전자\s?상거래|신용\s?정보의|위치\s?정보의|개인\s?정보\s?보호\s?위원회"
)


def about(document: Document, facts: Facts, notes: Notes) -> None:
    """Ask what a person has to know before anything else."""
    _ask_about_language(document, notes)
    _ask_about_law(document, notes)
    _ask_about_items(document, facts, notes)
    if not facts.source.complete:
        what = msg("it tells fewer than four of what every policy has to tell: it is taken for a part of one")
        notes.assume("excerpt", what, _first(document))


def _ask_about_language(document: Document, notes: Notes) -> None:
    other = foreign(document.blocks)
    if not other:
        return
    share, line = share_of(other, document.blocks), next(line for block in other for line in lines_of(block))
    said = f"{share:.0%}"
    if share > _MOSTLY:
        what = msg("{share} of the document is not in Korean, and only Korean is read: is there a Korean edition?",
                   share=said)  # fmt: skip
        options = (msg("read the Korean edition"), msg("there is none: write the draft by hand"))
        notes.ask("not-korean", line.text[:40], what, options, line.spot)
        return
    what = msg("{share} of the document is in another language, from '{text}' on, and is not read: does it say the "
               "same as the Korean text?", share=said, text=line.text[:40])  # fmt: skip
    options = (msg("the same: the Korean text holds"), msg("more: add it by hand"))
    notes.ask("two-languages", line.text[:40], what, options, line.spot)


def _ask_about_law(document: Document, notes: Notes) -> None:
    """Ask about a text that names the law of another country and none of this."""
    abroad: tuple[str, Line] | None = None
    for line in (line for block in document.blocks for line in lines_of(block)):
        if _LAWS_HERE.search(line.text):
            return
        found = _LAWS_ABROAD.search(line.text)
        abroad = abroad or ((found[0], line) if found else None)
    if abroad:
        what = msg("it names '{law}' and no law of Korea: was it written for another country?", law=abroad[0])
        options = (msg("yes: what Korean law asks for has to be added"), msg("no: it holds for Korea"))
        notes.ask("law-abroad", abroad[0], what, options, abroad[1].spot)


def _ask_about_items(document: Document, facts: Facts, notes: Notes) -> None:
    if facts.auto_collected or any(activity.items for activity in facts.activities):
        return
    if not any(_PERSONAL.search(line.text) for block in document.blocks for line in lines_of(block)):
        what = msg("it never speaks of personal data: is this a privacy policy?")
        options = (msg("no: read another file"), msg("yes: write the draft by hand"))
        notes.ask("no-policy", "", what, options, _first(document))
        return
    what = msg("no item that is collected was found: does the document leave them out, or is nothing collected?")
    options = (msg("they stand elsewhere: add them by hand"), msg("nothing is collected"))
    notes.ask("nothing-collected", "", what, options, _first(document))


def _first(document: Document) -> Spot:
    """Where the document begins."""
    return next((line.spot for block in document.blocks for line in lines_of(block)), Spot(1))
