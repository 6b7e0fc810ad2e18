"""What lists of records kept by law leave open, as questions; each is asked once for a document."""

from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.statutory_facts import Kept


def about(found: Sequence[Kept], notes: Notes) -> None:
    """Ask by which law a record is kept, whether one is the controller's own, and whether a list is one of law."""
    _laws([one for one in found if one.fact.law is None], notes)
    _own([one for one in found if one.fact.law is None and not one.fact.law_expected and one.context.laws], notes)
    _untitled([one for one in found if one.untitled and one.context.laws], notes)
    _cut([one for one in found if one.fact.record_text and ". " in one.fact.record_text], notes)


def _laws(found: Sequence[Kept], notes: Notes) -> None:
    if any(one.fact.law_expected for one in found):
        what = msg("the text ties '{record}' to no law: by which is it kept?", record=found[0].fact.record_text or "")
        options = (msg("by the law that asks for such records"), msg("by the law named above"), msg("by no law"))
        notes.ask("statutory-law", "", what, options, found[0].context.spot or found[0].fact.spot)


def _own(found: Sequence[Kept], notes: Notes) -> None:
    if found:
        what = msg("no law asks for '{record}': is it kept by law?", record=found[0].fact.record_text or "")
        options = (msg("a rule of the controller's own"), msg("by law"))
        notes.ask("statutory-own", "", what, options, found[0].fact.spot)


def _untitled(found: Sequence[Kept], notes: Notes) -> None:
    if found:
        what = msg("nothing says what the list from '{record}' on is for", record=found[0].fact.record_text or "")
        options = (msg("records kept by law"), msg("something else"))
        notes.ask("statutory-untitled", "", what, options, found[0].context.spot or found[0].fact.spot)


def _cut(found: Sequence[Kept], notes: Notes) -> None:
    for one in found:
        what = msg("'{record}' may be one record or two", record=one.fact.record_text or "")
        notes.ask("statutory-cut", letters(one.fact.record_text or ""), what, (msg("one"), msg("two")), one.fact.spot)
