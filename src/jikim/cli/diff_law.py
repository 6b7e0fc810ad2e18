"""A change of law, in words and as data."""

from collections.abc import Iterator
from datetime import date

from jikim.change import LawChange
from jikim.cli.diff_words import difference_as_data, differences_in_words
from jikim.cli.face import Face
from jikim.cli.faults import finding_as_data, finding_in_words
from jikim.errors import Finding
from jikim.law import Amendment, Fact, catalogue
from jikim.messages import Language, msg


def show_law(face: Face, found: LawChange, before: date, after: date) -> None:
    """Print what changes from one day of the law to another."""
    face.tell(msg("the law of {before} and of {after}:", before=before, after=after))
    for amendment in found.amendments:
        face.show(f"  {amendment.day}  {_named(face, amendment)}")
    for heading, facts in ((msg("binds from then on"), found.begun), (msg("binds no longer"), found.ceased)):
        if facts:
            face.show(f"\n{face.say(heading)} ({len(facts)})")
        for fact in facts:
            face.show(f"  {fact.id}  {_named(face, fact)} ({_article(face, fact)})")
    for line in _findings(face, found):
        face.show(line)
    for line in differences_in_words(face, found.lives):
        face.show(line)
    if found.is_empty:
        face.show("")
        face.tell(msg("nothing that this policy says is judged otherwise"))


def _findings(face: Face, found: LawChange) -> Iterator[str]:
    groups = ((msg("found from then on"), found.appeared), (msg("found no longer"), found.vanished))
    for heading, findings in groups:
        if findings:
            yield f"\n{face.say(heading)} ({len(findings)})"
        for finding in findings:
            yield from finding_in_words(face, finding)


def _named(face: Face, entry: Amendment | Fact) -> str:
    return entry.ko if face.language is Language.KOREAN else entry.en


def _article(face: Face, fact: Fact) -> str:
    korean = face.language is Language.KOREAN
    said = catalogue().cite_in_korean(fact) if korean else catalogue().cite(fact)
    return said if catalogue().verified(fact) else face.say(msg("{article}, unverified", article=said))


def law_as_data(face: Face, found: LawChange, before: date, after: date) -> dict[str, object]:
    """Return a change of law for a script."""
    return {
        "before": str(before),
        "after": str(after),
        "amendments": [{"day": str(one.day), "what": _named(face, one)} for one in found.amendments],
        "begun": [fact.id for fact in found.begun],
        "ceased": [fact.id for fact in found.ceased],
        "rules_begun": list(found.rules_begun),
        "rules_ceased": list(found.rules_ceased),
        "appeared": _data(face, found.appeared),
        "vanished": _data(face, found.vanished),
        "lives": [difference_as_data(face, one) for one in found.lives],
    }


def _data(face: Face, findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [finding_as_data(face, finding) for finding in findings]
