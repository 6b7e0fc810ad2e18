"""Items as an entry names them that hands them on: which items of the policy they are, and what the law asks of each.

An entry of `provided:` or `overseas:` names items in words, or by id. What asks for a consent of its own where it is
collected asks for one where it is handed on: sensitive information (PIPA Art. 23 (1) 1), unique identifiers (Art.
24 (1) 1). A resident number is handed on by no consent at all (Art. 24-2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.consent.form import Kind
from jikim.consent.telling import Telling
from jikim.errors import Place
from jikim.law import LegalClass, normal, vocabulary
from jikim.messages import msg
from jikim.policy import Item, Policy, Text

HOME = {normal(name) for name in ("KR", "KOR", "한국", "대한민국", "국내", "Korea", "Republic of Korea", "South Korea")}
OWN_CONSENT = (
    (LegalClass.SENSITIVE, Kind.SENSITIVE, "sensitive-consent"),
    (LegalClass.UNIQUE_IDENTIFIER, Kind.UNIQUE_IDENTIFIER, "unique-identifier-consent"),
)


@dataclass(frozen=True, slots=True)
class Passed:
    """An item that is handed on, in the words that people are told; `item` is its id, None for words of no item."""

    words: str
    place: Place
    item: str | None
    classes: tuple[LegalClass, ...]


def abroad(country: str | None) -> bool:
    """Return whether a country is named that is not Korea."""
    return bool(country) and normal(str(country)) not in HOME


def passed(policy: Policy, named: Iterable[Text]) -> tuple[Passed, ...]:
    """Return the items that an entry names; one that it names by id is told by its label."""
    return tuple(_passed(policy, words) for words in named)


def _passed(policy: Policy, words: Text) -> Passed:
    own = policy.item(words) or _in_words(policy, words)
    if own is not None:
        return Passed(str(own.label if own.id == words else words), words.place, own.id, own.legal)
    standard = vocabulary().resolve(words)
    if standard is None:
        return Passed(str(words), words.place, None, ())
    return Passed(standard.label if standard.id == words else str(words), words.place, standard.id, standard.legal)


def _in_words(policy: Policy, words: Text) -> Item | None:
    known = normal(words)
    return next((item for item in policy.items if known in {normal(each) for each in (item.label, *item.also)}), None)


def own_kinds(telling: Telling, items: tuple[Passed, ...], party: object) -> Iterator[Kind]:
    """Yield what items of their own class make of a consent; reports those that share it, and a resident number."""
    for each in items:
        if LegalClass.RESIDENT_NUMBER in each.classes:
            telling.miss("resident-number-consent", each.place, "CS-07",
                msg("'{party}' receives '{item}' by consent", party=party, item=each.words),
                msg("take it out of the entry: where a statute has it handed on, nobody is asked"))  # fmt: skip
    for legal, kind, rule in OWN_CONSENT:
        own = [each for each in items if legal in each.classes and LegalClass.RESIDENT_NUMBER not in each.classes]
        if own and len(own) < len(items):
            telling.miss(rule, own[0].place, kind.value,
                msg("'{party}' receives '{item}' by one consent with other items", party=party, item=own[0].words),
                msg("write an entry of its own for it, with the same recipient"))  # fmt: skip
        if own:
            yield kind
