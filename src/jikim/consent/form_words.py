"""The words around what a form tells: ours, in the language of the reader."""

from jikim.consent.form import Kind, What, Words
from jikim.messages import Language, Message, msg, say

TOLD = {
    What.PURPOSE: msg("purposes"),
    What.ITEMS: msg("items"),
    What.PERIOD: msg("period of keeping and using"),
    What.REFUSAL: msg("right to refuse, and what follows"),
    What.GROUND: msg("ground for processing"),
    What.RECIPIENT: msg("recipient"),
    What.COUNTRY: msg("country"),
    What.HOW: msg("when and how"),
    What.CONTACTED: msg("being contacted"),
    What.AT_NIGHT: msg("at night"),
}
KINDS = {
    Kind.COLLECTION: msg("collecting and using"),
    Kind.PROVISION: msg("provision to third parties"),
    Kind.SENSITIVE: msg("sensitive information"),
    Kind.UNIQUE_IDENTIFIER: msg("unique identifiers"),
    Kind.PROMOTION: msg("promotion"),
    Kind.OVERSEAS: msg("transfers abroad"),
    Kind.NIGHT: msg("advertising at night"),
}
WITHOUT_CONSENT = msg("personal information processed without consent")
REQUIRED, OPTIONAL = msg("consents without which this is not possible"), msg("consents of your choice")
AGREE = msg("I agree")


def said(words: Words, language: Language) -> str:
    """Return the author's words as they are, ours in the language."""
    return say(words, language) if isinstance(words, Message) else str(words)


def guardian_agrees(age: int) -> Message:
    """Return what a legal representative ticks."""
    return msg("I am the legal representative of a child under {age}, and I agree", age=age)


def children_refused(age: int) -> Message:
    """Return that children cannot go on here."""
    return msg("children under {age} cannot use this", age=age)


def children(age: int) -> Message:
    """Return whom it is about."""
    return msg("children under {age}", age=age)
